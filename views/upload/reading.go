package upload

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/widgets"
)

// readingChoices are the ways in which a file can be read, and the one it was read in
// last. They outlast a refusal, so that a choice that led to it can be taken back.
type readingChoices struct {
	sheets   []string // none for a text file
	rows     int      // the last row that is offered for the header
	sheet    string
	row      int
	encoding string // "" for a workbook
}

// offeredRows is how many rows are offered for the header: those it is looked for in
// (SPEC S3.2).
const offeredRows = 20

// choicesOf are the choices that a table leaves.
func choicesOf(t *data.Table) *readingChoices {
	last := t.HeaderRow
	if n := len(t.Rows); n > 0 {
		last = t.Rows[n-1].Number
	}
	return &readingChoices{
		sheets: t.Sheets, rows: max(t.HeaderRow, min(offeredRows, last)), sheet: t.Sheet, row: t.HeaderRow, encoding: t.Encoding,
	}
}

// choicesLeft are the choices of a file that was refused as it was read.
func choicesLeft(r *data.Reading, row int) *readingChoices {
	return &readingChoices{sheets: r.Sheets, rows: max(row, r.Rows), sheet: r.Sheet, row: row, encoding: r.Encoding}
}

// uploadReading is where sheet, header row and encoding are chosen of a file that is
// shown (SPEC S3.2, S3A.7). It stands above the columns and stays once it is open, so
// that a choice moves nothing.
type uploadReading struct {
	screen   *uploadScreen
	content  *fyne.Container
	change   *widgets.Link
	sheet    *widgets.Select
	row      *widgets.Select
	encoding *widgets.Select
	// of a workbook the sheet is chosen, of a text file the encoding
	sheetIn, encodingIn *fyne.Container
}

func newUploadReading(u *uploadScreen) *uploadReading {
	w := u.desk.Words
	r := &uploadReading{screen: u}
	r.change = widgets.NewLink(w.T("upload.change"), u.toggleReading)
	choose := func(take func(*data.Options, string)) *widgets.Select {
		return widgets.NewSelect(nil, "", func(id string) { u.chooseReading(func(o *data.Options) { take(o, id) }) })
	}
	r.sheet = choose(func(o *data.Options, id string) { o.Sheet, o.HeaderRow = id, 0 })
	r.row = choose(func(o *data.Options, id string) { o.HeaderRow, _ = strconv.Atoi(id) })
	r.encoding = choose(func(o *data.Options, id string) { o.Encoding = id })
	r.sheet.Name, r.row.Name, r.encoding.Name = w.T("upload.change.sheet"), w.T("upload.whichrow"), w.T("upload.change.encoding")
	r.sheet.Hint, r.row.Hint = w.T("upload.change.sheet"), w.T("upload.change.row")
	r.sheetIn, r.encodingIn = widgets.Grow(120, r.sheet), widgets.Grow(120, r.encoding)
	r.content = widgets.Inset(0, 16, 12, 16, widgets.Limit(460, widgets.HStack(12, r.sheetIn, widgets.Grow(120, r.row), r.encodingIn)))
	return r
}

// show sets the choices from the state.
func (r *uploadReading) show(s *uploadState) {
	c := s.choices
	r.change.Hidden = c == nil
	r.content.Hidden = c == nil || !s.choosing
	if r.content.Hidden {
		return
	}
	r.sheet.Hidden, r.encoding.Hidden = len(c.sheets) == 0, c.encoding == ""
	r.sheetIn.Hidden, r.encodingIn.Hidden = r.sheet.Hidden, r.encoding.Hidden
	r.sheet.SetOptions(asOptions(c.sheets))
	r.sheet.Choose(c.sheet)
	r.row.SetOptions(rowOptions(r.screen.desk.Words, c.rows))
	r.row.Choose(strconv.Itoa(c.row))
	encodings := app.Encodings()
	r.encoding.SetOptions(asOptions(encodings))
	if i := slices.IndexFunc(encodings, func(name string) bool { return strings.EqualFold(name, c.encoding) }); i >= 0 {
		r.encoding.Choose(encodings[i])
	}
	for _, field := range []*widgets.Select{r.sheet, r.row, r.encoding} {
		widgets.Able(field, !s.locked())
	}
}

// asOptions are choices that are called what they are.
func asOptions(names []string) []widgets.Option {
	options := make([]widgets.Option, len(names))
	for i, name := range names {
		options[i] = widgets.Option{ID: name, Text: name}
	}
	return options
}

func rowOptions(w *assets.Words, last int) []widgets.Option {
	var options []widgets.Option
	for row := 1; row <= last; row++ {
		n := strconv.Itoa(row)
		options = append(options, widgets.Option{ID: n, Text: w.T("upload.headerrow", "row", n)})
	}
	return options
}

// toggleReading opens the choices, or closes them. A question that was answered gives
// way to them: they hold its answer.
func (u *uploadScreen) toggleReading() {
	s := &u.state
	s.choosing = !s.choosing
	if s.err == nil {
		s.question = nil
	}
	u.show()
}

// chooseReading reads the file anew as a person says.
func (u *uploadScreen) chooseReading(change func(*data.Options)) {
	s := &u.state
	change(&s.options)
	s.mapping, s.options.Mapping, s.question = nil, nil, nil
	chosen := *s.choices
	chosen.row = s.options.HeaderRow
	if s.options.Sheet != "" {
		chosen.sheet = s.options.Sheet
	}
	if s.options.Encoding != "" {
		chosen.encoding = s.options.Encoding
	}
	s.choices = &chosen
	u.read()
}
