package workbook

import (
	"context"
	"errors"
	"strings"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/csv"
	"headcount.app/headcount/data/sheet/head"
)

// wrappedLine is a row of which nothing but the cell in column A is filled.
type wrappedLine struct {
	number int
	text   string
}

// wrapped returns the text of a row that holds text in column A and nothing
// else; a line break within it leaves no row of a text file.
func wrapped(cells []data.Cell) (text string, ok bool) {
	if len(cells) != 1 || cells[0].Kind != data.Text || strings.ContainsAny(cells[0].Text, "\r\n") {
		return "", false
	}
	return cells[0].Text, true
}

// cutSheet returns the sheet as it would be if its first rows were cut into columns,
// by the delimiter that brings most known headers to light; nil if none brings
// two (SPEC S3A.8).
func cutSheet(o head.Options, h *heading) *heading {
	best := &heading{at: -1}
	for i := range len(csv.Delimiters) {
		cut := &heading{Sheet: h.Sheet, index: h.index, more: h.more, comma: csv.Delimiters[i]}
		for _, line := range h.lines {
			if cells, ok := csv.CutLine(requoted(line.text, cut.comma), cut.comma); ok {
				cut.rows = append(cut.rows, o.RowOf(line.number, cells))
			}
		}
		if cut.at = head.Find(cut.rows); cut.known() > max(1, best.known()) {
			best = cut
		}
	}
	if best.comma == 0 {
		return nil
	}
	return best
}

// requoted puts back the outer quotes that LibreOffice takes off a line of
// nothing but quoted cells: `Email";"ID` was `"Email";"ID"`.
func requoted(line string, comma byte) string {
	i := strings.IndexByte(line, '"')
	if i <= 0 || i+2 >= len(line) || line[i+1] != comma || line[i+2] != '"' {
		return line
	}
	return `"` + line + `"`
}

// cutAll cuts the sheets that are wrapped so.
func cutAll(o head.Options, found []*heading) []*heading {
	var all []*heading
	for _, h := range found {
		if cut := cutSheet(o, h); cut != nil {
			all = append(all, cut)
		}
	}
	return all
}

// looksWrapped reports whether all first rows stand in column A and one
// delimiter cuts them into as many columns, three at least.
func (h *heading) looksWrapped() bool {
	if len(h.lines) < 2 || len(h.lines) != len(h.rows) {
		return false
	}
	lines := make([]string, len(h.lines))
	for i, line := range h.lines {
		lines[i] = line.text
	}
	for i := range len(csv.Delimiters) {
		if share, width := csv.Evenness(strings.Join(lines, "\n"), csv.Delimiters[i]); share == 1 && width >= 2 {
			return true
		}
	}
	return false
}

// oneColumn refuses a sheet of which all stands in column A.
func oneColumn(h *heading) error { return data.Refuse(data.FileOneColumn, nil, "sheet", h.Sheet.Name) }

// readWrapped reads a sheet whose every row is one cell, as a spreadsheet leaves
// it that opened a text file without cutting it: its lines are read as that text
// file, once, and only if every row is whole then (SPEC S3A.8).
func readWrapped(ctx context.Context, o head.Options, src Source, chosen *heading) (*data.Table, error) {
	var text strings.Builder
	hidden := map[int]bool{}
	last, rows, whole := 1, 0, true
	_, err := src.ReadSheet(chosen.index, true, newTextStore(), func(number int, hide bool, cells []data.Cell) (bool, error) {
		if len(cells) == 0 {
			return true, nil
		}
		line, ok := wrapped(cells)
		line = requoted(line, chosen.comma)
		_, one := csv.CutLine(line, chosen.comma)
		whole = whole && ok && one
		for ; last < number; last++ {
			text.WriteByte('\n')
		}
		text.WriteString(line)
		rows, hidden[number] = rows+1, hide
		if text.Len() > csv.MostBytes(rows) {
			return false, tooLarge(chosen.Sheet.Part, "%d bytes in %d rows", text.Len(), rows)
		}
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	if !whole {
		return nil, oneColumn(chosen)
	}
	o.Progress = nil
	t, err := csv.ReadCut(ctx, o, text.String(), chosen.comma, data.Remark{Code: data.SheetUnwrapped})
	var refused *data.FileError
	if errors.As(err, &refused) && refused.Code == data.FileSwallowed {
		return nil, oneColumn(chosen)
	} else if err != nil {
		return nil, err
	}
	for i := range t.Rows {
		if t.Rows[i].Ragged {
			return nil, oneColumn(chosen)
		}
		t.Rows[i].Hidden = hidden[t.Rows[i].Number]
	}
	t.Sheet, t.Delimiter, t.Encoding = chosen.Sheet.Name, 0, ""
	return t, nil
}
