package hierarchy

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app/plan"
	reports "headcount.app/headcount/app/report"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/widgets"
)

// roleCard is the chosen role: where it stands, who holds it, and why it cannot be
// deleted.
type roleCard struct {
	screen  *hierarchyScreen
	content fyne.CanvasObject
	role    *data.Role

	name, about *widgets.Text
	edit        *widgets.Button
	more        *widgets.Button
	chart       *widgets.OrgChart
	members     *widgets.DataList
	people      []*data.User
	number      *widgets.Text
	deep        *widgets.Check
	assign      *widgets.Button
	why         *widgets.Paragraph
	whyIcon     *widgets.IconView
}

func newRoleCard(h *hierarchyScreen) *roleCard {
	w := h.desk.Words
	c := &roleCard{
		screen: h, chart: widgets.NewOrgChart(),
		name:   widgets.NewText(widgets.Section, "").CutBelow(60),
		about:  widgets.NewText(widgets.Caption, "").CutBelow(60),
		number: widgets.NewText(widgets.Muted, ""),
		why:    widgets.NewParagraph(widgets.Caption, ""), whyIcon: widgets.NewIconView(widgets.IconInfo, widgets.ColorMuted, 16),
	}
	c.edit = widgets.NewIconButton(widgets.Secondary, widgets.IconPencil, w.T("hierarchy.edit"), func() { h.edit(*c.role) })
	c.more = widgets.NewIconButton(widgets.Secondary, widgets.IconMore, "", func() { widgets.ShowMenuBelow(c.more, h.roleMenu(c.role)) })
	c.more.Tip = w.T("hierarchy.menu")
	c.deep = widgets.NewCheck(w.T("hierarchy.deep"), func(on bool) {
		h.state.deep = on
		c.show(c.role)
	})
	c.assign = widgets.NewIconButton(widgets.Secondary, widgets.IconAdd, w.T("hierarchy.assign.button"), func() { h.askAssign(c.role) })
	c.buildMembers()
	head := widgets.Inset(14, 16, 14, 16, widgets.HStack(8, widgets.Grow(100, widgets.VStack(0, c.name, c.about)), c.edit, c.more))
	chart := container.NewStack(widgets.Ground(widgets.ColorSunk), widgets.Framed(widgets.Line(), widgets.Line(), nil, nil, widgets.NewSideways(c.chart)))
	title := widgets.Inset(10, 16, 10, 16, widgets.HStack(8, widgets.NewText(widgets.BodyBold, w.T("hierarchy.members")), c.number,
		widgets.Spacer(), c.deep, c.assign))
	foot := widgets.Framed(widgets.Line(), nil, nil, nil, widgets.Inset(9, 16, 9, 16, widgets.HFill(8, c.whyIcon, widgets.Grow(80, c.why))))
	c.content = widgets.NewBareCard(widgets.Framed(widgets.VStack(0, head, chart, title, widgets.Line()), foot, nil, nil, c.members))
	return c
}

func (c *roleCard) buildMembers() {
	h, w := c.screen, c.screen.desk.Words
	c.members = widgets.NewDataList([]widgets.Column{
		{ID: "person", Min: 150, Weight: 3}, {ID: "role", Min: 110, Weight: 2}, {ID: "profile", Min: 90, Weight: 1},
	}, func() int { return len(c.people) }, c.cell).NoHeader()
	c.members.Menu = func(row int) []widgets.MenuItem { return c.memberMenu(c.people[row]) }
	c.members.Name = w.T("hierarchy.members")
	c.members.MenuTip = w.T("hierarchy.member.menu")
	c.members.OnOpen = func(row int) { h.desk.Go.ShowUser(c.people[row].Email) }
	c.members.Empty = container.NewCenter(widgets.NewText(widgets.Muted, w.T("hierarchy.nobody")))
}

func (c *roleCard) cell(row int, column string) widgets.Cell {
	u := c.people[row]
	switch column {
	case "person":
		cell := widgets.PersonCell(u.FirstName, u.LastName, "")
		cell.Avatar = widgets.InitialsOf(u.FirstName, u.LastName)
		return cell
	case "role":
		return widgets.TextCell(c.roleNames(u))
	}
	return widgets.MutedCell(u.Profile)
}

// roleNames are the names of somebody's roles.
func (c *roleCard) roleNames(u *data.User) string {
	var names []string
	for _, id := range u.Roles.List() {
		if role := c.screen.state.hierarchy.Role(id); role != nil {
			id = role.Title()
		}
		names = append(names, id)
	}
	return strings.Join(names, ", ")
}

// show sets every widget from the role.
func (c *roleCard) show(role *data.Role) {
	h, w := c.screen.state.hierarchy, c.screen.desk.Words
	c.role = role
	own, all := h.Users(role.ID)
	c.name.SetText(role.Title())
	c.about.SetText(c.aboutRole())
	readOnly := c.screen.desk.IsReadOnly()
	widgets.Able(c.edit, !readOnly)
	widgets.Able(c.assign, !readOnly && !role.Archived)
	below := h.Below(role.ID)
	caption := w.N("hierarchy.people", all)
	if len(below) > 0 {
		caption = w.N("hierarchy.people.own", all, "own", w.Number(own))
	}
	c.chart.Set(c.boxes(c.superiors()), widgets.OrgBox{Title: role.Title(), Caption: caption}, c.boxesBelow(below))
	c.deep.Hidden = len(below) == 0
	c.deep.SetChecked(c.screen.state.deep)
	c.people = h.Members(role.ID, c.screen.state.deep)
	c.number.SetText(w.Number(len(c.people)))
	c.members.SetCurrent(0)
	c.why.SetText(c.deletable())
	c.content.Refresh()
}

// superiors are the roles above that are there.
func (c *roleCard) superiors() []*data.Role {
	var above []*data.Role
	for _, id := range c.role.Superiors.List() {
		if role := c.screen.state.hierarchy.Role(id); role != nil {
			above = append(above, role)
		}
	}
	return above
}

func (c *roleCard) boxes(roles []*data.Role) []widgets.OrgBox {
	var boxes []widgets.OrgBox
	for _, role := range roles {
		_, all := c.screen.state.hierarchy.Users(role.ID)
		boxes = append(boxes, widgets.OrgBox{
			Title: role.Title(), Caption: c.screen.desk.Words.N("hierarchy.people", all), Tapped: func() { c.screen.goTo(role.ID) },
		})
	}
	return boxes
}

// boxesBelow are the first roles below, and how many more there are.
func (c *roleCard) boxesBelow(below []*data.Role) []widgets.OrgBox {
	shown := below[:min(len(below), mostBelow)]
	boxes := c.boxes(shown)
	if more := len(below) - len(shown); more > 0 {
		boxes = append(boxes, widgets.OrgBox{Title: c.screen.desk.Words.N("hierarchy.more", more), Tapped: func() {
			c.screen.state.open[c.screen.state.path] = true
			c.screen.show()
			c.screen.tree.FocusRows()
		}})
	}
	return boxes
}

// aboutRole says ID, level and superiors in one line.
func (c *roleCard) aboutRole() string {
	w := c.screen.desk.Words
	parts := []string{c.role.ID}
	if c.role.Level != "" {
		parts = append(parts, w.T("hierarchy.level", "level", c.role.Level))
	}
	var names []string
	for _, above := range c.superiors() {
		names = append(names, above.Title())
	}
	if len(names) > 0 {
		parts = append(parts, w.T("hierarchy.below", "names", w.List(names)))
	} else {
		parts = append(parts, w.T("hierarchy.top"))
	}
	if c.role.Archived {
		parts = append(parts, w.T("hierarchy.archived"))
	}
	return strings.Join(parts, " · ")
}

// deletable says whether the role can be deleted, or why not.
func (c *roleCard) deletable() string {
	w := c.screen.desk.Words
	issues := plan.RoleObstacles(c.screen.state.hierarchy.Base, c.role.ID)
	if len(issues) == 0 {
		return w.T("hierarchy.deletable")
	}
	text := w.T("hierarchy.notdeletable")
	for i := range issues {
		text += " " + reports.IssueText(w, data.RoleSchema, &issues[i])
	}
	if !c.role.Archived {
		text += " " + w.T("hierarchy.archivable")
	}
	return text
}
