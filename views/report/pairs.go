package report

import (
	"slices"
	"strconv"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// pairsShown is how many pairs that wait are shown at a time.
const pairsShown = 8

// Answers to the question whether two are one person.
const (
	samePerson = "same"
	twoPeople  = "two"
)

// askedPair is a pair in its place above the changes, where it stays once it was shown.
type askedPair struct {
	*widgets.Pair
	proposal plan.PairProposal
	// asked tells that it was proposed; otherwise somebody joined the two by hand.
	asked bool
}

func (p *askedPair) answer() string {
	switch {
	case p.proposal.Accepted:
		return samePerson
	case p.proposal.Declined:
		return twoPeople
	}
	return ""
}

// pairKey tells pairs apart, however their addresses are written.
func pairKey(p data.Pair) string { return data.EmailKey(p.Old) + "\n" + data.EmailKey(p.New) }

// showPairs asks who is one person with a new address, before everything else: the
// answers change what the guards count. Nothing is joined by itself, and this guard is
// passed by the answers alone (SPEC S4.9). Pairs stay where they are when they are
// answered; the next ones of many come up below.
func (n *reportNotices) showPairs() {
	n.keepPairs()
	open, shown := 0, 0
	for _, pair := range n.pairs {
		if pair.answer() == "" {
			open++
		}
	}
	if len(n.pairs) == 0 {
		return
	}
	n.add(n.pairHead(open))
	for waiting := 0; shown < len(n.pairs) && waiting < pairsShown; shown++ {
		pair := n.pairs[shown]
		if pair.answer() == "" {
			waiting++
		}
		n.showPair(pair)
	}
	if more := len(n.pairs) - shown; more > 0 {
		n.stack.Add(widgets.NewText(widgets.Caption, n.report.words().N("pair.more", more)))
	}
}

// keepPairs brings the pairs up to date, those known before in their old places.
func (n *reportNotices) keepPairs() {
	now := map[string]plan.PairProposal{}
	var fresh []*askedPair
	known := map[string]bool{}
	for _, pair := range n.pairs {
		known[pairKey(pair.proposal.Pair)] = true
	}
	for _, proposal := range n.report.state.plan.Pairs {
		key := pairKey(proposal.Pair)
		now[key] = proposal
		if !known[key] {
			fresh = append(fresh, n.newPair(proposal))
		}
	}
	n.pairs = slices.DeleteFunc(n.pairs, func(p *askedPair) bool {
		_, there := now[pairKey(p.proposal.Pair)]
		return !there
	})
	n.pairs = append(n.pairs, fresh...)
	for _, pair := range n.pairs {
		pair.proposal = now[pairKey(pair.proposal.Pair)]
		pair.asked = pair.asked || !pair.proposal.Accepted
	}
}

func (n *reportNotices) newPair(proposal plan.PairProposal) *askedPair {
	w := n.report.words()
	p := &askedPair{proposal: proposal}
	ways := []widgets.Segment{{ID: samePerson, Text: w.T("pair.same")}, {ID: twoPeople, Text: w.T("pair.two")}}
	p.Pair = widgets.NewPair(ways, func(answer string) {
		n.report.regard(func(o *data.Options) {
			switch {
			case answer == samePerson:
				accept(o, p.proposal.Pair)
			case p.asked:
				refuse(o, p.proposal.Pair)
			default:
				forget(o, p.proposal.Pair)
			}
		})
	})
	p.Answers.OnEntered(func() { n.reveal(p.Pair) })
	return p
}

// pairHead says how many pairs wait, and answers for all of them at once.
func (n *reportNotices) pairHead(open int) *widgets.Card {
	w := n.report.words()
	if open == 0 {
		return widgets.NewQuestionLine(w.T("pair.settled"), false)
	}
	var buttons []*widgets.Button
	if open > 1 {
		all := func(what func(*data.Options, ...data.Pair)) func(*data.Options) {
			pairs := n.openPairs()
			return func(o *data.Options) { what(o, pairs...) }
		}
		buttons = append(buttons, n.pairButton(w.N("pair.acceptall", open), all(accept)), n.pairButton(w.T("pair.refuseall"), all(refuse)))
	}
	return widgets.NewQuestionLine(w.N("guard.open_pairs", open), true, buttons...)
}

func (n *reportNotices) openPairs() []data.Pair {
	var open []data.Pair
	for _, pair := range n.pairs {
		if pair.answer() == "" {
			open = append(open, pair.proposal.Pair)
		}
	}
	return open
}

// showPair puts the two side by side: the user of the base, and the row of the file.
func (n *reportNotices) showPair(p *askedPair) {
	r := n.report
	lines, at := r.state.plan.Lines, p.proposal
	var old, now *data.User
	row := 0
	if at.OldLine >= 0 && at.OldLine < len(lines) {
		old, now, row = lines[at.OldLine].Before, lines[at.OldLine].After, lines[at.OldLine].Row
	}
	if at.NewLine >= 0 && at.NewLine < len(lines) {
		now, row = lines[at.NewLine].After, lines[at.NewLine].Row
	}
	w := r.words()
	p.Set([2]widgets.PairSide{
		pairSide(old, at.Old, w.T("pair.inbase")), pairSide(now, at.New, w.T("pair.infile", "row", strconv.Itoa(row))),
	}, p.answer())
	widgets.Able(p.Answers, r.state.simulation != nil && r.state.busy == nil)
	n.stack.Add(p.Pair)
}

func pairSide(u *data.User, email, where string) widgets.PairSide {
	if u == nil {
		return widgets.PairSide{Last: email, Where: where}
	}
	return widgets.PairSide{First: u.FirstName, Last: u.LastName, Where: where, Facts: desk.Joined("   ·   ", email, string(u.Roles), u.ID, u.JobTitle)}
}

func (n *reportNotices) pairButton(text string, change func(*data.Options)) *widgets.Button {
	b := widgets.NewButton(widgets.Secondary, text, func() { n.report.regard(change) }).Sized(widgets.Small)
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
