package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Band is the head of a report: full width, 70 high, tinted with a line below while
// simulated, solid green once applied.
type Band struct {
	base
	filling Filling
	title   []Span
	caption []Span
	right   string
	before  string
	after   string
}

// NewBand is an empty band.
func NewBand() *Band {
	b := &Band{}
	b.ExtendBaseWidget(b)
	return b
}

// BandFace is what a band says.
type BandFace struct {
	Filling Filling
	// State is the word in front, such as SIMULATION; Title follows it.
	State, Title string
	// Caption is the line below; spans without a colour are muted.
	Caption []Span
	// Label stands above Before → After at the right; without After there is nothing.
	Label, Before, After string
}

// Set replaces what the band says.
func (b *Band) Set(f BandFace) {
	b.filling = f.Filling
	b.title = []Span{{Text: f.State, Bold: true, Color: ColorAccent}, {Text: " " + f.Title, Bold: true}}
	b.caption = f.Caption
	b.right, b.before, b.after = f.Label, f.Before, f.After
	b.Refresh()
}

// CreateRenderer is called by Fyne.
func (b *Band) CreateRenderer() fyne.WidgetRenderer {
	ground, line, round, icon := &canvas.Rectangle{}, &canvas.Rectangle{}, &canvas.Circle{}, newImage()
	title, caption, label, numbers := &strip{}, &strip{}, &strip{}, &strip{}
	l := &look{}
	l.min = func() fyne.Size { return fyne.NewSize(400, 70) }
	l.refresh = func() {
		ground.FillColor, line.FillColor = b.color(ColorAccentTint), b.color(ColorAccentEdge)
		round.FillColor, round.StrokeColor, round.StrokeWidth = b.color(ColorSurface), b.color(ColorAccent), 1.5
		setImage(icon, IconSimulation.In(b.color(ColorAccent)))
		line.Hidden = b.filling == Filled
		if b.filling == Filled {
			ground.FillColor = b.color(ColorApplied)
			round.FillColor, round.StrokeWidth = b.color(ColorOnApplied), 0
			setImage(icon, IconApplied.In(b.color(ColorApplied)))
		}
	}
	l.layout = func(size fyne.Size) {
		ground.Resize(size)
		line.Move(fyne.NewPos(0, size.Height-1))
		line.Resize(fyne.NewSize(size.Width, 1))
		round.Move(fyne.NewPos(24, (size.Height-40)/2))
		round.Resize(fyne.NewSquareSize(40))
		icon.Move(fyne.NewPos(34, (size.Height-20)/2))
		icon.Resize(fyne.NewSquareSize(20))
		l.objects = []fyne.CanvasObject{ground, line, round, icon}
		right := b.layNumbers(size, label, numbers)
		title.set(&b.base, b.ink(Section), b.inked(b.title), right-78-16)
		caption.set(&b.base, b.ink(Caption), b.inked(b.caption), right-78-16)
		top := (size.Height - title.height - caption.height) / 2
		title.move(fyne.NewPos(78, top))
		caption.move(fyne.NewPos(78, top+title.height))
		for _, s := range []*strip{title, caption, label, numbers} {
			l.objects = append(l.objects, s.objects()...)
		}
	}
	return newLook(b, l)
}

// layNumbers sets before → after at the right and tells where they begin.
func (b *Band) layNumbers(size fyne.Size, label, numbers *strip) float32 {
	edge := size.Width - 24
	if b.after == "" {
		label.set(&b.base, Caption, nil, 0)
		numbers.set(&b.base, PageNumber, nil, 0)
		return edge
	}
	label.set(&b.base, b.ink(Caption), []Span{{Text: b.right}}, -1)
	numbers.set(&b.base, b.ink(PageNumber), b.inked([]Span{
		{Text: b.before, Color: ColorMuted}, {Text: "  "}, Arrow(), {Text: "  "}, {Text: b.after, Bold: true, Color: ColorText},
	}), -1)
	top := (size.Height - label.height - numbers.height) / 2
	label.move(fyne.NewPos(edge-label.width, top))
	numbers.move(fyne.NewPos(edge-numbers.width, top+label.height-2))
	return edge - max(label.width, numbers.width)
}

func (b *Band) ink(s Style) Style {
	if b.filling == Filled {
		return s.In(ColorOnApplied)
	}
	return s
}

func (b *Band) inked(spans []Span) []Span {
	if b.filling != Filled {
		return spans
	}
	white := make([]Span, len(spans))
	for i, s := range spans {
		s.Color = ColorOnApplied
		white[i] = s
	}
	return white
}
