package app

import (
	"cmp"
	"context"
	"io"
	"path/filepath"
	"strings"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
)

// ExportOptions say what Export list writes (SPEC S7.1).
type ExportOptions struct {
	// Format is "xlsx" or "csv".
	Format string
	// Comma separates the cells of a CSV file; 0 is the language's own.
	Comma rune
	// Query says which users, in which order.
	Query Query
	// Words give the language of the headers.
	Words *assets.Words
}

// Separator returns the separator that counts: the one asked for, or that of the
// language.
func (o ExportOptions) Separator() rune { return cmp.Or(o.Comma, o.Words.Separator()) }

// exportTable is the header and the rows of an export.
type exportTable struct {
	schema *data.Schema
	fields []data.Field
	users  []*data.User
	words  *assets.Words
}

func (a *App) exportTable(ctx context.Context, o ExportOptions) (*Directory, exportTable, error) {
	d, err := a.Directory(ctx)
	if err != nil {
		return nil, exportTable{}, err
	}
	t := exportTable{schema: d.Base.Schema, users: d.Find(o.Query), words: o.Words}
	for _, info := range t.schema.Fields() {
		if info.Field == data.StatusField && o.Query.Status == OnlyActive {
			continue
		}
		t.fields = append(t.fields, info.Field)
	}
	return d, t, nil
}

func (t exportTable) header() []string {
	header := make([]string, len(t.fields))
	for i, f := range t.fields {
		header[i] = t.schema.Header(f, t.words.Language())
	}
	return header
}

func (t exportTable) row(i int) []string {
	row := make([]string, len(t.fields))
	for k, f := range t.fields {
		row[k] = t.users[i].Get(f)
		if f == data.StatusField {
			row[k] = data.StatusWord(t.users[i].Status, t.words.Language())
		}
	}
	return row
}

func (t exportTable) rows(yield func([]string) bool) {
	for i := range t.users {
		if !yield(t.row(i)) {
			return
		}
	}
}

// Export writes the users that the options ask for and returns their number.
// The file appears whole or not at all (SPEC S7.4).
func (a *App) Export(ctx context.Context, path string, o ExportOptions, p Progress) (int, error) {
	d, t, err := a.exportTable(ctx, o)
	if err != nil {
		return 0, err
	}
	rows := func(yield func([]string) bool) {
		for i := range t.users {
			if i%1000 == 0 {
				p.at(i, len(t.users), "progress.exporting")
				if ctx.Err() != nil {
					return
				}
			}
			if !yield(t.row(i)) {
				return
			}
		}
	}
	err = sheet.WriteFile(path, func(w io.Writer) error {
		var err error
		if o.Format == "csv" {
			err = sheet.WriteCSV(w, t.header(), rows, o.Separator())
		} else {
			err = sheet.Write(w, exportBook(d.Base, t, rows, o))
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return err
	})
	return len(t.users), fileError(path, err)
}

// ExportPreview returns the first lines as the file will hold them, and the
// number of users.
func (a *App) ExportPreview(ctx context.Context, o ExportOptions, lines int) (header []string, rows [][]string, total int, err error) {
	_, t, err := a.exportTable(ctx, o)
	if err != nil {
		return nil, nil, 0, err
	}
	for row := range t.rows {
		if len(rows) == lines {
			break
		}
		rows = append(rows, row)
	}
	return t.header(), rows, len(t.users), nil
}

// FormatOf returns the export format that the ending of a path asks for,
// "xlsx" unless it is .csv.
func FormatOf(path string) string {
	if strings.EqualFold(filepath.Ext(path), ".csv") {
		return "csv"
	}
	return "xlsx"
}
