package xlsx

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"
	"headcount.app/headcount/data/sheet/head"
)

// benchmarkBook writes a workbook of people, rows × 8 columns, as excelize
// does when it is given text.
func benchmarkBook(b *testing.B, rows int) []byte {
	b.Helper()
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	header := []any{"Email", "First name", "Last name", "Role ID", "Permission profile", "ID", "Job title", "Phone"}
	if err := w.SetRow("A1", header); err != nil {
		b.Fatal(err)
	}
	for i := range rows {
		row := []any{
			fmt.Sprintf("person.%d@bellerive.example", i), "First" + strconv.Itoa(i%997), "Last" + strconv.Itoa(i%7919),
			"role-" + strconv.Itoa(i%50), "Sales rep", strconv.Itoa(100000 + i), "Position " + strconv.Itoa(i%30),
			fmt.Sprintf("+336%08d", i*7919%100000000),
		}
		if err := w.SetRow("A"+strconv.Itoa(i+2), row); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

// benchmarkRows are the sizes measured; a million only if HEADCOUNT_BENCH_ROWS
// asks for it.
func benchmarkRows() []int {
	rows := []int{1_000, 10_000, 100_000}
	if n, err := strconv.Atoi(os.Getenv("HEADCOUNT_BENCH_ROWS")); err == nil {
		rows = append(rows, n)
	}
	return rows
}

// BenchmarkReadXLSX measures the reader beside excelize's row iterator on the
// same file (SPEC S12.2).
func BenchmarkReadXLSX(b *testing.B) {
	for _, rows := range benchmarkRows() {
		book := benchmarkBook(b, rows)
		b.Run(fmt.Sprintf("rows=%d/headcount", rows), func(b *testing.B) {
			b.SetBytes(int64(len(book)))
			b.ReportAllocs()
			for b.Loop() {
				t, err := Read(context.Background(), bytes.NewReader(book), int64(len(book)), head.Options{})
				if err != nil || len(t.Rows) != rows {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("rows=%d/excelize", rows), func(b *testing.B) {
			b.SetBytes(int64(len(book)))
			b.ReportAllocs()
			for b.Loop() {
				if n := iterateExcelize(b, book); n != rows+1 {
					b.Fatal(n)
				}
			}
		})
	}
}

func iterateExcelize(b *testing.B, book []byte) (n int) {
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		b.Fatal(err)
	}
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			b.Fatal(err)
		}
		n++
	}
	return n
}
