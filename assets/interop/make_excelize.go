//go:build ignore

// make_excelize writes xlsx/excelize-*.xlsx and refused/excelize-password.xlsx: go run make_excelize.go
package main

import (
	"encoding/csv"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

var testdata = filepath.Join("..", "..", "data", "sheet", "testdata")

func main() {
	if d := os.Getenv("TESTDATA"); d != "" {
		testdata = d
	}
	f, err := os.Open("people.csv")
	check(err)
	rows, err := csv.NewReader(f).ReadAll()
	check(err)

	book := excelize.NewFile()
	check(book.SetSheetName("Sheet1", "Users"))
	fill(book, "Users", rows)
	save(book, "xlsx", "excelize-plain.xlsx")
	golden("excelize-plain", "Users", rows)
	check(book.SaveAs(filepath.Join(testdata, "refused", "excelize-password.xlsx"), excelize.Options{Password: "secret"}))

	stream := excelize.NewFile()
	w, err := stream.NewStreamWriter("Sheet1")
	check(err)
	for i, r := range rows {
		cells := make([]any, len(r))
		for j := range r {
			cells[j] = r[j]
		}
		check(w.SetRow(fmt.Sprint("A", i+1), cells))
	}
	check(w.Flush())
	save(stream, "xlsx", "excelize-streamed.xlsx")
	golden("excelize-streamed", "Sheet1", rows)

	typed := excelize.NewFile()
	fill(typed, "Sheet1", rows)
	set := func(cell string, value any, format, shown string) {
		check(typed.SetCellValue("Sheet1", cell, value))
		if format != "" {
			style, err := typed.NewStyle(&excelize.Style{CustomNumFmt: &format})
			check(err)
			check(typed.SetCellStyle("Sheet1", cell, cell, style))
		}
		col, row, err := excelize.CellNameToCoordinates(cell)
		check(err)
		rows[row-1][col-1] = shown
	}
	set("F2", 101, "", "101")
	set("F3", 102, "00000", "00102")
	set("H4", 612345603, "0# ## ## ## ##", "06 12 34 56 03")
	set("H5", 612345604.0, "0000000000", "0612345604")
	set("F6", time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), "", "!date")
	set("H7", 33612345606, "", "33612345606")
	set("F8", int64(1234567890123456789), "", "!truncated")
	set("A9", "Hugo", "", "hugo.castaneda@bellerive.example")
	check(typed.SetCellHyperLink("Sheet1", "A9", "mailto:hugo.castaneda@bellerive.example", "External"))
	set("G10", nil, "", "!uncomputed")
	check(typed.SetCellFormula("Sheet1", "G10", `UPPER("x")`))
	check(typed.SetCellRichText("Sheet1", "G11", []excelize.RichTextRun{{Text: "Ven"}, {Text: "deur", Font: &excelize.Font{Bold: true}}}))
	check(typed.AutoFilter("Sheet1", "A1:H21", nil))
	check(typed.SetRowVisible("Sheet1", 12, false))
	check(typed.AddComment("Sheet1", excelize.Comment{Cell: "A3", Author: "RH", Text: "à vérifier"}))
	_, err = typed.NewSheet("Listes")
	check(err)
	check(typed.SetSheetVisible("Listes", false))
	save(typed, "xlsx", "excelize-typed.xlsx")
	golden("excelize-typed", "Sheet1", rows, "hidden 12")
}

func fill(book *excelize.File, sheet string, rows [][]string) {
	for i, r := range rows {
		check(book.SetSheetRow(sheet, fmt.Sprint("A", i+1), &r))
	}
}

func save(book *excelize.File, folder, name string) {
	check(book.SaveAs(filepath.Join(testdata, folder, name)))
}

func golden(name, sheet string, rows [][]string, facts ...string) {
	var b strings.Builder
	fmt.Fprintf(&b, "sheet=%s header_row=1\n", sheet)
	for _, f := range facts {
		fmt.Fprintf(&b, "#%s\n", f)
	}
	for i, r := range rows {
		fmt.Fprintf(&b, "%d|%s\n", i+1, strings.Join(r, "|"))
	}
	check(os.WriteFile(filepath.Join(testdata, "xlsx", name+".golden"), []byte(b.String()), 0o644))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
