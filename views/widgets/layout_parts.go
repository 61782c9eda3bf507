package widgets

import (
	"fyne.io/fyne/v2"
)

type grown struct{ least float32 }

func (g grown) Layout(o []fyne.CanvasObject, size fyne.Size) { fill(o, size) }
func (g grown) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(g.least, o[0].MinSize().Height)
}

func (g grown) heightFor(o []fyne.CanvasObject, width float32) float32 { return heightAt(o[0], width) }

type wide struct{ width float32 }

func (w wide) Layout(o []fyne.CanvasObject, size fyne.Size) { fill(o, size) }
func (w wide) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(w.width, heightAt(o[0], w.width))
}

func (w wide) heightFor(o []fyne.CanvasObject, width float32) float32 { return heightAt(o[0], width) }

type high struct{ height float32 }

func (t high) Layout(o []fyne.CanvasObject, size fyne.Size) { fill(o, size) }
func (t high) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, t.height)
}
func (t high) heightFor([]fyne.CanvasObject, float32) float32 { return t.height }

type inset struct{ top, right, bottom, left float32 }

func (n inset) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, one := range o {
		one.Move(fyne.NewPos(n.left, n.top))
		one.Resize(size.SubtractWidthHeight(n.left+n.right, n.top+n.bottom))
	}
}

func (n inset) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(n.left+n.right, n.top+n.bottom)
}

func (n inset) heightFor(o []fyne.CanvasObject, width float32) float32 {
	return heightAt(o[0], width-n.left-n.right) + n.top + n.bottom
}

type limit struct{ width float32 }

func (m limit) Layout(o []fyne.CanvasObject, size fyne.Size) {
	size.Width = min(size.Width, m.width)
	fill(o, size)
}

func (m limit) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (m limit) heightFor(o []fyne.CanvasObject, width float32) float32 {
	return heightAt(o[0], min(width, m.width))
}

func fill(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}
