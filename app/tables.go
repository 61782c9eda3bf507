package app

import (
	"io"
	"iter"
	"slices"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
)

// textTable is a table of text to be saved as a workbook or as CSV.
type textTable struct {
	Title  string
	Header []string
	Rows   [][]string
}

// writer writes the table in the format that the ending of the path asks for.
func (t textTable) writer(path string, w *assets.Words) func(io.Writer) error {
	return func(out io.Writer) error {
		if FormatOf(path) == "csv" {
			return sheet.WriteCSV(out, t.Header, slices.Values(t.Rows), ExportOptions{Words: w}.Separator())
		}
		return sheet.Write(out, sheet.Book{Sheets: []sheet.Sheet{t.sheet()}})
	}
}

func (t textTable) sheet() sheet.Sheet {
	s := sheet.Sheet{Name: t.Title, Rows: cellRows(slices.Values(t.Rows))}
	for _, title := range t.Header {
		s.Columns = append(s.Columns, sheet.Column{Title: title})
	}
	return s
}

// cellRows gives rows of text the form of a sheet's rows.
func cellRows(rows iter.Seq[[]string]) iter.Seq[sheet.Row] {
	return func(yield func(sheet.Row) bool) {
		for cells := range rows {
			if !yield(sheet.Row{Cells: cells}) {
				return
			}
		}
	}
}

// exportBook is the workbook of an export: the marked list with drop-downs on
// the columns in which one of a few is chosen (SPEC S7.2).
func exportBook(base *data.Base, t exportTable, rows iter.Seq[[]string], o ExportOptions) sheet.Book {
	s := sheet.Sheet{Name: o.Words.T("sheet.users"), Columns: userColumns(base, t.fields, o.Words), Rows: cellRows(rows)}
	return sheet.Book{
		Sheets: []sheet.Sheet{s},
		Mark: &data.ExportMark{
			Organization: base.Organization, Revision: base.Revision,
			Filtered: o.Query.Filtered() || o.Query.Status == OnlyDeactivated,
		},
	}
}

// userColumns are the columns of a user file, with the choices of those that
// have some.
func userColumns(base *data.Base, fields []data.Field, w *assets.Words) []sheet.Column {
	columns := make([]sheet.Column, len(fields))
	for i, f := range fields {
		columns[i].Title = base.Schema.Header(f, w.Language())
		switch f {
		case data.PermissionProfile:
			for _, p := range base.Profiles {
				columns[i].Choices = append(columns[i].Choices, p.Name)
			}
		case data.StatusField:
			columns[i].Choices = []string{data.StatusWord(data.Active, w.Language()), data.StatusWord(data.Deactivated, w.Language())}
		}
	}
	return columns
}
