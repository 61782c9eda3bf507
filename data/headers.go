package data

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Heading is what a header says of its column (SPEC S3.2, S3A.1).
type Heading struct {
	// Field is the field that is meant, NoField if the header is not known or
	// something else could be meant.
	Field Field
	// Near is the field that is meant if what stands in brackets behind it does
	// not matter after all: "Phone (emergency contact)". NoField otherwise.
	Near Field
	// Work is true for "Email (work)" and its kind, which is the field only
	// while no other column leads to it.
	Work bool
	// Name is the key of the known header in it: "role" in "Role 2".
	Name string
	// Number is the number behind the header of a field that may have several
	// columns, 0 if there is none.
	Number int
}

// OfRoles reports whether a header of Role IDs may also name a kind of work, where
// there is a column Role ID beside it: Role, Hierarchical role.
func (h Heading) OfRoles() bool { return vocabulary().roleNames[h.Name] }

// Heading reads a header: case, accents, spaces, signs and the additions that
// say nothing of the meaning make no difference.
func (s *Schema) Heading(header string) Heading {
	if len(header) > maxHeader {
		return Heading{}
	}
	return s.orUsers().read(header)
}

// ForHeader returns the field that a header cell stands for, NoField for a
// header that is not known or may mean something else. Further columns of a
// field that may have several are numbered: "Role 2" (SPEC S3.2, S3A.1).
func (s *Schema) ForHeader(header string) Field { return s.Heading(header).Field }

// Known counts how many different known fields the cells of a possible header
// row name; it is how the sheet and the header row are chosen (SPEC S3.2).
func (s *Schema) Known(cells []string) int {
	var seen FieldSet
	full := 0
	for _, c := range cells {
		if strings.TrimSpace(c) == "" {
			continue
		}
		switch f := s.ForHeader(c); f {
		case NoField:
		case FullName:
			full = 1
		default:
			seen |= s.Set(f)
		}
	}
	return seen.Len() + full
}

// HeaderKey returns the key by which headers are compared: their letters and
// digits, without case and accents (SPEC S3.2).
func HeaderKey(header string) string {
	words, groups := headerWords(header)
	return strings.ReplaceAll(strings.Join(words, "")+strings.Join(slices.Concat(groups...), ""), numberSign, "")
}

// SameHeader reports whether two headers have the same key. Most texts that are
// no header are told apart without making keys: nothing takes the place of a
// letter or digit of ASCII, and only those of the words "no", "nr" and "num" may
// be left out.
func SameHeader(a, b string) bool {
	return (!isASCII(a) || !isASCII(b) || keptLetters(a) == keptLetters(b)) && HeaderKey(a) == HeaderKey(b)
}

// keptLetters sums up the letters and digits that are in the key of a text of
// ASCII, whatever its words.
func keptLetters(s string) (sum uint32) {
	for i := 0; i < len(s); i++ {
		sum += keptLetter[s[i]&0x7f]
	}
	return sum
}

// keptLetter is what each of them counts.
var keptLetter = func() (counts [0x80]uint32) {
	for i, c := range "0123456789abcdefghijklpqstvwxyz" {
		counts[c] = uint32(i+1) * uint32(i+1)
		counts[unicode.ToUpper(c)] = counts[c]
	}
	return counts
}()

// maxHeader is how many bytes the text of a header has at most.
const maxHeader = 200

// mostWords is more words than any header with additions has.
const mostWords = 16

// mostNumbered is the highest number that counts columns; "Role 2026" is a year.
const mostNumbered = 20

// numberSign stands for #, n°, no and their kind.
const numberSign = "#"

// read reads a header.
func (s *Schema) read(header string) Heading {
	words, groups := headerWords(header)
	if h := s.name(slices.Concat(words, slices.Concat(groups...))); h.Field != NoField {
		return h
	}
	h := s.either(words)
	if h.Field == NoField {
		return h
	}
	known := vocabulary()
	for _, group := range groups {
		inside := s.either(group)
		switch {
		case inside.Field == h.Field: // Phone (mobile), Nom (Last name)
		case inside.Field == ID && h.Field == RoleID: // Hierarchical role (ID)
		case harmless(group):
		case len(group) == 1 && known.work[group[0]] && h.worksFor():
			h.Work = true
		case len(group) == 1 && h.Number == 0 && s.several(h.Field) && columnNumber(group[0]) > 0:
			h.Number = columnNumber(group[0])
		default:
			return Heading{Near: h.Field, Name: h.Name}
		}
	}
	return h
}

// either reads words of which the parts between strokes must all mean the same:
// "First name / Prénom".
func (s *Schema) either(words []string) Heading {
	h := s.name(slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == stroke }))
	if h.Field != NoField || !slices.Contains(words, stroke) {
		return h
	}
	found := Heading{}
	for part := range splitWords(words) {
		h := s.name(part)
		if h.Field == NoField || found.Field != NoField && h.Field != found.Field {
			return Heading{}
		}
		found = h
	}
	return found
}

// splitWords yields the words between strokes, where there are any.
func splitWords(words []string) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		for len(words) > 0 {
			end := slices.Index(words, stroke)
			if end < 0 {
				end = len(words)
			}
			if end > 0 && !yield(words[:end]) {
				return
			}
			words = words[min(end+1, len(words)):]
		}
	}
}

// name finds the field that words without brackets name, however much of them
// are additions.
func (s *Schema) name(words []string) Heading {
	if !slices.Contains(words, numberSign) {
		return s.plain(words)
	}
	for _, sign := range []string{"number", "numero", ""} {
		plain := slices.Clone(words)
		for i, w := range plain {
			if w == numberSign {
				plain[i] = sign
			}
		}
		plain = slices.DeleteFunc(plain, func(w string) bool { return w == "" })
		if h := s.plain(plain); h.Field != NoField && (sign != "" || hasNumber(h.Field)) {
			return h
		}
	}
	return Heading{}
}

// plain is name for words without number signs.
func (s *Schema) plain(words []string) Heading {
	key := strings.Join(words, "")
	if f := s.called(key); f != NoField {
		return Heading{Field: f, Name: key}
	}
	known, last := vocabulary(), len(words)-1
	if last < 1 || last > mostWords {
		return Heading{}
	}
	if n := columnNumber(words[last]); n > 0 {
		h := s.plain(words[:last])
		if h.Field == NoField || !s.several(h.Field) || h.Number != 0 {
			return Heading{}
		}
		h.Number = n
		return h
	}
	if known.need[words[last]] {
		return s.plain(words[:last])
	}
	if known.work[words[0]] {
		return s.ofWork(words[1:])
	}
	if known.work[words[last]] {
		return s.ofWork(words[:last])
	}
	return Heading{}
}

// ofWork is plain for the words beside one that says whose column it is.
func (s *Schema) ofWork(words []string) Heading {
	h := s.plain(words)
	if !h.worksFor() {
		return Heading{}
	}
	h.Work = true
	return h
}

// worksFor reports whether a column of the field may be called that of one's
// work.
func (h Heading) worksFor() bool { return h.Field == Email || h.Field == Phone || h.Field == JobTitle }

// hasNumber reports whether # behind the header of a field says nothing more:
// ID #, but not Position #.
func hasNumber(f Field) bool {
	return f == ID || f == Phone || f == RoleID || f == RoleKey || f == RoleSuperiors
}

// several reports whether a field may have several columns.
func (s *Schema) several(f Field) bool { return s.Info(f).Several }

func columnNumber(word string) int {
	if n, err := strconv.Atoi(word); err == nil && n >= 1 && n <= mostNumbered && word[0] != '0' {
		return n
	}
	return 0
}

// harmless reports whether what stands in brackets says nothing of what the
// column means.
func harmless(group []string) bool {
	known := vocabulary()
	if len(group) == 0 || known.example[group[0]] || len(group) > 1 && group[0] == "e" && group[1] == "g" {
		return true
	}
	says := false
	for _, w := range group {
		switch {
		case known.need[w], known.form[w]:
			says = true
		case w == stroke, w == numberSign, known.fill[w], w[0] >= '0' && w[0] <= '9':
		default:
			return false
		}
	}
	return says
}

// stroke stands among the words for / and its kind.
const stroke = "/"

// headerWords cuts a header into its words, without case and accents, and into
// those of each pair of brackets. "Role2" is two words, so is "max50".
func headerWords(header string) (words []string, groups [][]string) {
	c := headerCutter{}
	for _, r := range unaccent(header) {
		c.take(unicode.ToLower(r))
	}
	c.endGroup()
	return c.words, c.groups
}

// headerCutter is a header being cut.
type headerCutter struct {
	words   []string
	groups  [][]string
	inside  []string // of the brackets that are open
	open    bool
	current []rune // the word so far
}

func (c *headerCutter) take(r rune) {
	n := len(c.current)
	switch {
	case Invisible(r), unicode.Is(unicode.Mn, r):
	case unicode.IsNumber(r) && n > 0 && unicode.IsLetter(c.current[n-1]):
		c.endWord()
		c.current = append(c.current, r)
	case unicode.IsLetter(r), unicode.IsNumber(r):
		c.current = append(c.current, r)
	case r == '°' && string(c.current) == "n":
		c.current = append(c.current, 'o')
		c.endWord()
	case strings.ContainsRune("([{", r):
		c.endGroup()
		c.open = true
	case strings.ContainsRune(")]}", r):
		c.endGroup()
	default:
		c.endWord()
		switch r {
		case '#':
			c.add(numberSign)
		case '/', '|', '\\':
			c.add(stroke)
		}
	}
}

func (c *headerCutter) endWord() {
	switch word := string(c.current); word {
	case "":
	case "no", "nr", "num":
		c.add(numberSign)
	default:
		c.add(word)
	}
	c.current = c.current[:0]
}

func (c *headerCutter) endGroup() {
	c.endWord()
	if c.open {
		c.groups = append(c.groups, c.inside)
	}
	c.inside, c.open = nil, false
}

func (c *headerCutter) add(word string) {
	if c.open {
		c.inside = append(c.inside, word)
		return
	}
	c.words = append(c.words, word)
}
