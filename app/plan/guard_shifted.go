package plan

import (
	"cmp"
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// guardShifted looks in every column for values that belong to other rows: a
// column that was sorted, shifted or filled alone (SPEC S4.9 shifted). Addresses
// and IDs that go round among stored people are the matter of rotated.
func (p *Plan) guardShifted(base *data.Base, limits data.Guards) {
	changed := map[data.Field]int{}
	for i := range p.Lines {
		if l := &p.Lines[i]; l.matched() && l.Kind.Changes() {
			for _, c := range l.Fields {
				changed[c.Field]++
			}
		}
	}
	var order []int
	for _, info := range p.Schema.Fields() {
		f := info.Field
		if changed[f] <= limits.Shifted.More || p.rotatedBy(f) {
			continue
		}
		if order == nil {
			order = p.fileOrder()
		}
		s := p.sequence(f, order)
		if found := s.slipped(base, limits.Shifted); len(found.at) > 0 {
			p.tripShifted(base, s, found)
		}
	}
}

// fileOrder lists the lines of the stored people whom rows lead to, by row.
func (p *Plan) fileOrder() []int {
	lines := p.linesWhere(func(l *Line) bool { return l.Row != 0 && l.Before != nil && l.Kind != Ignored })
	slices.SortStableFunc(lines, func(a, b int) int { return cmp.Compare(p.Lines[a].Row, p.Lines[b].Row) })
	return lines
}

// sequence is one field over the people of a file, in file order: what is stored
// and what would be, as keys by which values are compared.
type sequence struct {
	field    data.Field
	lines    []int
	old, now []string
	// counts marks the changes that are judged, n is how many there are: a blank
	// that gets a value is none.
	counts []bool
	n      int
}

func (p *Plan) sequence(f data.Field, lines []int) *sequence {
	s := &sequence{field: f, lines: lines, old: make([]string, len(lines)), now: make([]string, len(lines)), counts: make([]bool, len(lines))}
	for i, at := range lines {
		l := &p.Lines[at]
		s.old[i] = valueKey(f, l.Before.Get(f))
		s.now[i] = s.old[i]
		if l.Kind.Changes() && l.changes(f) {
			s.now[i] = valueKey(f, l.After.Get(f))
		}
		if s.counts[i] = s.changes(i) && s.old[i] != ""; s.counts[i] {
			s.n++
		}
	}
	return s
}

func (s *sequence) changes(i int) bool { return s.old[i] != s.now[i] }

// valueKey is what two values of a field are compared by.
func valueKey(f data.Field, text string) string {
	switch f {
	case data.Email:
		return data.EmailKey(text)
	case data.ID:
		return data.IDKey(text)
	case data.RoleID:
		return text
	case data.Phone:
		if key := data.PhoneKey(text); key != "" {
			return key
		}
	}
	return data.FoldName(text)
}

// slip is what a column was found to do.
type slip struct {
	// kind is the variant of the sentence: above, below, apart, mixed, filled,
	// series.
	kind string
	// at are the positions that show it, rising.
	at []int
	// fits reports of any position whether its new value is part of it.
	fits func(i int) bool
}

// slipped finds what a column was found to do; its at is empty if nothing speaks
// against it.
func (s *sequence) slipped(base *data.Base, limit data.Threshold) slip {
	if coarse(base, s.field) {
		return s.coarseSlip()
	}
	return s.fineSlip(limit)
}

// coarse reports whether fewer than half of the values of a field differ in the
// whole base: there equal neighbours are usual.
func coarse(base *data.Base, f data.Field) bool {
	values, n := map[string]bool{}, 0
	for i := range base.Users {
		if text := base.Users[i].Get(f); text != "" {
			values[valueKey(f, text)] = true
			n++
		}
	}
	return 2*len(values) < n
}

// MostExamples is how many people the guard shows old → new.
const MostExamples = 5

// tripShifted lists every change of the column between the first and the last
// row that show what it did; a blank that gets a value only if it fits.
func (p *Plan) tripShifted(base *data.Base, s *sequence, found slip) {
	first, last := found.at[0], found.at[len(found.at)-1]
	var lines []int
	for i := first; i <= last; i++ {
		if s.counts[i] || s.changes(i) && found.fits(i) {
			lines = append(lines, s.lines[i])
		}
	}
	slices.Sort(lines)
	owners := p.owners(base, s.field, lines[:min(MostExamples, len(lines))])
	p.trip(Shifted, lines, "reason", found.kind, "field", s.field.Name(), "first", itoa(p.Lines[s.lines[first]].Row),
		"last", itoa(p.Lines[s.lines[last]].Row), "owners", strings.Join(owners, "\n"))
}

// owners names for each line whose value its new one is today, "" if nobody's or
// that of many.
func (p *Plan) owners(base *data.Base, f data.Field, lines []int) []string {
	wanted := map[string]string{}
	for _, at := range lines {
		wanted[valueKey(f, p.Lines[at].After.Get(f))] = ""
	}
	seen := map[string]int{}
	for i := range base.Users {
		key := valueKey(f, base.Users[i].Get(f))
		if _, asked := wanted[key]; asked && key != "" {
			seen[key]++
			wanted[key] = base.Users[i].Name()
		}
	}
	owners := make([]string, len(lines))
	for i, at := range lines {
		if key := valueKey(f, p.Lines[at].After.Get(f)); seen[key] == 1 {
			owners[i] = wanted[key]
		}
	}
	return owners
}
