package report

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	reports "headcount.app/headcount/app/report"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// showPane shows the person of the chosen line, or what was done.
func (r *report) showPane() {
	s := r.state
	r.cells, r.paneFirst = nil, nil
	hidden := r.folds() && !s.detail
	if r.pane.Hidden != hidden {
		r.pane.Hidden = hidden
		r.body.Refresh()
	}
	if hidden {
		return
	}
	var pane fyne.CanvasObject
	switch {
	case s.current >= 0 && s.current < len(s.plan.Lines):
		pane = r.personPane(&s.plan.Lines[s.current])
	case s.mode == data.Applied:
		pane = r.donePane()
	default:
		pane = widgets.NewCard(widgets.NewParagraph(widgets.Caption, r.words().T("screen.report.pane.empty")))
	}
	r.pane.Objects = []fyne.CanvasObject{pane}
	r.pane.Refresh()
}

// personPane says everything about one line.
func (r *report) personPane(l *plan.Line) fyne.CanvasObject {
	w, kind := r.words(), group(l)
	u := l.User()
	if u == nil {
		u = &data.User{}
	}
	name := strings.TrimSpace(u.FirstName + " " + u.LastName)
	below := u.Email
	if l.Role != nil {
		name, below = l.Title(), l.Key()
	}
	if name == "" {
		name = "–"
	}
	head := widgets.VStack(10, widgets.DetailHead(widgets.Initials(name), name, below), r.paneBadges(l))
	parts := r.issueParts(l)
	if l.LeftOut && !r.undoing() {
		parts = append(parts, widgets.IssueLine(widgets.KindKept, desk.Pick(w, r.isRemembered(r.state.current), "screen.report.pane.remembered", "screen.report.pane.leftout")))
	}
	if changes := allChanges(l); len(changes) > 0 && (len(l.LeftFields) == 0 || !l.LeftOut) {
		parts = append(parts, widgets.ChangedFields(kind, r.fieldChanges(l, changes, true)...))
	}
	if len(l.LeftFields) > 0 {
		parts = append(parts, widgets.ChangedFields(widgets.KindKept, r.fieldChanges(l, l.LeftFields, false)...))
	}
	parts = append(parts, r.otherFields(w, l, u)...)
	return widgets.DetailPane(head, r.paneFoot(l), parts...)
}

// paneBadges are the badges of a line and its row in the file.
func (r *report) paneBadges(l *plan.Line) fyne.CanvasObject {
	w := r.words()
	row := w.T("screen.report.pane.norow")
	switch {
	case r.undoing():
		row = ""
	case l.Row > 0:
		row = w.T("screen.report.pane.row", "row", strconv.Itoa(l.Row))
	}
	words := "badge.would."
	if r.state.mode == data.Applied {
		words = "badge.was."
	}
	badges := widgets.HStack(8)
	for _, face := range r.badges(l, words) {
		badges.Add(widgets.NewBadge(face))
	}
	badges.Add(widgets.NewText(widgets.Caption, row).CutBelow(30))
	return badges
}

// issueParts are what is to be said of a line, with forms where it can be corrected.
func (r *report) issueParts(l *plan.Line) []fyne.CanvasObject {
	if l.Kind == plan.Problem && r.canCorrect() && !r.correcting() {
		return r.correctionParts(l)
	}
	var parts []fyne.CanvasObject
	for i := range l.Issues {
		if said := &l.Issues[i]; said.Code == "field.left_out" || said.Code == "undo.left_out" && said.Field != data.NoField && len(l.LeftFields) > 0 {
			continue // its box below says so
		}
		parts = append(parts, widgets.IssueLine(issueKind(l.Issues[i].Level), reports.IssueText(r.words(), r.state.plan.Schema, &l.Issues[i])))
	}
	return parts
}

// correctionParts are, for each cell that is wrong in a row, what is wrong with it and
// the form that corrects it.
func (r *report) correctionParts(l *plan.Line) []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	done := map[app.CellAt]bool{}
	for i := range l.Issues {
		issue := &l.Issues[i]
		parts = append(parts, widgets.IssueLine(issueKind(issue.Level), reports.IssueText(r.words(), r.state.plan.Schema, issue)))
		at, ok := r.state.simulation.Place(l.Row, issue)
		if issue.Level == plan.Blocking && ok && !done[at] {
			done[at] = true
			c := newCellForm(r, at, issue, r.recorrected)
			c.entry.OnEntered = c.show
			c.show()
			r.cells = append(r.cells, c)
			r.offerFirst(c.entry)
			parts = append(parts, widgets.Inset(2, 16, 10, 16, c.content))
		}
	}
	return parts
}

func issueKind(l plan.Level) widgets.Kind {
	switch l {
	case plan.Blocking:
		return widgets.KindProblem
	case plan.Warning:
		return widgets.KindWarning
	}
	return widgets.KindUnchanged
}

// fieldChanges shows changes of a line, with a tick for each that can be left out by
// itself, and made after all.
func (r *report) fieldChanges(l *plan.Line, all []plan.FieldChange, made bool) []widgets.FieldChange {
	index := r.state.current
	ticks := r.canLeaveOut() && l.Role == nil && (l.Row > 0 || r.undoing()) && l.Before != nil && (l.Kind.Changes() || len(l.LeftFields) > 0)
	changes := make([]widgets.FieldChange, len(all))
	for i, f := range all {
		after := r.value(f.Field, f.New)
		if after == "" {
			after = r.words().T("screen.report.erased")
		}
		changes[i] = widgets.FieldChange{Field: fieldName(r.words(), r.state.plan.Schema, f.Field), Before: r.value(f.Field, f.Old), After: after}
		if ticks {
			check := widgets.NewCheck("", func(on bool) { r.leaveField([]int{index}, f.Field, !on) })
			check.SetChecked(made)
			widgets.Able(check, r.state.busy == nil)
			changes[i].Check = check
		}
	}
	return changes
}

// otherFields are the fields that stay.
func (r *report) otherFields(w *assets.Words, l *plan.Line, u *data.User) []fyne.CanvasObject {
	changed := map[data.Field]bool{data.Email: true, data.FirstName: true, data.LastName: true, data.StatusField: true}
	for _, f := range l.Fields {
		changed[f.Field] = true
	}
	var lines []fyne.CanvasObject
	if role := l.ShownRole(); role != nil {
		changed[data.RoleKey], changed[data.RoleName] = true, true
		for _, info := range data.RoleSchema.Fields() {
			if text := role.Get(info.Field); !changed[info.Field] && text != "" {
				lines = append(lines, widgets.InfoLine(fieldName(w, r.state.plan.Schema, info.Field), text))
			}
		}
		return append(lines, widgets.InfoLine(w.T("hierarchy.active"), w.Number(l.Role.Users)))
	}
	for _, info := range r.state.plan.Schema.Fields() {
		if text := u.Get(info.Field); !changed[info.Field] && text != "" {
			lines = append(lines, widgets.InfoLine(fieldName(w, r.state.plan.Schema, info.Field), text))
		}
	}
	return lines
}

// paneFoot is what can be done about the person of a line: leave the change out and
// remember it, join them with another, look at their history; nil if nothing can.
func (r *report) paneFoot(l *plan.Line) fyne.CanvasObject {
	w, index, free := r.words(), r.state.current, r.state.busy == nil
	var rows []fyne.CanvasObject
	first := widgets.HStack(8)
	if r.canLeaveOut() && (l.Kind.Changes() || l.LeftOut) {
		check := widgets.NewCheck(desk.Pick(w, r.undoing(), "screen.undo.pane.make", "screen.report.pane.make"), func(on bool) { r.leaveOut([]int{index}, !on) })
		check.SetChecked(!l.LeftOut)
		widgets.Able(check, free)
		first.Add(check)
		r.offerFirst(check)
	}
	if l.Before != nil && l.Before.Key != 0 {
		user := *l.Before
		link := widgets.NewLink(w.T("screen.report.pane.history"), func() { r.desk.Go.ShowUserHistory(user) })
		first.Add(widgets.Spacer())
		first.Add(link)
		r.offerFirst(link)
	}
	if r.canLeaveOut() && protectable(r.state.plan, l) {
		check := widgets.NewCheck(w.T("screen.report.pane.remember"), func(on bool) { r.remember([]int{index}, on) })
		check.SetChecked(r.isRemembered(index))
		widgets.Able(check, free)
		rows = append(rows, widgets.HStack(8, check, widgets.Spacer()))
	}
	if link := r.skipLink(l); link != nil {
		widgets.Able(link, free)
		r.offerFirst(link)
		rows = append(rows, widgets.HStack(8, link, widgets.Spacer()))
	}
	if r.canPair(l) {
		link := widgets.NewIconLink(widgets.IconPair, w.T("pair.other"), func() { r.askPartner(index) })
		widgets.Able(link, free)
		r.offerFirst(link)
		rows = append(rows, widgets.HStack(8, link, widgets.Spacer()))
	}
	if len(first.Objects) > 0 {
		rows = append(rows, first) // last, so that it stays under the pointer as others come
	}
	if len(rows) == 0 {
		return nil
	}
	return widgets.VStack(4, rows...)
}

// offerFirst makes a widget the one that takes the keys of the pane, if there is none
// yet.
func (r *report) offerFirst(f fyne.Focusable) {
	if d, ok := f.(fyne.Disableable); r.paneFirst == nil && !(ok && d.Disabled()) {
		r.paneFirst = f
	}
}

// donePane says what was done, after applying.
func (r *report) donePane() fyne.CanvasObject {
	s, w := r.state, r.words()
	at := s.upload.At.Local()
	steps := widgets.VStack(18,
		widgets.StepLine(widgets.KindCreated, widgets.IconApplied, w.T("screen.report.done.backup"),
			w.N("screen.report.done.backup.text", s.plan.ActiveBefore, "time", w.Time(at))),
		widgets.StepLine(widgets.KindCreated, widgets.IconApplied, w.N("screen.report.done.changed", s.plan.Counts.Changes()),
			w.T("screen.report.done.changed.text")))
	if n := len(s.plan.Remembered); n > 0 {
		steps.Add(widgets.StepLine(widgets.KindCreated, widgets.IconKept, w.N("screen.report.done.protected", n), w.T("screen.report.done.protected.text")))
	}
	return widgets.DetailPane(widgets.NewText(widgets.Section, w.T("screen.report.done")), r.undoFoot(), widgets.Inset(4, 16, 8, 16, steps))
}
