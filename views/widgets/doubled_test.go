package widgets

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestADoubleClickOnADialogTakesNothingBelow: the second half of a double click on the
// button that closes a dialog, or on a menu item that opens one, presses nothing that lies
// there since; a click elsewhere, or a later one, does.
func TestADoubleClickOnADialogTakesNothingBelow(t *testing.T) {
	test.NewTempApp(t)
	now := time.Now()
	pressedLast, pressedAway, pressClock = mousePress{}, mousePress{}, func() time.Time { return now }
	t.Cleanup(func() { pressedLast, pressedAway, pressClock = mousePress{}, mousePress{}, time.Now })
	below, done := 0, 0
	under := NewButton(Secondary, "Deactivate everybody", func() { below++ })
	w := test.NewTempWindow(t, under)
	d := &Dialog{Title: "Deactivate Zoë?", Content: NewText(Body, "")}
	d.Default = NewButton(DangerousPrimary, "Deactivate", func() { done++; d.Hide() })
	d.Show(w.Canvas())
	at := func(x float32) *fyne.PointEvent { return &fyne.PointEvent{AbsolutePosition: fyne.NewPos(x, 200)} }
	d.Default.Tapped(at(300))
	if done != 1 || d.Shown() {
		t.Fatal("the dialog is not answered")
	}
	under.Tapped(at(302))
	if below != 0 {
		t.Error("a double click pressed what lay below")
	}
	under.Tapped(at(380))
	if below != 1 {
		t.Error("a click elsewhere is not heard")
	}
	now = now.Add(time.Second)
	under.Tapped(at(302))
	if below != 2 {
		t.Error("a later click is not heard")
	}
	d.Show(w.Canvas()) // as by that click
	d.Default.Tapped(at(301))
	if done != 1 || !d.Shown() {
		t.Error("a double click answered the dialog that it opened")
	}
}
