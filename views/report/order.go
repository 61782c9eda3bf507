package report

import (
	"cmp"
	"slices"
	"strings"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
)

// order is by which column the lines are sorted; the zero order is the report's own, by
// what happens (SPEC S6.1).
type order struct {
	column     string
	descending bool
}

// sorted puts lines into an order; equal ones stay in that of the plan.
func (r *reportLines) sorted(rows []int, o order) []int {
	if o == (order{}) {
		return rows
	}
	rows = slices.Clone(rows)
	if o.column == byRow || o.column == byWhat {
		slices.SortFunc(rows, func(a, b int) int { return cmp.Or(o.turned(r.byNumber(o.column, a, b)), a-b) })
		return rows
	}
	keys := r.sortKeys(o.column)
	slices.SortFunc(rows, func(a, b int) int { return cmp.Or(o.turned(strings.Compare(keys[a], keys[b])), a-b) })
	return rows
}

// sortKeys are what the lines are sorted by in a column, made when it is first asked for.
func (r *reportLines) sortKeys(column string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if keys := r.keys[column]; keys != nil {
		return keys
	}
	fold := folding{}
	keys := make([]string, len(r.plan.Lines))
	for i := range keys {
		keys[i] = fold.key(&r.plan.Lines[i], column)
	}
	r.keys[column] = keys
	return keys
}

// folding folds each name once: most are those of several people.
type folding map[string]string

func (f folding) name(text string) string {
	folded, known := f[text]
	if !known {
		folded = data.FoldName(text)
		f[text] = folded
	}
	return folded
}

func (o order) turned(c int) int {
	if o.descending {
		return -c
	}
	return c
}

// byNumber compares rows of the file, people without one at the end, or what happens,
// in the order of the tiles.
func (r *reportLines) byNumber(column string, a, b int) int {
	if column == byWhat {
		return cmp.Compare(a, b)
	}
	row := func(i int) uint { return uint(r.plan.Lines[i].Row) - 1 }
	return cmp.Compare(row(a), row(b))
}

// key is what a line is sorted by.
func (f folding) key(l *plan.Line, column string) string {
	u := l.User()
	if l.Role != nil && column != byWhat {
		return data.FoldName(l.Title()) + "\x00" + l.Key()
	}
	if u == nil {
		return ""
	}
	switch column {
	case byPerson:
		return f.name(u.LastName) + "\x00" + f.name(u.FirstName)
	case byEmail:
		return data.EmailKey(u.Email)
	}
	if len(allChanges(l)) == 0 {
		return ""
	}
	first := firstField(l)
	return first.Field.Name() + "\x00" + f.name(first.New)
}
