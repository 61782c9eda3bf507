package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// Filling says whether something would happen or has happened.
type Filling int

// The two fillings: simulated is hollow, applied is filled.
const (
	Hollow Filling = iota
	Filled
)

// BadgeFace is what a badge says.
type BadgeFace struct {
	Kind    Kind
	Word    string
	Filling Filling
	// Icon stands for the kind's own if it is set.
	Icon Icon
}

func (f BadgeFace) icon() Icon {
	if f.Icon != "" {
		return f.Icon
	}
	return f.Kind.Icon()
}

// Badge is a word with its icon in the colours of a kind, 22 high. It cannot be
// pressed.
type Badge struct {
	base
	face BadgeFace
}

// NewBadge is a badge.
func NewBadge(face BadgeFace) *Badge {
	b := &Badge{face: face}
	b.ExtendBaseWidget(b)
	return b
}

// Set replaces what the badge says.
func (b *Badge) Set(face BadgeFace) {
	b.face = face
	b.Refresh()
}

// Face is what the badge says.
func (b *Badge) Face() BadgeFace { return b.face }

// CreateRenderer is called by Fyne.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	drawn := &badgeDrawing{}
	l := &look{}
	l.min = func() fyne.Size { return fyne.NewSize(badgeWidth(&b.base, b.face), badgeHeight) }
	l.refresh = func() {}
	l.layout = func(size fyne.Size) {
		drawn.set(&b.base, b.face, size.Width)
		drawn.move(fyne.NewPos(0, (size.Height-badgeHeight)/2))
		l.objects = drawn.objects()
	}
	return newLook(b, l)
}

const badgeHeight = 22

func badgeWidth(b *base, face BadgeFace) float32 {
	width := measure(b, CaptionBold, []Span{{Text: face.Word}}).Width + 20
	if face.icon() != "" {
		width += 19
	}
	return width
}

// badgeDrawing is a badge's objects, also within the cells of a list.
type badgeDrawing struct {
	ground plate
	words  strip
	face   BadgeFace
	width  float32
}

func (d *badgeDrawing) set(b *base, face BadgeFace, width float32) {
	d.face = face
	d.width = min(width, badgeWidth(b, face))
	words := face.Kind.Color()
	fill, edge := color.Color(color.Transparent), b.color(face.Kind.Edge())
	if face.Kind == KindAccent || face.Kind == KindWarning {
		edge = b.color(face.Kind.Color())
	}
	stroke := float32(1)
	if face.Filling == Filled {
		fill, edge, stroke = b.color(face.Kind.Tint()), nil, 0
	}
	if face.Kind == KindApplied {
		words = ColorOnApplied
		fill, edge, stroke = b.color(ColorApplied), nil, 0
	}
	d.ground.dress(fill, edge, stroke, badgeHeight/2)
	d.words.set(b, CaptionBold.In(words), []Span{{Text: face.Word, Icon: face.icon()}}, d.width-18)
}

func (d *badgeDrawing) move(pos fyne.Position) {
	d.ground.put(pos, fyne.NewSize(d.width, badgeHeight))
	d.words.move(pos.AddXY(9, (badgeHeight-d.words.height)/2))
}

func (d *badgeDrawing) objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{&d.ground.Rectangle}, d.words.objects()...)
}
