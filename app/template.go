package app

import (
	"context"
	"io"
	"slices"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
)

// Template writes an empty user file: the header row, one example row that
// uploading skips, and in a workbook a second sheet with the known Role IDs
// and permission profiles (SPEC S7.3). A path that ends in .csv gets CSV.
func (a *App) Template(ctx context.Context, path string, w *assets.Words) error {
	base, _, err := a.List(ctx)
	if err != nil {
		return err
	}
	return WriteTemplate(path, base, w)
}

// WriteTemplate writes the template for a base; one without roles and users
// serves where no organization is open.
func WriteTemplate(path string, base *data.Base, w *assets.Words) error {
	var fields []data.Field
	var example []string
	values := data.ExampleRow(w.Language())
	for _, info := range base.Schema.Fields() {
		if info.Field != data.StatusField {
			fields = append(fields, info.Field)
			example = append(example, values[info.Field])
		}
	}
	columns := userColumns(base, fields, w)
	rows := slices.Values([][]string{example})
	return fileError(path, sheet.WriteFile(path, func(out io.Writer) error {
		if FormatOf(path) == "csv" {
			header := make([]string, len(columns))
			for i, c := range columns {
				header[i] = c.Title
			}
			return sheet.WriteCSV(out, header, rows, ExportOptions{Words: w}.Separator())
		}
		users := sheet.Sheet{Name: w.T("sheet.users"), Columns: columns, Rows: cellRows(rows)}
		return sheet.Write(out, sheet.Book{Sheets: []sheet.Sheet{users, knownValues(base, w)}})
	}))
}

// knownValues lists what may stand in the Role ID and profile columns.
func knownValues(base *data.Base, w *assets.Words) sheet.Sheet {
	t := textTable{
		Title:  w.T("sheet.lists"),
		Header: []string{w.T("sheet.roles"), w.T("sheet.names"), w.T("sheet.profiles")},
	}
	for _, role := range base.Roles {
		if !role.Archived {
			t.Rows = append(t.Rows, []string{role.ID, role.Name, ""})
		}
	}
	for i, p := range base.Profiles {
		if i == len(t.Rows) {
			t.Rows = append(t.Rows, []string{"", "", ""})
		}
		t.Rows[i][2] = p.Name
	}
	return t.sheet()
}
