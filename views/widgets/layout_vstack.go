package widgets

import (
	"fyne.io/fyne/v2"
)

// guessedWidth stands for the width of what has never been laid out: rather too wide
// than too narrow, because a window that has grown for a tall guess does not shrink.
const guessedWidth = 640

type vstack struct {
	gap   float32
	width float32
}

func (v *vstack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	v.width = size.Width
	left, spacers := size.Height-v.heightFor(objects, size.Width), 0
	for _, o := range objects {
		if isSpacer(o) {
			spacers++
		}
	}
	y, first := float32(0), true
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if isSpacer(o) {
			y += max(0, left) / float32(spacers)
			continue
		}
		if !first {
			y += v.gap
		}
		first = false
		height := heightAt(o, size.Width)
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height
	}
}

func (v *vstack) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	total, shown := float32(0), 0
	for _, o := range objects {
		if o.Visible() && !isSpacer(o) {
			total += heightAt(o, width)
			shown++
		}
	}
	return total + v.gap*float32(max(0, shown-1))
}

func (v *vstack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := float32(0)
	for _, o := range objects {
		if o.Visible() {
			width = max(width, o.MinSize().Width)
		}
	}
	known := v.width
	if known == 0 {
		known = guessedWidth
	}
	return fyne.NewSize(width, v.heightFor(objects, max(width, known)))
}
