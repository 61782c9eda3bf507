package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// RightColumn puts a second object of a fixed width beside the first.
type RightColumn struct {
	Width, Gap float32
}

// Layout is called by Fyne.
func (r *RightColumn) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := size.Width
	if objects[1].Visible() {
		left -= r.Width + r.Gap
		objects[1].Move(fyne.NewPos(left+r.Gap, 0))
		objects[1].Resize(fyne.NewSize(r.Width, size.Height))
	}
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(left, size.Height))
}

// MinSize is called by Fyne.
func (r *RightColumn) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	if objects[1].Visible() {
		least.Width += r.Width + r.Gap
	}
	return least
}

// Snug gives an object the height it asks for, less if there is less.
type Snug struct{ Wish func() float32 }

// Layout is called by Fyne.
func (s Snug) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(size.Width, min(size.Height, s.Wish())))
}

// MinSize is called by Fyne.
func (s Snug) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, 80)
}

// Framed puts a center between edges, any of which may be nil, without the room that
// Fyne's own border leaves between them.
func Framed(top, bottom, left, right, center fyne.CanvasObject) *fyne.Container {
	f := &frame{top: top, bottom: bottom, left: left, right: right, center: center}
	all := []fyne.CanvasObject{center}
	for _, o := range []fyne.CanvasObject{top, bottom, left, right} {
		if o != nil {
			all = append(all, o)
		}
	}
	return container.New(f, all...)
}

// Stacked is framed by a head and a foot, with the Tab key going from the head down.
func Stacked(head, center, foot fyne.CanvasObject) *fyne.Container {
	return container.New(&frame{top: head, bottom: foot, center: center}, head, center, foot)
}

type frame struct{ top, bottom, left, right, center fyne.CanvasObject }

// Layout is called by Fyne.
func (f *frame) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	above, below := least(f.top).Height, least(f.bottom).Height
	before, after := least(f.left).Width, least(f.right).Width
	middle := max(0, size.Height-above-below)
	put(f.top, 0, 0, size.Width, above)
	put(f.bottom, 0, size.Height-below, size.Width, below)
	put(f.left, 0, above, before, middle)
	put(f.right, size.Width-after, above, after, middle)
	put(f.center, before, above, max(0, size.Width-before-after), middle)
}

// MinSize is called by Fyne.
func (f *frame) MinSize([]fyne.CanvasObject) fyne.Size {
	size := least(f.center)
	size = size.AddWidthHeight(least(f.left).Width+least(f.right).Width, 0)
	size.Height = max(size.Height, least(f.left).Height, least(f.right).Height)
	return fyne.NewSize(max(size.Width, least(f.top).Width, least(f.bottom).Width),
		size.Height+least(f.top).Height+least(f.bottom).Height)
}

// least is the smallest size of an object, none for one that is hidden or not there.
func least(o fyne.CanvasObject) fyne.Size {
	if o == nil || !o.Visible() {
		return fyne.Size{}
	}
	return o.MinSize()
}

func put(o fyne.CanvasObject, x, y, width, height float32) {
	if o != nil {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, height))
	}
}
