package sheet

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/csv"
)

// WriteTable writes the table.
func WriteTable(w io.Writer, t *data.Table) error {
	folder, err := os.MkdirTemp("", "headcount-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	f := excelize.NewFile(excelize.Options{TmpDir: folder})
	defer f.Close()
	if err := f.SetSheetName(f.GetSheetName(0), t.Sheet); err != nil {
		return err
	}
	out := bookWriter{f: f, styles: map[styleKey]int{}}
	if err := out.properties(Book{Mark: t.Mark}); err != nil {
		return err
	}
	a := anewWriter{bookWriter: &out, table: t, digits: map[int]int{}}
	if err := a.write(); err != nil {
		return err
	}
	return f.Write(w)
}

// anewWriter writes one table into a new workbook.
type anewWriter struct {
	*bookWriter
	table        *data.Table
	text, header int
	scientific   int
	digits       map[int]int // styles of numbers by how many digits they show
}

func (a *anewWriter) makeStyles() (err error) {
	if a.text, err = a.style(styleKey{}); err != nil {
		return err
	}
	if a.header, err = a.style(styleKey{header: true}); err != nil {
		return err
	}
	for n := 1; n <= 15; n++ {
		format := strings.Repeat("0", n)
		if a.digits[n], err = a.f.NewStyle(&excelize.Style{CustomNumFmt: &format}); err != nil {
			return err
		}
	}
	a.scientific, err = a.f.NewStyle(&excelize.Style{NumFmt: 11})
	return err
}

func (a *anewWriter) write() error {
	if err := a.makeStyles(); err != nil {
		return err
	}
	t := a.table
	last := t.HeaderRow
	if n := len(t.Rows); n > 0 {
		last = t.Rows[n-1].Number
	}
	corner, err := excelize.CoordinatesToCellName(max(Columns(t), 1), last)
	if err != nil {
		return err
	}
	if err := a.f.SetSheetDimension(t.Sheet, "A1:"+corner); err != nil {
		return err
	}
	stream, err := a.f.NewStreamWriter(t.Sheet)
	if err != nil {
		return err
	}
	freeze := excelize.Panes{Freeze: true, YSplit: t.HeaderRow, TopLeftCell: fmt.Sprintf("A%d", t.HeaderRow+1), ActivePane: "bottomLeft"}
	if err := stream.SetPanes(&freeze); err != nil {
		return err
	}
	if err := a.widths(stream); err != nil {
		return err
	}
	header := make([]any, len(t.Header))
	for i, title := range t.Header {
		header[i] = excelize.Cell{StyleID: a.header, Value: Visible(title)}
	}
	if err := setRow(stream, t.HeaderRow, header); err != nil {
		return err
	}
	for i := range t.Rows {
		if err := a.row(stream, &t.Rows[i]); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// Columns is the number of columns of a table: rows of text files may be wider
// than the header.
func Columns(t *data.Table) int {
	width := len(t.Header)
	for i := range t.Rows {
		width = max(width, len(t.Rows[i].Cells))
	}
	return width
}

// widths measures the first rows. The last column comes first: the library puts
// each before those it has, and they have to rise.
func (a *anewWriter) widths(stream *excelize.StreamWriter) error {
	for i, title := range slices.Backward(a.table.Header) {
		width := shownWidth(title)
		for k := range min(len(a.table.Rows), 1000) {
			width = max(width, shownWidth(a.table.Rows[k].Cell(i).Text))
		}
		if err := stream.SetColWidth(i+1, i+1, float64(min(max(width+padding, minWidth), maxWidth))); err != nil {
			return err
		}
	}
	return nil
}

func (a *anewWriter) row(stream *excelize.StreamWriter, row *data.Row) error {
	cells := make([]any, len(row.Cells))
	for i, c := range row.Cells {
		n := len(c.Text)
		switch {
		case c.Text == "":
		case c.Kind == data.Number && n <= 15 && csv.Digits(c.Text) == n:
			cells[i] = excelize.Cell{StyleID: a.digits[n], Value: digitsValue(c.Text)}
		case c.Kind == data.Scientific:
			cells[i] = excelize.Cell{StyleID: a.scientific, Value: Visible(c.Text)}
		default:
			cells[i] = excelize.Cell{StyleID: a.text, Value: Visible(c.Text)}
		}
	}
	if !row.Hidden {
		return setRow(stream, row.Number, cells)
	}
	return setRow(stream, row.Number, cells, excelize.RowOpts{Hidden: true})
}

func digitsValue(text string) int {
	n := 0
	for i := range len(text) {
		n = n*10 + int(text[i]-'0')
	}
	return n
}

func setRow(stream *excelize.StreamWriter, number int, cells []any, o ...excelize.RowOpts) error {
	name, err := excelize.CoordinatesToCellName(1, number)
	if err != nil {
		return err
	}
	return stream.SetRow(name, cells, o...)
}
