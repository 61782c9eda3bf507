package viewtest

import (
	"fmt"
	"strings"
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

// PressNav goes to the place with these words, in the sidebar or in a screen.
func PressNav(t testing.TB, d *desk.Desk, words string) {
	t.Helper()
	var found *widgets.NavItem
	Walk(d.Window.Canvas().Content(), func(o fyne.CanvasObject) {
		if item, ok := o.(*widgets.NavItem); ok && item.Text == words {
			found = item
		}
	})
	if found == nil {
		t.Fatalf("no place %q in\n%s", words, Reading(d))
	}
	found.OnTapped()
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

// LookForTips reports every control that is only an icon and says in no words what it
// does, and how many of them it saw.
func LookForTips(t testing.TB, d *desk.Desk, where string) (seen int) {
	t.Helper()
	top := d.Window.Canvas().Content()
	if o := d.Window.Canvas().Overlays().Top(); o != nil {
		top = o
	}
	Walk(top, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widgets.Button:
			if o.Text != "" {
				return
			}
			seen++
			Expect(t, fmt.Sprintf("%s: a button with %s alone has no tip", where, o.Icon), o.Tip != "")
		case *widgets.DataList:
			Expect(t, where+": ⋮ has no tip", o.Menu == nil || o.MenuTip != "")
		}
	})
	return seen
}

// lookForNames reports everything in front that takes the keys and has no name for a
// screen reader (SPEC S22.4).
func lookForNames(t testing.TB, d *desk.Desk, where string) {
	t.Helper()
	c := d.Window.Canvas()
	tops := append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...)
	for _, top := range tops {
		Walk(top, func(o fyne.CanvasObject) {
			if _, takesKeys := o.(fyne.Focusable); !takesKeys {
				return
			}
			named, ok := o.(fyne.Accessible)
			if !ok || strings.TrimSpace(named.AccessibilityLabel()) == "" {
				t.Errorf("%s: %T at %v has no name for a screen reader", where, o, fyne.CurrentApp().Driver().AbsolutePositionForObject(o))
			}
		})
	}
}
