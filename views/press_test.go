package views

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/views/widgets"
)

// walk visits everything that can be seen.
func walk(o fyne.CanvasObject, see func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	see(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, see)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, see)
		}
	}
}

// pressButton presses the button or the link with these words, in the dialog if
// one is up.
func pressButton(t *testing.T, s *Shell, words string) {
	t.Helper()
	c := s.Window.Canvas()
	top := c.Content()
	if o := c.Overlays().Top(); o != nil {
		top = o
	}
	var found fyne.Tappable
	walk(top, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widgets.Button:
			if o.Text == words {
				found = o
			}
		case *widgets.Link:
			if o.Text == words {
				found = o
			}
		}
	})
	if found == nil {
		t.Fatalf("no button %q in\n%s", words, reading(s))
	}
	found.Tapped(&fyne.PointEvent{})
}

// typeInto types into what has the keys.
func typeInto(t *testing.T, f *fixture, text string) {
	t.Helper()
	focused := f.Window.Canvas().Focused()
	if focused == nil {
		t.Fatal("nothing has the keys")
	}
	test.Type(focused, text)
}
