package xlsx

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// deliberate names the differences from excelize that are meant; each is seen
// in some fixture.
var deliberate = []struct {
	name  string
	meant func(c data.Cell, shown, raw string, date1904 bool) bool
}{
	{"a number is the stored one; only padding and spacing of its format count", func(c data.Cell, _, raw string, _ bool) bool {
		return c.Kind == data.Number && sameNumber(strings.Join(strings.Fields(c.Text), ""), raw)
	}},
	{"a number of more than fifteen digits is marked, not rounded", func(c data.Cell, _, raw string, _ bool) bool {
		return c.Kind == data.Truncated && sameNumber(c.Text, raw)
	}},
	{"scientific notation is never shown", func(c data.Cell, _, raw string, _ bool) bool {
		return c.Kind == data.Scientific && sameNumber(c.Text, raw)
	}},
	{"a date is its day in ISO form", func(c data.Cell, _, raw string, date1904 bool) bool {
		serial, err := strconv.ParseFloat(raw, 64)
		if err != nil {
			return c.Kind == data.Date && strings.HasPrefix(raw, c.Text)
		}
		day, err := excelize.ExcelDateToTime(serial, date1904)
		return c.Kind == data.Date && err == nil && (day.Format("2006-01-02") == c.Text || serial < 61)
	}},
	{"yes and no are words", func(c data.Cell, shown, raw string, _ bool) bool {
		return c.Kind == data.Boolean && (strings.EqualFold(c.Text, shown) || (c.Text == "true") == (raw == "1"))
	}},
	{"a mailto: link counts where the text is no address", func(c data.Cell, _, _ string, _ bool) bool {
		return c.Kind == data.Link && data.ValidAddress(c.Text)
	}},
	{"a formula without a result is marked", func(c data.Cell, shown, _ string, _ bool) bool {
		return c.Kind == data.Uncomputed && shown == ""
	}},
	{"spaces alone at the end of a row are left out", func(c data.Cell, shown, _ string, _ bool) bool {
		return c == data.Cell{} && (data.Cell{Text: shown}).Blank()
	}},
}

// excelizeDiffers are the fixtures that excelize cannot read, or reads wrongly
// as a whole, and why.
var excelizeDiffers = map[string]string{
	"excel-alternate-content.xlsx":  "excelize takes the rows of a fallback for rows of the sheet",
	"excel-escapes.xlsx":            "excelize loses the second half of a character beyond U+FFFF that is written as two escapes",
	"excel-part-case-differs.xlsx":  "excelize does not find a part whose name differs by case",
	"excel-utf16-parts.xlsx":        "excelize does not read UTF-16",
	"excel-workbook-elsewhere.xlsx": "excelize looks for the sheets in xl alone",
}

func sameNumber(a, b string) bool {
	x, err := strconv.ParseFloat(a, 64)
	y, also := strconv.ParseFloat(b, 64)
	return err == nil && also == nil && (x == y || math.Abs(x-y) <= math.Abs(y)*1e-14)
}

// TestAgreesWithExcelize compares every cell of every readable fixture with
// what excelize makes of it, as shown and as stored.
func TestAgreesWithExcelize(t *testing.T) {
	paths, err := filepath.Glob("../testdata/xlsx/*.xls[xm]")
	if err != nil {
		t.Fatal(err)
	}
	seen, compared := map[string]int{}, 0
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			g := sheettest.ReadGolden(t, strings.TrimSuffix(path, filepath.Ext(path))+".golden")
			table, err := readPacked(content, head.Options{Sheet: g.Sheet})
			if _, may := g.Facts["may_refuse"]; may && err != nil {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			differences := compareWithExcelize(t, table, content, seen)
			reason, meant := excelizeDiffers[filepath.Base(path)]
			switch {
			case meant && len(differences) == 0:
				t.Errorf("no difference, though %s", reason)
			case !meant && len(differences) > 0:
				t.Errorf("%d differences:\n%s", len(differences), strings.Join(differences[:min(8, len(differences))], "\n"))
			}
			compared++
		})
	}
	t.Logf("%d workbooks compared; differences that are meant: %v", compared, seen)
	for _, d := range deliberate {
		if seen[d.name] == 0 {
			t.Errorf("no fixture shows that %s", d.name)
		}
	}
}

// compareWithExcelize returns the differences that are not deliberate, and
// counts the others in seen.
func compareWithExcelize(t *testing.T, table *data.Table, content []byte, seen map[string]int) (differences []string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		return []string{err.Error()}
	}
	defer func() { _ = f.Close() }()
	shown, err := f.GetRows(table.Sheet)
	if err != nil {
		return []string{err.Error()}
	}
	raw, err := f.GetRows(table.Sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		return []string{err.Error()}
	}
	props, err := f.GetWorkbookProps()
	date1904 := err == nil && props.Date1904 != nil && *props.Date1904
	rows := map[int]data.Row{}
	for _, r := range table.Rows {
		rows[r.Number] = r
	}
	last := max(len(shown), len(raw))
	for _, r := range table.Rows {
		last = max(last, r.Number)
	}
	for n := table.HeaderRow + 1; n <= last; n++ {
		row := rows[n]
		for c := range max(len(row.Cells), width(shown, n), width(raw, n)) {
			got, s, r := row.Cell(c), cellAt(shown, n, c), cellAt(raw, n, c)
			if got.Text == s && got.Kind != data.Uncomputed {
				continue
			}
			if name := meant(got, s, r, date1904); name != "" {
				seen[name]++
				continue
			}
			ref, _ := excelize.CoordinatesToCellName(c+1, n)
			differences = append(differences, ref+": "+strconv.Quote(got.Text)+", excelize shows "+strconv.Quote(s)+", stores "+strconv.Quote(r))
		}
	}
	return differences
}

func meant(c data.Cell, shown, raw string, date1904 bool) string {
	for _, d := range deliberate {
		if d.meant(c, shown, raw, date1904) {
			return d.name
		}
	}
	return ""
}

func width(rows [][]string, number int) int {
	if number > len(rows) {
		return 0
	}
	return len(rows[number-1])
}

func cellAt(rows [][]string, number, column int) string {
	if column >= width(rows, number) {
		return ""
	}
	return rows[number-1][column]
}
