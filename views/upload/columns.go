package upload

import (
	"context"
	"maps"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// ignoredColumn is the choice for a column that is not read; the others are the names
// of fields.
const ignoredColumn = "-"

// columnRow is one column of the file and the field it is read as.
type columnRow struct {
	content fyne.CanvasObject
	field   *widgets.Select
	mark    *widgets.IconView
	note    *widgets.Text
}

func newColumnRow(u *uploadScreen, c plan.Column) *columnRow {
	r := &columnRow{
		mark: widgets.NewIconView("", "", 16),
		note: widgets.NewText(widgets.Caption, "").CutBelow(30),
	}
	r.field = widgets.NewSelect(fieldOptions(u.desk.Words, u.state.file.Schema), "", func(id string) {
		if id == ignoredColumn {
			id = ""
		}
		u.mapColumn(columnKey(u.state.file, c), id)
	})
	r.field.Low = true
	header := c.Header
	if strings.TrimSpace(header) == "" {
		header = u.desk.Words.T("upload.noheader", "column", columnLetter(c.Index))
	}
	r.field.Name = header
	r.content = widgets.Inset(5, 16, 5, 16, columnLine(
		widgets.VStack(0,
			widgets.NewText(widgets.Style{Size: widgets.Caption.Size, Bold: true}, header).CutBelow(40),
			widgets.NewText(widgets.Caption, strings.ReplaceAll(strings.Join(c.Samples, ", "), "\n", " ")).CutBelow(40)),
		widgets.NewIconView(widgets.IconArrowRight, widgets.ColorMuted, 16),
		r.field, r.mark, r.note))
	return r
}

// show sets the choice and what is said of it.
func (r *columnRow) show(w *assets.Words, s *uploadState, c plan.Column) {
	id := c.Field.Name()
	if id == "" {
		id = ignoredColumn
	}
	r.field.Choose(id)
	widgets.Able(r.field, !s.locked())
	style := widgets.Caption
	wrong := wrongColumn(s.err, c)
	r.field.SetWrong(wrong != "")
	switch {
	case wrong != "":
		r.mark.Set(widgets.IconProblem, widgets.KindProblem.Color())
		style = style.In(widgets.KindProblem.Color())
		r.note.SetText(w.T(wrong))
	case c.Chosen:
		r.mark.Set(widgets.IconCheck, widgets.ColorAccent)
		style = style.In(widgets.ColorAccent)
		r.note.SetText(w.T("upload.chosen"))
	case c.Field == data.NoField:
		r.mark.Set(widgets.IconDash, widgets.ColorMuted)
		r.note.SetText(w.T("upload.unused" + because(c.Why)))
	default:
		r.mark.Set(widgets.IconCheck, widgets.KindCreated.Color())
		r.note.SetText(fillRate(w, c.Filled, len(s.file.Table.Rows)))
	}
	r.note.SetStyle(style)
}

func because(why string) string {
	if why == "" {
		return ""
	}
	return "." + why
}

// wrongColumn is the key of what a refusal says of a column, "" if nothing.
func wrongColumn(err error, c plan.Column) string {
	refused := asFileError(err)
	if refused == nil {
		return ""
	}
	switch refused.Code {
	case data.FileColumnTwice:
		if c.Field != data.NoField && argument(refused.Args, "field") == c.Field.Name() {
			return "upload.twice"
		}
	case data.FileNameColumn:
		if argument(refused.Args, "header") == c.Header {
			return "upload.whichname"
		}
	case data.FileNotAddresses:
		if c.Field == data.Email && argument(refused.Args, "header") == c.Header {
			return "upload.noaddresses"
		}
	case data.FileNoKeyColumn, data.FileNoHeader:
		if c.Header != "" && argument(refused.Args, "nearest") == c.Header {
			return "upload.nearest"
		}
	}
	return ""
}

// fillRate says how many of the cells of a column hold something.
func fillRate(w *assets.Words, filled, rows int) string {
	if filled == rows {
		return w.T("upload.full", "n", w.Number(rows))
	}
	return w.N("upload.blanks", rows-filled, "filled", w.Number(filled))
}

// fieldOptions are what a column can be read as.
func fieldOptions(w *assets.Words, schema *data.Schema) []widgets.Option {
	var options []widgets.Option
	for _, info := range schema.Fields() {
		text := schema.Header(info.Field, w.Language())
		if schema == data.RoleSchema { // the French headers are longer than the choice is wide
			text = w.T("upload.role_field." + info.Field.Name())
		}
		options = append(options, widgets.Option{ID: info.Field.Name(), Text: text})
		if info.Field == data.LastName {
			options = append(options, widgets.Option{ID: data.FullName.Name(), Text: schema.Header(data.FullName, w.Language())})
		}
	}
	return append(options, widgets.Option{ID: ignoredColumn, Text: w.T("upload.ignored")})
}

// columnLetter is how Excel names a column.
func columnLetter(index int) string {
	name := ""
	for index++; index > 0; index = (index - 1) / 26 {
		name = string(rune('A'+(index-1)%26)) + name
	}
	return name
}

// columnLine puts what belongs to a column in line with all the others.
func columnLine(header, arrow, field, mark, note fyne.CanvasObject) *fyne.Container {
	objects := []fyne.CanvasObject{header, arrow, field, mark, note}
	for i, o := range objects {
		if o == nil {
			objects[i] = container.NewWithoutLayout()
		}
	}
	return container.New(columnCells{}, objects...)
}

// columnCells lays out header, arrow, select, mark and note.
type columnCells struct{}

// Layout is called by Fyne.
func (columnCells) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	field := min(184, size.Width*0.36)
	note := min(150, size.Width*0.25)
	header := max(60, size.Width-16-22-field-26-note)
	if header > 226 {
		note += header - 226
		header = 226
	}
	x := float32(0)
	for i, width := range []float32{header, 22, field, 16, note} {
		height := min(objects[i].MinSize().Height, size.Height)
		objects[i].Move(fyne.NewPos(x, (size.Height-height)/2))
		objects[i].Resize(fyne.NewSize(width, height))
		x += width + []float32{0, 4, 10, 10, 0}[i]
	}
}

// MinSize is called by Fyne.
func (columnCells) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(320, height)
}

// mapColumn reads one column as another field ("" is not at all) and remembers that for
// files with the same headers.
func (u *uploadScreen) mapColumn(key, field string) {
	a, file := u.desk.App, u.state.file
	mapping := maps.Clone(u.state.mapping)
	if mapping == nil {
		mapping = map[string]string{}
	}
	for _, c := range file.Columns {
		// Headers that are alike are told apart only if each is named.
		if c.Chosen || data.HeaderKey(c.Header) == data.HeaderKey(key) {
			mapping[columnKey(file, c)] = c.Field.Name()
		}
	}
	mapping[key] = field
	u.state.mapping, u.state.options.Mapping = mapping, mapping
	said := u.state.err
	u.start(true)
	u.state.err = said // until it is known whether it still holds
	u.handle = task.Start(u.desk.Run, task.Task[*app.File]{
		Key: "upload",
		Work: func(ctx context.Context, _ task.Progress) (*app.File, error) {
			mapped := *file
			var err error
			mapped.Columns, err = plan.Columns(file.Schema, file.Table, mapping)
			if err == nil {
				err = a.ReadNames(ctx, &mapped, data.Options{Mapping: mapping})
			}
			if err == nil && !a.ReadOnly() {
				err = a.RememberMapping(ctx, file, mapping)
			}
			return &mapped, err
		},
		Progress: u.progress,
		Done: func(f *app.File, err error) {
			u.state.busy, u.state.err = nil, err
			if f != nil && len(f.Columns) > 0 {
				u.state.file = f
			}
			u.show()
		},
	})
	u.show()
}
