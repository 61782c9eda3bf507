package users

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// userHistory is everything that happened to one user, and the uploads it came from.
type userHistory struct {
	words   *assets.Words
	schema  *data.Schema
	user    data.User
	changes []data.Recorded
	all     []data.Upload
	uploads map[int64]*data.Upload
	lines   []historyPart
}

// historyPart is one line: what was done, or one field of it.
type historyPart struct {
	change *data.Recorded
	first  bool
	field  data.Field // data.NoField for what was done as a whole
}

// ShowHistory lists everything that happened to one user, each change with its upload or
// as made by hand.
func ShowHistory(s *desk.Desk, user data.User) {
	a, w := s.App, s.Words
	task.Start(s.Run, task.Task[*userHistory]{
		Key: "users history",
		Work: func(ctx context.Context, _ task.Progress) (*userHistory, error) {
			changes, err := a.UserHistory(ctx, user.Key)
			if err != nil {
				return nil, err
			}
			all, err := a.Uploads(ctx, 0, 0)
			if err != nil {
				return nil, err
			}
			base, err := a.Base(ctx)
			if err != nil {
				return nil, err
			}
			return newUserHistory(w, base.Schema, user, changes, all), nil
		},
		Done: func(h *userHistory, err error) {
			if err != nil {
				s.Fail(err)
				return
			}
			h.show(s)
		},
	})
}

func newUserHistory(w *assets.Words, schema *data.Schema, user data.User, changes []data.Recorded, all []data.Upload) *userHistory {
	h := &userHistory{words: w, schema: schema, user: user, changes: changes, all: all, uploads: make(map[int64]*data.Upload, len(all))}
	for i := range all {
		h.uploads[all[i].ID] = &all[i]
	}
	for i := range changes {
		h.addLines(&changes[i])
	}
	return h
}

// addLines makes a line of each field that changed; of what is more than that, such as
// somebody coming back, one before.
func (h *userHistory) addLines(c *data.Recorded) {
	first := true
	if c.Action != data.Update {
		h.lines = append(h.lines, historyPart{c, true, data.NoField})
		first = false
	}
	if c.Action != data.Update && c.Action != data.Reactivate {
		return
	}
	for _, f := range c.Fields(h.schema) {
		if f != data.StatusField {
			h.lines = append(h.lines, historyPart{c, first, f})
			first = false
		}
	}
}

func (h *userHistory) show(s *desk.Desk) {
	w := h.words
	d := &widgets.Dialog{
		Title: h.user.Name(), Caption: w.T("users.history.caption"), Width: 900,
		Before: widgets.NewAvatar(widgets.InitialsOf(h.user.FirstName, h.user.LastName), 40),
	}
	d.Default = widgets.NewButton(widgets.Primary, w.T("button.close"), d.Hide)
	if len(h.lines) == 0 {
		d.Content, d.Width = widgets.NewParagraph(widgets.Muted, w.T("users.history.none")), 0
		d.Show(s.Window.Canvas())
		return
	}
	list := h.list()
	report := widgets.NewIconButton(widgets.Secondary, widgets.IconEye, w.T("users.history.open"), nil)
	open := func() {
		if u := h.upload(list.Current()); u != nil {
			d.Hide()
			s.Go.ShowUpload(u.ID, h.all)
		}
	}
	report.OnTapped = open
	list.OnCurrent = func(row int) { widgets.Able(report, h.upload(row) != nil) }
	list.OnOpen = func(int) { open() }
	list.SetCurrent(0)
	widgets.Able(report, h.upload(0) != nil)
	d.Others = []*widgets.Button{report}
	height := min(420, float32(34+44*len(h.lines)))
	d.Content = container.NewGridWrap(fyne.NewSize(852, height), widgets.NewBareCard(list))
	d.First = list.Focus()
	d.Show(s.Window.Canvas())
}

func (h *userHistory) list() *widgets.DataList {
	w := h.words
	return widgets.NewDataList([]widgets.Column{
		{ID: "when", Title: w.T("handchanges.when"), Min: 160},
		{ID: "what", Title: w.T("handchanges.kind"), Min: 240, Weight: 3},
		{ID: "by", Title: w.T("users.history.by"), Min: 230, Weight: 2},
	}, func() int { return len(h.lines) }, h.cell).TwoLines()
}

// upload is the upload of a line whose report can still be opened, nil if there is none.
func (h *userHistory) upload(row int) *data.Upload {
	if row < 0 || row >= len(h.lines) {
		return nil
	}
	if u := h.uploads[h.lines[row].change.Upload]; u != nil && u.HasReport {
		return u
	}
	return nil
}

func (h *userHistory) cell(row int, column string) widgets.Cell {
	line, w := h.lines[row], h.words
	c := line.change
	switch {
	case column == "what":
		return h.what(line)
	case !line.first:
		return widgets.Cell{}
	case column == "when":
		at := c.At.Local()
		return widgets.Cell{Line: []widgets.Span{widgets.Bold(w.Date(at)), widgets.Dim(" " + w.Time(at))}, Below: []widgets.Span{widgets.Plain(c.Account)}}
	case c.Origin == data.ByHand || c.Upload == 0:
		return widgets.TextCell(w.T("users.history.byhand"))
	}
	below := ""
	if u := h.uploads[c.Upload]; u != nil {
		below = u.File.Name + ", " + w.DateTime(u.At.Local())
	}
	return widgets.TwoLineCell(w.T("users.history.number", "n", c.Upload), below)
}

// what says what was done, or one field before and after.
func (h *userHistory) what(line historyPart) widgets.Cell {
	w, c := h.words, line.change
	if line.field == data.NoField {
		return widgets.SpanCell(widgets.Bold(w.T("handchanges.action." + c.Action.String())))
	}
	after := c.After.Get(line.field)
	if after == "" {
		after = w.T("compare.empty")
	}
	return widgets.ChangeCell(h.schema.Header(line.field, w.Language()), c.Before.Get(line.field), after)
}
