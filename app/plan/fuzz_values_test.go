package plan

import (
	"strings"
	"testing"

	"headcount.app/headcount/data"
)

// FuzzValues puts any text of any kind into one cell of a known user and of a new
// one. Whatever is taken over from it can be a value of its field, or a word is
// said of it; what is stored comes back as no change (SPEC S3A.4, S3A.5, S4.12).
func FuzzValues(f *testing.F) {
	for _, text := range []string{
		"102.0", "1 042", "1,000", "'000102", `="000102"`, `=T("x")`, "4E5", "3.36E+10", "1.10", "-75", "0", "N/A", "NULL", "'t Hart", "Nguy?n", "?ukasz",
		"LefÃ¨vre", "£ukasz", "#NV", "Err:508", "Loading…", "########", "&Eacute;lodie", "&amp;amp;", "a–b@x.fr", "ada@x.fr", "Ren\uFFFDe", "00123", "1e5", "shop-lyon, head",
	} {
		for field := range byte(len(data.Fields)) {
			f.Add(text, field, field, field%2 == 0)
		}
	}
	f.Fuzz(func(t *testing.T, text string, field, kind byte, csv bool) {
		target := data.Fields[int(field)%len(data.Fields)].Field
		cell := data.Cell{Text: text, Kind: data.CellKind(kind & 15 % byte(data.Doubtful+1)), Formula: data.Formula(kind >> 4 % 3)}
		for _, known := range []bool{true, false} {
			base := handBase()
			file := exported(base.Users[:2])
			if csv {
				file.Format = "csv"
			}
			column := base.Schema.Place(target)
			if column >= len(file.Header) {
				file.Header = append(file.Header, "Status")
			}
			row := &file.Rows[1]
			if !known {
				for i, value := range []string{"new@x.fr", "Nina", "Neu", "head", "Manager", "N77", "Boss", "+33 9"} {
					row.Cells[i] = data.Cell{Text: value}
				}
			}
			for len(row.Cells) <= column {
				row.Cells = append(row.Cells, data.Cell{})
			}
			row.Cells[column] = cell
			p, err := Build(base, file, data.Options{})
			if err != nil {
				continue
			}
			checkFuzzed(t, base, p)
			checkValues(t, base, p)
		}
	})
}

// checkValues looks at what a plan takes over, and plans it once more.
func checkValues(t *testing.T, base *data.Base, p *Plan) {
	t.Helper()
	d := newDraft(t.Context(), base, &data.Table{Format: "xlsx"}, data.Options{}, nil)
	for i := range p.Lines {
		l := &p.Lines[i]
		if !l.Kind.Changes() || l.Row == 0 {
			continue
		}
		for _, f := range []data.Field{data.FirstName, data.LastName, data.JobTitle, data.Phone, data.ID} {
			value := l.After.Get(f)
			if value == "" || l.Before != nil && value == l.Before.Get(f) {
				continue
			}
			if reason := d.unusable(f, data.Cell{Text: value}); reason != "" && !saidOf(l, f) {
				t.Errorf("%s becomes %q (%s) without a word\n%s", f, value, reason, show(p, nil))
			}
			if (f == data.FirstName || f == data.LastName) && data.NoName(value) && !saidOf(l, f) {
				t.Errorf("%s becomes %q without a word", f, value)
			}
		}
	}
}

// saidOf reports whether anything is said of a field of a line but that spaces
// were passed over.
func saidOf(l *Line, f data.Field) bool {
	for i := range l.Issues {
		if l.Issues[i].Field == f && l.Issues[i].Code != "cell.cleaned" {
			return true
		}
	}
	return false
}

// FuzzSameAndBroken: nothing makes what decides about spellings panic or run long,
// a text is its own spelling, and what was repaired is not broken any more.
func FuzzSameAndBroken(f *testing.F) {
	f.Add("Nguy?n", "Nguyễn")
	f.Add(strings.Repeat("?", 300), strings.Repeat("é", 300))
	f.Add("Ã©Ã©Ã©", "ééé")
	f.Add("&amp;amp;lt;", "1,042.00")
	f.Fuzz(func(t *testing.T, a, b string) {
		data.BrokenSpelling(a, b)
		data.Broken(a, true)
		if !data.SameNameWidely(a, a) || !data.SamePhone(a, a) || !data.SameText(a, a) {
			t.Errorf("%q is not itself", a)
		}
		if plain, ok := data.DecodeEntities(a); ok && plain == a {
			t.Errorf("%q was decoded to itself", a)
		}
		for _, digits := range data.PlainNumbers(a) {
			if !data.OnlyDigits(digits) || len(digits) > len(a) {
				t.Errorf("%q is read as %q", a, digits)
			}
		}
		if address := data.PlainAddress(a); data.PlainAddress(address) != address {
			t.Errorf("%q is not plain", address)
		}
	})
}
