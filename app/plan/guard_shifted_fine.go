package plan

import (
	"strings"

	"headcount.app/headcount/data"
)

// How long a run must be in a column where most values differ, and how many values
// one that is filled down replaces: a team of one title that gets another is none.
const fineRun, fineOld = 3, 2

// fineSlip looks at a column in which most values differ: more than half of its
// changes, and at least three, are the value of the row at one distance, a value
// that somebody else gives up, a value filled down, or a series (SPEC S4.9).
func (s *sequence) fineSlip(limit data.Threshold) slip {
	s.leaveSwaps()
	for _, found := range []slip{s.apart(), s.givenUp(), s.filled(fineRun, fineOld), s.series(fineRun)} {
		if limit.Trips(len(found.at), s.n) {
			return found
		}
	}
	return slip{}
}

// mostSwaps is how many pairs may swap their values in an ordinary month: more are
// a column that was turned round.
const mostSwaps = 2

// leaveSwaps takes the changes out of two people who swap their values.
func (s *sequence) leaveSwaps() {
	turns := map[[2]string]int{}
	for i := range s.counts {
		if s.counts[i] {
			turns[[2]string{s.old[i], s.now[i]}]++
		}
	}
	swaps := s.where(func(i int) bool {
		return turns[[2]string{s.old[i], s.now[i]}] == 1 && turns[[2]string{s.now[i], s.old[i]}] == 1
	})
	if len(swaps) > 2*mostSwaps {
		return
	}
	for _, i := range swaps {
		s.counts[i] = false
		s.n--
	}
}

// where returns the positions whose changes count and for which is holds.
func (s *sequence) where(is func(i int) bool) []int {
	var at []int
	for i := range s.counts {
		if s.counts[i] && is(i) {
			at = append(at, i)
		}
	}
	return at
}

// mostAlike is how often a value may be stored to be looked for elsewhere: one
// that many have says nothing about a distance.
const mostAlike = 8

// apart finds the distance at which most new values are stored.
func (s *sequence) apart() slip {
	stored := s.storedAt()
	votes := map[int]int{}
	best := 0
	for i := range s.counts {
		if !s.counts[i] || s.now[i] == "" || len(stored[s.now[i]]) > mostAlike {
			continue
		}
		for _, j := range stored[s.now[i]] {
			d := j - i
			votes[d]++
			if votes[d] > votes[best] || votes[d] == votes[best] && nearer(d, best) {
				best = d
			}
		}
	}
	fits := func(i int) bool { return best != 0 && s.beside(i, best) }
	return slip{s.distanceKind(best), s.where(fits), fits}
}

// nearer makes the choice between two distances the same each time.
func nearer(a, b int) bool { return b == 0 || max(a, -a) < max(b, -b) || a == -b && a < 0 }

func (s *sequence) storedAt() map[string][]int {
	stored := map[string][]int{}
	for i, key := range s.old {
		if key != "" {
			stored[key] = append(stored[key], i)
		}
	}
	return stored
}

// beside reports whether a position gets what is stored at distance d.
func (s *sequence) beside(i, d int) bool {
	return i+d >= 0 && i+d < len(s.old) && s.now[i] != "" && s.now[i] == s.old[i+d]
}

func (s *sequence) distanceKind(d int) string {
	switch d {
	case -1:
		return "above"
	case 1:
		return "below"
	}
	return "apart"
}

// givenUp finds values that another changed person of the file gives up, as when
// the column was sorted alone.
func (s *sequence) givenUp() slip {
	given := map[string]int{}
	for i := range s.counts {
		if s.counts[i] {
			given[s.old[i]]++
		}
	}
	fits := func(i int) bool { return s.now[i] != "" && given[s.now[i]] > 0 }
	return slip{"mixed", s.where(fits), fits}
}

// filled finds runs of rows with the value of the row just before the run, which
// replaces so many values, so many different ones among them.
func (s *sequence) filled(rows, different int) slip {
	part := make([]bool, len(s.now))
	for start := 0; start < len(s.now); {
		end := start + 1
		for end < len(s.now) && s.now[end] == s.now[start] {
			end++
		}
		if n, olds := s.changed(start+1, end); n >= rows && olds >= different && s.now[start] != "" {
			for i := start + 1; i < end; i++ {
				part[i] = true
			}
		}
		start = end
	}
	fits := func(i int) bool { return part[i] }
	return slip{"filled", s.where(fits), fits}
}

// changed counts the changes between two positions and how many old values they
// had.
func (s *sequence) changed(from, to int) (n, olds int) {
	seen := map[string]bool{}
	for i := from; i < to; i++ {
		if s.counts[i] {
			n++
			seen[s.old[i]] = true
		}
	}
	return n, len(seen)
}

// series finds runs of changed rows with equal text around a number that grows by
// the same step from row to row.
func (s *sequence) series(rows int) slip {
	part := make([]bool, len(s.now))
	for start := 0; start+1 < len(s.now); {
		end, step := start+1, 0
		for end < len(s.now) && s.changes(end) {
			d := stepBetween(s.now[end-1], s.now[end])
			if d == 0 || step != 0 && d != step {
				break
			}
			step, end = d, end+1
		}
		from := start
		if !s.changes(start) { // the cell that was dragged
			from++
		}
		if end-from >= rows {
			for i := from; i < end; i++ {
				part[i] = true
			}
		}
		start = max(start+1, end-1)
	}
	fits := func(i int) bool { return part[i] }
	return slip{"series", s.where(fits), fits}
}

// stepBetween is by how much the only number in which two values differ grows, 0
// if they are not two of a series.
func stepBetween(a, b string) int {
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	for at > 0 && digit(a[at-1]) {
		at--
	}
	na, resta := leadingNumber(a[at:])
	nb, restb := leadingNumber(b[at:])
	if resta != restb || na < 0 || nb < 0 {
		return 0
	}
	return nb - na
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// leadingNumber takes the digits off the front of a text, at most the last nine
// of them: more make no step that anybody drags. It is -1 if there are none.
func leadingNumber(text string) (int, string) {
	rest := strings.TrimLeft(text, "0123456789")
	digits := text[:len(text)-len(rest)]
	if digits == "" {
		return -1, rest
	}
	n := 0
	for _, c := range digits[max(0, len(digits)-9):] {
		n = n*10 + int(c-'0')
	}
	return n, rest
}
