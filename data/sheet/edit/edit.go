package edit

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
	"headcount.app/headcount/data/sheet/csv"
	"headcount.app/headcount/data/sheet/xlsx"
)

// Edit is what happens to one cell of a person's own workbook.
type Edit struct {
	// Row is the number that Excel shows, Column the index in the table.
	Row, Column int
	// Tone colours the ground of the cell and leaves everything else of its
	// format; Plain leaves that too.
	Tone sheet.Tone
	// Comment is put on the cell below the name of the author; the person's own
	// comment is kept and goes before it.
	Comment string
	// Replace puts Cell in the place of what the cell holds; its kind is Text,
	// Number, Scientific or ErrorCell.
	Replace bool
	Cell    data.Cell
	// Header gives a cell the format of the header cell before it.
	Header bool
}

// Edits are the edits of one sheet.
type Edits struct {
	// Table is what Read found in the workbook.
	Table *data.Table
	Cells []Edit
	// Author signs the comments, which take the place of all that it wrote into
	// an earlier copy; so do the grounds of the cells. "" leaves both as they are.
	Author string
	// Ending is that of the name of the copy, with its point: a workbook has to
	// be of the kind that its name says. "" keeps the kind.
	Ending string
	// Wide is the index of a column that becomes wide, -1 for none.
	Wide int

	// anew: the workbook was made of the table, so kinds of cells may differ.
	anew bool
}

// ErrNotWhole is why a workbook cannot be edited so that everything else in it
// stays as it is.
var ErrNotWhole = errors.New("the workbook cannot be kept whole")

func notWhole(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrNotWhole}, args...)...)
}

// Book writes a copy of the workbook in r in which the cells given are
// changed, and nothing else: what is around them in their part is copied letter
// by letter, every other part byte by byte (SPEC S6.5, S8.4). What was written
// is read again and compared; ErrNotWhole, with nothing of use in w, if
// anything but the cells given would differ or if the workbook has a form in
// which they cannot be placed.
func Book(ctx context.Context, r io.ReaderAt, size int64, w io.Writer, e Edits) error {
	p, err := xlsx.Open(ctx, r, size, func(int64, int64) {})
	if err != nil {
		return err
	}
	book, err := xlsx.OpenWorkbook(p)
	if err != nil {
		return err
	}
	e.Cells = slices.Clone(e.Cells)
	slices.SortStableFunc(e.Cells, func(a, b Edit) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Column - b.Column
	})
	for i := 1; i < len(e.Cells); i++ {
		if e.Cells[i].Row == e.Cells[i-1].Row && e.Cells[i].Column == e.Cells[i-1].Column {
			return notWhole("two edits of one cell")
		}
	}
	b := &bookEdit{Pack: p, edits: e, changed: map[*zip.File][]byte{}}
	if err := b.plan(book); err != nil {
		return err
	}
	var out bytes.Buffer
	if err := b.write(&out); err != nil {
		return err
	}
	if err := e.verify(ctx, out.Bytes()); err != nil {
		return err
	}
	_, err = w.Write(out.Bytes())
	return err
}

// bookEdit is one workbook being edited.
type bookEdit struct {
	*xlsx.Pack
	edits Edits
	sheet *zip.File
	// changed and added are the parts that are written anew.
	changed map[*zip.File][]byte
	added   []addedPart
}

type addedPart struct {
	name    string
	content []byte
}

// plan makes the new parts.
func (b *bookEdit) plan(book *xlsx.Workbook) error {
	if b.sheet = book.PartOf(b.edits.Table.Sheet); b.sheet == nil {
		return notWhole("no sheet %q", b.edits.Table.Sheet)
	}
	if slices.ContainsFunc(b.edits.Table.Remarks, func(r data.Remark) bool { return r.Code == data.SheetUnwrapped }) {
		return notWhole("its rows are one cell each")
	}
	content, err := b.content(b.sheet)
	if err != nil {
		return err
	}
	styles, err := b.openStyles()
	if err != nil {
		return err
	}
	if err := b.setKind(); err != nil {
		return err
	}
	legacy, err := b.comment(content)
	if err != nil {
		return err
	}
	s := &sheetEdit{edits: b.edits, styles: styles, legacy: legacy, fading: b.edits.Author != "" && styles.hasGrounds()}
	if content, err = s.edit(content); err != nil {
		return err
	}
	b.changed[b.sheet] = content
	if err := styles.save(b); err != nil {
		return err
	}
	if s.formulas {
		if err := b.dropCalculation(); err != nil {
			return err
		}
	}
	if b.edits.correct() {
		return b.recalculate()
	}
	return nil
}

// correct reports whether a cell of the person's own gets other content.
func (e Edits) correct() bool {
	return !e.anew && slices.ContainsFunc(e.Cells, func(c Edit) bool { return c.Replace && !c.Header && c.Column != e.Wide })
}

// content returns the text of a part. Parts in other encodings than UTF-8 are
// not edited.
func (b *bookEdit) content(f *zip.File) ([]byte, error) {
	s, err := b.Open(f, false)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(s)
	if err != nil {
		return nil, err
	}
	head := strings.ToLower(string(content[:min(len(content), 120)]))
	if csv.HasAnyPrefix(content, csv.MarkLE, csv.MarkBE) || strings.Contains(head, "encoding=") && !strings.Contains(head, "utf-8") {
		return nil, notWhole("%s is not UTF-8", f.Name)
	}
	return content, nil
}

// write writes the workbook: parts that did not change as they are packed.
func (b *bookEdit) write(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, f := range b.Files {
		content, changed := b.changed[f]
		if changed && content == nil {
			continue
		}
		if !changed {
			if err := z.Copy(f); err != nil {
				return fmt.Errorf("copy %s: %w", f.Name, err)
			}
			continue
		}
		header := zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: f.Modified}
		if err := writePart(z, &header, content); err != nil {
			return err
		}
	}
	for _, a := range b.added {
		if err := writePart(z, &zip.FileHeader{Name: a.name, Method: zip.Deflate}, a.content); err != nil {
			return err
		}
	}
	return z.Close()
}

func writePart(z *zip.Writer, h *zip.FileHeader, content []byte) error {
	out, err := z.CreateHeader(h)
	if err == nil {
		_, err = out.Write(content)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", h.Name, err)
	}
	return nil
}

// verify reads the copy and compares it with what it has to hold.
func (e Edits) verify(ctx context.Context, copied []byte) error {
	got, err := sheet.Read(ctx, bytes.NewReader(copied), int64(len(copied)), sheet.ReadOptions{Sheet: e.Table.Sheet, HeaderRow: e.Table.HeaderRow})
	if err != nil {
		return notWhole("the copy: %w", err)
	}
	want := e.Table
	if got.HeaderRow != want.HeaderRow || len(got.Rows) != len(want.Rows) || (got.Mark == nil) != (want.Mark == nil) {
		return notWhole("the copy has %d rows below row %d", len(got.Rows), got.HeaderRow)
	}
	replaced := map[[2]int]data.Cell{}
	for _, c := range e.Cells {
		if c.Replace {
			replaced[[2]int{c.Row, c.Column}] = c.Cell
		}
	}
	for i := range want.Rows {
		a, b := &want.Rows[i], &got.Rows[i]
		if a.Number != b.Number || a.Hidden != b.Hidden {
			return notWhole("row %d became %d", a.Number, b.Number)
		}
		for k := range max(len(a.Cells), len(b.Cells), len(want.Header)) {
			cell, ours := replaced[[2]int{a.Number, k}]
			if !ours {
				cell = a.Cell(k)
			}
			if !e.holds(b.Cell(k), cell, ours) {
				return notWhole("row %d, column %d: %q became %q", a.Number, k+1, cell.Text, b.Cell(k).Text)
			}
		}
	}
	return nil
}

// holds reports whether a cell of the copy is what it has to be.
func (e Edits) holds(got, want data.Cell, ours bool) bool {
	switch {
	case ours && want.Kind == data.Scientific:
		return got.Kind == data.Scientific
	case e.anew:
		return got.Text == sheet.Visible(want.Text)
	case ours:
		return got.Text == want.Text
	}
	return got == want
}
