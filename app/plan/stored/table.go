package stored

import (
	"encoding/json"
	"fmt"

	"headcount.app/headcount/data"
)

// tableHead is everything of a table but its rows, as it is stored.
type tableHead struct {
	Format, Sheet string
	HeaderRow     int
	Header        []string
	OtherSheets   []string
	MergedHeader  string
	Delimiter     rune
	Encoding      string
	Mark          *data.ExportMark
	Remarks       []data.Remark     `json:",omitempty"`
	Read          []data.ReadColumn `json:",omitempty"`
	Mentions      []data.Mention    `json:",omitempty"`
}

const (
	isHidden = 1 << iota
	isRagged
)

// EncodeTable returns a table as it is kept with the upload (SPEC S5.5).
func EncodeTable(t *data.Table) []byte {
	content, err := json.Marshal(tableHead{
		t.Format, t.Sheet, t.HeaderRow, t.Header, t.OtherSheets, t.MergedHeader, t.Delimiter, t.Encoding, t.Mark, t.Remarks, t.Read, t.Mentions,
	})
	if err != nil {
		panic(err) // a head has nothing that JSON cannot say
	}
	w := newWriter(tableMagic)
	w.text(string(content))
	w.number(uint64(len(t.Rows)))
	last := 0
	for i := range t.Rows {
		row := &t.Rows[i]
		w.signed(int64(row.Number - last))
		last = row.Number
		flags := byte(0)
		if row.Hidden {
			flags |= isHidden
		}
		if row.Ragged {
			flags |= isRagged
		}
		w.bytes(flags)
		w.number(uint64(len(row.Cells)))
		for k := range row.Cells {
			w.cell(&row.Cells[k])
		}
		w.spill()
	}
	return w.packed()
}

// formulaShift is where the kind of formula stands in the byte of a cell's kind.
const formulaShift = 4

// cell writes a length whose lowest bit says that a kind other than text
// follows.
func (w *writer) cell(c *data.Cell) {
	length := uint64(len(c.Text)) << 1
	if kind := byte(c.Kind) | byte(c.Formula)<<formulaShift; kind == byte(data.Text) {
		w.number(length)
	} else {
		w.number(length | 1)
		w.bytes(kind)
	}
	w.buf = append(w.buf, c.Text...)
}

// DecodeTable returns the table that EncodeTable stored. The error is
// ErrContent.
func DecodeTable(stored []byte) (*data.Table, error) {
	content, err := unpack(tableMagic, stored)
	if err != nil {
		return nil, err
	}
	return readTable(content)
}

func readTable(content string) (*data.Table, error) {
	r := &reader{rest: content}
	var h tableHead
	if err := json.Unmarshal([]byte(r.text()), &h); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrContent, err)
	}
	t := &data.Table{
		Format: h.Format, Sheet: h.Sheet, HeaderRow: h.HeaderRow, Header: h.Header, OtherSheets: h.OtherSheets,
		MergedHeader: h.MergedHeader, Delimiter: h.Delimiter, Encoding: h.Encoding, Mark: h.Mark, Remarks: h.Remarks, Read: h.Read, Mentions: h.Mentions,
	}
	n := r.count()
	t.Rows = make([]data.Row, 0, min(n, len(r.rest)/3))
	number := 0
	var slab []data.Cell
	for range n {
		number += int(r.signed())
		flags := r.byte()
		row := data.Row{Number: number, Hidden: flags&isHidden != 0, Ragged: flags&isRagged != 0}
		slab = r.cells(&row, slab)
		if r.err != nil {
			return nil, r.err
		}
		t.Rows = append(t.Rows, row)
	}
	return t, r.end()
}

// cells reads the cells of a row into a slab that rows share.
func (r *reader) cells(row *data.Row, slab []data.Cell) []data.Cell {
	n := r.count()
	if cap(slab)-len(slab) < n {
		slab = make([]data.Cell, 0, max(n, 4096))
	}
	first := len(slab)
	for range n {
		length := r.number()
		c := data.Cell{}
		if length&1 == 1 {
			kind := r.byte()
			c.Kind, c.Formula = data.CellKind(kind&(1<<formulaShift-1)), data.Formula(kind>>formulaShift)
			if c.Kind > data.Doubtful || c.Formula > data.Arithmetic {
				r.fail()
			}
		}
		c.Text = r.take(length >> 1)
		slab = append(slab, c)
	}
	row.Cells = slab[first:len(slab):len(slab)]
	return slab
}
