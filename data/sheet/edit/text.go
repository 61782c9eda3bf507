package edit

import (
	"context"
	"io"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
	"headcount.app/headcount/data/sheet/csv"
)

// Text writes a copy of the text file in r in which the cells given hold
// other text; everything else stays letter by letter: delimiter, quotes, line
// ends, title lines, byte order mark and encoding. Text that Windows-1252 does
// not know makes it a file in UTF-8. ErrNotWhole if the copy would be read as
// anything else than the table with those cells.
func Text(ctx context.Context, r io.ReaderAt, size int64, w io.Writer, e Edits) error {
	raw, err := csv.Raw(ctx, r, size)
	if err != nil {
		return err
	}
	text, encoding, _, err := csv.Decode(sheet.ReadOptions{Encoding: e.Table.Encoding}, raw)
	if err != nil {
		return err
	}
	body, comma, _ := csv.DelimiterOf(sheet.ReadOptions{}, text)
	if rune(comma) != e.Table.Delimiter {
		return notWhole("another delimiter")
	}
	edited, err := e.replaced(body, comma)
	if err != nil {
		return err
	}
	out := csv.EncodeLike(raw, text[:len(text)-len(body)]+edited, encoding)
	if err := e.verify(ctx, out); err != nil {
		return err
	}
	_, err = w.Write(out)
	return err
}

// replaced goes through the records as Read does and puts the cells in.
func (e Edits) replaced(body string, comma byte) (string, error) {
	wanted := map[[2]int]string{}
	for _, c := range e.Cells {
		if c.Replace {
			wanted[[2]int{c.Row, c.Column}] = c.Cell.Text
		}
	}
	out, err := csv.ReplaceCells(body, comma, wanted)
	if err != nil {
		return "", err
	}
	if len(wanted) > 0 {
		return "", notWhole("%d cells are not in the file", len(wanted))
	}
	return out, nil
}

// Write writes a copy of a file of any kind with its cells edited: see Book and
// Text.
func (e Edits) Write(ctx context.Context, r io.ReaderAt, size int64, w io.Writer) error {
	if e.Table.Format == "xlsx" {
		return Book(ctx, r, size, w, e)
	}
	return Text(ctx, r, size, w, e)
}

// KindTyped is the kind of a cell that a person typed text into, in a file of
// the format given.
func KindTyped(format, text string) data.CellKind {
	if format != "csv" && format != "tsv" || text == "" || csv.Protected(text) {
		return data.Text
	}
	return csv.KindOf(text)
}
