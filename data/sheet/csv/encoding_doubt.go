package csv

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
)

// Bounds on what is looked at to tell encodings apart.
const (
	mostDoubtful  = 2000 // different cells
	fewestLetters = 20   // good letters beside which one doubtful sign is no matter
	fewestGood    = 5    // times as many words as are odd
	mostReadings  = 3
)

// evidence is what the cells of a text that is no Unicode say about its being
// Windows-1252 (SPEC S3A.7).
type evidence struct {
	cells []string // with signs beyond ASCII, each once
	// doubtful are the words that make no sense in Windows-1252, good the letters
	// beyond ASCII in all others.
	doubtful []string
	good     int
	// odd are the words that no Western language has, words how many there are
	// with letters or signs beyond ASCII.
	odd   []string
	words int
	// other is the first cell that is a stored name in another encoding alone.
	other string
}

// weigh reads the cells of a text as Windows-1252.
func weigh(raw string, stored func(name string) bool) evidence {
	var e evidence
	seen := map[string]int{} // how many good letters a cell has
	for cell := range strings.FieldsFuncSeq(raw, func(r rune) bool { return strings.ContainsRune(",;\t|\r\n\"", r) }) {
		cell = strings.Trim(cell, " ")
		if good, again := seen[cell]; again {
			e.good += good
			continue
		}
		if isASCII(cell) {
			continue
		}
		known, elsewhere := storedAs(cell, stored)
		if elsewhere && e.other == "" {
			e.other = cell
		}
		before := e.good
		e.judge(cell, known)
		if len(seen) < mostDoubtful {
			seen[cell] = e.good - before
			e.cells = append(e.cells, cell)
		}
	}
	return e
}

// storedAs reports whether a cell is a stored name in Windows-1252, or else in
// another code page.
func storedAs(cell string, stored func(name string) bool) (known, elsewhere bool) {
	if stored == nil || len(cell) > head.MaxText {
		return false, false
	}
	for i := range codePages {
		if text, ok := codePages[i].decode(cell); ok && stored(text) {
			return i == 0, i > 0
		}
	}
	return false, false
}

// judge weighs the words of a cell; those of a stored name are good.
func (e *evidence) judge(cell string, known bool) {
	e.judgeOdd(cell, known)
	for from := 0; from < len(cell); {
		if !inWord(cell[from]) {
			from++
			continue
		}
		to := from
		for to < len(cell) && inWord(cell[to]) {
			to++
		}
		word := cell[from:to]
		from = to
		if isASCII(word) {
			continue
		}
		if !known && doubtfulWord(word) {
			e.doubtful = append(e.doubtful, word)
			continue
		}
		for i := range len(word) {
			if word[i] >= 0x80 {
				e.good++
			}
		}
	}
}

// judgeOdd counts the words of a cell, as spaces and the like part them, and
// collects odd ones.
func (e *evidence) judgeOdd(cell string, known bool) {
	for from := 0; from < len(cell) && len(e.cells) < mostDoubtful; {
		to := from
		for to < len(cell) && strings.IndexByte(" /.+&:\xA0", cell[to]) < 0 {
			to++
		}
		if word := cell[from:to]; !isASCII(word) {
			e.words++
			if !known && odd(word, cell) {
				e.odd = append(e.odd, word)
			}
		}
		from = to + 1
	}
}

// inWord reports whether a byte may belong to a word: a letter, or a sign that
// is half a letter in another encoding.
func inWord(c byte) bool {
	return letter1252(c) || c > 0xA0 && strings.IndexByte("\xAB\xBB\xB7", c) < 0
}

// doubtfulWord reports whether a word makes no sense in Windows-1252: nothing
// but letters from À to ÿ and signs, or one of the letters of Icelandic, which
// stand for others in the code pages of Turkish and Central European, or a sign
// that stands for a letter there.
func doubtfulWord(word string) bool {
	letters, signs, plain := 0, 0, 0
	for i := range len(word) {
		switch c := word[i]; {
		case strings.IndexByte("\xFD\xFE\xF0\xDD\xDE\xD0", c) >= 0 && len(word) > 1:
			return true
		case strings.IndexByte("\xA3\xA5\xA6\xAF\xB3\xB9\xBC\xBE", c) >= 0 && len(word) > 2:
			return true // £ukasz, Pawe³, G¹ska; m³ is one
		case c >= 0xC0:
			letters++
		case c >= 0x80:
			signs++
		default:
			plain++
		}
	}
	return plain == 0 && letters > 0 && (letters >= 3 || letters+signs >= 2 && (signs > 0 || letters == 2))
}

// asWestern decodes a text as Windows-1252 if it reads like it. doubts are the
// words with a sign that may be another, few among many that are right. Otherwise the
// text is refused with the likeliest readings of one of its names.
func asWestern(raw string, stored func(name string) bool) (text string, doubts []string, err error) {
	e := weigh(raw, stored)
	switch {
	case !like1252(raw), e.other != "", len(e.doubtful) > 1, len(e.doubtful) == 1 && e.good < fewestLetters, len(e.odd)*fewestGood > e.words:
		return "", nil, e.refuse(stored)
	}
	text = decode1252(raw)
	for _, word := range append(e.doubtful, e.odd...) {
		word, _ = codePages[0].decode(word)
		doubts = append(doubts, word)
	}
	return text, doubts, nil
}

// refuse names the two or three likeliest readings of one name.
func (e *evidence) refuse(stored func(name string) bool) error {
	example := e.example()
	type reading struct {
		page  *codePage
		text  string
		score float64
	}
	var readings []reading
	for i := range codePages {
		page := &codePages[i]
		r := reading{page: page}
		text, ok := page.decode(example)
		if r.text = text; !ok {
			continue
		}
		for _, cell := range e.cells {
			text, ok := page.decode(cell)
			switch {
			case !ok:
				r.score -= 3
				continue
			case stored != nil && stored(text):
				r.score += 20
			}
			r.score += page.score(text)
		}
		readings = append(readings, r)
	}
	slices.SortStableFunc(readings, func(a, b reading) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	var shown []string
	var names []string
	for _, r := range readings {
		if len(shown) < mostReadings && !slices.Contains(shown, r.text) {
			shown, names = append(shown, r.text), append(names, r.page.name)
		}
	}
	if len(shown) < 2 {
		return data.Refuse(data.FileAmbiguousText, nil)
	}
	return data.Refuse(data.FileAmbiguousText, nil, "headers", strings.Join(shown, "\n"), "names", strings.Join(names, "\n"), "first", names[0])
}

// example is the cell whose readings are shown: a stored name elsewhere, else
// the first that holds a doubtful word, else the first of any.
func (e *evidence) example() string {
	if e.other != "" {
		return e.other
	}
	for _, cell := range e.cells {
		for _, word := range append(e.doubtful, e.odd...) {
			if len(cell) <= head.MaxText && strings.Contains(cell, word) {
				return cell
			}
		}
	}
	for _, cell := range e.cells {
		if len(cell) <= head.MaxText {
			return cell
		}
	}
	return ""
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// MarkDoubtful marks the cells that hold a word in doubt.
func MarkDoubtful(t *data.Table, doubts []string) {
	for i := range t.Rows {
		for k := range t.Rows[i].Cells {
			cell := &t.Rows[i].Cells[k]
			if cell.Kind == data.Text && !isASCII(cell.Text) && slices.ContainsFunc(doubts, func(doubt string) bool { return strings.Contains(cell.Text, doubt) }) {
				cell.Kind = data.Doubtful
			}
		}
	}
}
