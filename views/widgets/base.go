package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// base is what all widgets here share: colours and sizes by name.
type base struct {
	widget.BaseWidget
}

func (b *base) color(name fyne.ThemeColorName) color.Color {
	if name == "" {
		name = ColorText
	}
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	if c := b.Theme().Color(name, variant); c != nil {
		return c
	}
	return Theme{}.Color(name, variant) // before the look is set, or under a foreign one
}

func (b *base) size(name fyne.ThemeSizeName) float32 {
	if size := b.Theme().Size(name); size > 0 {
		return size
	}
	return Theme{}.Size(name)
}

// look is the renderer of every widget here: four closures over its objects.
type look struct {
	objects []fyne.CanvasObject
	layout  func(fyne.Size)
	min     func() fyne.Size
	// refresh sets colours and words; the layout and the repainting follow by themselves.
	refresh func()
	of      fyne.CanvasObject
}

// newLook paints once, so that a widget is right before its first Refresh.
func newLook(of fyne.Widget, l *look) *look {
	l.of = of
	l.refresh()
	layAnew(of, l)
	return l
}

// layAnew lays a renderer out for a widget that has its size already: Fyne forgets the
// renderer of what was out of sight for a minute, and nobody else lays out the one
// that is made in its place.
func layAnew(of fyne.Widget, r fyne.WidgetRenderer) {
	if size := of.Size(); !size.IsZero() {
		r.Layout(size)
	}
}

func (l *look) Destroy()                     {}
func (l *look) Layout(size fyne.Size)        { l.layout(size) }
func (l *look) MinSize() fyne.Size           { return l.min() }
func (l *look) Objects() []fyne.CanvasObject { return l.objects }

func (l *look) Refresh() {
	l.refresh()
	l.layout(l.of.Size())
	canvas.Refresh(l.of)
}

// plate is a ground with an edge. On the screen the edge lies within the frame; the
// painter of tests draws it half outside.
type plate struct{ canvas.Rectangle }

func (p *plate) put(pos fyne.Position, size fyne.Size) {
	p.Move(pos)
	p.Resize(size)
}

// dress colours the plate. Where it has no fill, it takes nearly none of the edge's
// colour, because the painter mixes the two where they meet.
func (p *plate) dress(fill, edge color.Color, width, radius float32) {
	if fill == nil || fill == color.Transparent {
		fill = color.Transparent
		if edge != nil {
			fill = nearlyNone(edge)
		}
	}
	p.FillColor, p.StrokeColor, p.StrokeWidth = fill, edge, width
	p.CornerRadius = radius
}

func nearlyNone(c color.Color) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = 1
	return n
}

// shade lays a translucent colour over an opaque one.
func shade(under, over color.Color) color.Color {
	u := color.NRGBAModel.Convert(under).(color.NRGBA)
	o := color.NRGBAModel.Convert(over).(color.NRGBA)
	mix := func(a, b uint8) uint8 {
		return uint8((uint32(a)*(255-uint32(o.A)) + uint32(b)*uint32(o.A)) / 255)
	}
	return color.NRGBA{R: mix(u.R, o.R), G: mix(u.G, o.G), B: mix(u.B, o.B), A: u.A}
}

// darker is a colour with this share of black.
func darker(c color.Color, share float32) color.Color {
	return shade(c, color.NRGBA{A: uint8(share * 255)})
}

// faded is a colour with this share of its opacity.
func faded(c color.Color, share float32) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = uint8(float32(n.A) * share)
	return n
}

// canvasOf is the canvas that an object is on, nil if none.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// pass hands a key that a focused widget has no use for to the canvas, where a dialog
// or the shell listens.
func pass(from fyne.CanvasObject, key *fyne.KeyEvent) {
	if c := canvasOf(from); c != nil {
		if heed := c.OnTypedKey(); heed != nil {
			heed(key)
		}
	}
}

// passShortcut hands a shortcut to the canvas, where the menus have theirs; Fyne does not
// do so for what takes shortcuts itself.
func passShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := canvasOf(from).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// isForMenus tells the shortcuts of menus, with a letter or a digit, from those that an
// entry has for itself: to cut and to undo, Ctrl and an arrow.
func isForMenus(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	return ok && len(custom.KeyName) == 1
}

func setImage(image *canvas.Image, r fyne.Resource) {
	if image.Resource != r {
		image.Resource = r
		image.Refresh()
	}
}

func newImage() *canvas.Image {
	i := &canvas.Image{FillMode: canvas.ImageFillContain}
	return i
}
