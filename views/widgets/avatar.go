package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Avatar is a circle with initials.
type Avatar struct {
	base
	initials string
	side     float32
	square   bool
	icon     Icon
	kind     Kind
}

// NewAvatar is a circle of this width with initials.
func NewAvatar(initials string, side float32) *Avatar {
	a := &Avatar{initials: initials, side: side, kind: KindKept}
	a.ExtendBaseWidget(a)
	return a
}

// NewEmblem is a square with round corners on the accent, for the organization; with an
// icon instead of initials for what a file or a choice is.
func NewEmblem(kind Kind, icon Icon, initials string, side float32) *Avatar {
	a := NewAvatar(initials, side)
	a.square, a.icon, a.kind = true, icon, kind
	return a
}

// NewRound is a circle with an icon on a kind's tint, as in empty states and bands.
func NewRound(kind Kind, icon Icon, side float32) *Avatar {
	a := NewAvatar("", side)
	a.icon, a.kind = icon, kind
	return a
}

// SetInitials replaces the initials.
func (a *Avatar) SetInitials(initials string) {
	a.initials = initials
	a.Refresh()
}

// CreateRenderer is called by Fyne.
func (a *Avatar) CreateRenderer() fyne.WidgetRenderer {
	ground, words, icon := &canvas.Rectangle{}, &canvas.Text{}, newImage()
	l := &look{objects: []fyne.CanvasObject{ground, words, icon}}
	l.min = func() fyne.Size { return fyne.NewSquareSize(a.side) }
	l.refresh = func() {
		ink := a.kind.Color()
		ground.FillColor = a.color(a.kind.Tint())
		ground.CornerRadius = a.side / 2
		if a.square {
			ground.CornerRadius = a.side * 0.2
		}
		if a.kind == KindApplied || (a.square && a.kind == KindAccent) {
			ground.FillColor = a.color(a.kind.Color())
			ink = ColorOnAccent
		}
		words.Text, words.TextStyle.Bold = a.initials, true
		words.TextSize = a.size(theme.SizeNameCaptionText)
		if a.side < 30 {
			words.TextSize = 10
		}
		if a.side > 40 {
			words.TextSize = a.size(theme.SizeNameSubHeadingText)
		}
		words.Color = a.color(ink)
		setImage(icon, a.icon.In(a.color(ink)))
		icon.Hidden = a.icon == ""
	}
	l.layout = func(size fyne.Size) {
		at := fyne.NewPos((size.Width-a.side)/2, (size.Height-a.side)/2)
		ground.Move(at)
		ground.Resize(fyne.NewSquareSize(a.side))
		measured := fyne.MeasureText(a.initials, words.TextSize, words.TextStyle)
		words.Resize(measured)
		words.Move(at.AddXY((a.side-measured.Width)/2, (a.side-measured.Height)/2))
		side := float32(int(a.side * 0.47))
		icon.Resize(fyne.NewSquareSize(side))
		icon.Move(at.AddXY((a.side-side)/2, (a.side-side)/2))
	}
	return newLook(a, l)
}
