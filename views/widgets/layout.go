package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// tall is an object whose height follows its width.
type tall interface{ HeightFor(width float32) float32 }

// heightAt is the height that an object wants at a width.
func heightAt(o fyne.CanvasObject, width float32) float32 {
	if t, ok := o.(tall); ok {
		return t.HeightFor(width)
	}
	if c, ok := o.(*fyne.Container); ok {
		if t, ok := c.Layout.(interface {
			heightFor([]fyne.CanvasObject, float32) float32
		}); ok {
			return t.heightFor(c.Objects, width)
		}
	}
	return o.MinSize().Height
}

// VStack puts objects below each other with this gap, all as wide as the stack. Hidden
// ones take no room; a Spacer takes what is left.
func VStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&vstack{gap: gap}, objects...)
}

// HStack puts objects beside each other with this gap, each as wide as it needs and in
// the middle of the height. A Spacer takes what is left; without one, what has to give
// way gives way from the end.
func HStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(hstack{gap}, objects...)
}

// HFill puts objects beside each other with this gap, each as high as the room.
func HFill(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(hfill{hstack{gap}}, objects...)
}

// Spacer takes the room that is left in a stack.
func Spacer() fyne.CanvasObject { return layout.NewSpacer() }

// Grow lets an object of an HStack take the room that is left; of several the same
// share. At least, it asks for this width.
func Grow(least float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(grown{least}, o)
}

// Wide gives an object exactly this width, and the height it wants.
func Wide(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(wide{width}, o)
}

// Tall gives an object a height of its own, whatever it asks for, as a list needs in a
// page that scrolls.
func Tall(height float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(high{height}, o)
}

// Inset puts room around an object.
func Inset(top, right, bottom, left float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(inset{top, right, bottom, left}, o)
}

// Limit keeps an object from growing wider than this; it stands at the left.
func Limit(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(limit{width}, o)
}

// Line is a horizontal line, 1 high.
func Line() fyne.CanvasObject {
	b := newBlock(ColorLine)
	b.least = fyne.NewSize(1, 1)
	return b
}

// Ground is a colour behind what is stacked on it.
func Ground(name fyne.ThemeColorName) fyne.CanvasObject { return newBlock(name) }

// block is a rectangle in a colour of the theme, which it follows.
type block struct {
	base
	name  fyne.ThemeColorName
	least fyne.Size
}

func newBlock(name fyne.ThemeColorName) *block {
	b := &block{name: name}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is called by Fyne.
func (b *block) CreateRenderer() fyne.WidgetRenderer {
	r := &canvas.Rectangle{}
	return newLook(b, &look{
		objects: []fyne.CanvasObject{r},
		min:     func() fyne.Size { return b.least },
		refresh: func() { r.FillColor = b.color(b.name) },
		layout:  func(size fyne.Size) { r.Resize(size) },
	})
}

type hstack struct{ gap float32 }

// widths gives each object what it needs, then lets lines that can be cut have all
// their words, then shares the rest among what grows.
func (h hstack) widths(objects []fyne.CanvasObject, width float32) []float32 {
	widths := make([]float32, len(objects))
	used, growing, shown := float32(0), 0, 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if grows(o) {
			growing++
		}
		if !isSpacer(o) {
			shown++
			widths[i] = o.MinSize().Width
			used += widths[i]
		}
	}
	left := width - used - h.gap*float32(max(0, shown-1))
	for i, o := range objects {
		if e, ok := o.(elastic); ok && left > 0 && o.Visible() {
			more := max(0, min(left, e.natural()-widths[i]))
			widths[i] += more
			left -= more
		}
	}
	for i, o := range objects {
		if left > 0 && o.Visible() && grows(o) {
			widths[i] += left / float32(growing)
		}
	}
	for i := len(objects) - 1; i >= 0 && left < 0; i-- {
		cut := min(widths[i], -left)
		widths[i] -= cut
		left += cut
	}
	return widths
}

// elastic is an object that would like more than its least width.
type elastic interface{ natural() float32 }

func (h hstack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, first := float32(0), true
	for i, width := range h.widths(objects, size.Width) {
		o := objects[i]
		if !o.Visible() {
			continue
		}
		if isSpacer(o) {
			x += width
			continue
		}
		if !first {
			x += h.gap
		}
		first = false
		height := min(heightAt(o, width), size.Height)
		o.Move(fyne.NewPos(x, (size.Height-height)/2))
		o.Resize(fyne.NewSize(width, height))
		x += width
	}
}

func (h hstack) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	height := float32(0)
	for i, w := range h.widths(objects, width) {
		if objects[i].Visible() {
			height = max(height, heightAt(objects[i], w))
		}
	}
	return height
}

func (h hstack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size, shown := fyne.Size{}, 0
	for _, o := range objects {
		if o.Visible() && !isSpacer(o) {
			least := o.MinSize()
			size = fyne.NewSize(size.Width+least.Width, max(size.Height, least.Height))
			shown++
		}
	}
	return size.AddWidthHeight(h.gap*float32(max(0, shown-1)), 0)
}

type hfill struct{ hstack }

func (h hfill) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h.hstack.Layout(objects, size)
	for _, o := range objects {
		o.Move(fyne.NewPos(o.Position().X, 0))
		o.Resize(fyne.NewSize(o.Size().Width, size.Height))
	}
}

func isSpacer(o fyne.CanvasObject) bool {
	s, ok := o.(layout.SpacerObject)
	return ok && s.ExpandHorizontal()
}

func grows(o fyne.CanvasObject) bool {
	if isSpacer(o) {
		return true
	}
	c, ok := o.(*fyne.Container)
	if !ok {
		return false
	}
	_, ok = c.Layout.(grown)
	return ok
}
