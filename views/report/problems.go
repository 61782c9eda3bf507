package report

import (
	"slices"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app/plan"
	reports "headcount.app/headcount/app/report"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/widgets"
)

// correcting reports whether the problems are shown as rows to correct.
func (r *report) correcting() bool {
	return r.state.filter.kind == widgets.KindProblem && r.canCorrect()
}

func (r *report) buildForms() {
	r.forms = widgets.NewDataList(nil, func() int { return len(r.state.rows) }, nil).Forms(func(row int) widgets.Form {
		return newProblemForm(r, r.line(row))
	})
	r.forms.OnCurrent = func(row int) {
		r.state.current = r.state.rows[row]
		r.showPane()
	}
	r.forms.OnSort = r.sort
	r.formsCard = widgets.NewBareCard(r.forms)
}

// showForms shows the problems as rows to correct, anew if they are other ones.
func (r *report) showForms() {
	w, s := r.words(), r.state
	person := float32(214)
	if r.lowWidth {
		person = 150
	}
	r.forms.SetColumns([]widgets.Column{
		{ID: byRow, Title: w.T("screen.report.row"), Min: rowWidth(s.plan.File.Rows), Sortable: true},
		{ID: byPerson, Title: w.T("screen.report.person"), Min: person, Sortable: true},
		{ID: "wrong", Title: w.T("screen.report.wrong"), Min: 260, Weight: 1},
		{ID: "correction", Title: w.T("correct.column"), Min: 260, Weight: 1.2},
	})
	r.forms.SetSort(s.order.column, s.order.descending)
	if r.formsOf != s.lines || !slices.Equal(r.formRows, s.rows) {
		again := s.steady && len(r.formRows) == len(s.rows) // the same rows under another plan
		r.formsOf, r.formRows = s.lines, s.rows
		if again {
			r.forms.Renew()
		} else {
			r.forms.Reset()
		}
		r.forms.SetCurrent(max(0, slices.Index(s.rows, s.current)))
		return
	}
	r.forms.Refresh()
}

// problemForm is one row that cannot be used: what is wrong with it, cell by cell, and
// what is to stand there instead.
type problemForm struct {
	r     *report
	line  *plan.Line
	parts []*problemPart
	skip  *widgets.Link // nil if the row can't be left out
}

// problemPart is one thing that is wrong in a row.
type problemPart struct {
	r     *report
	issue *plan.Issue
	badge *widgets.Badge
	field *widgets.Text
	words *widgets.Paragraph
	cell  *cellForm // nil if it is not in one cell
	wrong *fyne.Container
	right fyne.CanvasObject
}

func newProblemForm(r *report, l *plan.Line) *problemForm {
	f := &problemForm{r: r, line: l}
	for i := range l.Issues {
		if l.Issues[i].Level == plan.Blocking {
			f.parts = append(f.parts, f.part(&l.Issues[i]))
		}
	}
	return f
}

func (f *problemForm) part(issue *plan.Issue) *problemPart {
	r := f.r
	p := &problemPart{
		r: r, issue: issue, badge: widgets.NewBadge(widgets.BadgeFace{Kind: widgets.KindProblem, Word: "–"}),
		field: widgets.NewText(widgets.Caption, ""), words: widgets.NewParagraph(widgets.CaptionText, "").NotBelow(100),
	}
	p.wrong = widgets.VStack(4, widgets.HStack(8, p.badge, p.field), p.words)
	at, ok := r.state.simulation.Place(f.line.Row, issue)
	taken := slices.ContainsFunc(f.parts, func(other *problemPart) bool { return other.cell != nil && other.cell.at == at })
	switch {
	case ok && !taken:
		p.cell = newCellForm(r, at, issue, r.recorrected)
		p.cell.entry.OnEntered = func() { f.Chosen() }
		p.right = p.cell.content
	case !ok:
		p.right = widgets.NewParagraph(widgets.Caption, r.words().T("correct.elsewhere")).NotBelow(100)
	}
	return p
}

// Chosen makes the row the current one when one of its cells gets the keys.
func (f *problemForm) Chosen() {
	for row, index := range f.r.state.rows {
		if &f.r.state.plan.Lines[index] == f.line {
			f.r.forms.Choose(row)
			f.r.forms.Refresh()
			return
		}
	}
}

// recorrected shows everything that follows from a correction.
func (r *report) recorrected() {
	if r.correcting() {
		r.forms.Refresh()
	} else {
		for _, c := range r.cells {
			c.show()
		}
	}
	r.showCount()
	r.actions.show()
}

// Cells are, for each thing that is wrong, what it is and the cell; row and person stand
// beside the first.
func (f *problemForm) Cells() [][]fyne.CanvasObject {
	u := f.line.User()
	if u == nil {
		u = &data.User{}
	}
	name := widgets.Person(u.FirstName, u.LastName)
	key, number := f.line.Key(), reports.RowNumbers(f.r.words(), f.line)
	switch {
	case f.line.Role != nil && f.line.Title() != "":
		name = []widgets.Span{widgets.Bold(f.line.Title())}
	case u.FirstName == "" && u.LastName == "":
		name = []widgets.Span{widgets.Dim("–")}
	}
	if f.line.Row == 0 {
		number = "–"
	}
	row := widgets.VStack(0, widgets.NewText(widgets.Body.In(widgets.ColorMuted), number))
	person := widgets.VStack(0, widgets.NewSpans(widgets.Body, name...).CutBelow(40), widgets.NewText(widgets.Caption, key).CutBelow(40))
	if link := f.r.skipLinkOf(f.line, "screen.report.row.read.short", "screen.report.row.skip.short"); link != nil {
		widgets.Able(link, f.r.state.busy == nil)
		f.skip = link
		person.Add(widgets.HStack(0, link))
	}
	if f.r.isSkipped(f.line) {
		left := widgets.NewParagraph(widgets.Caption, f.r.words().T("issue.row.skipped")).NotBelow(100)
		return [][]fyne.CanvasObject{{row, person, left, nil}}
	}
	cells := make([][]fyne.CanvasObject, len(f.parts))
	for i, p := range f.parts {
		cells[i] = []fyne.CanvasObject{nil, nil, p.wrong, p.right}
		if i == 0 {
			cells[i][0], cells[i][1] = row, person
		}
	}
	return cells
}

// First is the entry of the first cell.
func (f *problemForm) First() fyne.Focusable {
	for _, p := range f.parts {
		if p.cell != nil && !p.cell.entry.Disabled() {
			return p.cell.entry
		}
	}
	if f.skip != nil && !f.skip.Disabled() {
		return f.skip
	}
	return nil
}

// Show sets all widgets of the row.
func (f *problemForm) Show() {
	if f.skip != nil {
		widgets.Able(f.skip, f.r.state.busy == nil)
	}
	for _, p := range f.parts {
		p.show()
		if p.cell != nil {
			p.cell.show()
		}
	}
}

// show says what is wrong, or what was and is no longer.
func (p *problemPart) show() {
	p.Say()
	p.wrong.Refresh()
}

func (p *problemPart) Say() {
	w := p.r.words()
	field := ""
	if p.issue.Field != data.NoField {
		field = p.r.state.plan.Schema.Header(p.issue.Field, w.Language())
	}
	if p.cell != nil {
		if text, pending := p.r.pendingText(p.cell.at); pending && !p.typing() {
			old, _ := p.r.state.simulation.Cell(p.cell.at)
			p.badge.Set(widgets.BadgeFace{Kind: widgets.KindCreated, Icon: widgets.IconCheck, Word: w.T("correct.badge")})
			p.field.SetText(field)
			p.words.SetSpans(correctedSpans(w.T("correct.was", "old", old), w.T("correct.wasblank"), old, text)...)
			return
		}
	}
	if field == "" {
		field = w.T("badge.problem")
	}
	p.badge.Set(widgets.BadgeFace{Kind: widgets.KindProblem, Word: field})
	p.field.SetText("")
	p.words.SetText(reports.IssueText(w, p.r.state.plan.Schema, p.issue))
}

func (p *problemPart) typing() bool {
	return p.r.desk.Window.Canvas().Focused() == fyne.Focusable(p.cell.entry)
}

// correctedSpans say what a cell held and holds now.
func correctedSpans(was, wasBlank, old, now string) []widgets.Span {
	if old == "" {
		was = wasBlank
	}
	if now == "" {
		now = "–"
	}
	return []widgets.Span{widgets.Plain(was + " "), widgets.Bold(now)}
}
