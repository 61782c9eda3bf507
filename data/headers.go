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

// HeadingOf reads a header of a user file: case, accents, spaces, signs and
// the additions that say nothing of the meaning make no difference.
func HeadingOf(header string) Heading { return userHeaders.read(header) }

// FieldForHeader returns the field that a header cell stands for, NoField for
// a header that is not known or may mean something else (SPEC S3.2, S3A.1).
func FieldForHeader(header string) Field { return HeadingOf(header).Field }

// RoleFieldForHeader returns the field of a hierarchy file that a header cell
// stands for, NoField for a header that is not known. Further columns of
// superiors may stand side by side: "Superior 2" (SPEC S3.2, S13.2).
func RoleFieldForHeader(header string) Field { return roleHeaders.read(header).Field }

// HeaderKey returns the key by which headers are compared: their letters and
// digits, without case and accents (SPEC S3.2).
func HeaderKey(header string) string {
	words, groups := headerWords(header)
	return strings.ReplaceAll(strings.Join(words, "")+strings.Join(slices.Concat(groups...), ""), numberSign, "")
}

// headers are the headers that are known, by key.
type headers map[string]Field

var (
	userHeaders = headersOf(Fields)
	roleHeaders = headersOf(RoleFields)
)

func headersOf(fields []FieldInfo) headers {
	known := headers{}
	for _, info := range fields {
		for _, h := range slices.Concat(info.English, info.French) {
			known[HeaderKey(h)] = info.Field
		}
	}
	return known
}

// maxHeader is how many bytes the text of a header has at most.
const maxHeader = 200

// mostWords is more words than any header with additions has.
const mostWords = 16

// mostNumbered is the highest number that counts columns; "Role 2026" is a year.
const mostNumbered = 20

// Additions that say nothing of what a column means (SPEC S3A.1). Behind a
// header only those of needWords may stand without brackets: "Email format"
// means something else.
var (
	needWords = wordSet("required mandatory compulsory obligatoire requis requise optional optionnel optionnelle facultatif facultative")
	formWords = wordSet("text texte format max maxi maximum min minimum characters character chars caracteres digits chiffres list liste " +
		"unique s yes no oui non")
	// fillWords mean nothing beside one of the others; so do numbers.
	fillWords = wordSet("see voir of the de la le en in as only seulement uniquement field champ up to jusqu a car must be international and et or ou not non blank")
	// exampleWords begin an example.
	exampleWords = wordSet("eg ex exemple example")
	// workWords name the column of one's work, which may not be the only one.
	workWords = wordSet("work business pro professional professionnel professionnelle professionnels professionnelles")
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// numberSign stands for #, n°, no and their kind.
const numberSign = "#"

// read reads a header.
func (known headers) read(header string) Heading {
	if len(header) > maxHeader {
		return Heading{Field: NoField, Near: NoField}
	}
	words, groups := headerWords(header)
	if h := known.name(slices.Concat(words, slices.Concat(groups...))); h.Field != NoField {
		return h
	}
	h := known.either(words)
	if h.Field == NoField {
		return h
	}
	for _, group := range groups {
		inside := known.either(group)
		switch {
		case inside.Field == h.Field: // Phone (mobile), Nom (Last name)
		case inside.Field == ID && h.Field == RoleID: // Hierarchical role (ID)
		case harmless(group):
		case len(group) == 1 && workWords[group[0]] && h.worksFor():
			h.Work = true
		case len(group) == 1 && h.Number == 0 && several(h.Field) && columnNumber(group[0]) > 0:
			h.Number = columnNumber(group[0])
		default:
			return Heading{Field: NoField, Near: h.Field, Name: h.Name}
		}
	}
	return h
}

// either reads words of which the parts between strokes must all mean the same:
// "First name / Prénom".
func (known headers) either(words []string) Heading {
	h := known.name(slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == stroke }))
	if h.Field != NoField || !slices.Contains(words, stroke) {
		return h
	}
	found := Heading{Field: NoField, Near: NoField}
	for part := range splitWords(words) {
		h := known.name(part)
		if h.Field == NoField || found.Field != NoField && h.Field != found.Field {
			return Heading{Field: NoField, Near: NoField}
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
func (known headers) name(words []string) Heading {
	if !slices.Contains(words, numberSign) {
		return known.plain(words)
	}
	for _, sign := range []string{"number", "numero", ""} {
		plain := slices.Clone(words)
		for i, w := range plain {
			if w == numberSign {
				plain[i] = sign
			}
		}
		plain = slices.DeleteFunc(plain, func(w string) bool { return w == "" })
		if h := known.plain(plain); h.Field != NoField && (sign != "" || hasNumber(h.Field)) {
			return h
		}
	}
	return Heading{Field: NoField, Near: NoField}
}

// plain is name for words without number signs.
func (known headers) plain(words []string) Heading {
	key := strings.Join(words, "")
	if f, ok := known[key]; ok && key != "" {
		return Heading{Field: f, Near: NoField, Name: key}
	}
	last := len(words) - 1
	if last < 1 || last > mostWords {
		return Heading{Field: NoField, Near: NoField}
	}
	if n := columnNumber(words[last]); n > 0 {
		h := known.plain(words[:last])
		if h.Field == NoField || !several(h.Field) || h.Number != 0 {
			return Heading{Field: NoField, Near: NoField}
		}
		h.Number = n
		return h
	}
	if needWords[words[last]] {
		return known.plain(words[:last])
	}
	if workWords[words[0]] {
		return known.ofWork(words[1:])
	}
	if workWords[words[last]] {
		return known.ofWork(words[:last])
	}
	return Heading{Field: NoField, Near: NoField}
}

// ofWork is plain for the words beside one that says whose column it is.
func (known headers) ofWork(words []string) Heading {
	h := known.plain(words)
	if !h.worksFor() {
		return Heading{Field: NoField, Near: NoField}
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
func several(f Field) bool { return f == RoleID || f == RoleSuperiors }

func columnNumber(word string) int {
	if n, err := strconv.Atoi(word); err == nil && n >= 1 && n <= mostNumbered && word[0] != '0' {
		return n
	}
	return 0
}

// harmless reports whether what stands in brackets says nothing of what the
// column means.
func harmless(group []string) bool {
	if len(group) == 0 || exampleWords[group[0]] {
		return true
	}
	says := false
	for _, w := range group {
		switch {
		case needWords[w], formWords[w]:
			says = true
		case w == stroke, w == numberSign, fillWords[w], w[0] >= '0' && w[0] <= '9':
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
	case r == '(' || r == '[' || r == '{':
		c.endGroup()
		c.open = true
	case r == ')' || r == ']' || r == '}':
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

// Known counts how many different known fields the cells of a possible header
// row name; it is how the sheet and the header row are chosen (SPEC S3.2).
func Known(cells []string) int { return userHeaders.count(cells) }

// KnownRoles is Known for hierarchy files.
func KnownRoles(cells []string) int { return roleHeaders.count(cells) }

func (known headers) count(cells []string) int {
	seen := map[Field]bool{}
	for _, c := range cells {
		if strings.TrimSpace(c) == "" {
			continue
		}
		if f := known.read(c).Field; f != NoField {
			seen[f] = true
		}
	}
	return len(seen)
}
