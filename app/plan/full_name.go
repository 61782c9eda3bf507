package plan

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"headcount.app/headcount/data"
)

// fullName is the text of one cell of a column of full names, cut into its
// words (SPEC S15.1). All of it is pure: what is known of the person comes from
// outside.
type fullName struct {
	words []string
	// comma is the number of words before the only comma, 0 without one.
	comma int
}

// parted is a full name split into its two halves.
type parted struct{ first, last string }

// cut is a way to split words: the first k of them, and the others. The order
// says which half is which.
type cut struct {
	k     int
	order data.NameOrder
}

// newFullName cuts a text. Forms of address before a name are no part of it.
func newFullName(text string) fullName {
	text = data.Clean(text)
	before, after, found := strings.Cut(text, ",")
	words, rest := strings.Fields(before), strings.Fields(after)
	if !found || len(words) == 0 || strings.Contains(after, ",") || len(rest) == 0 || allOf(rest, isSuffix) {
		return fullName{words: data.WithoutForms(strings.Fields(strings.ReplaceAll(text, ",", " ")))}
	}
	words, rest = data.WithoutForms(words), data.WithoutForms(rest)
	return fullName{slices.Concat(words, rest), len(words)}
}

// at splits the words.
func (n fullName) at(c cut) parted {
	front, back := strings.Join(n.words[:c.k], " "), strings.Join(n.words[c.k:], " ")
	if c.order == data.LastFirst {
		return parted{first: back, last: front}
	}
	return parted{first: front, last: back}
}

// key is the key by which words of names are compared here: without case,
// accents, hyphens, apostrophes and spaces.
func (n fullName) key(from, to int) string { return data.WideNames(n.words[from:to]...) }

// byComma splits "Dupont, Jean".
func (n fullName) byComma() (cut, bool) {
	return cut{n.comma, data.LastFirst}, n.comma > 0 && n.comma < len(n.words)
}

// byCapitals splits "DUPONT Jean" and "Jean de VILLIERS": the words in capitals
// stand together at one end, and are not all there is.
func (n fullName) byCapitals() (cut, bool) {
	from := slices.IndexFunc(n.words, inCapitals)
	if from < 0 {
		return cut{}, false
	}
	to := from
	for to < len(n.words) && inCapitals(n.words[to]) {
		to++
	}
	if slices.ContainsFunc(n.words[to:], inCapitals) {
		return cut{}, false
	}
	least := 0
	if to == len(n.words) {
		least = 1 // Al GREEN has a first name
	}
	for from > least && isParticle(n.words[from-1]) {
		from--
	}
	switch {
	case from == 0 && to < len(n.words):
		return cut{to, data.LastFirst}, true
	case from > 0 && to == len(n.words):
		return cut{from, data.FirstLast}, true
	}
	return cut{}, false
}

// inCapitals reports whether a word is written in capitals: at least two letters,
// none of them small but in Mc, Mac and d'.
func inCapitals(word string) bool {
	for _, prefix := range []string{"Mc", "Mac", "d'", "d’", "l'", "l’"} {
		if rest, ok := strings.CutPrefix(word, prefix); ok {
			word = rest
			break
		}
	}
	upper := 0
	for _, r := range word {
		switch {
		case unicode.IsLower(r):
			return false
		case unicode.IsUpper(r):
			upper++
		}
	}
	return upper >= 2
}

// byParticle splits where a particle of the last name stands between other
// words: "Jean de la Tour", "de la Tour Jean". Al Green and Van Nguyen have first
// names.
func (n fullName) byParticle(order data.NameOrder) (cut, bool) {
	count := len(n.words)
	if order == data.FirstLast {
		for i := 1; i < count; i++ {
			if elided(n.words[i]) || isParticle(n.words[i]) && i < count-1 {
				return cut{i, order}, true
			}
		}
		return cut{}, false
	}
	for i := 0; i < count-1; i++ {
		end := i
		for end < count && isParticle(n.words[end]) {
			end++
		}
		if end > i && end < count-1 {
			return cut{end + 1, order}, true
		}
		if end == i && elided(n.words[i]) {
			return cut{i + 1, order}, true
		}
	}
	return cut{}, false
}

var particles = wordsOf("de du des la le les del della dei di da das do dos van von vom zu zum zur der den dem ter ten het op af av " +
	"bin ibn ben bint al el mc mac san santa st ste saint sainte")

func isParticle(word string) bool {
	return particles[strings.TrimSuffix(data.FoldName(word), ".")]
}

// elided reports whether a word begins with a particle: d'Ormesson.
func elided(word string) bool {
	folded := data.FoldName(word)
	return len(folded) > 2 && (strings.HasPrefix(folded, "d'") || strings.HasPrefix(folded, "l'"))
}

var suffixes = wordsOf("jr sr ii iii iv phd md esq")

func isSuffix(word string) bool { return suffixes[strings.Trim(data.FoldName(word), ".")] }

func wordsOf(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		set[word] = true
	}
	return set
}

// byCount splits what has only one way: two words, or more of which the others
// are initials or suffixes: John F. Kennedy, John Smith Jr.
func (n fullName) byCount(order data.NameOrder) (cut, bool) {
	count := len(n.words)
	if order == data.FirstLast {
		for count > 2 && isSuffix(n.words[count-1]) {
			count--
		}
		if count >= 2 && allOf(n.words[1:count-1], isInitial) {
			return cut{count - 1, order}, true
		}
		return cut{}, false
	}
	if count >= 2 && allOf(n.words[2:], isInitial) {
		return cut{1, order}, true
	}
	return cut{}, false
}

func isInitial(word string) bool {
	return utf8.RuneCountInString(strings.TrimSuffix(word, ".")) == 1
}

func allOf(words []string, holds func(string) bool) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !holds(w) })
}

// mostReadings bounds how many ways to split are proposed.
const mostReadings = 4

// readings are all ways to split in an order, each written so that it can be
// read in one way only: "Dupont, Jean Marie".
func (n fullName) readings(order data.NameOrder) []string {
	var texts []string
	for k := 1; k < len(n.words) && len(texts) < mostReadings; k++ {
		at := k
		if order == data.FirstLast {
			at = len(n.words) - k
		}
		p := n.at(cut{at, order})
		texts = append(texts, p.last+", "+p.first)
	}
	return texts
}
