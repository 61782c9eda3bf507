package edit

import (
	"bytes"
	"slices"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
)

// TestWrappedSheetAnew makes a copy of a workbook whose rows are one cell each
// a new one: the cells of the table are not cells of the sheet.
func TestWrappedSheetAnew(t *testing.T) {
	var packed bytes.Buffer
	rows := slices.Values([]sheet.Row{{Cells: []string{"a@x.fr;0012"}}})
	book := sheet.Book{Sheets: []sheet.Sheet{{Name: "Users", Columns: []sheet.Column{{Title: "Email;ID"}}, Rows: rows}}}
	if err := sheet.Write(&packed, book); err != nil {
		t.Fatal(err)
	}
	table, err := readBytes(packed.Bytes())
	if err != nil || len(table.Remarks) == 0 {
		t.Fatal(table, err)
	}
	e := Edits{Table: table, Wide: -1, Cells: []Edit{{Row: 2, Column: 0, Replace: true, Cell: data.Cell{Text: "b@x.fr"}}}}
	var out bytes.Buffer
	if err := Book(t.Context(), bytes.NewReader(packed.Bytes()), int64(packed.Len()), &out, e); err == nil {
		t.Fatal("edited in place")
	}
	if err := Anew(t.Context(), &out, e, "Users"); err != nil {
		t.Fatal(err)
	}
	again, err := readBytes(out.Bytes())
	if err != nil || again.Rows[0].Cell(0).Text != "b@x.fr" || again.Rows[0].Cell(1).Text != "0012" || len(again.Rows[0].Cells) != 2 || len(again.Remarks) > 0 {
		t.Errorf("%+v, %v", again, err)
	}
}
