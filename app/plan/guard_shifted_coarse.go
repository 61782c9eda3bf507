package plan

import "slices"

// How long a run of changed rows must be in a column where many values are alike,
// and how many values must differ in it (SPEC S4.9).
const (
	coarseRun, coarseNew    = 4, 2
	farRun, farNew          = 5, 3
	coarseFilled, coarseOld = 5, 3
	coarseSeries            = 5
)

// coarseSlip looks at a column in which many values are alike. Rows that have the
// value already don't break a run. A file that is in the order of the new values
// and not of the old ones was sorted anew by somebody: nothing slipped.
func (s *sequence) coarseSlip() slip {
	if ordered(s.now) && !ordered(s.old) {
		return slip{}
	}
	var most slip
	for _, found := range []slip{
		s.run(-1, coarseRun, coarseNew), s.run(1, coarseRun, coarseNew), s.filled(coarseFilled, coarseOld), s.series(coarseSeries), s.far(),
	} {
		if len(found.at) > len(most.at) {
			most = found
		}
	}
	return most
}

// farthest is up to how many rows away a run is looked for: so many cells are
// inserted or deleted at once.
const farthest = 30

// far finds the runs at a distance of more than one row, the longest of them.
func (s *sequence) far() (best slip) {
	for d := 2; d <= farthest && s.n >= farRun; d++ {
		for _, found := range []slip{s.run(-d, farRun, farNew), s.run(d, farRun, farNew)} {
			if len(found.at) > len(best.at) {
				best = found
			}
		}
	}
	return best
}

// run finds runs of rows that get what is stored d rows away, with so many changes
// and so many new values among them.
func (s *sequence) run(d, rows, different int) slip {
	part := make([]bool, len(s.now))
	for start := 0; start < len(s.now); {
		end, n := start, 0
		var values map[string]bool
		for end < len(s.now) && s.follows(end, d) {
			if s.counts[end] {
				n++
				if values == nil {
					values = map[string]bool{}
				}
				values[s.now[end]] = true
			}
			end++
		}
		if n >= rows && len(values) >= different {
			for i := start; i < end; i++ {
				part[i] = s.changes(i)
			}
		}
		start = max(start+1, end)
	}
	fits := func(i int) bool { return part[i] }
	return slip{s.distanceKind(d), s.where(fits), fits}
}

// follows reports whether a row has what is stored in its neighbour; a blank cell
// that slipped leaves what is stored.
func (s *sequence) follows(i, d int) bool {
	if i+d < 0 || i+d >= len(s.old) {
		return false
	}
	return s.now[i] == s.old[i+d] || s.old[i+d] == "" && !s.changes(i)
}

// fewestOrdered is how many values an order must have to be one that somebody made.
const fewestOrdered = 3

// ordered reports whether three values or more rise or fall from row to row, blank
// ones apart.
func ordered(values []string) bool {
	filled := slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "" })
	if !slices.IsSorted(filled) {
		if slices.Reverse(filled); !slices.IsSorted(filled) {
			return false
		}
	}
	return len(slices.Compact(filled)) >= fewestOrdered
}
