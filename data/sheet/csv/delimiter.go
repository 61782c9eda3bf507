package csv

import (
	"strings"

	"headcount.app/headcount/data/sheet/head"
)

// Delimiters are those that are tried, likeliest first.
const Delimiters = ";,\t|"

// sampleSize is how much of a text is looked at for its delimiter.
const sampleSize = 64 << 10

// DelimiterOf finds what separates the cells (SPEC S3.4): what a `sep=` line
// says, else the one under which a row of known headers appears, else the one
// that cuts the lines most evenly. It returns the text without a `sep=` line,
// which Excel does not count as a row, and the number of lines taken off.
func DelimiterOf(o head.Options, text string) (rest string, comma byte, lines int) {
	if comma, length := sepLine(text); length > 0 {
		return text[length:], comma, 1
	}
	sample := text[:min(len(text), sampleSize)]
	best := delimiterScore{known: -1}
	for i := range len(Delimiters) {
		s := delimiterScore{comma: Delimiters[i], known: mostKnown(o, sample, Delimiters[i])}
		s.even, s.width = Evenness(sample, Delimiters[i])
		if s.better(best) {
			best = s
		}
	}
	return text, best.comma, 0
}

type delimiterScore struct {
	comma byte
	known int
	even  float64
	width int
}

func (s delimiterScore) better(t delimiterScore) bool {
	if s.known != t.known {
		return s.known > t.known
	}
	if s.even != t.even {
		return s.even > t.even
	}
	return s.width > t.width
}

// sepLine reads a first line like sep=; that Excel understands, in quotes or
// not, and returns the length of it with its line break; 0 if there is none.
func sepLine(text string) (comma byte, length int) {
	end := strings.IndexAny(text[:min(len(text), 64)], "\r\n")
	if end < 0 {
		return 0, 0
	}
	line := text[:end]
	if strings.HasPrefix(line, `"`) {
		line = strings.TrimSuffix(line[1:], `"`)
	}
	if len(line) != len("sep=;") || !strings.EqualFold(line[:4], "sep=") {
		return 0, 0
	}
	comma = line[4]
	if comma >= 0x80 || comma == '"' || comma == ' ' || letter1252(comma) || comma >= '0' && comma <= '9' {
		return 0, 0
	}
	if strings.HasPrefix(text[end:], "\r\n") {
		end++
	}
	return comma, end + 1
}

// mostKnown counts the known headers of the best row that could be the header.
// A quote that is not closed ends the search: what was read so far counts.
func mostKnown(o head.Options, sample string, comma byte) int {
	best := 0
	p := newRecords(sample, comma)
	for p.number < head.Searched {
		if more, err := p.next(); !more || err != nil {
			break
		}
		best = max(best, o.Known(headerCells(texts(p.cells))))
	}
	return best
}

// Evenness is the share of lines that the delimiter, where it stands outside
// quotes, cuts into as many cells as most lines, and that number of cells less
// one.
func Evenness(sample string, comma byte) (share float64, width int) {
	counts := map[int]int{}
	lines := 0
	for line := range strings.FieldsFuncSeq(sample, func(r rune) bool { return r == '\n' || r == '\r' }) {
		n, inQuotes := 0, false
		for i := range len(line) {
			if line[i] == '"' {
				inQuotes = !inQuotes
			} else if line[i] == comma && !inQuotes {
				n++
			}
		}
		counts[n]++
		lines++
	}
	most := 0
	for n, count := range counts {
		if n > 0 && (count > most || count == most && n > width) {
			most, width = count, n
		}
	}
	if lines == 0 {
		return 0, 0
	}
	return float64(most) / float64(lines), width
}
