package report

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	reports "headcount.app/headcount/app/report"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// reportNotices stand above the changes: guards, who is absent, pairs, what is said of
// the file. More than fits scrolls in a box of its own.
type reportNotices struct {
	report  *report
	content *fyne.Container
	stack   *fyne.Container
	capped  *widgets.Capped
	guards  map[string]*widgets.Guard // by code and field, so that a typed number stays
	order   []askedGuard              // as they stand
	pairs   []*askedPair              // as they stand, answered or not
	buttons []*widgets.Button         // of what else is asked
	added   int                       // of the buttons, those in a line
	scroll  *widgets.Scroll
}

// askedGuard is a guard of the plan in its place above the changes.
type askedGuard struct {
	*widgets.Guard
	of *plan.Guard
}

// noticesHeight is how high the notices are at most: two guards and a pair, in small
// windows two guards.
const noticesHeight, noticesLow = 168, 120

// guardNames is up to how many people are ticked by name in the place of a number.
const guardNames = 3

func newReportNotices(r *report) *reportNotices {
	n := &reportNotices{report: r, guards: map[string]*widgets.Guard{}, stack: widgets.VStack(8)}
	n.capped = &widgets.Capped{Inner: n.stack, Most: noticesHeight}
	n.scroll = widgets.NewScroll(n.stack)
	n.content = container.New(n.capped, n.scroll)
	return n
}

// show sets everything from the state of the report.
func (n *reportNotices) show() {
	s := n.report.state
	n.stack.Objects, n.order, n.buttons, n.added = nil, nil, nil, 0
	simulated := s.mode == data.Simulated
	if !n.report.stale() {
		if simulated {
			n.showReadings()
			n.showPairs()
			n.showGuards()
		}
		n.showAbsent(simulated)
		n.offerRows(simulated)
		n.showNotes()
	}
	n.capped.Least = 0
	if n.report.state.steady && n.content.Visible() {
		// What was passed or taken back leaves its place: the rows below stay.
		n.capped.Least = n.content.Size().Height
	}
	if len(n.stack.Objects) == 0 && n.capped.Least > 0 {
		n.stack.Add(widgets.NewText(widgets.Caption, n.report.words().T("screen.report.unasked")))
	}
	n.content.Hidden = len(n.stack.Objects) == 0
	n.capped.Most = noticesHeight
	if n.report.narrow {
		n.capped.Most = noticesLow
	}
	n.stack.Refresh()
	n.content.Refresh()
}

func (n *reportNotices) showGuards() {
	p := n.report.state.plan
	seen := map[string]*widgets.Guard{}
	for i := range p.Guards {
		g := &p.Guards[i]
		if g.Code == plan.OpenPairs {
			continue // the pairs themselves ask
		}
		key := guardKey(g)
		guard := n.guards[key]
		if guard == nil {
			guard = widgets.NewGuard(n.face(g))
		} else {
			guard.Set(n.face(g))
		}
		guard.OnPassed = func(bool) { n.report.actions.show() }
		guard.OnLook = func() { n.report.look(key) }
		guard.OnEntered = func() { n.reveal(guard) }
		guard.OnNext = func() { n.next(guard) }
		guard.OnRemedy = func() { n.report.leaveField(g.Lines, g.Field(), true) }
		seen[key] = guard
		n.order = append(n.order, askedGuard{guard, g})
		n.stack.Add(guard)
	}
	n.guards = seen
}

// face is what a guard of the plan shows and asks for.
func (n *reportNotices) face(g *plan.Guard) widgets.GuardFace {
	r := n.report
	w, p := r.words(), r.state.plan
	face := widgets.GuardFace{
		Number: strconv.Itoa(g.Number), Impossible: g.Impossible, MustLook: g.NamesFirst, Brief: p.Blocked(),
	}
	number := w.Number(g.Number)
	title, text := desk.GuardSentences(w, p, g)
	face.Words = widgets.GuardWords{
		Title: title, Text: text, Ask: w.T("screen.guard.ask", "number", number), Wrong: w.T("screen.guard.wrong", "number", number),
		Right: w.T("screen.guard.right"), Number: number, LookFirst: w.T("screen.guard.lookfirst"),
	}
	if p.Blocked() {
		face.Words.Text = w.T("screen.guard.later")
	}
	if len(g.Lines) > 0 {
		face.Words.Look = w.N("screen.guard.look", len(g.Lines))
	}
	if face.Lines = reports.GuardExamples(w, p, g); g.Code == plan.Shifted && n.report.canLeaveOut() {
		face.Remedy = w.N("screen.guard.remedy", g.Number, "field", fieldName(w, p.Schema, g.Field()))
	}
	if len(g.Lines) == g.Number && g.Number <= guardNames && !g.Impossible {
		face.Names = desk.People(p, g.Lines)
		face.Words.Text = ""
	}
	return face
}

// next gives the keys to the guard after this one that waits, or to the list.
func (n *reportNotices) next(after *widgets.Guard) {
	past := false
	for _, g := range n.order {
		if past && g.State() != widgets.GuardRight && g.First() != nil {
			n.report.desk.Window.Canvas().Focus(g.First())
			return
		}
		past = past || g.Guard == after
	}
	if n.passed() {
		n.report.desk.Window.Canvas().Focus(n.report.actions.primary)
		return
	}
	n.report.list.FocusRows()
}

// first is what has the keys when the report comes up, nil if nothing is asked.
func (n *reportNotices) first() fyne.Focusable {
	for _, pair := range n.pairs {
		if pair.answer() == "" && !pair.Answers.Disabled() {
			return pair.Answers
		}
	}
	for _, g := range n.order {
		if g.State() != widgets.GuardRight && g.First() != nil {
			return g.First()
		}
	}
	return nil
}

// passed reports whether every guard has been passed.
func (n *reportNotices) passed() bool { return n.waiting() == nil }

// waiting is the first guard that was not passed, nil if none.
func (n *reportNotices) waiting() *plan.Guard {
	if open := guardNamed(n.report.state.plan, plan.OpenPairs+"/"); open != nil {
		return open
	}
	for _, g := range n.order {
		if !g.Passed() {
			return g.of
		}
	}
	return nil
}

// consent is what the person typed and ticked.
func (n *reportNotices) consent() app.Consent {
	c := app.Consent{}
	for _, g := range n.order {
		if g.Passed() {
			c.Numbers = append(c.Numbers, g.of.Number)
		}
	}
	return c
}
