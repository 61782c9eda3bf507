package report

import (
	"strings"
	"time"

	"headcount.app/headcount/app/plan"
	reports "headcount.app/headcount/app/report"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// searchDelay is how long typing must pause before the search runs.
const searchDelay = 80 * time.Millisecond

func (r *report) buildList() {
	r.list = widgets.NewDataList(nil, func() int { return len(r.state.rows) }, r.cell).TwoLines()
	r.list.OnCurrent = func(row int) {
		r.state.current = r.state.rows[row]
		r.showPane()
	}
	r.list.OnOpen = func(row int) {
		r.state.current = r.state.rows[row]
		r.state.detail = true
		r.show()
	}
	r.list.OnSort = r.sort
	r.desk.KeepWidths("report", r.list)
	r.list.Faded = func(row int) bool { return r.line(row).LeftOut || r.isSkipped(r.line(row)) }
}

// The columns of the list, by which it can be sorted.
const (
	byRow    = "row"
	byPerson = "person"
	byEmail  = "email"
	byWhat   = "what"
	byChange = "change"
)

func (r *report) line(row int) *plan.Line { return &r.state.plan.Lines[r.state.rows[row]] }

// showList sets columns and ticks by what the report is.
func (r *report) showList() {
	w := r.words()
	what := desk.Pick(w, r.state.mode == data.Applied, "screen.report.happened", "screen.report.wouldhappen")
	problems := r.state.filter.kind == widgets.KindProblem
	change := desk.Pick(w, problems, "screen.report.wrong", "screen.report.change.column")
	r.list.Tick, r.list.OnTick, r.list.TickAll, r.list.OnTickAll = nil, nil, nil, nil
	if r.canLeaveOut() {
		r.list.Tick = r.tick
		r.list.OnTick = func(row int, on bool) { r.leaveOut([]int{r.state.rows[row]}, !on) }
		r.list.TickAll = r.tickAll
		r.list.OnTickAll = func(on bool) { r.leaveOut(r.state.rows, !on) }
	}
	r.list.SetColumns([]widgets.Column{
		{ID: byRow, Title: w.T("screen.report.row"), Min: rowWidth(r.state.plan.File.Rows), Sortable: true},
		{ID: byPerson, Title: w.T("screen.report.person"), Min: 216, Sortable: true},
		{ID: byEmail, Title: data.Email.Header(w.Language()), Min: 200, Weight: 1, Hidden: !r.wide, Sortable: true},
		{ID: byWhat, Title: what, Min: 138, Hidden: problems, Sortable: true},
		{ID: byChange, Title: change, Min: 120, Weight: 2, Sortable: true},
	})
	r.list.SetSort(r.state.order.column, r.state.order.descending)
	for row, index := range r.state.rows {
		if index == r.state.current {
			r.list.Mark(row)
			break
		}
	}
}

// rowWidth gives long files room for their row numbers.
func rowWidth(rows int) float32 {
	if rows < 10_000 {
		return 52
	}
	return 74
}

// canLeaveOut reports whether single changes can be withheld now.
func (r *report) canLeaveOut() bool {
	return r.state.mode == data.Simulated && r.state.simulation != nil && !r.state.plan.Blocked()
}

func (r *report) tick(row int) widgets.TickState {
	l := r.line(row)
	switch {
	case l.Kind.Changes():
		return widgets.On
	case l.LeftOut:
		return widgets.Off
	}
	return widgets.NoTick
}

func (r *report) tickAll() widgets.TickState {
	switch s := r.state; {
	case s.made > 0 && s.out > 0:
		return widgets.Partly
	case s.made > 0:
		return widgets.On
	}
	return widgets.Off
}

func (r *report) filling() widgets.Filling {
	if r.state.mode == data.Applied {
		return widgets.Filled
	}
	return widgets.Hollow
}

// words are those of the window, about roles for a hierarchy file.
func (r *report) words() *assets.Words {
	if r.state.roles() {
		return r.desk.Words.About("roles")
	}
	return r.desk.Words
}

// roles reports whether the plan is about roles.
func (s *reportState) roles() bool {
	p := s.plan
	if p == nil && s.simulation != nil {
		p = s.simulation.Plan
	}
	return p != nil && p.Options.Hierarchy
}

// cell is what stands in a cell of the list.
func (r *report) cell(row int, column string) widgets.Cell {
	l := r.line(row)
	u := l.User()
	if u == nil {
		u = &data.User{}
	}
	switch column {
	case byRow:
		if l.Row == 0 {
			return widgets.MutedCell("–")
		}
		return widgets.MutedCell(reports.RowNumbers(r.words(), l))
	case byPerson:
		if l.Role != nil {
			return r.roleCell(l)
		}
		email := u.Email
		if r.wide {
			email = ""
		}
		if u.FirstName == "" && u.LastName == "" {
			return widgets.TwoLineCell("–", email)
		}
		return widgets.PersonCell(u.FirstName, u.LastName, email)
	case byEmail:
		return widgets.MutedCell(l.Key())
	case byWhat:
		return widgets.BadgeCell(r.badges(l, "badge.")...)
	}
	return r.changeCell(l, u)
}

// badges are a line's kind, and the key for somebody who becomes an administrator.
func (r *report) badges(l *plan.Line, words string) []widgets.BadgeFace {
	w, kind := r.words(), group(l)
	key := words + strings.ToLower(string(kind))
	switch {
	case l.Kind == plan.Ignored:
		key = words + "ignored"
	case l.Kind == plan.Removed:
		key = words + "removed"
	}
	badges := []widgets.BadgeFace{{Kind: kind, Word: w.T(key), Filling: r.filling()}}
	if l.Raised && l.Kind.Changes() {
		badges = append(badges, widgets.BadgeFace{
			Kind: widgets.KindWarning, Icon: widgets.IconAdministrator, Word: w.T("badge.administrator"), Filling: r.filling(),
		})
	}
	return badges
}

// roleCell is the name of a role with its ID.
func (r *report) roleCell(l *plan.Line) widgets.Cell {
	title, id := l.Title(), l.Key()
	if title == "" {
		title = "–"
	}
	if r.wide || title == id {
		id = ""
	}
	return widgets.Cell{Line: []widgets.Span{widgets.Bold(title)}, Below: []widgets.Span{widgets.Plain(id)}}
}

// changeCell says in one line what changes, or why nothing does.
func (r *report) changeCell(l *plan.Line, u *data.User) widgets.Cell {
	switch {
	case r.undoing():
		return r.undoCell(l, u)
	case l.Kind == plan.Problem && !l.LeftOut:
		return r.issueCell(l)
	}
	cell := r.fateCell(l, u)
	if below := r.firstIssue(l); below != "" {
		if len(cell.Line) == 0 {
			return widgets.MutedCell(below)
		}
		cell.Below = []widgets.Span{widgets.Plain(below)}
	}
	return cell
}

// fateCell says in one line what becomes of somebody, nothing if that is all said.
func (r *report) fateCell(l *plan.Line, u *data.User) widgets.Cell {
	w := r.words()
	switch {
	case l.LeftOut:
		remembered := l.Before != nil && r.state.lines.remembered[l.Before.Key]
		return widgets.MutedCell(desk.Pick(w, remembered, "screen.report.leftout.remembered", "screen.report.leftout"))
	case l.Kind == plan.Deactivated && l.Row == 0:
		return widgets.TextCell(w.T("screen.report.notinfile"))
	case l.Kind == plan.Absent:
		return widgets.MutedCell(w.T("screen.report.staysactive"))
	case l.Kind == plan.Created && l.Role != nil:
		return widgets.TextCell(desk.Joined(", ", l.Role.After.Level, string(l.Role.After.Superiors)))
	case l.Kind == plan.Created:
		return widgets.TextCell(desk.Joined(", ", string(u.Roles), u.Profile))
	case l.Kind == plan.Kept && len(l.Fields) == 0 && len(l.Issues) == 0:
		return widgets.MutedCell(w.T("screen.report.protected"))
	case len(allChanges(l)) > 0:
		return widgets.SpanCell(r.fieldSpans(l)...)
	}
	return widgets.Cell{}
}

// fieldSpans are the first changed field and how many more there are.
func (r *report) fieldSpans(l *plan.Line) []widgets.Span {
	w := r.words()
	f := firstField(l)
	spans := widgets.Changed(fieldLabel(w, r.state.plan.Schema, f.Field), r.value(f.Field, f.Old), r.value(f.Field, f.New))
	if f.New == "" {
		spans = append(spans, widgets.Dim(" "+w.T("screen.report.erased")))
	}
	if more := len(allChanges(l)) - 1; more > 0 {
		spans = append(spans, widgets.Dim("  "+w.N("screen.report.more", more)))
	}
	return spans
}

// firstField is the changed field that is shown in one line: the status before all, then
// a changed role.
func firstField(l *plan.Line) plan.FieldChange {
	if status, changed := statusChange(l); changed {
		return status
	}
	for _, f := range l.Fields {
		if f.Field == data.RoleID {
			return f
		}
	}
	return l.Fields[0]
}

// issueCell says what is wrong with a row.
func (r *report) issueCell(l *plan.Line) widgets.Cell {
	cell := widgets.TextCell(r.firstIssue(l))
	if more := len(l.Issues) - 1; more > 0 {
		cell.Below = []widgets.Span{widgets.Plain(r.words().N("screen.report.more", more))}
	}
	return cell
}

// firstIssue is the sentence of the gravest issue that is no mere note.
func (r *report) firstIssue(l *plan.Line) string {
	best := -1
	for i := range l.Issues {
		if l.Issues[i].Level > plan.Note && (best < 0 || l.Issues[i].Level > l.Issues[best].Level) {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	return reports.IssueText(r.words(), r.state.plan.Schema, &l.Issues[best])
}

// value is a field's text as a person reads it.
func (r *report) value(f data.Field, text string) string {
	if text == "" {
		return ""
	}
	return reports.ShownValue(r.words(), f, text)
}
