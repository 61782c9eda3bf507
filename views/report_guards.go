package views

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount/app"
	"headcount/app/plan"
	"headcount/data"
	"headcount/views/widgets"
)

// reportNotices stand above the changes: guards, who is absent, pairs, what is said of
// the file. More than fits scrolls in a box of its own.
type reportNotices struct {
	report  *report
	content *fyne.Container
	stack   *fyne.Container
	capped  *capped
	guards  map[string]*widgets.Guard // by code and field, so that a typed number stays
	order   []*widgets.Guard          // of the plan's guards
	buttons []*widgets.Button         // of what else is asked
	added   int                       // of the buttons, those in a line
	scroll  *widgets.Scroll
}

// noticesHeight is how high the notices are at most: two guards and a pair, in small
// windows two guards.
const noticesHeight, noticesLow = 168, 120

// guardNames is up to how many people are ticked by name in the place of a number.
const guardNames = 3

func newReportNotices(r *report) *reportNotices {
	n := &reportNotices{report: r, guards: map[string]*widgets.Guard{}, stack: widgets.VStack(8)}
	n.capped = &capped{inner: n.stack, most: noticesHeight}
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
			n.showGuards()
		}
		n.showAbsent(simulated)
		if simulated {
			n.showPairs()
		}
		n.showNotes()
	}
	n.content.Hidden = len(n.stack.Objects) == 0
	n.capped.most = noticesHeight
	if n.report.narrow {
		n.capped.most = noticesLow
	}
	n.stack.Refresh()
	n.content.Refresh()
}

func (n *reportNotices) showGuards() {
	p := n.report.state.plan
	seen := map[string]*widgets.Guard{}
	for i := range p.Guards {
		g := &p.Guards[i]
		key := guardKey(g)
		guard := n.guards[key]
		if guard == nil {
			guard = widgets.NewGuard(n.face(i, g))
		} else {
			guard.Set(n.face(i, g))
		}
		guard.OnPassed = func(bool) { n.report.actions.show() }
		guard.OnLook = func() { n.report.look(key) }
		guard.OnEntered = func() { n.reveal(guard) }
		guard.OnNext = func() { n.next(guard) }
		seen[key] = guard
		n.order = append(n.order, guard)
		n.stack.Add(guard)
	}
	n.guards = seen
}

// face is what a guard of the plan shows and asks for.
func (n *reportNotices) face(i int, g *plan.Guard) widgets.GuardFace {
	r := n.report
	w, p := r.words(), r.state.plan
	face := widgets.GuardFace{
		Number: strconv.Itoa(g.Number), Impossible: g.Impossible, MustLook: g.NamesFirst, Brief: p.Blocked(),
	}
	number := w.Number(g.Number)
	title, text := guardSentences(w, p, g)
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
	if len(g.Lines) == g.Number && g.Number <= guardNames && !g.Impossible {
		face.Names = names(p, g.Lines)
		face.Words.Text = ""
	}
	return face
}

// next gives the keys to the guard after this one that waits, or to the list.
func (n *reportNotices) next(after *widgets.Guard) {
	past := false
	for _, g := range n.order {
		if past && g.State() != widgets.GuardRight && g.First() != nil {
			n.report.shell.window.Canvas().Focus(g.First())
			return
		}
		past = past || g == after
	}
	if n.passed() {
		n.report.shell.window.Canvas().Focus(n.report.actions.primary)
		return
	}
	n.report.list.FocusRows()
}

// first is what has the keys when the report comes up, nil if no guard waits.
func (n *reportNotices) first() fyne.Focusable {
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
	for i, g := range n.order {
		if !g.Passed() {
			return &n.report.state.plan.Guards[i]
		}
	}
	return nil
}

// consent is what the person typed and ticked.
func (n *reportNotices) consent() app.Consent {
	c := app.Consent{}
	for i, g := range n.order {
		if g.Passed() {
			c.Numbers = append(c.Numbers, n.report.state.plan.Guards[i].Number)
		}
	}
	return c
}

// showAbsent says that active people without a line stay active, and offers to see what
// deactivating them would be.
func (n *reportNotices) showAbsent(simulated bool) {
	r := n.report
	absent := r.state.plan.Counts.Absent
	if absent == 0 {
		return
	}
	w := r.words()
	row := widgets.HStack(12, widgets.NewIconView(widgets.IconAbsent, widgets.KindAbsent.Color(), 18),
		widgets.Grow(80, widgets.NewSpans(widgets.Body,
			widgets.Bold(w.N("screen.report.absent", absent)),
			widgets.Plain(" "+pick(w, simulated, "screen.report.absent.stay", "screen.report.absent.stayed"))).CutBelow(80)))
	if simulated && r.state.simulation != nil {
		deactivate := widgets.NewButton(widgets.Secondary, w.T("screen.report.absent.deactivate"), func() {
			r.change(func(o *data.Options) {
				o.DeactivateAbsent, o.ArchiveAbsent = !o.Hierarchy, o.Hierarchy
			})
		}).Sized(widgets.Small)
		able(deactivate, r.state.busy == nil)
		row.Add(deactivate)
		n.buttons = append(n.buttons, deactivate)
	}
	n.add(widgets.NewBareCard(widgets.Inset(5, 12, 5, 14, row)))
}

// add puts a line with buttons below the others; it comes into sight when one of the
// buttons made for it gets the focus.
func (n *reportNotices) add(line fyne.CanvasObject) {
	n.stack.Add(line)
	for _, b := range n.buttons[n.added:] {
		b.OnEntered(func() { n.reveal(line) })
	}
	n.added = len(n.buttons)
}

// reveal scrolls to a line.
func (n *reportNotices) reveal(line fyne.CanvasObject) {
	top, offset := line.Position().Y, n.scroll.Offset.Y
	offset = max(min(offset, top), top+line.Size().Height-n.scroll.Size().Height)
	if offset != n.scroll.Offset.Y {
		n.scroll.ScrollToOffset(fyne.NewPos(0, offset))
	}
}
