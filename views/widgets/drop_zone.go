package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// DropZone asks for a file: high and inviting while there is none, a line of 60 once
// there is. The dropping itself is the window's affair.
type DropZone struct {
	base
	low   bool
	inner fyne.CanvasObject
}

// NewDropZone shows an icon, words and a button; more, beside it, and below may be nil.
func NewDropZone(title, caption string, choose *Button, more, below fyne.CanvasObject) *DropZone {
	z := &DropZone{}
	buttons := HStack(8, Spacer(), choose, Spacer())
	if more != nil {
		buttons = HStack(8, Spacer(), choose, more, Spacer())
	}
	words := VStack(8,
		HStack(0, Spacer(), NewRound(KindAccent, IconUpload, 64), Spacer()),
		HStack(0, Spacer(), NewText(Section, title), Spacer()),
		NewParagraph(Muted, caption).Align(fyne.TextAlignCenter))
	all := VStack(16, HStack(0, Spacer(), Wide(400, words), Spacer()), buttons)
	if below != nil {
		all.Add(HStack(0, Spacer(), below, Spacer()))
	}
	z.inner = container.NewCenter(all)
	z.ExtendBaseWidget(z)
	return z
}

// NewDropLine is the low drop zone: an icon, words and buttons in one line.
func NewDropLine(title string, choose fyne.CanvasObject) *DropZone {
	z := &DropZone{low: true}
	z.inner = Inset(0, 16, 0, 18, HStack(14, NewIconView(IconUpload, ColorAccent, 20), Grow(80, NewText(Body, title).CutBelow(60)), choose))
	z.ExtendBaseWidget(z)
	return z
}

// CreateRenderer is called by Fyne.
func (z *DropZone) CreateRenderer() fyne.WidgetRenderer {
	ground := &plate{}
	l := &look{objects: []fyne.CanvasObject{&ground.Rectangle, z.inner}}
	l.min = func() fyne.Size {
		if z.low {
			return fyne.NewSize(z.inner.MinSize().Width, 60)
		}
		return fyne.NewSize(440, max(240, z.inner.MinSize().Height+32))
	}
	l.refresh = func() {
		ground.dress(z.color(ColorSurface), z.color(ColorAccentEdge), 1.5, z.size(theme.SizeNameCardRadius))
		z.inner.Refresh() // a button may have got another text
	}
	l.layout = func(size fyne.Size) {
		ground.put(fyne.Position{}, size)
		z.inner.Resize(size)
	}
	return newLook(z, l)
}

// IconView is an icon in a colour of the theme, which it follows.
type IconView struct {
	base
	icon  Icon
	color fyne.ThemeColorName
	side  float32
}

// NewIconView is an icon of this width.
func NewIconView(icon Icon, color fyne.ThemeColorName, side float32) *IconView {
	v := &IconView{icon: icon, color: color, side: side}
	v.ExtendBaseWidget(v)
	return v
}

// Set replaces icon and colour.
func (v *IconView) Set(icon Icon, color fyne.ThemeColorName) {
	v.icon, v.color = icon, color
	v.Refresh()
}

// CreateRenderer is called by Fyne.
func (v *IconView) CreateRenderer() fyne.WidgetRenderer {
	image := newImage()
	l := &look{objects: []fyne.CanvasObject{image}}
	l.min = func() fyne.Size { return fyne.NewSquareSize(v.side) }
	l.refresh = func() { setImage(image, v.icon.In(v.base.color(v.color))) }
	l.layout = func(size fyne.Size) {
		image.Move(fyne.NewPos((size.Width-v.side)/2, (size.Height-v.side)/2))
		image.Resize(fyne.NewSquareSize(v.side))
	}
	return newLook(v, l)
}
