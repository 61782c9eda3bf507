package terminal

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// widestCell is how wide a column of a text table becomes; longer text is cut
// with an ellipsis (JSON has it whole).
const widestCell = 40

// table writes rows under a header in columns, two spaces apart. Columns named
// in right are numbers.
func table(w io.Writer, header []string, rows [][]string, right ...int) {
	widths := make([]int, len(header))
	for _, row := range append([][]string{header}, rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], min(runes(printable(cell)), widestCell))
		}
	}
	aligned := map[int]bool{}
	for _, i := range right {
		aligned[i] = true
	}
	for _, row := range append([][]string{header}, rows...) {
		var line strings.Builder
		for i, cell := range row {
			text := shorten(printable(cell), widestCell)
			if aligned[i] {
				text = strings.Repeat(" ", widths[i]-runes(text)) + text
			}
			line.WriteString(pad(text, widths[i]) + "  ")
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
	}
}

func runes(s string) int { return utf8.RuneCountInString(s) }

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-runes(s)))
}

func shorten(s string, width int) string {
	if runes(s) <= width {
		return s
	}
	return strings.TrimRight(string([]rune(s)[:width-1]), " ") + "…"
}

// printable shows control characters as �, so that a file cannot steer the
// terminal that a report is printed on.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// printJSON writes one value as JSON, indented for people who look.
func (c *call) printJSON(v any) error {
	e := json.NewEncoder(c.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(v)
}
