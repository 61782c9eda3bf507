package report

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app/plan"
	reports "headcount.app/headcount/app/report"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// reportActions is the foot of a report: what can be made of it at the left, the one
// button at the right.
type reportActions struct {
	report  *report
	content *fyne.Container

	copies  [mostCopies]*widgets.Button
	more    *widgets.Button
	skip    *widgets.Check
	reason  *widgets.Text
	back    *widgets.Button
	primary *widgets.Button
	left    *fyne.Container
	right   *fyne.Container
	bar     *widgets.Progress
	usual   *fyne.Container
	busy    *fyne.Container
}

// mostCopies is how many of the copies have a button of their own where there is room.
const mostCopies = 3

func newReportActions(r *report) *reportActions {
	w := r.words()
	a := &reportActions{report: r}
	a.left = widgets.HStack(8)
	for i := range a.copies {
		a.copies[i] = widgets.NewIconButton(widgets.Secondary, widgets.IconSave, "", nil)
		a.left.Add(a.copies[i])
	}
	a.more = widgets.NewIconButton(widgets.Secondary, widgets.IconMore, w.T("screen.report.more.menu"), func() { widgets.ShowMenuBelow(a.more, a.moreItems()) })
	a.skip = widgets.NewCheck("", func(on bool) {
		r.change(func(o *data.Options) { o.SkipProblems = on })
	})
	a.reason = widgets.NewText(widgets.Caption, "").Align(fyne.TextAlignTrailing).CutBelow(240)
	a.back = widgets.NewButton(widgets.Secondary, "", nil)
	a.primary = widgets.NewButton(widgets.Primary, "", nil)
	a.left.Add(a.more)
	a.left.Add(a.skip)
	a.right = widgets.HStack(12, a.reason, a.back, a.primary)
	a.bar = desk.NewBar(w, r.cancel)
	a.usual = widgets.ActionBar(a.left, a.right)
	a.busy = widgets.ActionBar(widgets.Wide(1, widgets.Spacer()), widgets.Wide(520, a.bar))
	a.content = container.NewStack(a.usual, a.busy)
	return a
}

// first is where F6 goes.
func (a *reportActions) first() fyne.Focusable {
	if !a.primary.Disabled() {
		return a.primary
	}
	return a.copies[0]
}

// fit shows as many copies as have room beside the rest: one below 1,100. Where there is
// room for none, the button back goes under More… too: the one button is never cut.
func (a *reportActions) fit() {
	copies := a.report.copies()
	most := min(len(copies), mostCopies)
	if a.report.lowWidth {
		most = 1
	}
	for ; most >= 1; most-- {
		a.showCopies(copies, most)
		if a.fits() {
			return
		}
	}
	a.back.Hidden = true
	a.showCopies(copies, 1)
	if !a.fits() {
		a.showCopies(copies, 0)
	}
}

func (a *reportActions) fits() bool {
	return a.left.MinSize().Width+a.right.MinSize().Width+actionMargins <= a.report.width
}

// actionMargins is the room around and between the two sides.
const actionMargins = 24 + 16 + 24

func (a *reportActions) showCopies(copies []reportCopy, most int) {
	for i, b := range a.copies {
		b.Hidden = i >= most
		if b.Hidden {
			continue
		}
		b.Icon, b.OnTapped = copies[i].icon, copies[i].do
		b.SetText(copies[i].text)
		widgets.Able(b, a.report.state.busy == nil && !copies[i].off)
	}
	a.more.Hidden = len(a.moreItems()) == 0
	widgets.Able(a.more, a.report.state.busy == nil)
}

// moreItems are the copies that have no button of their own, and what can be done to
// all cells of the file at once.
func (a *reportActions) moreItems() []widgets.MenuItem {
	var items []widgets.MenuItem
	for i, c := range a.report.copies() {
		if i >= mostCopies || a.copies[i].Hidden {
			items = append(items, widgets.MenuItem{Text: c.text, Icon: c.icon, Disabled: c.off, Do: c.do})
		}
	}
	if a.back.Hidden && a.back.OnTapped != nil && a.back.Text != "" {
		items = append(items, widgets.MenuItem{Text: a.back.Text, Icon: widgets.IconSettings, Do: a.back.OnTapped})
	}
	if r := a.report; r.canLeaveOut() && r.state.protectable > 0 && r.lowWidth {
		on := rememberTick(r.state.listing) == widgets.On
		items = append(items, widgets.MenuItem{}, widgets.MenuItem{
			Text: r.words().N("screen.report.remember", r.state.protectable), Ticked: on, Do: func() { r.remember(r.state.rows, !on) },
		})
	}
	if r := a.report; r.canCorrect() && len(r.state.spaces) > 0 && r.trim.Hidden {
		items = append(items, widgets.MenuItem{}, widgets.MenuItem{
			Text: r.words().N("correct.spaces", len(r.state.spaces)), Icon: widgets.IconPencil, Do: r.takeSpaces,
		})
	}
	return items
}

// show sets every button from the state of the report.
func (a *reportActions) show() {
	r := a.report
	s, w := r.state, r.words()
	bar := s.busy != nil && (s.busy.Shown || s.busy.Cancelling)
	a.usual.Hidden, a.busy.Hidden = bar, !bar
	if bar {
		desk.ShowProgress(w, a.bar, s.busy)
	}
	a.skip.Hidden = s.mode != data.Simulated || s.simulation == nil || s.plan.Counts.Problem == 0
	a.skip.SetText(w.N("screen.report.skip", s.plan.Counts.Problem))
	a.skip.SetChecked(s.plan.Options.SkipProblems)
	widgets.Able(a.skip, s.busy == nil)
	a.reason.SetText("")
	a.primary.SetImportance(widgets.Primary)
	switch {
	case s.mode == data.Applied:
		a.showApplied()
	case s.simulation == nil:
		a.offer(a.back, "", nil)
		a.offer(a.primary, w.T("screen.report.close"), r.ways.Back)
	case r.undoing():
		a.showUndo()
	default:
		a.showSimulated()
	}
	a.fit()
	a.content.Refresh()
}

func (a *reportActions) showApplied() {
	r := a.report
	w := r.words()
	if r.ways.Another != nil {
		a.offer(a.back, w.T("screen.report.another"), r.ways.Another)
		to, words := desk.PlaceUsers, "screen.report.tousers"
		if r.state.roles() {
			to, words = desk.PlaceHierarchy, "screen.report.tohierarchy"
		}
		a.offer(a.primary, w.T(words), r.unlessDoubled(func() { r.desk.Go.Open(to) }))
		return
	}
	a.offer(a.back, "", nil)
	a.offer(a.primary, w.T("screen.report.close"), r.unlessDoubled(r.ways.Back))
}

// showSimulated offers to apply, or says beside the button what stands in the way.
func (a *reportActions) showSimulated() {
	r := a.report
	s, w := r.state, r.words()
	back := "screen.report.change"
	if r.ways.Again == nil {
		back = "screen.report.close"
	}
	a.offer(a.back, w.T(back), r.ways.Back)
	if n := r.unsimulated(); n > 0 {
		a.offer(a.primary, w.T("button.again"), r.simulateCorrected)
		if !r.lowWidth {
			a.reason.SetText(w.N("correct.waiting", n))
		}
		return
	}
	if s.plan.Blocked() && r.ways.Again != nil || r.stale() {
		a.offer(a.primary, w.T("button.again"), r.simulateAgain)
		return
	}
	n := s.plan.Counts.Changes()
	a.offer(a.primary, w.N("screen.report.apply", n), r.apply)
	if protected := len(s.plan.Remembered); n == 0 && protected > 0 {
		a.primary.SetText(w.N("screen.report.apply.protect", protected))
	}
	reason := r.obstacle()
	if !r.lowWidth {
		a.reason.SetText(reason)
	}
	if reason != "" {
		a.primary.Disable()
	}
}

// offer makes a button do something; without words it is hidden.
func (a *reportActions) offer(b *widgets.Button, text string, do func()) {
	b.Hidden = text == "" || do == nil
	b.OnTapped = do
	b.SetText(text)
	widgets.Able(b, a.report.state.busy == nil)
}

// stale reports whether the user base was found to have moved on since the plan.
func (r *report) stale() bool { return errors.Is(r.state.err, data.ErrStale) }

// obstacle is why the plan cannot be applied now, "" if it can.
func (r *report) obstacle() string {
	s, w := r.state, r.words()
	switch {
	case r.desk.IsReadOnly():
		return w.T("screen.report.reason.readonly")
	case r.stale():
		return w.T("screen.report.reason.stale")
	case s.plan.Blocked():
		return w.N("screen.report.reason.problems", s.plan.Counts.Problem)
	case r.undoing() && reports.NothingLeft(w, reports.Report{Plan: s.plan, Words: w}) != "":
		return w.T("screen.undo.nothing")
	case s.plan.Counts.Changes() == 0 && len(s.plan.Remembered) == 0 && !r.undoing():
		return w.T("screen.report.reason.nothing")
	}
	if guardNamed(s.plan, plan.OpenPairs+"/") != nil {
		return w.T("screen.report.reason.pairs")
	}
	return r.openGuard()
}

// openGuard is what the first guard that is not passed asks for, "" if all are.
func (r *report) openGuard() string {
	w := r.words()
	for _, g := range r.notices.order {
		guard := g.of
		switch {
		case g.State() == widgets.GuardRight:
		case guard.Impossible:
			return w.T("screen.report.reason.impossible")
		case guard.NamesFirst && g.Entry() != nil && g.Entry().Disabled():
			return w.T("screen.guard.lookfirst")
		case g.Entry() == nil:
			return w.T("screen.report.reason.names")
		default:
			return w.T("screen.report.reason.number", "number", w.Number(guard.Number))
		}
	}
	return ""
}
