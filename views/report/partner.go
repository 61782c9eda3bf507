package report

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// partners is the dialog in which two people are declared to be one: somebody whom the
// file would create, and a user who is not in it (SPEC S4.8).
type partners struct {
	r    *report
	name string
	all  []plan.Partner
	// folded is what the search looks at, rows are those it leaves.
	folded []string
	rows   []int

	dialog *widgets.Dialog
	list   *widgets.DataList
	nobody *widgets.Text
}

// canPair reports whether the person of a line may be joined with another by hand.
func (r *report) canPair(l *plan.Line) bool {
	possible := r.state.simulation != nil && r.state.mode == data.Simulated && !r.undoing()
	return possible && l.Role == nil && (l.Creates() || l.Missing() && r.state.lines.creates)
}

// askPartner looks for those who may be the person of a line, aside, and shows them.
func (r *report) askPartner(line int) {
	s := r.state
	if s.busy != nil {
		return
	}
	simulation, name := s.simulation, s.plan.Lines[line].User().Name()
	task.Start(r.desk.Run, task.Task[*partners]{
		Key: "report partners",
		Work: func(context.Context, task.Progress) (*partners, error) {
			p := &partners{r: r, name: name, all: simulation.Partners(line)}
			for i := range p.all {
				u := p.all[i].User
				p.folded = append(p.folded, data.FoldSearch(u.Name()+"\n"+u.Email+"\n"+u.ID+"\n"+string(u.Roles)))
			}
			return p, nil
		},
		Done: func(p *partners, err error) {
			if err == nil && s.simulation == simulation && s.busy == nil {
				p.show()
			}
		},
	})
}

func (p *partners) show() {
	s, w := p.r.desk, p.r.words()
	p.list = widgets.NewDataList([]widgets.Column{
		{ID: byRow, Title: w.T("screen.report.row"), Min: 64},
		{ID: byPerson, Title: w.T("screen.report.person"), Min: 240, Weight: 2},
		{ID: "role", Title: data.RoleID.Header(w.Language()), Min: 150, Weight: 1},
		{ID: "id", Title: data.ID.Header(w.Language()), Min: 90},
	}, func() int { return len(p.rows) }, p.cell).TwoLines()
	p.list.OnOpen = func(int) { p.join() }
	p.nobody = widgets.NewText(widgets.Muted, w.T("pair.nobody")).Align(fyne.TextAlignCenter)
	p.list.Empty = container.NewCenter(p.nobody)
	search := widgets.NewSearchEntry(w.T("pair.search"), "", p.search)
	search.OnSubmitted = func(string) { p.list.FocusRows() }
	p.dialog = &widgets.Dialog{
		Title: w.T("pair.choose", "name", p.name), Caption: w.T("pair.choose.text"), Width: widgets.FormWidth,
		Cancel: w.T("button.cancel"), First: search,
	}
	p.dialog.Default = widgets.NewButton(widgets.Primary, w.T("pair.same"), p.join)
	p.dialog.Content = widgets.VStack(10, search,
		container.NewGridWrap(fyne.NewSize(widgets.FormWidth-50, 300), widgets.NewBareCard(p.list)))
	p.search("")
	p.dialog.Show(s.Window.Canvas())
}

// search lists those in whom all words are found.
func (p *partners) search(text string) {
	words := strings.Fields(data.FoldSearch(text))
	p.rows = p.rows[:0]
	for i := range p.all {
		if desk.ContainsAll(p.folded[i], words) {
			p.rows = append(p.rows, i)
		}
	}
	widgets.Able(p.dialog.Default, len(p.rows) > 0)
	p.list.SetCurrent(0)
}

func (p *partners) cell(row int, column string) widgets.Cell {
	partner := &p.all[p.rows[row]]
	u := partner.User
	switch column {
	case byRow:
		if partner.Row == 0 {
			return widgets.MutedCell("–")
		}
		return widgets.MutedCell(strconv.Itoa(partner.Row))
	case byPerson:
		return widgets.PersonCell(u.FirstName, u.LastName, u.Email)
	case "id":
		return widgets.MutedCell(u.ID)
	}
	cell := widgets.TextCell(string(u.Roles))
	if u.Status == data.Deactivated {
		cell.Below = []widgets.Span{widgets.Plain(data.StatusWord(data.Deactivated, p.r.words().Language()))}
	}
	return cell
}

// join declares the two to be one person.
func (p *partners) join() {
	at := p.list.Current()
	if at < 0 || at >= len(p.rows) {
		return
	}
	pair := p.all[p.rows[at]].Pair
	p.dialog.Hide()
	p.r.regard(func(o *data.Options) { accept(o, pair) })
}
