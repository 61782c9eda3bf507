package edit

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
)

// Anew writes the cells of a table, with the edits, as a new workbook: for
// text files, and for workbooks that cannot be kept whole (SPEC S6.5). Rows
// keep their numbers. All cells are text but numbers, which stay numbers shown
// with their zeros, so that the copy is read as the file was; name is that of
// the sheet if the table has none.
func Anew(ctx context.Context, w io.Writer, e Edits, name string) error {
	table := *e.Table
	if table.Sheet == "" {
		table.Sheet = name
	}
	table.Remarks = nil // of the file, not of what is written
	e.Table, e.anew = &table, true
	e.Cells = slices.Clone(e.Cells)
	e.keepWrong()
	var book bytes.Buffer
	if err := sheet.WriteTable(&book, &table); err != nil {
		return fmt.Errorf("write a new workbook: %w", err)
	}
	return Book(ctx, bytes.NewReader(book.Bytes()), int64(book.Len()), w, e)
}

// keepWrong keeps errors errors and numbers in scientific notation numbers: as
// text they would be taken for what somebody meant.
func (e *Edits) keepWrong() {
	byRow := map[int]*data.Row{}
	for i := range e.Table.Rows {
		byRow[e.Table.Rows[i].Number] = &e.Table.Rows[i]
	}
	for i := range e.Cells {
		c, row := &e.Cells[i], byRow[e.Cells[i].Row]
		if c.Replace || row == nil {
			continue
		}
		switch cell := row.Cell(c.Column); cell.Kind {
		case data.ErrorCell:
			c.Replace, c.Cell = true, cell
			if !workbookErrors[cell.Text] {
				c.Cell.Text = "#N/A"
			}
		case data.Scientific:
			c.Replace, c.Cell = true, data.Cell{Text: strings.ReplaceAll(cell.Text, ",", "."), Kind: data.Scientific}
		}
	}
}

// workbookErrors are the errors that every reader of workbooks knows.
var workbookErrors = map[string]bool{
	"#N/A": true, "#REF!": true, "#VALUE!": true, "#DIV/0!": true, "#NAME?": true, "#NUM!": true, "#NULL!": true,
}

// Squared is a table of a text file in which rows of the wrong width are as wide
// as the header: an error stands in the first cell that the row lacks, or before
// what it has too much, in a column that counts, so that the row is a problem in
// a workbook too until somebody has looked at it. The columns of those errors
// are told by row number.
func Squared(t *data.Table, counts func(column int) bool) (*data.Table, map[int]int) {
	last := -1
	for i := range t.Header {
		if counts(i) {
			last = i
		}
	}
	errors := map[int]int{}
	if last < 0 {
		return t, errors
	}
	out := *t
	out.Rows = slices.Clone(t.Rows)
	for i := range out.Rows {
		row := &out.Rows[i]
		if !row.Ragged {
			continue
		}
		at := last
		for k := len(row.Cells); k < last; k++ {
			if counts(k) {
				at = k
				break
			}
		}
		cells := slices.Clone(row.Cells)
		for len(cells) < at {
			cells = append(cells, data.Cell{})
		}
		row.Cells = slices.Insert(cells, at, data.Cell{Text: missingCell, Kind: data.ErrorCell})
		errors[row.Number] = at
	}
	return &out, errors
}

// missingCell is the error that says in every program that a value is missing.
const missingCell = "#N/A"
