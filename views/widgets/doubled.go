package widgets

import (
	"time"

	"fyne.io/fyne/v2"
)

// mousePress is where and when the mouse was pressed, and in which window.
type mousePress struct {
	on   fyne.Canvas
	at   fyne.Position
	when time.Time
}

// pressedLast is the press that was heard last, pressedAway the one that opened or closed
// something in front: what lies under the pointer since is another thing. Both are of the
// window's goroutine.
var pressedLast, pressedAway mousePress

// pressClock tells when a press was heard; tests set it.
var pressClock = time.Now

// heard reports whether a press is meant for the object that lies there. It is not if it is the
// second half of a double click whose first half opened or closed what stands in front:
// that one was meant for what lay there before.
func heard(o fyne.CanvasObject, e *fyne.PointEvent) bool {
	if e == nil || e.AbsolutePosition.IsZero() {
		return true // not of the mouse
	}
	now := mousePress{canvasOf(o), e.AbsolutePosition, pressClock()}
	if now.on == pressedAway.on && now.when.Sub(pressedAway.when) < doubleClick && near(now.at, pressedAway.at) {
		return false
	}
	pressedLast = now
	return true
}

func near(a, b fyne.Position) bool {
	d := a.Subtract(b)
	return max(d.X, -d.X) < 5 && max(d.Y, -d.Y) < 5
}

// frontChanged is called when something came to the front of a window, or went.
func frontChanged(on fyne.Canvas) {
	if pressedLast.on == on && pressClock().Sub(pressedLast.when) < doubleClick {
		pressedAway = pressedLast
	}
}
