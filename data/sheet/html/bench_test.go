package html

import (
	"strings"
	"testing"

	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// BenchmarkReadHTML measures 100,000 rows of eight columns (SPEC S12.2).
func BenchmarkReadHTML(b *testing.B) {
	const rows = 100_000
	var page strings.Builder
	page.WriteString("<table>")
	for _, cells := range sheettest.People(rows) {
		page.WriteString("<tr><td>" + strings.Join(cells, "</td><td>") + "</td></tr>\n")
	}
	page.WriteString("</table>")
	b.ReportAllocs()
	for b.Loop() {
		if t, err := readPage(page.String(), head.Options{}); err != nil || len(t.Rows) != rows {
			b.Fatal(err)
		}
	}
}
