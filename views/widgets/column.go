package widgets

import (
	"fyne.io/fyne/v2"
)

// Capped gives its scrolling object the height of what is inside, within limits.
type Capped struct {
	Inner *fyne.Container
	Most  float32
	Least float32
	Keeps bool // the room once taken stays
	width float32
}

// Layout is called by Fyne.
func (c *Capped) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.width = size.Width
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}

// MinSize is called by Fyne.
func (c *Capped) MinSize([]fyne.CanvasObject) fyne.Size {
	height := max(c.Least, min(c.Most, c.Inner.MinSize().Height))
	if c.Keeps {
		c.Least = height
	}
	return fyne.NewSize(200, height)
}

// AtMost keeps a column from growing wider than this.
type AtMost struct{ Width float32 }

// Layout is called by Fyne.
func (m AtMost) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(min(size.Width, m.Width), size.Height))
}

// MinSize is called by Fyne.
func (m AtMost) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(min(m.Width, objects[0].MinSize().Width), objects[0].MinSize().Height)
}
