package plan

import (
	"slices"
	"unicode"
)

// mostDistance is how many letters two words may differ in to be proposed for
// each other; short words less (SPEC S4.7).
func mostDistance(word string) int { return min(3, max(1, len(word)/3)) }

// distance counts the letters that have to be put in, taken out, replaced or
// swapped with their neighbour to make b of a; limit+1 once it is more than
// limit.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], limit+1)
}

// oneLetterApart reports whether two words differ in one letter. Digits are no
// letters: shop-1 and shop-2 are neighbours, not a slip (SPEC S4.7).
func oneLetterApart(a, b string) bool {
	return a != b && distance(a, b, 1) == 1 && !slices.Equal(letters(a), letters(b))
}

func letters(s string) []rune {
	var kept []rune
	for _, r := range s {
		if !unicode.IsDigit(r) {
			kept = append(kept, r)
		}
	}
	return kept
}

// nearest returns up to three of the words that are spelled most like word.
func nearest(word string, words []string) []string {
	type candidate struct {
		word string
		far  int
	}
	limit := mostDistance(word)
	var found []candidate
	for _, w := range words {
		if far := distance(word, w, limit); far <= limit {
			found = append(found, candidate{w, far})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return a.far - b.far })
	var out []string
	for _, c := range found[:min(3, len(found))] {
		out = append(out, c.word)
	}
	return out
}
