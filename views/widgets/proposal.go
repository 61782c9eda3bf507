package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Proposal is a text that can be taken into an entry, 28 high: the likeliest of several
// has an accent edge.
type Proposal struct {
	control
	Text, Note string
	Likeliest  bool
}

// NewProposal is a text with a muted note behind it, which may be empty. taken is told
// whether it was pressed by a key.
func NewProposal(text, note string, likeliest bool, taken func(byKey bool)) *Proposal {
	p := &Proposal{Text: text, Note: note, Likeliest: likeliest}
	p.extend(p, func() { taken(p.ringed) })
	return p
}

func (p *Proposal) spans() []Span {
	ink := ColorText
	if p.Likeliest {
		ink = ColorAccent
	}
	spans := []Span{{Text: p.Text, Color: ink}}
	if p.Note != "" {
		spans = append(spans, Dim("  "+p.Note))
	}
	return spans
}

// AccessibilityLabel is the text and its note.
func (p *Proposal) AccessibilityLabel() string { return wordsOf(p.spans()) }

// AccessibilityRole says that this is a button.
func (p *Proposal) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is called by Fyne.
func (p *Proposal) CreateRenderer() fyne.WidgetRenderer {
	ground, ring, words := &plate{}, &halo{}, &strip{}
	l := &look{}
	style := func() Style {
		if p.disabled {
			return CaptionText.In(ColorDisabled)
		}
		return CaptionText
	}
	l.min = func() fyne.Size {
		return fyne.NewSize(measure(&p.base, CaptionText, p.spans()).Width+20, 28)
	}
	l.refresh = func() {
		edge := p.color(ColorEdge)
		if p.Likeliest && !p.disabled {
			edge = p.color(ColorAccent)
		}
		ground.dress(p.veil(p.color(ColorSurface)), edge, 1, 7)
		ring.show(&p.control, 7)
	}
	l.layout = func(size fyne.Size) {
		ground.put(fyne.Position{}, size)
		ring.put(fyne.Position{}, size)
		spans := p.spans()
		if p.disabled {
			spans = uncolored(spans)
		}
		words.set(&p.base, style(), spans, size.Width-20)
		words.move(fyne.NewPos(10, (size.Height-words.height)/2))
		l.objects = append([]fyne.CanvasObject{&ring.Rectangle, &ground.Rectangle}, words.objects()...)
	}
	return newLook(p, l)
}

// Flow puts objects beside each other with this gap and goes on below where there is no
// room; none is wider than the room.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap}, objects...)
}

type flow struct {
	gap   float32
	width float32
}

// each calls put for every visible object with its place, and returns the height.
func (f *flow) each(objects []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	x, y, height := float32(0), float32(0), float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		size.Width = min(size.Width, width)
		if x > 0 && x+size.Width > width {
			x, y = 0, y+height+f.gap
			height = 0
		}
		put(o, fyne.NewPos(x, y), size)
		x += size.Width + f.gap
		height = max(height, size.Height)
	}
	return y + height
}

func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.each(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		o.Move(at)
		o.Resize(size)
	})
}

func (f *flow) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return f.each(objects, width, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
}

func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := f.width
	if width == 0 {
		width = guessedWidth
	}
	return fyne.NewSize(80, f.heightFor(objects, width))
}
