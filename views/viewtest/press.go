package viewtest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// Walk visits everything that can be seen.
func Walk(o fyne.CanvasObject, see func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	see(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			Walk(child, see)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			Walk(child, see)
		}
	}
}

// PressButton presses the button or the link with these words, in the dialog if
// one is up.
func PressButton(t testing.TB, d *desk.Desk, words string) {
	t.Helper()
	c := d.Window.Canvas()
	top := c.Content()
	if o := c.Overlays().Top(); o != nil {
		top = o
	}
	var found fyne.Tappable
	Walk(top, func(o fyne.CanvasObject) {
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
		t.Fatalf("no button %q in\n%s", words, Reading(d))
	}
	found.Tapped(&fyne.PointEvent{})
}

// TypeInto types into what has the keys.
func TypeInto(t testing.TB, f *Fixture, text string) {
	t.Helper()
	focused := f.Window.Canvas().Focused()
	if focused == nil {
		t.Fatal("nothing has the keys")
	}
	test.Type(focused, text)
}
