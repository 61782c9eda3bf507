package sheet

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strconv"
	"strings"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/workbook"

	"github.com/xuri/excelize/v2"
)

// Book is a workbook to be written: sheets of text in the order given.
type Book struct {
	Sheets []Sheet
	// Mark is what an export says about itself, nil for other books (SPEC S7.2).
	Mark *data.ExportMark
	// Title and Language ("en", "fr") go into the properties of the document,
	// and Created; the time of writing if that is zero.
	Title, Language string
	Created         time.Time
}

// Sheet is one table of a book. Its name has at most 31 characters and none of
// : \ / ? * [ ].
type Sheet struct {
	Name    string
	Columns []Column
	// Rows yields the rows below the header. It is ranged over twice, to
	// measure and to write, and must yield the same rows both times; a row is
	// not kept, so its slices may be used again. Nil is no rows.
	Rows iter.Seq[Row]
	// Hidden sheets are in the book but not shown; the first one never is.
	Hidden bool
}

// Column is one column of a sheet.
type Column struct {
	Title string
	Width Width
	// Choices are offered as a drop-down list below the header; other texts
	// can still be typed.
	Choices []string
}

// Width says how wide a column is.
type Width uint8

// The widths of columns.
const (
	// AsNeeded is as wide as its longest text, up to 60 characters.
	AsNeeded Width = iota
	// Long is 60 characters wide and breaks longer text into lines.
	Long
)

// Row is one row of a sheet.
type Row struct {
	Cells []string
	// Tone colours the whole row, Tones single cells of it; it may be shorter
	// than Cells, and Plain leaves a cell as its row is. A colour says nothing
	// that a word in the row does not say too (SPEC S6.4).
	Tone  Tone
	Tones []Tone
}

// PlainRows turns rows of text into rows without colours.
func PlainRows(rows iter.Seq[[]string]) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for cells := range rows {
			if !yield(Row{Cells: cells}) {
				return
			}
		}
	}
}

// Write writes a book as XLSX (SPEC S6.4, S7.2): every cell is a text cell with
// text format, so nothing is a formula and zeros stay; the header is bold and
// frozen; the dimension of each sheet is what is in it. Text that XLSX cannot
// hold exactly is refused with ErrUnwritable rather than changed. Large books
// go through a temporary folder that only the owner can read and that is gone
// when Write returns.
func Write(w io.Writer, b Book) (err error) {
	if len(b.Sheets) == 0 {
		return errors.New("write a workbook: it has no sheets")
	}
	folder, err := os.MkdirTemp("", "headcount-")
	if err != nil {
		return fmt.Errorf("make a temporary folder: %w", err)
	}
	defer os.RemoveAll(folder)
	f := excelize.NewFile(excelize.Options{TmpDir: folder})
	defer f.Close()
	out := bookWriter{f: f, styles: map[styleKey]int{}, choices: map[[2]int]string{}}
	for i, s := range b.Sheets {
		if i == 0 {
			err = f.SetSheetName(f.GetSheetName(0), s.Name)
		} else {
			_, err = f.NewSheet(s.Name)
		}
		if err != nil {
			return fmt.Errorf("make the sheet %q: %w", s.Name, err)
		}
	}
	if err := out.lists(b.Sheets); err != nil {
		return fmt.Errorf("write the choices: %w", err)
	}
	for i := range b.Sheets {
		if err := out.sheet(i, b.Sheets[i]); err != nil {
			return fmt.Errorf("write the sheet %q: %w", b.Sheets[i].Name, err)
		}
	}
	if err := out.properties(b); err != nil {
		return fmt.Errorf("write the properties: %w", err)
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("write the workbook: %w", err)
	}
	return nil
}

// bookWriter puts sheets into one excelize file.
type bookWriter struct {
	f      *excelize.File
	styles map[styleKey]int
	// choices are the ranges of the list sheet that hold the choices of a
	// column, by numbers of sheet and column.
	choices map[[2]int]string
}

func (b *bookWriter) properties(book Book) error {
	created := book.Created
	if created.IsZero() {
		created = time.Now()
	}
	stamp := created.UTC().Format(time.RFC3339)
	properties := excelize.DocProperties{
		Title: book.Title, Language: book.Language, Creator: "Headcount", Created: stamp, Modified: stamp,
	}
	if book.Mark != nil {
		properties.Identifier = workbook.FormatMark(*book.Mark)
		custom := excelize.CustomProperty{Name: workbook.MarkProperty, Value: properties.Identifier}
		if err := b.f.SetCustomProps(custom); err != nil {
			return err
		}
	}
	if err := b.f.SetDocProps(&properties); err != nil {
		return err
	}
	b.prefix("docProps/core.xml")
	return nil
}

// prefix gives the core properties the prefix that every other program writes:
// ExcelJS refuses a workbook without it.
func (b *bookWriter) prefix(part string) {
	content, found := b.f.Pkg.Load(part)
	core, isBytes := content.([]byte)
	if !found || !isBytes {
		return
	}
	b.f.Pkg.Store(part, []byte(strings.NewReplacer(
		"<coreProperties xmlns=", "<cp:coreProperties xmlns:cp=", "</coreProperties>", "</cp:coreProperties>",
		"<lastModifiedBy></lastModifiedBy>", "",
	).Replace(string(core))))
}

// sheet writes one sheet: once through the rows to measure, once to write.
func (b *bookWriter) sheet(number int, s Sheet) error {
	size, err := measure(s)
	if err != nil {
		return err
	}
	if err := b.frame(number, s, size); err != nil {
		return err
	}
	stream, err := b.f.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	return b.rows(stream, s, size)
}

// frame sets what stands around the rows and must be there before them.
func (b *bookWriter) frame(number int, s Sheet, size extent) error {
	last, err := excelize.CoordinatesToCellName(max(len(s.Columns), 1), size.rows+1)
	if err != nil {
		return err
	}
	if err := b.f.SetSheetDimension(s.Name, "A1:"+last); err != nil {
		return err
	}
	for i := range s.Columns {
		source, found := b.choices[[2]int{number, i}]
		if !found {
			continue
		}
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		list := excelize.NewDataValidation(true)
		list.Sqref = column + "2:" + column + strconv.Itoa(head.MaxRows)
		list.SetSqrefDropList(source)
		if err := b.f.AddDataValidation(s.Name, list); err != nil {
			return err
		}
	}
	if s.Hidden {
		return b.f.SetSheetVisible(s.Name, false)
	}
	return nil
}
