package hierarchy

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// Widths of the tree, which can be dragged.
const (
	treeWidth           = 372
	leastTree, mostTree = 300, 520
	treeRow, treeIndent = 36, 20
	allLevels           = "\x00"
	prefTreeWidth       = "hierarchy.width"
	chevronWidth        = 20
	mostBelow           = 4
)

// hierarchyState is all that the hierarchy shows.
type hierarchyState struct {
	hierarchy *app.Hierarchy
	directory *app.Directory // what forms choose roles from
	wanted    string         // a role to go to once it is loaded
	err       error
	words     string
	level     string          // allLevels for all
	open      map[string]bool // places of the tree that are open, by their paths
	nodes     []app.RoleNode
	path      string // the chosen place, "" for none
	deep      bool   // members of the roles below, too
}

// hierarchyScreen is the roles as a tree, and the chosen one beside it (SPEC S13.1).
type hierarchyScreen struct {
	desk  *desk.Desk
	state hierarchyState

	page      *fyne.Container
	searchBox *widgets.SearchEntry
	level     *widgets.Select
	tree      *widgets.DataList
	count     *widgets.Text
	error     *widgets.ErrorBox
	errorIn   *fyne.Container
	split     *widgets.Split
	side      *fyne.Container // the card of the chosen role, or what stands in its place
	empty     *fyne.Container
	body      *fyne.Container
	create    *widgets.Button
	upload    *widgets.Button
	export    *widgets.Button
	card      *roleCard
	form      *roleForm
}

// New makes the hierarchy.
func New(s *desk.Desk) desk.Screen { return newHierarchyScreen(s) }

func newHierarchyScreen(s *desk.Desk) *hierarchyScreen {
	w := s.Words
	h := &hierarchyScreen{desk: s, state: hierarchyState{level: allLevels, open: map[string]bool{}, deep: true}}
	h.export = widgets.NewIconButton(widgets.Secondary, widgets.IconDownload, w.T("hierarchy.export"), h.askExport)
	h.upload = widgets.NewIconButton(widgets.Secondary, widgets.IconUpload, w.T("hierarchy.upload"), func() { s.Go.Open(desk.PlaceHierarchyUpload) })
	h.create = widgets.NewIconButton(widgets.Primary, widgets.IconAdd, w.T("hierarchy.create"), func() { h.edit(data.Role{}) })
	h.buildTree()
	h.error = desk.NewErrorBox(w)
	h.errorIn = widgets.Inset(0, 0, 12, 0, h.error)
	h.card = newRoleCard(h)
	h.side, h.empty = container.NewStack(), container.NewStack()
	head := widgets.Inset(12, 14, 8, 14, widgets.HStack(8, widgets.Grow(100, h.searchBox), widgets.Wide(150, h.level)))
	h.count = widgets.NewText(widgets.Caption, "").CutBelow(60)
	foot := widgets.Framed(widgets.Line(), nil, nil, nil, widgets.Inset(10, 16, 10, 16, widgets.HStack(8,
		widgets.Grow(60, h.count), widgets.NewText(widgets.Caption, w.T("hierarchy.active")))))
	left := widgets.NewBareCard(widgets.Framed(head, foot, nil, nil, h.tree))
	h.split = widgets.NewSplit(left, h.side, float32(s.Prefs().FloatWithFallback(prefTreeWidth, treeWidth)), leastTree, mostTree)
	h.split.OnWidth = func(width float32) { s.Prefs().SetFloat(prefTreeWidth, float64(width)) }
	h.body = container.NewStack(h.split, h.empty)
	title := widgets.PageHeader(widgets.NewText(widgets.PageTitle, w.T("nav.hierarchy")), widgets.HStack(8, h.export, h.upload, h.create))
	h.page = container.New(desk.PageMargin{}, widgets.Framed(widgets.VStack(0, widgets.Inset(0, 0, 10, 0, title), h.errorIn), nil, nil, nil, h.body))
	h.show()
	return h
}

func (h *hierarchyScreen) Content() fyne.CanvasObject { return h.page }

// Shown loads the roles anew.
func (h *hierarchyScreen) Shown() {
	a := h.desk.App
	type loaded struct {
		hierarchy *app.Hierarchy
		directory *app.Directory
	}
	task.Start(h.desk.Run, task.Task[loaded]{
		Key: "hierarchy",
		Work: func(ctx context.Context, _ task.Progress) (l loaded, err error) {
			if l.hierarchy, err = a.Hierarchy(ctx); err == nil {
				l.directory, err = a.Directory(ctx)
			}
			return l, err
		},
		Done: func(l loaded, err error) {
			if h.state.err = err; err != nil {
				h.show()
				return
			}
			h.state.err = l.directory.Damage
			h.took(l.hierarchy, l.directory)
		},
	})
}

// took shows roles that were loaded; the first time the tops stand open.
func (h *hierarchyScreen) took(loaded *app.Hierarchy, d *app.Directory) {
	s := &h.state
	if s.hierarchy == nil {
		for _, top := range loaded.Below("") {
			s.open[top.ID] = true
		}
	}
	s.hierarchy, s.directory = loaded, d
	if id := s.wanted; id != "" && loaded.Role(id) != nil {
		s.wanted = ""
		h.goTo(id)
		return
	}
	h.show()
	if h.desk.Window.Canvas().Overlays().Top() == nil && len(s.nodes) > 0 && s.words == "" {
		h.tree.FocusRows()
	}
}

// Sized gives the tree less room in a narrow window.
func (h *hierarchyScreen) Sized(size fyne.Size) {
	if size.Width+desk.SidebarWidth < 1100 {
		h.split.SetWidth(leastTree)
		return
	}
	h.split.SetWidth(float32(h.desk.Prefs().FloatWithFallback(prefTreeWidth, treeWidth)))
}

func (h *hierarchyScreen) Search() { h.desk.Window.Canvas().Focus(h.searchBox) }

var _ desk.Dropped = (*hierarchyScreen)(nil)

// Drop takes a file to the upload of a hierarchy.
func (h *hierarchyScreen) Drop(path string) { h.desk.Go.UploadHierarchy(path) }

func (h *hierarchyScreen) Keep() any { return h.state }

func (h *hierarchyScreen) Take(kept any) {
	h.state = kept.(hierarchyState)
	h.show()
}

// Chosen is the role of the chosen place, nil without one.
func (h *hierarchyScreen) Chosen() *data.Role {
	if h.state.hierarchy == nil || h.state.path == "" {
		return nil
	}
	return h.state.hierarchy.Role(roleOfPath(h.state.path))
}

func roleOfPath(path string) string { return path[strings.LastIndexByte(path, '\n')+1:] }

// show sets every widget from the state.
func (h *hierarchyScreen) show() {
	s, w := &h.state, h.desk.Words
	desk.SayError(h.error, s.err, w)
	h.errorIn.Hidden = s.err == nil
	for _, b := range []*widgets.Button{h.create, h.upload} {
		widgets.Able(b, !h.desk.IsReadOnly())
	}
	widgets.Able(h.export, s.hierarchy != nil && len(s.hierarchy.Base.Roles) > 0)
	h.empty.Objects = nil
	if s.hierarchy != nil && len(s.hierarchy.Base.Roles) == 0 {
		h.empty.Objects = []fyne.CanvasObject{widgets.NewBareCard(h.emptyState())}
	}
	h.split.Hidden = len(h.empty.Objects) > 0
	h.showTree()
	h.showRole()
	h.body.Refresh()
	h.page.Refresh()
}

// emptyState offers the ways to the first role.
func (h *hierarchyScreen) emptyState() fyne.CanvasObject {
	w := h.desk.Words
	if h.desk.IsReadOnly() {
		return widgets.EmptyState(widgets.KindAccent, widgets.IconHierarchy, w.T("hierarchy.empty"), w.T("hierarchy.empty.readonly"))
	}
	return widgets.EmptyState(widgets.KindAccent, widgets.IconHierarchy, w.T("hierarchy.empty"), w.T("hierarchy.empty.text"),
		widgets.NewIconButton(widgets.Primary, widgets.IconUpload, w.T("hierarchy.upload"), func() { h.desk.Go.Open(desk.PlaceHierarchyUpload) }),
		widgets.NewIconButton(widgets.Secondary, widgets.IconAdd, w.T("hierarchy.create"), func() { h.edit(data.Role{}) }))
}

// showRole shows the chosen role beside the tree.
func (h *hierarchyScreen) showRole() {
	w := h.desk.Words
	var front fyne.CanvasObject
	if role := h.Chosen(); role != nil {
		h.card.show(role)
		front = h.card.content
	} else {
		front = widgets.NewBareCard(widgets.EmptyState(widgets.KindUnchanged, widgets.IconHierarchy, w.T("hierarchy.none"), w.T("hierarchy.none.text")))
	}
	if len(h.side.Objects) != 1 || h.side.Objects[0] != front {
		h.side.Objects = []fyne.CanvasObject{front}
	}
	h.side.Refresh()
}

// goTo chooses a role wherever it stands first, and opens the tree down to it.
func (h *hierarchyScreen) goTo(id string) {
	s := &h.state
	s.words, s.level = "", allLevels
	s.path = s.hierarchy.FirstPath(id)
	for i := range s.path {
		if s.path[i] == '\n' {
			s.open[s.path[:i]] = true
		}
	}
	h.show()
	h.tree.FocusRows()
}

// askExport saves the hierarchy as a file.
func (h *hierarchyScreen) askExport() {
	s := h.desk
	a, w := s.App, s.Words
	s.Files.Save(desk.FileQuestion{
		Title: w.T("hierarchy.export"), Accept: w.T("button.save"), Sort: desk.SortHierarchy, Kinds: s.TableKinds(),
		Name: w.T("sheet.hierarchy") + ".xlsx",
	}, func(path string) {
		s.Write(path, "hierarchy.exported", func(ctx context.Context, _ task.Progress) error {
			_, err := a.ExportHierarchy(ctx, path, w)
			return err
		})
	})
}

// GuidePage is the page about roles.
func (h *hierarchyScreen) GuidePage() string { return "roles" }
