package hierarchy

import (
	"strings"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

func (h *hierarchyScreen) buildTree() {
	s, w := h.desk, h.desk.Words
	h.searchBox = widgets.NewSearchEntry(w.T("hierarchy.search"), s.ShortcutText(fyne.KeyF), func(text string) {
		h.state.words = text
		h.show()
	}).ClearTip(w.T("search.clear"))
	h.level = widgets.NewSelect(nil, "", func(id string) {
		h.state.level = id
		h.show()
	})
	h.tree = widgets.NewDataList([]widgets.Column{
		{ID: "role", Min: 120, Weight: 1}, {ID: "users", Min: 64, Align: fyne.TextAlignTrailing},
	}, func() int { return len(h.state.nodes) }, h.treeCell).NoHeader()
	h.tree.Name = h.desk.Words.T("nav.hierarchy")
	h.tree.RowHeight = func(int) float32 { return treeRow }
	h.tree.OnCurrent = func(row int) {
		h.state.path = h.state.nodes[row].Path
		h.showRole()
	}
	h.tree.OnOpen = func(row int) { h.edit(*h.state.nodes[row].Role) }
	h.tree.OnSideways = h.sideways
	h.tree.OnTapped = func(row int, x float32) bool {
		n := &h.state.nodes[row]
		left := float32(n.Depth*treeIndent) + 8
		if !n.Below || h.filtered() || x < left || x > left+chevronWidth+8 {
			return false
		}
		h.state.open[n.Path] = !h.state.open[n.Path]
		h.show()
		return true
	}
	h.tree.MenuTip = h.desk.Words.T("hierarchy.menu")
	h.tree.Menu = func(row int) []widgets.MenuItem { return h.roleMenu(h.state.nodes[row].Role) }
	h.tree.NoDots = true
}

// filtered reports whether only some roles are listed, and then not as a tree.
func (h *hierarchyScreen) filtered() bool { return h.state.words != "" || h.state.level != allLevels }

// showTree lists the places that are in sight.
func (h *hierarchyScreen) showTree() {
	s, w := &h.state, h.desk.Words
	if h.searchBox.Text != s.words {
		h.searchBox.Put(s.words)
	}
	options := []widgets.Option{{ID: allLevels, Text: w.T("hierarchy.levels.all")}}
	s.nodes = nil
	levels := 0
	if s.hierarchy != nil {
		for _, level := range s.hierarchy.Levels() {
			options = append(options, widgets.Option{ID: level, Text: level})
			levels++
		}
		s.nodes = h.inSight()
	}
	h.level.SetOptions(options)
	h.level.Choose(s.level)
	row := 0
	for i := range s.nodes {
		if s.nodes[i].Path == s.path {
			row = i
		}
	}
	if len(s.nodes) > 0 {
		s.path = s.nodes[row].Path
		h.tree.SetCurrent(row)
	} else {
		s.path = ""
	}
	roles := 0
	if s.hierarchy != nil {
		roles = len(s.hierarchy.Base.Roles)
	}
	h.tree.Empty = nil
	if roles > 0 && len(s.nodes) == 0 {
		h.tree.Empty = widgets.EmptyState(widgets.KindUnchanged, widgets.IconSearch, w.T("hierarchy.nothing"), w.T("hierarchy.nothing.text"),
			widgets.NewButton(widgets.Secondary, w.T("history.clear"), func() {
				s.words, s.level = "", allLevels
				h.show()
			}))
	}
	h.count.SetText(w.T("hierarchy.count", "roles", w.N("hierarchy.roles", roles), "levels", w.N("hierarchy.levels", levels)))
	h.tree.Refresh()
}

// inSight are the places of the open tree or, with a search or a level, the roles
// that fit, each once.
func (h *hierarchyScreen) inSight() []app.RoleNode {
	s := &h.state
	if !h.filtered() {
		return s.hierarchy.Nodes(func(path string) bool { return s.open[path] })
	}
	words := data.FoldSearch(s.words)
	var found []app.RoleNode
	for i := range s.hierarchy.Base.Roles {
		role := &s.hierarchy.Base.Roles[i]
		if (s.level == allLevels || role.Level == s.level) && desk.ContainsAll(data.FoldSearch(role.Name+"\n"+role.ID), strings.Fields(words)) {
			found = append(found, app.RoleNode{Role: role, Path: s.hierarchy.FirstPath(role.ID)})
		}
	}
	return found
}

// sideways opens a place or goes to the first below it, or closes it or goes to the one
// above it.
func (h *hierarchyScreen) sideways(row int, right bool) {
	s := &h.state
	n := &s.nodes[row]
	switch open := s.open[n.Path]; {
	case h.filtered():
		return
	case right && n.Below && !open:
		s.open[n.Path] = true
	case right && n.Below && row+1 < len(s.nodes):
		s.path = s.nodes[row+1].Path
	case !right && n.Below && open:
		s.open[n.Path] = false
	case !right && n.Depth > 0:
		s.path = n.Path[:len(n.Path)-len(n.Role.ID)-1]
	}
	h.show()
}

// treeCell is what stands in a row of the tree.
func (h *hierarchyScreen) treeCell(row int, column string) widgets.Cell {
	n, w := &h.state.nodes[row], h.desk.Words
	_, all := h.state.hierarchy.Users(n.Role.ID)
	if column == "users" {
		return widgets.MutedCell(w.Number(all))
	}
	c := widgets.Cell{Indent: float32(n.Depth * treeIndent)}
	switch {
	case n.Below && h.state.open[n.Path]:
		c.Line = append(c.Line, widgets.Span{Icon: widgets.IconChevronDown, Color: widgets.ColorMuted}, widgets.Plain(" "))
	case n.Below:
		c.Line = append(c.Line, widgets.Span{Icon: widgets.IconChevronRight, Color: widgets.ColorMuted}, widgets.Plain(" "))
	case !h.filtered():
		c.Indent += chevronWidth
	}
	name := widgets.Plain(n.Role.Title())
	if n.Below {
		name = widgets.Bold(n.Role.Title())
	}
	c.Line = append(c.Line, name)
	if n.Role.Name != "" && n.Role.Name != n.Role.ID {
		c.Line = append(c.Line, widgets.Caption.Span("   "+n.Role.ID))
	}
	if n.Role.Archived {
		c.Line = append(c.Line, widgets.Dim(" · "+w.T("hierarchy.archived")))
	}
	if n.Shared {
		c.After = widgets.IconPair
	}
	return c
}
