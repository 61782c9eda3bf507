package sheet

import (
	"bytes"
	"slices"
	"testing"

	"headcount.app/headcount/data"
)

// TestWrappedSheetAnew makes a copy of a workbook whose rows are one cell each
// a new one: the cells of the table are not cells of the sheet.
func TestWrappedSheetAnew(t *testing.T) {
	var packed bytes.Buffer
	rows := slices.Values([]Row{{Cells: []string{"a@x.fr;0012"}}})
	book := Book{Sheets: []Sheet{{Name: "Users", Columns: []Column{{Title: "Email;ID"}}, Rows: rows}}}
	if err := Write(&packed, book); err != nil {
		t.Fatal(err)
	}
	table, err := readBytes(packed.Bytes())
	if err != nil || len(table.Remarks) == 0 {
		t.Fatal(table, err)
	}
	e := Edits{Table: table, Wide: -1, Cells: []Edit{{Row: 2, Column: 0, Replace: true, Cell: data.Cell{Text: "b@x.fr"}}}}
	var out bytes.Buffer
	if err := EditBook(t.Context(), bytes.NewReader(packed.Bytes()), int64(packed.Len()), &out, e); err == nil {
		t.Fatal("edited in place")
	}
	if err := EditAnew(t.Context(), &out, e, "Users"); err != nil {
		t.Fatal(err)
	}
	again, err := readBytes(out.Bytes())
	if err != nil || again.Rows[0].Cell(0).Text != "b@x.fr" || again.Rows[0].Cell(1).Text != "0012" || len(again.Rows[0].Cells) != 2 || len(again.Remarks) > 0 {
		t.Errorf("%+v, %v", again, err)
	}
}
