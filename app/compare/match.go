package compare

import (
	"slices"

	"headcount.app/headcount/data"
)

// matching pairs the rows of two files, one with one.
type matching struct {
	before, after []sidePerson
	// partner is the newer row of each older one, taken whether a newer row has one;
	// -1 for none.
	partner []int
	taken   []bool
}

// mostTried bounds the work on rows that all bear the same address.
const mostTried = 100

// matchSides tells for each older row which newer row is about the same person, -1 for
// none: ID first, then an ID that lost its zeros, then email (SPEC S4.1, S3.7), and for rows
// that bear neither all their text, or their names. Laid the other way round, the answer is the same.
func matchSides(before, after *side) []int {
	m := &matching{before: before.people, after: after.people, taken: make([]bool, len(after.people))}
	m.partner = make([]int, len(m.before))
	for i := range m.partner {
		m.partner[i] = -1
	}
	always := func(_, _ *sidePerson) bool { return true }
	m.pair(func(p *sidePerson) string { return p.id }, always, false)
	m.pair(bareKey, func(a, b *sidePerson) bool { return a.numeric || b.numeric }, true)
	m.pair(func(p *sidePerson) string { return p.email }, sameHolder, false)
	m.pair(func(p *sidePerson) string { return p.whole }, always, false)
	m.pair(func(p *sidePerson) string { return p.name }, func(a, b *sidePerson) bool { return a.keyless() || b.keyless() }, true)
	return m.partner
}

func (p *sidePerson) keyless() bool { return p.id == "" && p.email == "" }

func bareKey(p *sidePerson) string {
	if data.OnlyDigits(p.id) {
		return "0" + data.WithoutZeros(p.id)
	}
	return ""
}

// sameHolder reports whether two rows with the same address are about one person: their
// IDs do not contradict each other, or the names agree.
func sameHolder(a, b *sidePerson) bool {
	return a.id == "" || b.id == "" || a.id == b.id || (a.name != "" && a.name == b.name)
}

// pair joins rows with the same key that fit, the first with the first; if only one may
// be meant, none where several have the key.
func (m *matching) pair(key func(*sidePerson) string, fits func(a, b *sidePerson) bool, unique bool) {
	free := map[string][]int{}
	for k := range m.after {
		if text := key(&m.after[k]); text != "" && !m.taken[k] {
			free[text] = append(free[text], k)
		}
	}
	rivals := map[string]int{}
	for i := range m.before {
		if text := key(&m.before[i]); unique && m.partner[i] < 0 {
			rivals[text]++
		}
	}
	for i := range m.before {
		text := key(&m.before[i])
		if text == "" || m.partner[i] >= 0 || unique && (rivals[text] > 1 || len(free[text]) > 1) {
			continue
		}
		rest := free[text]
		at := slices.IndexFunc(rest[:min(len(rest), mostTried)], func(k int) bool { return fits(&m.before[i], &m.after[k]) })
		if at < 0 {
			continue
		}
		m.partner[i] = rest[at]
		m.taken[m.partner[i]] = true
		copy(rest[1:at+1], rest[:at])
		free[text] = rest[1:]
	}
}

// looksNumeric reports whether a cell is a number that may have lost its leading zeros
// (SPEC S3.7).
func looksNumeric(t *data.Table, cell data.Cell) bool {
	if cell.Kind == data.Number {
		return data.OnlyDigits(cell.Text)
	}
	return t.OfText() && cell.Kind == data.Text && data.OnlyDigits(data.Clean(cell.Text))
}

// sameColumn reports whether two rows say the same in a column.
func sameColumn(before, after *side, old, now *data.Row, a, b *sideColumn) bool {
	if b.field == data.RoleID {
		return sameRoleCells(before, after, old, now, a, b)
	}
	x, y := old.Cell(a.indexes[0]), now.Cell(b.indexes[0])
	if x.Text == y.Text || x.Blank() && y.Blank() {
		return true
	}
	if x.Blank() || y.Blank() {
		return false
	}
	return data.SameSpelling(b.field, x.Text, y.Text, looksNumeric(before.table, x) || looksNumeric(after.table, y))
}

// sameRoleCells compares roles as sets, and as numbers where one is a number that may
// have lost its leading zeros.
func sameRoleCells(before, after *side, old, now *data.Row, a, b *sideColumn) bool {
	x, y := roleSet(before, old, a, data.FoldRole), roleSet(after, now, b, data.FoldRole)
	if slices.Equal(x, y) {
		return true
	}
	if len(x) != 1 || len(y) != 1 || !data.SameNumber(x[0], y[0]) {
		return false
	}
	return looksNumeric(before.table, old.Cell(a.indexes[0])) || looksNumeric(after.table, now.Cell(b.indexes[0]))
}

func roleSet(s *side, row *data.Row, c *sideColumn, form func(string) string) []string {
	ids := s.roles(row, c, form)
	slices.Sort(ids)
	return slices.Compact(ids)
}
