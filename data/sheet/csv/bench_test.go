package csv

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// benchCSV makes a user file of n rows and 8 columns.
func benchCSV(n int) []byte {
	var b strings.Builder
	b.WriteString(strings.Join(sheettest.Headers8, ";") + "\r\n")
	for i := range n {
		fmt.Fprintf(&b, "prenom.nom%06d@bellerive.example;Zoë;D'Hérouville;shop-%d, shop-%d;Manager;%06d;\"Directrice; régionale\";+33 6 12 34 %02d %02d\r\n",
			i, i%500, i%97, i, i/100%100, i%100)
	}
	return []byte(b.String())
}

// BenchmarkReadCSV reads users from text (SPEC S12.2); heap-B/row is what the
// table holds, text included.
func BenchmarkReadCSV(b *testing.B) {
	small, large := benchCSV(100_000), benchCSV(1_000_000)
	western, err := charmap.Windows1252.NewEncoder().Bytes(small)
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		content []byte
		rows    int
	}{{"100000 UTF-8", small, 100_000}, {"100000 Windows-1252", western, 100_000}, {"1000000 UTF-8", large, 1_000_000}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.content)))
			b.ReportAllocs()
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			for b.Loop() {
				table, err := Read(b.Context(), bytes.NewReader(c.content), int64(len(c.content)), head.Options{})
				if err != nil || len(table.Rows) != c.rows {
					b.Fatal(err)
				}
				b.StopTimer()
				runtime.GC()
				runtime.ReadMemStats(&after)
				runtime.KeepAlive(table)
				b.StartTimer()
			}
			b.ReportMetric((float64(after.HeapAlloc)-float64(before.HeapAlloc))/float64(c.rows), "heap-B/row")
		})
	}
}
