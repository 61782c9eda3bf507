package report

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/widgets"
)

// undoGroups stand under the tiles of a shown undo: a box for each kind of thing that
// the upload did, which takes all of it back or none (SPEC S17.6).
type undoGroups struct {
	report  *report
	content *fyne.Container
	boxes   []*undoGroup
}

// undoGroup is one of them.
type undoGroup struct {
	did   string
	kind  widgets.Kind
	check *widgets.Check
	count *widgets.Text
	cell  *fyne.Container
}

func newUndoGroups(r *report) *undoGroups {
	w := r.words()
	g := &undoGroups{report: r}
	row := widgets.HStack(16, widgets.VStack(0, widgets.NewText(widgets.BodyBold, w.T("undo.groups")), widgets.NewText(widgets.Caption, w.T("undo.groups.whole"))))
	for _, of := range []struct {
		did  string
		kind widgets.Kind
	}{
		{"deactivated", widgets.KindDeactivated},
		{"reactivated", widgets.KindReactivated},
		{"created", widgets.KindCreated},
		{"removed", widgets.KindDeactivated},
		{"moved", widgets.KindMoved},
		{"updated", widgets.KindUpdated},
	} {
		box := &undoGroup{did: of.did, kind: of.kind, count: widgets.NewText(widgets.Caption, "").CutBelow(40)}
		box.check = widgets.NewCheck(w.T("undo.group."+of.did), func(on bool) { r.leaveOut(g.lines(of.did), !on) })
		box.cell = widgets.Grow(60, widgets.VStack(0, box.check, widgets.Inset(0, 0, 0, 26, box.count)))
		g.boxes = append(g.boxes, box)
		row.Add(box.cell)
	}
	g.content = container.NewStack(widgets.NewBareCard(widgets.Inset(5, 12, 6, 16, row)))
	return g
}

// lines are those of a kind that go back, or would if they were not left out.
func (g *undoGroups) lines(did string) []int {
	p := g.report.state.plan
	var lines []int
	for i := range p.Lines {
		if l := &p.Lines[i]; undone(l) == did && (l.LeftOut || l.Kind.Changes()) {
			lines = append(lines, i)
		}
	}
	return lines
}

// show sets every box from the plan; a kind of which nothing was done has none.
func (g *undoGroups) show() {
	r := g.report
	g.content.Hidden = !r.undoing() || r.state.mode != data.Simulated || !r.canLeaveOut()
	if g.content.Hidden {
		return
	}
	w, p := r.words(), r.state.plan
	back, all := map[string]int{}, map[string]int{}
	for i := range p.Lines {
		did := undone(&p.Lines[i])
		all[did]++
		if p.Lines[i].Kind.Changes() {
			back[did]++
		}
	}
	for _, box := range g.boxes {
		n := back[box.did]
		box.cell.Hidden = all[box.did] == 0
		box.count.SetText(w.T("undo.group.count", "n", w.Number(n), "all", w.Number(all[box.did])))
		state := widgets.Partly
		switch n {
		case 0:
			state = widgets.Off
		case all[box.did]:
			state = widgets.On
		}
		box.check.SetState(state)
		widgets.Able(box.check, r.state.busy == nil && len(g.lines(box.did)) > 0)
	}
	g.content.Refresh()
}

// first is where F6 goes, nil if there is no box.
func (g *undoGroups) first() fyne.Focusable {
	for _, box := range g.boxes {
		if box.cell.Visible() && !box.check.Disabled() {
			return box.check
		}
	}
	return nil
}

// undone names what the upload did to the person of a line of its undo.
func undone(l *plan.Line) string {
	kind := l.Kind
	if kind == plan.Kept {
		kind = l.Withheld
	}
	switch kind {
	case plan.Removed:
		return "created"
	case plan.Created:
		return "removed"
	case plan.Reactivated:
		return "deactivated"
	case plan.Deactivated:
		return "reactivated"
	}
	is := func(f plan.FieldChange) bool { return f.Field == data.RoleID || f.Field == data.RoleSuperiors }
	if l.Moved || slices.ContainsFunc(l.Fields, is) {
		return "moved"
	}
	return "updated"
}
