package plan

import (
	"slices"
	"strings"
	"unicode"

	"headcount.app/headcount/data"
)

// isSetAside reports whether a row says nothing of anybody: one that a person
// leaves out, the header once more, or a last row that sums up those above or is a remark. Whoever stands in a row
// left out by hand is mentioned (SPEC S3A.14, S4.3).
func (d *draft) isSetAside(i int) bool {
	r := &d.rows[i]
	as, code := d.aside(i, d.isSummary)
	if code == "" {
		return false
	}
	r.state = as
	d.note(r, code, data.NoField)
	if r.state == skipped {
		for _, cell := range r.source.Cells {
			d.mentionWithin(i, cell.Text)
		}
		if id := r.source.Cell(d.where(data.ID)); d.where(data.ID) >= 0 && !id.Blank() {
			d.alsoMention(i, d.people.withID(data.IDKey(id.Text)))
		}
	}
	return true
}

// aside is the state of a row that says nothing of anybody, and the code of the
// note why: left out by hand, the header once more, or under the list; "" for any
// other.
func (d *fileDraft) aside(i int, isSummary func(row *data.Row, above int) bool) (as state, code string) {
	row := &d.file.Rows[i]
	switch {
	case slices.Contains(d.options.SkipRows, row.Number):
		return skipped, "row.skipped"
	case repeatsHeader(d.file, row):
		return summary, "row.header"
	case d.isFooter(i, isSummary):
		return summary, "row.summary"
	}
	return usable, ""
}

// mostFooter is how many rows at most stand under a list without being part of it.
const mostFooter = 10

// isFooter reports whether a row is one of the last rows that are no people or
// roles: the last row alone, or all behind an empty row (SPEC S3A.14).
func (d *fileDraft) isFooter(i int, isSummary func(row *data.Row, above int) bool) bool {
	rows := d.file.Rows
	first := max(len(rows)-mostFooter, 1)
	if i < first {
		return false
	}
	for k := i; k < len(rows); k++ {
		if !isSummary(&rows[k], k) {
			return false
		}
	}
	if i == len(rows)-1 {
		return true
	}
	for k := i; k >= first && isSummary(&rows[k], k); k-- {
		if rows[k].Number > rows[k-1].Number+1 {
			return true
		}
	}
	return false
}

// totals are the first words of rows that sum up.
var totals = map[string]bool{
	"total": true, "totals": true, "totaux": true, "sum": true, "somme": true, "subtotal": true, "sous-total": true, "count": true, "nombre": true,
	"effectif": true, "headcount": true, "grand": true, "overall": true, "ensemble": true,
}

// isSummary reports whether the last row of a file is no person: no address, no
// name and no ID, which a count of the rows above is not unless somebody has it, and cells in two
// columns at most of those that are read, or a total as its first word (SPEC
// S3A.14).
func (d *draft) isSummary(row *data.Row, above int) bool {
	if slices.ContainsFunc(row.Cells, func(c data.Cell) bool { return strings.ContainsAny(c.Text, "@＠﹫") }) {
		return false
	}
	first, filled, total := d.sumsUp(row)
	named := slices.ContainsFunc([]data.Field{data.FirstName, data.LastName}, func(f data.Field) bool {
		text := data.Clean(row.Cell(d.where(f)).Text)
		return strings.ContainsFunc(text, unicode.IsLetter) && (!total || text != first)
	})
	id := data.Clean(row.Cell(d.where(data.ID)).Text)
	isCount := id == "" || id == itoa(above) && d.people.withID(id) == nobody || total && id == first
	short := filled > 0 && (total || filled <= 2)
	return !row.Ragged && above > 0 && short && !named && isCount
}

// sumsUp returns the first text of a row in the columns that are read, in how
// many there is one, and whether it is a word for a total.
func (d *fileDraft) sumsUp(row *data.Row) (first string, filled int, total bool) {
	for i := range d.known {
		if text := data.Clean(row.Cell(d.known[i].Index).Text); text != "" {
			if first == "" {
				first = text
			}
			filled++
		}
	}
	word, _, _ := strings.Cut(strings.Trim(data.FoldName(first), " :="), " ")
	return first, filled, totals[strings.TrimRight(word, ":")]
}

// checkSkips refuses a row to be left out that the file does not have.
func (d *fileDraft) checkSkips() error {
	for _, n := range d.options.SkipRows {
		_, found := slices.BinarySearchFunc(d.file.Rows, n, func(r data.Row, n int) int { return r.Number - n })
		switch {
		case found:
		case d.lenient:
			d.drop(itoa(n))
		default:
			return &UsageError{UsageSkipRow, []string{"row", itoa(n)}}
		}
	}
	if d.lenient {
		d.options.SkipRows = slices.DeleteFunc(slices.Clone(d.options.SkipRows), func(n int) bool {
			return !slices.ContainsFunc(d.file.Rows, func(r data.Row) bool { return r.Number == n })
		})
	}
	return nil
}

// somebodyAbove refuses a file with a row above its header that holds the ID of
// somebody; rows with an address the reader has refused (SPEC S3A.10).
func somebodyAbove(base *data.Base, file *data.Table, o data.Options) error {
	if o.HeaderRow > 0 || len(file.Above) == 0 {
		return nil
	}
	ids := map[string]bool{}
	for i := range base.Users {
		if id := base.Users[i].ID; len(id) >= shortestID {
			ids[data.IDKey(id)] = true
		}
	}
	return above(file, ids, data.IDKey)
}

// roleAbove is somebodyAbove for a hierarchy file.
func roleAbove(base *data.Base, file *data.Table, o data.Options) error {
	if o.HeaderRow > 0 || len(file.Above) == 0 {
		return nil
	}
	ids := map[string]bool{}
	for i := range base.Roles {
		if id := base.Roles[i].ID; len(id) >= shortestID {
			ids[id] = true
		}
	}
	return above(file, ids, func(text string) string { return text })
}

// above refuses a row above the header in which one of the keys stands.
func above(file *data.Table, keys map[string]bool, key func(text string) string) error {
	for i := range file.Above {
		for _, cell := range file.Above[i].Cells {
			if keys[key(cell.Text)] {
				return data.Refuse(data.FileAboveHeader, nil, "row", itoa(file.Above[i].Number), "header", itoa(file.HeaderRow))
			}
		}
	}
	return nil
}

// shortestID is how long an ID has to be so that it is one wherever it stands.
const shortestID = 3
