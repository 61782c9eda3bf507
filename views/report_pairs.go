package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"headcount/app/plan"
	"headcount/data"
	"headcount/views/widgets"
)

// pairsShown is how many pairs are shown at a time, of those that wait and of those
// answered.
const pairsShown = 8

// showPairs proposes who may be the same person with a new address. Nothing is joined
// by itself. Of many the next ones come up as the first are answered.
func (n *reportNotices) showPairs() {
	w := n.report.shell.words
	var open, answered []plan.PairProposal
	for _, pair := range n.report.state.plan.Pairs {
		if pair.Accepted || pair.Declined {
			answered = append(answered, pair)
			continue
		}
		open = append(open, pair)
	}
	if len(open) > 1 {
		n.add(widgets.NewPairLine([]widgets.Span{widgets.Bold(w.N("pair.several", len(open)))},
			n.pairButton(w.N("pair.acceptall", len(open)), func(o *data.Options) { accept(o, pairsOf(open)...) }),
			n.pairButton(w.T("pair.refuseall"), func(o *data.Options) { refuse(o, pairsOf(open)...) })))
	}
	for _, pairs := range [][]plan.PairProposal{open, answered} {
		for _, pair := range pairs[:min(len(pairs), pairsShown)] {
			n.add(n.pairLine(pair))
		}
		if more := len(pairs) - pairsShown; more > 0 {
			n.stack.Add(widgets.NewText(widgets.Caption, w.N("pair.more", more)))
		}
	}
}

func pairsOf(proposals []plan.PairProposal) []data.Pair {
	pairs := make([]data.Pair, len(proposals))
	for i := range proposals {
		pairs[i] = proposals[i].Pair
	}
	return pairs
}

// pairLine is one proposal, or what was said to it.
func (n *reportNotices) pairLine(pair plan.PairProposal) fyne.CanvasObject {
	r := n.report
	w := r.words()
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
	if remark := r.state.plan.PairRemark(w, &pair); remark != "" {
		addresses = append(addresses, widgets.Plain(" · "+remark))
	}
	return widgets.NewPairLine(append(spans, addresses...),
		n.pairButton(w.T("pair.same"), func(o *data.Options) { accept(o, pair.Pair) }),
		n.pairButton(w.T("pair.two"), func(o *data.Options) { refuse(o, pair.Pair) }))
}

func (n *reportNotices) pairButton(text string, change func(*data.Options)) *widgets.Button {
	b := widgets.NewButton(widgets.Secondary, text, func() { n.report.change(change) }).Sized(widgets.Small)
	if n.report.state.simulation == nil || n.report.state.busy != nil {
		b.Disable()
	}
	n.buttons = append(n.buttons, b)
	return b
}

// accept joins the two of each pair.
func accept(o *data.Options, pairs ...data.Pair) {
	forget(o, pairs...)
	o.Pairs = append(o.Pairs, pairs...)
}

// refuse says that the two of each pair are two people.
func refuse(o *data.Options, pairs ...data.Pair) {
	forget(o, pairs...)
	o.Refused = append(o.Refused, pairs...)
}

// forget takes back what was said to pairs, and what was left out of their people: that
// was about somebody else.
func forget(o *data.Options, pairs ...data.Pair) {
	gone, addresses := map[data.Pair]bool{}, []string{}
	for _, pair := range pairs {
		gone[pair] = true
		addresses = append(addresses, pair.Old, pair.New)
	}
	same := func(other data.Pair) bool { return gone[other] }
	o.Pairs = slices.DeleteFunc(slices.Clone(o.Pairs), same)
	o.Refused = slices.DeleteFunc(slices.Clone(o.Refused), same)
	o.LeaveOut, o.Remember = without(o.LeaveOut, addresses), without(o.Remember, addresses)
}

// showNotes says what is to be known of the file as a whole, and what would be made.
func (n *reportNotices) showNotes() {
	r := n.report
	w, p := r.words(), r.state.plan
	var lines []fyne.CanvasObject
	if s := r.state.simulation; s != nil && s.OpenElsewhere {
		lines = append(lines, widgets.IssueLine(widgets.KindWarning, w.T("upload.openelsewhere")))
	}
	for i := range p.FileIssues {
		if p.FileIssues[i].Level > plan.Note {
			lines = append(lines, widgets.IssueLine(widgets.KindWarning, plan.IssueText(w, p.Schema, &p.FileIssues[i])))
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
