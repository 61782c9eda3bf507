package widgets

import "fyne.io/fyne/v2"

// PairSide is one of two who may be the same person: a name, what tells them apart, and
// where they stand.
type PairSide struct{ First, Last, Where, Facts string }

// Pair shows two people side by side and asks whether they are one. It keeps its place
// and its height whatever the answer, so that nothing else comes under the pointer.
type Pair struct {
	base
	// Answers are the two ways; none is chosen until somebody says so.
	Answers *Segments
	card    *Card
	icon    *IconView
	sides   [2][2]*Text
}

// NewPair asks about two people; answered is told the ID of the answer.
func NewPair(answers []Segment, answered func(id string)) *Pair {
	p := &Pair{Answers: NewSegments(answers, "", answered), icon: NewIconView(IconPair, KindWarning.Color(), 18)}
	parts := []fyne.CanvasObject{p.icon}
	for i := range p.sides {
		p.sides[i] = [2]*Text{NewSpans(Body).CutBelow(60), NewSpans(Caption).CutBelow(60)}
		parts = append(parts, Grow(100, VStack(0, p.sides[i][0], p.sides[i][1])))
		if i == 0 {
			parts = append(parts, NewIconView(IconArrowRight, ColorMuted, 16))
		}
	}
	p.card = NewTinted(KindWarning, atLeast(50, Inset(0, 12, 0, 14, HStack(12, append(parts, p.Answers)...))))
	p.card.Inside = 0
	p.ExtendBaseWidget(p)
	return p
}

// Set shows the two and the answer, "" while there is none.
func (p *Pair) Set(sides [2]PairSide, answer string) {
	for i, side := range sides {
		p.sides[i][0].SetSpans(append(Person(side.First, side.Last), Dim("   "+side.Where))...)
		p.sides[i][1].SetSpans(Dim(side.Facts))
	}
	kind := KindWarning
	if answer != "" {
		kind = KindCreated
	}
	p.card.SetKind(kind)
	p.icon.Set(IconPair, kind.Color())
	p.Answers.Choose(answer)
	p.Refresh()
}

// CreateRenderer is called by Fyne.
func (p *Pair) CreateRenderer() fyne.WidgetRenderer {
	return newLook(p, &look{
		objects: []fyne.CanvasObject{p.card},
		min:     func() fyne.Size { return p.card.MinSize() },
		refresh: func() { p.card.Refresh() },
		layout:  func(size fyne.Size) { p.card.Resize(size) },
	})
}

// NewQuestionLine is a line above what it asks about, with buttons that answer all of it;
// open tells whether anything of it is.
func NewQuestionLine(words string, open bool, buttons ...*Button) *Card {
	kind, icon, style := KindWarning, IconWarning, BodyBold
	if !open {
		kind, icon, style = KindCreated, IconApplied, Body
	}
	parts := []fyne.CanvasObject{NewIconView(icon, kind.Color(), 20), Grow(100, NewText(style, words).CutBelow(80))}
	for _, b := range buttons {
		parts = append(parts, b)
	}
	c := NewTinted(kind, atLeast(38, Inset(0, 12, 0, 14, HStack(12, parts...))))
	c.Inside = 0
	return c
}
