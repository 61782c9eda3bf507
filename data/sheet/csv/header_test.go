package csv

import (
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
)

// FuzzHeaderRow: whatever the first lines hold, the row that is chosen can be a
// header, no row with more known headers and a key lies below it unasked, and
// the row asked for is the row read.
func FuzzHeaderRow(f *testing.F) {
	for _, text := range []string{"Email;ID\na@x;1\n", "Role;Name\nEmail;ID;Phone\n", "\n\nID\n1\n", "Email\nEmail\n", "a@b;ID;Phone\n", "Email,ID\nEmail,ID,Phone\n"} {
		f.Add(text, 0)
		f.Add(text, 2)
	}
	f.Fuzz(func(t *testing.T, text string, row int) {
		row = max(0, min(row, 50))
		table, err := Read(t.Context(), strings.NewReader(text), int64(len(text)), head.Options{HeaderRow: row})
		if err != nil {
			return
		}
		if row > 0 && table.HeaderRow != row {
			t.Fatalf("row %d read for %d", table.HeaderRow, row)
		}
		known := data.UserSchema.Known(table.Header)
		if row == 0 && known == 0 {
			t.Fatalf("%q is no header", table.Header)
		}
		for _, r := range table.Rows {
			if row > 0 || r.Number > head.Searched || r.Ragged {
				continue
			}
			h := head.Options{}.RowOf(r.Number, r.Cells)
			if h.CanHead() && h.HasKey() && len(h.Fields) > known {
				t.Fatalf("row %d %q is a better header than %q", r.Number, h.Names, table.Header)
			}
		}
	})
}
