package data

import "slices"

// CellKind says what a cell held beside its text, as far as that decides what
// the text may be used for (SPEC S3.5, S3.7).
type CellKind uint8

// The kinds of cells.
const (
	// Text is text as a person typed it.
	Text CellKind = iota
	// Number is a number; Text holds it in the format shown, as far as that is
	// zero padding, digit spacing or words, never in scientific notation. In CSV
	// it is a cell of digits only, with the text as written, zeros and all.
	Number
	// Boolean is TRUE or FALSE; Text is "true" or "false".
	Boolean
	// Date is a number with a date format; Text is the date as 2006-01-02.
	Date
	// ErrorCell is #N/A and its kind; Text is the error as shown.
	ErrorCell
	// Uncomputed is a formula without a stored result; Text is empty.
	Uncomputed
	// Truncated is a number of more than 15 digits; Text is what is left of it.
	Truncated
	// Scientific is a number shown (or, in CSV, written) in scientific
	// notation; Text is the plain number, in CSV the text as written. A text
	// cell of a workbook is text, whatever it reads (SPEC S3A.5).
	Scientific
	// Link is a cell whose text was no address but whose target was mailto:;
	// Text is the address of the target.
	Link
	// Covered is a cell under a merged one, which shows nothing of its own; Text
	// is empty (SPEC S3A.12).
	Covered
	// Tailed is a CSV cell that goes on behind its closing quote; Text is all of
	// it (SPEC S3A.8).
	Tailed
	// Doubtful is a CSV cell with a sign that the encoding of the file leaves in
	// doubt (SPEC S3A.7).
	Doubtful
)

// Formula says of a number whether a formula computed it.
type Formula uint8

// What a number is the result of.
const (
	// NoFormula is a number as somebody typed it, or a text.
	NoFormula Formula = iota
	// Computed is a number that a formula computed, perhaps of a blank cell.
	Computed
	// Arithmetic is the result of a formula of nothing but numbers, which a
	// spreadsheet makes of a phone number: =+33-6-12-34-56 (SPEC S3A.4).
	Arithmetic
)

// Cell is one cell of a table.
type Cell struct {
	Text string
	Kind CellKind
	// Formula is NoFormula unless the cell holds a number.
	Formula Formula
}

// Blank reports whether the cell holds nothing a person can see.
func (c Cell) Blank() bool {
	if c.Kind == Uncomputed || c.Kind == Covered {
		return false
	}
	if c.Text == "" {
		return true
	}
	return (c.Text[0] <= ' ' || c.Text[0] >= 0x7f) && Clean(c.Text) == ""
}

// Row is one row of a table under its header.
type Row struct {
	// Number is the row number that Excel shows, counted from 1.
	Number int
	// Hidden is true for hidden and filtered rows; they count like the others.
	Hidden bool
	// Ragged is true for a CSV row with too many or too few cells (SPEC S3.4).
	Ragged bool
	// Cells may be shorter than the header (trailing blanks) unless Ragged.
	Cells []Cell
}

// Cell returns the cell in column i, a blank one beyond the end.
func (r *Row) Cell(i int) Cell {
	if i < 0 || i >= len(r.Cells) {
		return Cell{}
	}
	return r.Cells[i]
}

// Table is text in rows and columns with the true row numbers: what a sheet or
// a CSV file held (SPEC S3). Blank rows are not in it. A Table is not changed
// once it was read.
type Table struct {
	// Format is "xlsx" (also for .xlsm), "ods", "xls", "html", "csv" or "tsv".
	Format string
	// Sheet is the name of the sheet, "" for CSV.
	Sheet string
	// HeaderRow is the number of the header row, counted from 1.
	HeaderRow int
	// Header holds the header cells as written.
	Header []string
	Rows   []Row
	// Above are the cells of rows above the header that might be somebody's. A
	// reader fills it in; it is not kept with an upload.
	Above []Row
	// OtherSheets names the other visible sheets with the same headers.
	OtherSheets []string
	// Sheets names all sheets, hidden ones too, in their order. A reader fills it
	// in; it is not kept with an upload.
	Sheets []string
	// MergedHeader is the range of a merged cell that touches the header row
	// ("A1:B1"), "" if there is none.
	MergedHeader string
	// Delimiter and Encoding describe a CSV file ("UTF-8", "UTF-16", "Windows-1252").
	Delimiter rune
	Encoding  string
	// Remarks are what the reader has to say of the file as a whole.
	Remarks []Remark
	// Mark is the mark of our own export, nil if the file bears none.
	Mark *ExportMark
	// Read is what the columns were read as, of a table that was kept with an
	// upload: the cells of those that were not used are gone, so it can't be found
	// out again. A reader leaves it empty.
	Read []ReadColumn
	// Mentions are what stood in cells that are not kept with an upload and led to
	// users; a reader leaves it empty (SPEC S3A.2, S3A.9).
	Mentions []Mention
	// Shown is what the cells of kind Link show, by row and column. A reader
	// fills it in; it is not kept with an upload.
	Shown []Shown
}

// Remark is a note, or a warning, about a file as a whole: a stable code with
// its arguments, name, value, name, value …
type Remark struct {
	Code    string
	Warning bool     `json:",omitempty"`
	Args    []string `json:",omitempty"`
}

// SheetUnwrapped is the code of the remark that everything stood in one column of
// a sheet, as a text file that was opened without cutting it (SPEC S3A.8).
const SheetUnwrapped = "sheet.unwrapped"

// OfText reports whether the cells are those of a text file, in which a number is
// text too: also where that text stood in a workbook.
func (t *Table) OfText() bool {
	return t.Format == "csv" || t.Format == "tsv" || t.Format == "html" || slices.ContainsFunc(t.Remarks, func(r Remark) bool { return r.Code == SheetUnwrapped })
}

// Editable reports whether the file that the table was read from can be written
// again with some cells changed; of any other a copy is a new workbook (SPEC S15.4).
func (t *Table) Editable() bool {
	return t.Format == "xlsx" || t.Format == "csv" || t.Format == "tsv"
}

// ReadColumn is what a column was read as, NoField and why if it was not used.
type ReadColumn struct {
	Field Field
	Why   string `json:",omitempty"`
}

// Mention is the address or the ID of a user that stands in a row, numbered as
// Excel counts.
type Mention struct {
	Row int
	Key string
}

// Shown is the text that a person sees in a cell of kind Link, in row Row as
// Excel counts and column Column of the table.
type Shown struct {
	Row, Column int32
	Text        string
}

// AsShown returns the table with the cells of kind Link in all columns but
// those that follow links as the texts that they show; t itself if there are
// none. A name that is linked to an address stays a name.
func (t *Table) AsShown(follows func(column int) bool) *Table {
	out, last := t, -1
	for _, s := range t.Shown {
		if follows(int(s.Column)) {
			continue
		}
		at, found := slices.BinarySearchFunc(t.Rows, int(s.Row), func(r Row, n int) int { return r.Number - n })
		if !found || t.Rows[at].Cell(int(s.Column)).Kind != Link {
			continue
		}
		if out == t {
			own := *t
			own.Rows, own.Shown = slices.Clone(t.Rows), nil
			out = &own
		}
		if at != last {
			out.Rows[at].Cells, last = slices.Clone(t.Rows[at].Cells), at
		}
		out.Rows[at].Cells[s.Column] = Cell{Text: s.Text}
	}
	return out
}

// ExportMark is what our own XLSX export says about itself (SPEC S7.2): which
// organization at which revision, and whether it held all users.
type ExportMark struct {
	Organization string
	Revision     Revision
	Filtered     bool
}

// HiddenRows counts the rows that are hidden or filtered away.
func (t *Table) HiddenRows() int {
	n := 0
	for i := range t.Rows {
		if t.Rows[i].Hidden {
			n++
		}
	}
	return n
}
