package report

import (
	"fyne.io/fyne/v2"

	"headcount.app/headcount/app/plan"
	reports "headcount.app/headcount/app/report"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

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
			widgets.Plain(" "+desk.Pick(w, simulated, "screen.report.absent.stay", "screen.report.absent.stayed"))).CutBelow(80)))
	if simulated && r.state.simulation != nil {
		deactivate := widgets.NewButton(widgets.Secondary, w.T("screen.report.absent.deactivate"), func() {
			r.change(func(o *data.Options) {
				o.DeactivateAbsent, o.ArchiveAbsent = !o.Hierarchy, o.Hierarchy
			})
		}).Sized(widgets.Small)
		widgets.Able(deactivate, r.state.busy == nil)
		row.Add(deactivate)
		n.buttons = append(n.buttons, deactivate)
	}
	n.add(widgets.NewBareCard(widgets.Inset(5, 12, 5, 14, row)))
}

// offerRows offers to read several rows about one person that differ only in the
// role as one (SPEC S15.2).
func (n *reportNotices) offerRows(simulated bool) {
	r := n.report
	people := r.state.plan.OffersRowsPerRole()
	if people == 0 || !simulated || r.state.simulation == nil {
		return
	}
	w := r.words()
	join := widgets.NewButton(widgets.Secondary, w.T("screen.report.rows.join"), func() {
		r.change(func(o *data.Options) { o.RowsPerRole = true })
	}).Sized(widgets.Small)
	widgets.Able(join, r.state.busy == nil)
	n.buttons = append(n.buttons, join)
	n.add(widgets.NewBareCard(widgets.Inset(5, 12, 5, 14, widgets.HStack(12,
		widgets.NewIconView(widgets.IconUsers, widgets.ColorAccent, 18),
		widgets.Grow(80, widgets.NewText(widgets.Body, w.N("screen.report.rows", people)).CutBelow(80)), join))))
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
			lines = append(lines, widgets.IssueLine(widgets.KindWarning, reports.IssueText(w, p.Schema, &p.FileIssues[i])))
		}
	}
	for _, news := range reports.News(w, reports.Report{Plan: p, Mode: r.state.mode, Words: w}) {
		lines = append(lines, widgets.IssueLine(widgets.KindCreated, news))
	}
	if len(lines) > 0 {
		card := widgets.NewBareCard(widgets.VStack(0, lines...))
		n.stack.Add(card)
	}
}
