package csv

import (
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
)

// Bounds of a text file (SPEC S3.10, S12.4): what is read at most, and how many
// cells are kept at most, both as a sum that every file may have and a further
// one a row. A cell takes 24 bytes.
const (
	mostColumns  = 16384
	freeBytes    = 64 << 20
	bytesPerRow  = 512
	freeCells    = 4 << 20
	cellsPerRow  = 40
	chunk        = 1 << 20
	rowsPerCheck = 4096
)

// Read reads a text file of any delimiter and encoding (SPEC S3.4).
func Read(ctx context.Context, r io.ReaderAt, size int64, o head.Options) (*data.Table, error) {
	raw, err := Raw(ctx, r, size)
	if err != nil {
		return nil, err
	}
	text, encoding, doubts, err := Decode(o, raw)
	if err != nil {
		return nil, err
	}
	text, comma, lines := DelimiterOf(o, text)
	f := textFile{ctx: ctx, o: o, size: size, text: text, comma: comma, lines: lines, encoding: encoding}
	if inner, delimiter, ok := f.unwrapped(); ok {
		f.text, f.comma, f.lines = inner, delimiter, 0
		f.remarks = append(f.remarks, data.Remark{Code: "csv.unwrapped"})
	}
	t, err := f.read()
	if err == nil && len(doubts) > 0 {
		MarkDoubtful(t, doubts)
	}
	return t, err
}

// ReadCut reads text of which it is known by what it is cut.
func ReadCut(ctx context.Context, o head.Options, text string, comma byte, remark data.Remark) (*data.Table, error) {
	f := textFile{ctx: ctx, o: o, size: int64(len(text)), text: text, comma: comma, remarks: []data.Remark{remark}}
	return f.read()
}

// MostBytes is how long a text of so many rows may be.
func MostBytes(rows int) int { return freeBytes + bytesPerRow*rows }

// textFile is the text of a file and how it is cut.
type textFile struct {
	ctx      context.Context
	o        head.Options
	size     int64
	text     string
	comma    byte
	lines    int // above the text
	encoding string
	escapes  bool
	remarks  []data.Remark
}

// read reads the file as it stands and, if that leaves a row that is not whole
// or text behind a quote, with escaped quotes: they are what was meant if every
// row is whole with them (SPEC S3A.8).
func (f textFile) read() (*data.Table, error) {
	b := f.table()
	err := b.read()
	var refused *data.FileError
	unsound := err == nil && !b.whole() || errors.As(err, &refused) && refused.Code == data.FileSwallowed
	if unsound && strings.Contains(f.text, `\"`) {
		f.escapes = true
		if again := f.table(); again.read() == nil && again.whole() {
			again.t.Remarks = append(again.t.Remarks, data.Remark{Code: "csv.backslashes"})
			return again.t, nil
		}
	}
	if err != nil {
		return nil, err
	}
	return b.t, nil
}

// table is an empty table to read the file into.
func (f textFile) table() *builder {
	t := &data.Table{Format: "csv", Delimiter: rune(f.comma), Encoding: f.encoding, Remarks: slices.Clone(f.remarks)}
	if f.comma == '\t' {
		t.Format = "tsv"
	}
	p := newRecords(f.text, f.comma)
	p.line += f.lines
	p.escapes = f.escapes
	return &builder{ctx: f.ctx, o: f.o, size: f.size, p: p, t: t}
}

// Raw reads the whole file once, if it is not too large for the lines in
// it. The bytes are not copied into the text.
func Raw(ctx context.Context, r io.ReaderAt, size int64) (string, error) {
	if size > freeBytes {
		if err := checkLines(ctx, r, size); err != nil {
			return "", err
		}
	}
	raw := make([]byte, size)
	for at := int64(0); at < size; at += chunk {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		part := raw[at:min(at+chunk, size)]
		if n, err := r.ReadAt(part, at); n < len(part) {
			return "", shortRead(err)
		}
	}
	return unsafe.String(unsafe.SliceData(raw), len(raw)), nil
}

// shortRead refuses a file that became shorter while it was read; other errors
// are left as they are.
func shortRead(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return data.Refuse(data.FileUnreadable, io.ErrUnexpectedEOF)
	}
	return err
}

// checkLines refuses, in a few kilobytes, a large file with too few lines for
// its size.
func checkLines(ctx context.Context, r io.ReaderAt, size int64) error {
	tooLarge := data.Refuse(data.FileTooLarge, nil, "part", "text")
	if size > freeBytes+bytesPerRow*head.MaxRows {
		return tooLarge
	}
	part := make([]byte, chunk)
	lines := 0
	for at := int64(0); at < size; at += chunk {
		if err := ctx.Err(); err != nil {
			return err
		}
		part = part[:min(chunk, size-at)]
		if n, err := r.ReadAt(part, at); n < len(part) {
			return shortRead(err)
		}
		for _, c := range part {
			if c == '\n' || c == '\r' {
				lines++
			}
		}
	}
	if size > freeBytes+bytesPerRow*int64(min(lines, head.MaxRows)) {
		return tooLarge
	}
	return nil
}

// builder builds a table from records.
type builder struct {
	ctx  context.Context
	o    head.Options
	size int64
	p    *records
	t    *data.Table

	shape shape
	// kept counts the cells of the table; slab is where the next ones go.
	kept int
	slab []data.Cell
	// tailed counts the rows with one blank cell more than the header, odd those
	// that are not just as wide as it is.
	tailed, odd int
	// pending are the quoted cells that may have swallowed rows.
	pending []swallow
}

// whole reports whether every row was, with nothing behind a closing quote.
func (b *builder) whole() bool { return b.odd == 0 && b.p.tails == 0 }

func (b *builder) read() error {
	first, err := b.first()
	if err != nil {
		return err
	}
	at, err := b.chooseHeader(first)
	if err != nil {
		r := data.Reading{Encoding: b.t.Encoding}
		if n := len(first); n > 0 {
			r.Rows = min(head.Searched, first[n-1].number)
		}
		return head.Otherwise(err, r)
	}
	b.t.HeaderRow = first[at].number
	b.t.Header = texts(first[at].cells)
	b.shape = shapeOf(b.t.Header, b.p.comma)
	for i := range first[at+1:] {
		if err := b.row(&first[at+1+i]); err != nil {
			return err
		}
	}
	for checks := 1; ; checks++ {
		more, err := b.p.next()
		if err == nil && more {
			err = b.row(&b.p.record)
		}
		if err == nil && checks%rowsPerCheck == 0 {
			err = b.ctx.Err()
			b.o.Tell(int64(float64(b.size)*float64(b.p.pos)/float64(len(b.p.text)+1)), b.size)
		}
		if err != nil {
			return err
		}
		if !more {
			break
		}
	}
	if err := b.judgeSwallowed(); err != nil {
		return err
	}
	b.evenTails()
	b.fillShort()
	b.o.Tell(b.size, b.size)
	return nil
}

// row takes a record below the header. A row that is not as wide as the header
// is ragged and kept whole; so is one in which quotes joined cells, cut again
// at every delimiter, so that the people in it are still found (SPEC S3.4,
// S4.3).
func (b *builder) row(r *record) error {
	if err := b.suspect(r); err != nil {
		return err
	}
	if blank(r.cells) {
		return nil
	}
	row := data.Row{Number: r.number, Ragged: r.broken || len(r.cells) != b.shape.width}
	cells := r.cells
	switch {
	case r.broken || r.joined && len(cells) < b.shape.width:
		b.odd++
		if again := cutAgain(r.raw, b.shape.comma); !blank(again) {
			cells = again
		}
	case row.Ragged:
		b.odd++
		if len(cells) == b.shape.width+1 && cells[b.shape.width].Text == "" {
			b.tailed++
		}
	default:
		for len(cells) > 0 && cells[len(cells)-1].Text == "" {
			cells = cells[:len(cells)-1]
		}
	}
	if r.number > head.MaxRows || b.kept+len(cells) > freeCells+cellsPerRow*len(b.t.Rows) {
		return data.Refuse(data.FileTooLarge, nil, "part", "text", "line", strconv.Itoa(r.start))
	}
	row.Cells = b.keep(cells)
	b.t.Rows = append(b.t.Rows, row)
	return nil
}

// keep copies cells to where the table keeps them: not an allocation each row.
func (b *builder) keep(cells []data.Cell) []data.Cell {
	if len(b.slab) < len(cells) {
		b.slab = make([]data.Cell, max(rowsPerCheck, len(cells)))
	}
	kept := b.slab[:len(cells):len(cells)]
	b.slab = b.slab[len(cells):]
	b.kept += len(cells)
	copy(kept, cells)
	return kept
}

// cutAgain cuts a record at every delimiter and line break, quotes or not.
func cutAgain(raw, comma string) []data.Cell {
	var p records
	for len(p.cells) < mostColumns {
		end := strings.IndexAny(raw, comma+"\r\n")
		if end < 0 {
			break
		}
		p.add(strings.Trim(raw[:end], `" `))
		raw = raw[end+1:]
	}
	p.add(strings.Trim(raw, `" `))
	return p.cells
}
