package app

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"headcount.app/headcount/app/compare"
	"headcount.app/headcount/app/plan/stored"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
)

// Comparison is what was changed between the files of two uploads (SPEC S5.5). It may be
// used from any goroutine.
type Comparison struct {
	*compare.Comparison
	Older, Newer data.Upload

	// folded is what search looks in, line by line.
	folded []string
}

// ContentsGoneError says that the contents of an upload's file are no longer kept, so
// that it cannot be compared.
type ContentsGoneError struct{ Upload data.Upload }

// Error is for logs.
func (e *ContentsGoneError) Error() string { return "contents no longer kept" }

// Sentence names the upload and its file.
func (e *ContentsGoneError) Sentence() (string, []string) {
	return "contents_gone", []string{"n", strconv.FormatInt(e.Upload.ID, 10), "file", e.Upload.File.Name}
}

// Compare lays the files of two uploads side by side, as they were read. The error is a
// *ContentsGoneError if one of them is no longer kept, data.ErrNotFound if there is no
// such upload, a *data.FileError if one is of a hierarchy file: people are compared.
func (a *App) Compare(ctx context.Context, older, newer int64) (*Comparison, error) {
	c := &Comparison{}
	var sides [2]compare.Contents
	for i, id := range []int64{older, newer} {
		upload, err := a.store.Upload(ctx, id)
		if err != nil {
			return nil, err
		}
		if upload.Options.Hierarchy {
			return nil, data.Refuse(data.FileOfRoles, nil, "file", upload.File.Name)
		}
		if sides[i], err = a.contents(ctx, upload); err != nil {
			return nil, err
		}
		if i == 0 {
			c.Older = upload
		} else {
			c.Newer = upload
		}
	}
	c.Comparison = compare.Compare(sides[0], sides[1])
	c.folded = make([]string, len(c.Lines))
	for i := range c.Lines {
		if i%1000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		c.folded[i] = foldDifference(&c.Lines[i])
	}
	return c, ctx.Err()
}

// contents are what the file of an upload held.
func (a *App) contents(ctx context.Context, upload data.Upload) (compare.Contents, error) {
	if !upload.HasReport {
		return compare.Contents{}, &ContentsGoneError{upload}
	}
	content, err := a.store.UploadTable(ctx, upload.ID)
	if err != nil {
		return compare.Contents{}, err
	}
	if len(content) == 0 {
		return compare.Contents{}, &ContentsGoneError{upload}
	}
	table, err := stored.DecodeTable(content)
	return compare.Contents{Table: table, Columns: upload.File.Columns}, err
}

func foldDifference(d *compare.Difference) string {
	parts := []string{d.FirstName, d.LastName, d.Email, d.ID}
	for _, cell := range d.Cells {
		parts = append(parts, cell.Old, cell.New)
	}
	return data.FoldSearch(strings.Join(parts, "\n"))
}

// Find returns the lines, as indexes, that search and the kinds leave; no kinds are all
// of them. Every word must be there, without regard to case and accents.
func (c *Comparison) Find(text string, kinds ...compare.DifferenceKind) []int {
	words := strings.Fields(data.FoldSearch(text))
	found := make([]int, 0, len(c.Lines))
	for i := range c.Lines {
		if len(kinds) > 0 && !slices.Contains(kinds, c.Lines[i].Kind) {
			continue
		}
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(c.folded[i], word) }) {
			found = append(found, i)
		}
	}
	return found
}

// SaveComparison writes a comparison as XLSX, or as CSV if the path ends so: a row for
// each column in which somebody differs, one row for somebody who is in one file only.
func (a *App) SaveComparison(ctx context.Context, c *Comparison, path string, w *assets.Words) error {
	t := textTable{Title: w.T("compare.title"), Header: []string{
		w.T("compare.what"), w.T("compare.person"), data.Email.Header(w.Language()), w.T("compare.column"),
		w.T("compare.older"), w.T("compare.newer"), w.T("compare.row.older"), w.T("compare.row.newer"),
	}}
	for i := range c.Lines {
		t.Rows = append(t.Rows, differenceRows(&c.Lines[i], w)...)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return fileError(path, sheet.WriteFile(path, t.writer(path, w)))
}

func differenceRows(d *compare.Difference, w *assets.Words) [][]string {
	row := func(column, older, newer string) []string {
		return []string{
			w.T("compare.kind." + d.Kind.String()), NameIn(d, w), d.Email, column, older, newer, rowText(d.OlderRow), rowText(d.NewerRow),
		}
	}
	if d.Kind != compare.Differs {
		return [][]string{row("", "", "")}
	}
	rows := make([][]string, 0, len(d.Cells))
	for _, cell := range d.Cells {
		rows = append(rows, row(HeaderIn(cell, w), cell.Old, cell.New))
	}
	return rows
}

// NameIn is how a person of a comparison is called; a row that bears neither name nor
// address nor ID is called by its number.
func NameIn(d *compare.Difference, w *assets.Words) string {
	if name := d.Name(); name != "" {
		return name
	}
	return w.T("compare.nameless", "row", max(d.OlderRow, d.NewerRow))
}

// HeaderIn is how a column of a comparison is called: by its field in the language of w,
// or as in the file if it is not used.
func HeaderIn(cell compare.CellDifference, w *assets.Words) string {
	if cell.Field == data.NoField || cell.Field.Own() {
		return data.Clean(cell.Header)
	}
	return cell.Field.Header(w.Language())
}

func rowText(row int) string {
	if row == 0 {
		return ""
	}
	return strconv.Itoa(row)
}
