package compare

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/compare"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// compareState is all that a comparison shows.
type compareState struct {
	older, newer int64
	comparison   *app.Comparison // nil until it was made
	// kinds are those that the chosen tile leaves, none for all.
	kinds   []compare.DifferenceKind
	words   string
	rows    []int // of the list, as indexes of the comparison's lines
	current int   // the chosen line, -1 for none
	busy    *desk.Progress
	err     error
}

// compareScreen shows what was changed between the files of two uploads (SPEC S5.5).
type compareScreen struct {
	desk   *desk.Desk
	state  compareState
	handle *task.Handle

	page   fyne.CanvasObject
	older  *fileFace
	newer  *fileFace
	tiles  map[compare.DifferenceKind]*widgets.Tile
	same   *widgets.Tile
	notes  *fyne.Container
	failed *widgets.ErrorBox
	count  *widgets.Text
	box    *widgets.SearchEntry
	list   *widgets.DataList
	empty  *fyne.Container
	pane   *fyne.Container
	body   *fyne.Container
	save   *widgets.Button
	bar    *widgets.Progress
	narrow bool
}

// New makes the comparison of two uploads.
func New(s *desk.Desk) desk.Compare { return newCompareScreen(s) }

func newCompareScreen(s *desk.Desk) *compareScreen {
	c := &compareScreen{desk: s, state: compareState{current: -1}}
	w := s.Words
	c.older, c.newer = newFileFace(w.T("compare.older")), newFileFace(w.T("compare.newer"))
	c.tiles = map[compare.DifferenceKind]*widgets.Tile{}
	var tiles []*widgets.Tile
	for _, kind := range differenceKinds {
		tile := widgets.NewTile(faceOf[kind], "", func(chosen bool) { c.filter(kind, chosen) })
		c.tiles[kind] = tile
		tiles = append(tiles, tile)
	}
	c.same = widgets.NewTile(widgets.KindUnchanged, "", nil)
	c.notes = widgets.VStack(2)
	c.failed = desk.NewErrorBox(w)
	c.count = widgets.NewText(widgets.Body, "").CutBelow(80)
	c.box = widgets.NewSearchEntry(w.T("compare.search"), s.ShortcutText(fyne.KeyF), func(text string) {
		c.state.words = text
		c.find()
	}).ClearTip(w.T("search.clear"))
	c.buildList()
	c.empty, c.pane = container.NewStack(), container.NewStack()
	c.save = widgets.NewIconButton(widgets.Secondary, widgets.IconSave, w.T("compare.save"), c.ask)
	c.bar = desk.NewBar(w, func() { c.handle.Cancel() })
	c.build(widgets.TileRow(append(tiles, c.same)...))
	c.show()
	return c
}

func (c *compareScreen) build(tiles fyne.CanvasObject) {
	w := c.desk.Words
	back := widgets.NewIconLink(widgets.IconHistory, w.T("compare.back"), c.back)
	back.Style = widgets.Body.In(widgets.ColorAccent)
	arrow := widgets.NewIconView(widgets.IconArrowRight, widgets.ColorMuted, 18)
	files := widgets.HStack(12, widgets.Grow(200, c.older.content), arrow, widgets.Grow(200, c.newer.content))
	head := widgets.VStack(
		12, widgets.PageHeader(widgets.NewText(widgets.PageTitle, w.T("compare.title")), back), files, c.failed, c.bar, tiles, c.notes,
		widgets.HStack(12, widgets.Grow(80, c.count), widgets.Wide(240, c.box)),
	)
	card := widgets.NewBareCard(container.NewStack(c.list, c.empty))
	c.body = container.New(&widgets.RightColumn{Width: 312, Gap: 12}, card, c.pane)
	foot := widgets.Inset(12, 0, 0, 0, widgets.HStack(8, c.save, widgets.Spacer()))
	c.page = container.New(desk.PageMargin{}, widgets.Stacked(widgets.Inset(0, 0, 10, 0, head), c.body, foot))
}

func (c *compareScreen) Content() fyne.CanvasObject { return c.page }

func (c *compareScreen) Shown() {
	c.show()
	if c.state.comparison != nil {
		c.list.FocusRows()
	}
}

func (c *compareScreen) Search() { c.desk.Window.Canvas().Focus(c.box) }

// Key goes back a step at a time: search and filter first, then the history.
func (c *compareScreen) Key(name fyne.KeyName) bool {
	if name != fyne.KeyEscape {
		return false
	}
	if len(c.state.kinds) > 0 || c.state.words != "" {
		c.everybody()
		return true
	}
	c.back()
	return true
}

func (c *compareScreen) back() { c.desk.Go.Open(desk.PlaceHistory) }

func (c *compareScreen) everybody() {
	c.state.kinds, c.state.words = nil, ""
	c.find()
}

// Sized folds the pane away where there is no room for it.
func (c *compareScreen) Sized(size fyne.Size) {
	if narrow := size.Width+desk.SidebarWidth < 1100; narrow != c.narrow {
		c.narrow = narrow
		c.show()
	}
}

// Keep and take hold the comparison across a change of language.
func (c *compareScreen) Keep() any { return c.state }

func (c *compareScreen) Take(kept any) {
	c.state = kept.(compareState)
	c.state.busy = nil
	c.find()
}

// Compare shows two uploads, the older of them first.
func (c *compareScreen) Compare(one, other int64) {
	c.state = compareState{older: min(one, other), newer: max(one, other), current: -1}
	c.load()
}

func (c *compareScreen) load() {
	a, older, newer := c.desk.App, c.state.older, c.state.newer
	c.state.busy = &desk.Progress{}
	c.handle = task.Start(c.desk.Run, task.Task[*app.Comparison]{
		Key: "compare",
		Work: func(ctx context.Context, _ task.Progress) (*app.Comparison, error) {
			return a.Compare(ctx, older, newer)
		},
		Progress: func(done, total int, _ string) {
			*c.state.busy = desk.Progress{Step: "compare.working", Done: done, Total: total, Shown: true, Begun: c.state.busy.Begun}
			c.show()
		},
		Done: func(made *app.Comparison, err error) {
			c.state.busy = nil
			if errors.Is(err, context.Canceled) {
				c.back()
				return
			}
			c.state.comparison, c.state.err = made, err
			c.find()
			if made != nil {
				c.list.FocusRows()
			}
		},
	})
	c.show()
}

// filter shows the people of one tile, or everybody again.
func (c *compareScreen) filter(kind compare.DifferenceKind, chosen bool) {
	c.state.kinds = nil
	if chosen {
		c.state.kinds = []compare.DifferenceKind{kind}
	}
	c.find()
}

// find looks for what tile and search leave.
func (c *compareScreen) find() {
	s := &c.state
	s.rows = nil
	if s.comparison != nil {
		s.rows = s.comparison.Find(s.words, s.kinds...)
	}
	c.show()
}

// GuidePage is the page about files.
func (c *compareScreen) GuidePage() string { return "file" }
