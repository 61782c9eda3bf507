package csv

import (
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// TestHostileCSV reads large texts made to take time or memory: each is read or
// refused well within the bounds of SPEC S12.4, 10 s and 300 MB or 2.5 KB a
// row. The clock is generous: it tells minutes from seconds, not good from bad.
func TestHostileCSV(t *testing.T) {
	const size = 8 << 20
	fill := func(head, piece string) string {
		var b strings.Builder
		b.WriteString(head)
		for b.Len() < size {
			b.WriteString(piece)
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"quotes":                      fill("Email;ID\n", `"`),
		"quotes behind spaces":        fill("Email;ID\n", ` "a`),
		"cells that open a quote":     fill("Email;ID\n", `;"a`),
		"doubled quotes":              fill("Email;ID\n", ` "a"";`),
		"closed and open":             fill("Email;ID\n", `"a"`),
		"line breaks":                 fill("Email;ID\n", "\n"),
		"delimiters":                  fill("Email;ID\n", ";"),
		"short rows":                  fill("Email;ID\n", "a;1\n"),
		"a title of many lines":       fill("\"", "a;b\n") + "\"\nEmail;ID\na@x.fr;1\n",
		"cells of two lines":          fill("Email;ID\n", "a;\"x\ny\"\n"),
		"cells of many lines":         fill("Email;ID\n", "a;\""+strings.Repeat("\n", 30000)+"\"\n"),
		"spaces":                      fill("Email;ID\n", " "),
		"apostrophes":                 fill("Email;ID\n", "'"),
		"one long word":               fill("Email;ID\n", "x"),
		"a long header":               fill("Email;", "é") + "\na;1\n",
		"bytes of Windows-1252":       fill("Email;ID\n", "a;Zo\xeb\n"),
		"half of UTF-16":              fill(MarkLE+"E\x00\n\x00", "a\x00"),
		"joined cells":                fill("Email;ID;Phone\n", "\"a;b\"c;\n"),
		"a header of many delimiters": fill("Email", ";") + "\n",
	} {
		var before, after runtime.MemStats
		debug.FreeOSMemory()
		runtime.ReadMemStats(&before)
		start := time.Now()
		table, err := Read(t.Context(), strings.NewReader(text), int64(len(text)), head.Options{})
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if c := sheettest.Code(err); err != nil && (!strings.HasPrefix(c, "file.") || c == data.FileUnreadable) || err == nil && len(table.Rows) > head.MaxRows {
			t.Errorf("%s: %v", name, err)
		}
		// Everything that was ever allocated: more than was held at once.
		rows := min(strings.Count(text, "\n"), head.MaxRows)
		if used := after.TotalAlloc - before.TotalAlloc; used > 300<<20+uint64(rows)*2560 {
			t.Errorf("%s: %d MB for %d rows (%v)", name, used>>20, rows, err)
		}
		if took > sheettest.Slow*10*time.Second {
			t.Errorf("%s: %v", name, took)
		}
	}
}
