package ods

import (
	"strings"
	"testing"

	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// BenchmarkReadODS measures 100,000 rows of eight columns (SPEC S12.2).
func BenchmarkReadODS(b *testing.B) {
	const rows = 100_000
	var all strings.Builder
	for _, cells := range sheettest.People(rows) {
		all.WriteString(row(cells...))
	}
	packed := newBook(all.String()).zip()
	b.ReportAllocs()
	for b.Loop() {
		if t, err := readPacked(packed, head.Options{}); err != nil || len(t.Rows) != rows {
			b.Fatal(err)
		}
	}
}
