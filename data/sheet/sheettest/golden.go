package sheettest

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode"

	"headcount.app/headcount/data"
)

// Golden is what testdata/README.md says about a file.
type Golden struct {
	Sheet string
	Facts map[string]string
	lines []string
}

// ReadGolden reads the golden at a path.
func ReadGolden(t *testing.T, path string) Golden {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	g := Golden{Facts: map[string]string{}}
	first, rest, _ := strings.Cut(strings.TrimSuffix(string(raw), "\n"), "\n")
	at := strings.LastIndex(first, " header_row=")
	g.Sheet = strings.TrimPrefix(first[:at], "sheet=")
	g.Facts["header_row"] = first[at+len(" header_row="):]
	for line := range strings.SplitSeq(rest, "\n") {
		if fact, found := strings.CutPrefix(line, "#"); found {
			name, value, _ := strings.Cut(fact, " ")
			g.Facts[name] = value
			continue
		}
		g.lines = append(g.lines, line)
	}
	return g
}

// kindMarks are how goldens write cells that are problems.
var kindMarks = map[data.CellKind]string{
	data.ErrorCell: "!error", data.Uncomputed: "!uncomputed", data.Truncated: "!truncated",
	data.Scientific: "!scientific", data.Date: "!date",
}

// goldenCell writes a cell as a golden does.
func goldenCell(c data.Cell) string {
	if mark, found := kindMarks[c.Kind]; found {
		return mark
	}
	if c.Kind == data.Boolean {
		return strings.ToUpper(c.Text)
	}
	return goldenText(strings.ReplaceAll(strings.ReplaceAll(c.Text, "\r\n", "\n"), "\r", "\n"))
}

// goldenText writes a text as a golden does.
func goldenText(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '|' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '!' && i == 0:
			b.WriteString(`\!`)
		case r != ' ' && (unicode.Is(unicode.Zs, r) || unicode.Is(unicode.M, r) || unicode.Is(unicode.C, r) || r == 0x2028 || r == 0x2029):
			if unicode.IsControl(r) {
				return "!control"
			}
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func goldenLine(number int, cells []data.Cell) string {
	line := fmt.Sprint(number)
	for len(cells) > 0 && cells[len(cells)-1] == (data.Cell{}) {
		cells = cells[:len(cells)-1]
	}
	for _, c := range cells {
		line += "|" + goldenCell(c)
	}
	return line
}

// GoldenTable writes a table as a golden does.
func GoldenTable(table *data.Table) []string {
	header := make([]data.Cell, len(table.Header))
	for i, h := range table.Header {
		header[i].Text = h
	}
	lines := []string{goldenLine(table.HeaderRow, header)}
	for _, r := range table.Rows {
		lines = append(lines, goldenLine(r.Number, r.Cells))
	}
	return lines
}

// Compare holds a table to the golden.
func (g Golden) Compare(t *testing.T, table *data.Table) {
	t.Helper()
	if table.Sheet != g.Sheet || fmt.Sprint(table.HeaderRow) != g.Facts["header_row"] {
		t.Errorf("sheet %q row %d, want %q row %s", table.Sheet, table.HeaderRow, g.Sheet, g.Facts["header_row"])
	}
	var hidden []string
	for _, r := range table.Rows {
		if r.Hidden {
			hidden = append(hidden, fmt.Sprint(r.Number))
		}
	}
	if got := strings.Join(hidden, " "); got != g.Facts["hidden"] {
		t.Errorf("hidden rows %q, want %q", got, g.Facts["hidden"])
	}
	if table.MergedHeader != g.Facts["merged_header"] {
		t.Errorf("merged header %q, want %q", table.MergedHeader, g.Facts["merged_header"])
	}
	got := GoldenTable(table)
	for i := range max(len(got), len(g.lines)) {
		var a, b string
		if i < len(got) {
			a = got[i]
		}
		if i < len(g.lines) {
			b = g.lines[i]
		}
		if a != b {
			t.Errorf("line %d:\n got %s\nwant %s", i, a, b)
		}
	}
}
