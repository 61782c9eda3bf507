package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"headcount/app/plan"
	"headcount/data"
	"headcount/views/widgets"
)

// showPairs proposes who may be the same person with a new address. Nothing is joined
// by itself.
func (n *reportNotices) showPairs() {
	r := n.report
	w := r.shell.words
	var open []plan.PairProposal
	for _, pair := range r.state.plan.Pairs {
		if !pair.Accepted && !pair.Declined {
			open = append(open, pair)
		}
	}
	if len(open) > 1 {
		n.stack.Add(widgets.NewPairLine([]widgets.Span{widgets.Bold(w.N("pair.several", len(open)))}, n.pairButton(w.N("pair.acceptall", len(open)), func(o *data.Options) {
			for _, pair := range open {
				accept(o, pair.Pair)
			}
		})))
	}
	for _, pair := range r.state.plan.Pairs {
		n.stack.Add(n.pairLine(pair))
	}
}

// pairLine is one proposal, or what was said to it.
func (n *reportNotices) pairLine(pair plan.PairProposal) fyne.CanvasObject {
	r := n.report
	w := r.shell.words
	name := ""
	if i := pair.OldLine; i >= 0 && i < len(r.state.plan.Lines) {
		if u := r.state.plan.Lines[i].User(); u != nil {
			name = u.Name()
		}
	}
	var spans []widgets.Span
	addresses := []widgets.Span{widgets.Dim(pair.Old), widgets.Plain(" "), widgets.Arrow(), widgets.Plain(" " + pair.New)}
	switch {
	case pair.Accepted, pair.Declined:
		spans = append(spans, widgets.Plain(pick(w, pair.Accepted, "pair.accepted", "pair.declined")+" "+w.T("pair.name", "name", name)+" "))
		return widgets.NewPairLine(append(spans, addresses...), n.pairButton(w.T("pair.back"), func(o *data.Options) { forget(o, pair.Pair) }))
	}
	spans = append(spans, widgets.Bold(w.T("pair.ask")), widgets.Plain(" "+w.T("pair.name", "name", name)+" "))
	return widgets.NewPairLine(append(spans, addresses...),
		n.pairButton(w.T("pair.same"), func(o *data.Options) { accept(o, pair.Pair) }),
		n.pairButton(w.T("pair.two"), func(o *data.Options) {
			forget(o, pair.Pair)
			o.Refused = append(o.Refused, pair.Pair)
		}))
}

func (n *reportNotices) pairButton(text string, change func(*data.Options)) *widgets.Button {
	b := widgets.NewButton(widgets.Secondary, text, func() { n.report.change(change) }).Sized(widgets.Small)
	if n.report.state.simulation == nil || n.report.state.busy != nil {
		b.Disable()
	}
	n.buttons = append(n.buttons, b)
	return b
}

// accept joins two people. What was left out of one of them was about somebody else.
func accept(o *data.Options, pair data.Pair) {
	forget(o, pair)
	o.Pairs = append(o.Pairs, pair)
}

// forget takes back what was said to a pair, and what was left out of it.
func forget(o *data.Options, pair data.Pair) {
	same := func(other data.Pair) bool { return other == pair }
	o.Pairs = slices.DeleteFunc(slices.Clone(o.Pairs), same)
	o.Refused = slices.DeleteFunc(slices.Clone(o.Refused), same)
	both := []string{pair.Old, pair.New}
	o.LeaveOut, o.Remember = without(o.LeaveOut, both), without(o.Remember, both)
}

// showNotes says what is to be known of the file as a whole, and what would be made.
func (n *reportNotices) showNotes() {
	r := n.report
	w, p := r.shell.words, r.state.plan
	var lines []fyne.CanvasObject
	if s := r.state.simulation; s != nil && s.OpenElsewhere {
		lines = append(lines, widgets.IssueLine(widgets.KindWarning, w.T("upload.openelsewhere")))
	}
	for i := range p.FileIssues {
		if p.FileIssues[i].Level > plan.Note {
			lines = append(lines, widgets.IssueLine(widgets.KindWarning, issueSentence(w, &p.FileIssues[i])))
		}
	}
	for _, news := range plan.News(w, plan.Report{Plan: p, Mode: r.state.mode, Words: w}) {
		lines = append(lines, widgets.IssueLine(widgets.KindCreated, news))
	}
	if len(lines) > 0 {
		card := widgets.NewBareCard(widgets.VStack(0, lines...))
		n.stack.Add(card)
	}
}

// capped gives its scrolling object the height of what is inside, up to a limit.
type capped struct {
	inner *fyne.Container
	most  float32
	width float32
}

// Layout is called by Fyne.
func (c *capped) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.width = size.Width
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}

// MinSize is called by Fyne.
func (c *capped) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, min(c.most, c.inner.MinSize().Height))
}
