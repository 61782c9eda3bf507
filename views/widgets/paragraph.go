package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
)

// Paragraph is words in as many lines as its width asks for.
type Paragraph struct {
	base
	style Style
	spans []Span
	align fyne.TextAlign
	least float32
	// icons stand where spans have them.
	strips []*strip
	// wrapped are the lines at the width and size of letters that was asked for last.
	wrapped     [][]Span
	at, letters float32
}

// NewParagraph is a text of one style that wraps.
func NewParagraph(style Style, text string) *Paragraph {
	return NewParagraphOf(style, Span{Text: text})
}

// NewParagraphOf is a text of several pieces that wraps.
func NewParagraphOf(style Style, spans ...Span) *Paragraph {
	p := &Paragraph{style: style, spans: spans, least: 120}
	p.ExtendBaseWidget(p)
	return p
}

// Align sets where short lines stand, and returns the paragraph.
func (p *Paragraph) Align(a fyne.TextAlign) *Paragraph {
	p.align = a
	return p
}

// NotBelow sets the narrowest width the paragraph asks for, 120 unless set, and
// returns it.
func (p *Paragraph) NotBelow(width float32) *Paragraph {
	p.least = width
	return p
}

// SetText replaces the words.
func (p *Paragraph) SetText(text string) { p.SetSpans(Span{Text: text}) }

// SetSpans replaces the pieces.
func (p *Paragraph) SetSpans(spans ...Span) {
	if slices.Equal(spans, p.spans) {
		return
	}
	p.spans, p.wrapped = spans, nil
	p.Refresh()
}

// wrap breaks the words into lines, once for each width.
func (p *Paragraph) wrap(width float32) [][]Span {
	if size := p.base.size(p.style.Size); p.wrapped == nil || p.at != width || p.letters != size {
		p.wrapped, p.at, p.letters = wrap(&p.base, p.style, p.spans, width), width, size
	}
	return p.wrapped
}

// Words is the whole text.
func (p *Paragraph) Words() string { return wordsOf(p.spans) }

// AccessibilityLabel is the whole text.
func (p *Paragraph) AccessibilityLabel() string { return p.Words() }

// AccessibilityRole says that this is text.
func (p *Paragraph) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// HeightFor is how high the paragraph is at this width.
func (p *Paragraph) HeightFor(width float32) float32 {
	lines := p.wrap(width)
	return float32(max(1, len(lines))) * lineHeight(&p.base, p.style)
}

// Resize wraps anew; the height asked for then follows the width.
func (p *Paragraph) Resize(size fyne.Size) {
	changed := size.Width != p.Size().Width
	p.BaseWidget.Resize(size)
	if changed {
		p.Refresh()
	}
}

// CreateRenderer is called by Fyne.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	l := &look{}
	l.layout = func(size fyne.Size) {
		lines := p.wrap(size.Width)
		p.lay(lines, size.Width)
		l.objects = l.objects[:0]
		for _, s := range p.strips[:len(lines)] {
			l.objects = append(l.objects, s.objects()...)
		}
	}
	l.min = func() fyne.Size {
		natural := measure(&p.base, p.style, p.spans)
		width := p.Size().Width
		if width <= 0 {
			width = max(p.least, min(natural.Width, p.least))
		}
		return fyne.NewSize(min(natural.Width, p.least), p.HeightFor(max(width, min(natural.Width, p.least))))
	}
	l.refresh = func() {}
	return newLook(p, l)
}

func (p *Paragraph) lay(lines [][]Span, width float32) {
	height := lineHeight(&p.base, p.style)
	for len(p.strips) < len(lines) {
		p.strips = append(p.strips, &strip{})
	}
	for i, line := range lines {
		s := p.strips[i]
		s.set(&p.base, p.style, line, -1)
		x := float32(0)
		switch p.align {
		case fyne.TextAlignCenter:
			x = (width - s.width) / 2
		case fyne.TextAlignTrailing:
			x = width - s.width
		}
		s.move(fyne.NewPos(max(0, x), float32(i)*height))
	}
}
