package plan

import (
	"slices"
	"unicode"

	"headcount.app/headcount/data"
)

// mostDistance is how many letters two words may differ in to be proposed for
// each other; short words less (SPEC S4.7).
func mostDistance(word string) int { return min(3, max(1, len(word)/3)) }

// oneLetterApart reports whether two words differ in one letter. Digits are no
// letters: shop-1 and shop-2 are neighbours, not a slip (SPEC S4.7).
func oneLetterApart(a, b string) bool {
	return a != b && data.Distance(a, b, 1) == 1 && !slices.Equal(letters(a), letters(b))
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
		if far := data.Distance(word, w, limit); far <= limit {
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
