package app

import (
	"context"
	"io"
	"slices"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
)

// ExportHierarchy writes the roles that are not archived, superiors first, as a
// hierarchy file that changes nothing when it is uploaded again, and returns
// their number (SPEC S13.2). A path that ends in .csv gets CSV. The file
// appears whole or not at all.
func (a *App) ExportHierarchy(ctx context.Context, path string, w *assets.Words) (int, error) {
	h, err := a.Hierarchy(ctx)
	if err != nil {
		return 0, err
	}
	rows := h.exportRows()
	return len(rows), writeHierarchy(path, rows, w)
}

// HierarchyTemplate writes an empty hierarchy file: the header row, one example
// row that uploading skips, and in a workbook a second sheet with the known
// roles (SPEC S7.3, S13.2).
func (a *App) HierarchyTemplate(ctx context.Context, path string, w *assets.Words) error {
	base, _, err := a.List(ctx)
	if err != nil {
		return err
	}
	example := data.ExampleRole(w.Language())
	known := textTable{Title: w.T("sheet.lists"), Header: []string{w.T("sheet.roles"), w.T("sheet.names")}}
	for _, cells := range newHierarchy(base).exportRows() {
		known.Rows = append(known.Rows, []string{cells[2], cells[1]})
	}
	return writeHierarchy(path, [][]string{roleCells(&example)}, w, known.sheet())
}

func writeHierarchy(path string, rows [][]string, w *assets.Words, more ...sheet.Sheet) error {
	t := textTable{Title: w.T("sheet.hierarchy"), Rows: rows}
	for _, info := range data.RoleFields {
		t.Header = append(t.Header, info.Field.Header(w.Language()))
	}
	return fileError(path, sheet.WriteFile(path, func(out io.Writer) error {
		if FormatOf(path) == "csv" {
			return sheet.WriteCSV(out, t.Header, slices.Values(rows), ExportOptions{Words: w}.Separator())
		}
		return sheet.Write(out, sheet.Book{Sheets: append([]sheet.Sheet{t.sheet()}, more...)})
	}))
}

func roleCells(r *data.Role) []string {
	cells := make([]string, len(data.RoleFields))
	for i, info := range data.RoleFields {
		cells[i] = r.Get(info.Field)
	}
	return cells
}

// exportRows are the roles in the order of the tree, each once.
func (h *Hierarchy) exportRows() [][]string {
	var rows [][]string
	seen := map[int]bool{}
	var walk func(list []int)
	walk = func(list []int) {
		for _, i := range list {
			if seen[i] {
				continue
			}
			seen[i] = true
			if !h.Base.Roles[i].Archived {
				rows = append(rows, roleCells(&h.Base.Roles[i]))
			}
			walk(h.below[i])
		}
	}
	walk(h.top)
	return rows
}
