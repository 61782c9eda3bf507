package compare

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app/compare"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// differenceKinds are the tiles, in their order.
var differenceKinds = []compare.DifferenceKind{compare.OnlyOlder, compare.OnlyNewer, compare.Differs}

// faceOf is how a kind of difference looks: it is not said that anybody is deactivated or
// created by standing in one file only.
var faceOf = map[compare.DifferenceKind]widgets.Kind{
	compare.OnlyOlder: widgets.KindAbsent, compare.OnlyNewer: widgets.KindCreated, compare.Differs: widgets.KindUpdated,
}

// fileFace names one of the two files.
type fileFace struct {
	content fyne.CanvasObject
	name    *widgets.Text
	about   *widgets.Text
}

func newFileFace(caption string) *fileFace {
	f := &fileFace{name: widgets.NewText(widgets.Section, "–").CutBelow(80), about: widgets.NewText(widgets.Caption, "").CutBelow(80)}
	words := widgets.VStack(1, widgets.NewText(widgets.CaptionBold, caption), f.name, f.about)
	card := widgets.NewCard(widgets.HStack(12, widgets.NewEmblem(widgets.KindKept, widgets.IconSheet, "", 40), widgets.Grow(80, words)))
	card.Inside = 12
	f.content = card
	return f
}

func (f *fileFace) show(w *assets.Words, u *data.Upload) {
	f.name.SetText(u.File.Name)
	f.about.SetText(strings.Join([]string{w.DateTime(u.At.Local()), w.N("history.rows", u.File.Rows), desk.ResultBadge(w, u).Word}, "   ·   "))
}

// show sets every widget from the state.
func (c *compareScreen) show() {
	s, w := &c.state, c.desk.Words
	busy := s.busy != nil && s.busy.Shown
	c.bar.Hidden = !busy
	if busy {
		desk.ShowProgress(w, c.bar, s.busy)
	}
	desk.SayError(c.failed, s.err, w)
	if c.box.Text != s.words {
		c.box.Put(s.words)
	}
	c.showTiles()
	c.showNotes()
	c.count.SetText("")
	if s.comparison != nil {
		c.older.show(w, &s.comparison.Older)
		c.newer.show(w, &s.comparison.Newer)
		c.count.SetSpans(c.countWords()...)
	}
	widgets.Able(c.save, s.comparison != nil && len(s.comparison.Lines) > 0)
	c.showList()
	c.showPane()
	c.page.Refresh()
}

// countWords say how many people are listed, and of how many both files say the same.
func (c *compareScreen) countWords() []widgets.Span {
	s, w := &c.state, c.desk.Words
	if len(s.comparison.Lines) == 0 {
		return nil
	}
	return []widgets.Span{
		widgets.Bold(w.N("compare.shown", len(s.rows))), widgets.Dim("   ·   " + w.N("compare.same", s.comparison.Same)),
	}
}

func (c *compareScreen) showTiles() {
	s, w := &c.state, c.desk.Words
	for _, kind := range differenceKinds {
		n := 0
		if s.comparison != nil {
			n = s.comparison.Count(kind)
		}
		c.tiles[kind].SetCount(w.Number(n), w.N("compare.tile."+kind.String(), n), n == 0)
		c.tiles[kind].SetChosen(slices.Contains(s.kinds, kind))
	}
	same := 0
	if s.comparison != nil {
		same = s.comparison.Same
	}
	c.same.SetCount(w.Number(same), w.N("compare.tile.same", same), true)
}

// showNotes names the columns that only one file has.
func (c *compareScreen) showNotes() {
	c.notes.Objects = nil
	c.notes.Hidden = true
	if c.state.comparison == nil {
		return
	}
	for _, side := range []struct {
		words   string
		headers []string
	}{
		{"compare.columns.older", c.state.comparison.ColumnsOlder},
		{"compare.columns.newer", c.state.comparison.ColumnsNewer},
	} {
		if len(side.headers) > 0 {
			text := c.desk.Words.N(side.words, len(side.headers), "names", c.desk.Words.List(side.headers))
			c.notes.Add(widgets.NewSpans(widgets.Caption, widgets.Span{Icon: widgets.IconInfo, Text: text}).CutBelow(80))
			c.notes.Hidden = false
		}
	}
}

// showList moves to the chosen line, or the first.
func (c *compareScreen) showList() {
	s, w := &c.state, c.desk.Words
	c.empty.Objects = nil
	if s.comparison != nil && len(s.rows) == 0 {
		c.empty.Objects = []fyne.CanvasObject{c.nobody()}
	}
	c.list.Hidden = len(c.empty.Objects) > 0
	c.empty.Refresh()
	c.list.SetColumns([]widgets.Column{
		{ID: "person", Title: w.T("compare.person"), Min: 200, Weight: 1},
		{ID: "what", Title: w.T("compare.what"), Min: 136},
		{ID: "change", Title: w.T("compare.change"), Min: 160, Weight: 2},
	})
	at, found := slices.BinarySearchFunc(s.rows, s.current, func(line, wanted int) int { return line - wanted })
	if !found {
		at, s.current = 0, -1
		if len(s.rows) > 0 {
			s.current = s.rows[0]
		}
	}
	c.list.SetCurrent(at)
}

func (c *compareScreen) nobody() fyne.CanvasObject {
	s, w := &c.state, c.desk.Words
	if len(s.comparison.Lines) == 0 {
		return widgets.EmptyState(widgets.KindUnchanged, widgets.IconUnchanged, w.T("compare.nothing"), w.N("compare.nothing.text", s.comparison.Same))
	}
	return widgets.EmptyState(widgets.KindUnchanged, widgets.IconSearch, w.T("compare.nobody", "text", s.words), w.T("compare.nobody.text"),
		widgets.NewButton(widgets.Secondary, w.T("compare.nobody.clear"), c.everybody))
}

// ask asks where to save the list and saves it.
func (c *compareScreen) ask() {
	w, a, comparison := c.desk.Words, c.desk.App, c.state.comparison
	c.desk.Files.Save(desk.FileQuestion{
		Title: w.T("compare.title"), Accept: w.T("button.save"), Sort: "export", Name: w.T("compare.file") + ".xlsx",
		Kinds: []desk.FileKind{{Words: w.T("files.xlsx"), Endings: []string{".xlsx"}}, {Words: w.T("files.csv"), Endings: []string{".csv"}}},
	}, func(path string) {
		fail := c.desk.Late()
		task.Start(c.desk.Run, task.Task[struct{}]{
			Key: "compare save",
			Work: func(ctx context.Context, _ task.Progress) (struct{}, error) {
				return struct{}{}, a.SaveComparison(ctx, comparison, path, w)
			},
			Done: func(_ struct{}, err error) {
				if err != nil {
					fail(err)
					return
				}
				c.desk.Say(w.T("done.saved", "file", filepath.Base(path)), nil)
			},
		})
	})
}
