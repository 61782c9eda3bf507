package report

import (
	"strconv"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/views/widgets"
)

// cellForm corrects one cell of the file: an entry with its text, what it may be meant
// to hold, and whether others with the same value follow (SPEC S8.4). It stands in the
// list of problems and in the detail pane.
type cellForm struct {
	r     *report
	at    app.CellAt
	issue *plan.Issue
	group cellGroup

	entry     *widgets.Entry
	use       *widgets.Button
	back      *widgets.Link
	note      *widgets.Text
	proposals *fyne.Container
	read      *widgets.Link
	all       *widgets.Check
	content   *fyne.Container
}

// cellWidth is the width of the entry; in narrow windows less, so that what stands beside
// it has room.
const cellWidth, cellNarrow = 230, 170

// newCellForm is the form of one cell; changed is called when what it shows may be
// another height, or other cells are to be shown again.
func newCellForm(r *report, at app.CellAt, issue *plan.Issue, changed func()) *cellForm {
	w := r.words()
	c := &cellForm{r: r, at: at, issue: issue, group: r.groupOf(at)}
	c.entry = widgets.NewEntry("")
	c.entry.Name = r.state.plan.Schema.Header(issue.Field, w.Language())
	c.entry.OnChanged = func(text string) { r.correctLike(text, at, c.group) }
	c.entry.OnSubmitted = func(string) { c.taken(changed) }
	c.entry.OnLeft = changed
	c.use = widgets.NewButton(widgets.Primary, w.T("correct.use"), func() { c.taken(changed) }).Sized(widgets.Small)
	c.back = widgets.NewIconLink(widgets.IconUndo, w.T("pair.back"), func() {
		known, _ := r.state.simulation.Cell(at)
		r.correctLike(known, at, c.group)
		changed()
	})
	c.note = widgets.NewText(widgets.Caption, "").CutBelow(40)
	c.proposals = widgets.Flow(6)
	c.propose(changed)
	c.read = widgets.NewLink("", func() {
		if t, ok := c.reading(); ok {
			r.readAs(t, c.group)
		}
	})
	c.all = widgets.NewCheck("", func(on bool) {
		r.followFirst(on, c.group)
		changed()
	})
	c.all.Small()
	width := float32(cellWidth)
	if r.lowWidth {
		width = cellNarrow
	}
	c.content = widgets.VStack(6,
		widgets.HStack(8, widgets.Wide(width, c.entry), c.use, c.back, c.note), c.proposals, c.read, c.all)
	return c
}

// propose makes a button of each text that the cell may be meant to hold.
func (c *cellForm) propose(changed func()) {
	if c.at != c.group[0] {
		return // the first one of the group has them
	}
	for i, p := range c.r.state.simulation.Proposals(c.at.Row, c.issue) {
		name := p.Name
		c.proposals.Add(widgets.NewProposal(p.Text, name, i == 0 && !p.Choice, func(byKey bool) {
			c.r.correctLike(p.Text, c.at, c.group)
			canvas := c.r.desk.Window.Canvas()
			canvas.Unfocus()
			changed()
			if byKey {
				canvas.Focus(c.back)
			}
		}))
	}
}

// taken ends the typing: the next problem gets the keys.
func (c *cellForm) taken(changed func()) {
	c.r.correctLike(c.entry.Text, c.at, c.group)
	changed()
	c.r.nextProblem()
}

// show sets the widgets from what stands in the cell.
func (c *cellForm) show() {
	w := c.r.words()
	text, pending := c.r.pendingText(c.at)
	c.entry.Put(text)
	solved := c.r.solvedBy(c.at, c.issue)
	follows := c.r.follows(c.at, c.group)
	typing := c.r.desk.Window.Canvas().Focused() == fyne.Focusable(c.entry)
	c.entry.SetWrong(!pending && solved == 0 && !typing)
	c.use.Hidden = !typing
	c.back.Hidden = typing || !pending || follows
	c.note.SetStyle(widgets.Caption)
	switch {
	case typing:
		c.note.SetText("")
	case follows:
		c.note.SetText(w.T("correct.follows", "row", strconv.Itoa(c.group[0].Row)))
	case solved > 0 && !pending:
		c.note.SetStyle(widgets.Caption.In(widgets.KindCreated.Color()))
		c.note.SetSpans(widgets.Span{Icon: widgets.IconCheck, Text: w.T("correct.solved", "row", strconv.Itoa(solved))})
	default:
		c.note.SetText("")
	}
	c.note.Hidden = c.note.Words() == ""
	c.proposals.Hidden = len(c.proposals.Objects) == 0 || pending && !typing
	reading, readable := c.reading()
	if c.read.Hidden = !readable; readable {
		c.read.SetText(w.T("correct.read", "from", reading.From, "to", reading.To))
	}
	others := c.group[1:]
	c.all.Hidden = len(others) == 0 || c.at != c.group[0]
	if !c.all.Hidden {
		c.all.SetText(w.N("correct.also", len(others), "row", strconv.Itoa(others[0].Row)))
		c.all.SetChecked(!c.r.state.apart[c.group[0]])
	}
	free := c.r.state.busy == nil
	widgets.Able(c.entry, free)
	widgets.Able(c.all, free)
	widgets.Able(c.read, free)
	for _, p := range c.proposals.Objects {
		widgets.Able(p.(*widgets.Proposal), free)
	}
	c.content.Refresh()
}
