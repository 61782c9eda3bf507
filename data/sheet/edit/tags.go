package edit

import (
	"bytes"
	"strconv"
	"strings"

	"headcount.app/headcount/data/sheet"
)

// tag is one tag of a part, by its place in it. The parts were read by the
// strict reader before, so they are well formed.
type tag struct {
	from, to int // from < to just behind >
	prefix   string
	name     string
	closing  bool // </name>
	empty    bool // <name/>
}

// tags finds the tags of a part one after the other; comments, instructions
// and CDATA are passed over.
type tags struct {
	text []byte
	pos  int
}

func (t *tags) next() (tag, bool) {
	for {
		at := bytes.IndexByte(t.text[t.pos:], '<')
		if at < 0 {
			return tag{}, false
		}
		t.pos += at
		rest := t.text[t.pos:]
		end := 0
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			end = endOf(rest, "-->")
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			end = endOf(rest, "]]>")
		case bytes.HasPrefix(rest, []byte("<?")):
			end = endOf(rest, "?>")
		case bytes.HasPrefix(rest, []byte("<!")):
			end = endOf(rest, ">")
		default:
			found := t.tag(rest)
			t.pos = found.to
			return found, true
		}
		t.pos += end
	}
}

func endOf(text []byte, mark string) int {
	at := bytes.Index(text, []byte(mark))
	if at < 0 {
		return len(text)
	}
	return at + len(mark)
}

func (t *tags) tag(rest []byte) tag {
	end, quote := 1, byte(0)
	for ; end < len(rest) && (quote != 0 || rest[end] != '>'); end++ {
		switch c := rest[end]; {
		case c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		}
	}
	end = min(end+1, len(rest))
	found := tag{from: t.pos, to: t.pos + end, closing: len(rest) > 1 && rest[1] == '/', empty: end > 2 && rest[end-2] == '/'}
	name := rest[1:end]
	if found.closing {
		name = name[1:]
	}
	if i := bytes.IndexAny(name, " \t\r\n/>"); i >= 0 {
		name = name[:i]
	}
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		found.prefix, name = string(name[:i+1]), name[i+1:]
	}
	found.name = string(name)
	return found
}

// attributeOf finds an attribute in a tag: its value, and where it stands from
// the blank before it to its last quote.
func attributeOf(tag []byte, name string) (value string, from, to int, found bool) {
	for i := 1; i < len(tag); i++ {
		if !blankByte(tag[i-1]) || !bytes.HasPrefix(tag[i:], []byte(name)) {
			if tag[i] == '"' || tag[i] == '\'' {
				i += 1 + max(bytes.IndexByte(tag[i+1:], tag[i]), 0)
			}
			continue
		}
		k := i + len(name)
		for k < len(tag) && blankByte(tag[k]) {
			k++
		}
		if k >= len(tag) || tag[k] != '=' {
			continue
		}
		k++
		for k < len(tag) && blankByte(tag[k]) {
			k++
		}
		end := bytes.IndexByte(tag[k+1:], tag[k])
		if end < 0 {
			return "", 0, 0, false
		}
		return string(tag[k+1 : k+1+end]), i - 1, k + 2 + end, true
	}
	return "", 0, 0, false
}

func blankByte(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// withAttribute returns a tag in which an attribute has the value given.
func withAttribute(tag []byte, name, value string) []byte {
	if _, from, to, found := attributeOf(tag, name); found {
		return join(tag[:from], " "+name+`="`+value+`"`, tag[to:])
	}
	end := len(tag) - 1
	if tag[end-1] == '/' {
		end--
	}
	return join(tag[:end], " "+name+`="`+value+`"`, tag[end:])
}

func withoutAttribute(tag []byte, name string) []byte {
	if _, from, to, found := attributeOf(tag, name); found {
		return join(tag[:from], "", tag[to:])
	}
	return tag
}

func join(before []byte, middle string, after []byte) []byte {
	out := make([]byte, 0, len(before)+len(middle)+len(after))
	return append(append(append(out, before...), middle...), after...)
}

// number reads a whole number; 0 for anything else.
func number(text string) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		return 0
	}
	return n
}

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// markup escapes text for a cell or a comment: as XML, and where Excel would
// take _x000D_ for a character (FAULTS of other writers).
func markup(text string) string {
	text = xmlEscapes.Replace(sheet.Visible(text))
	for i := 0; i+7 <= len(text); i++ {
		if text[i] == '_' && text[i+1] == 'x' && text[i+6] == '_' && isHex(text[i+2:i+6]) {
			text = text[:i] + "_x005F" + text[i:]
			i += 6
		}
	}
	return text
}

func isHex(s string) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// insertBefore puts text before the last closing tag with the name given, and
// opens an empty element for it.
func insertBefore(part []byte, name string, text func(prefix string) string) ([]byte, bool) {
	t := tags{text: part}
	var last tag
	found := false
	for {
		next, more := t.next()
		if !more {
			break
		}
		if next.name == name && (next.closing || next.empty) {
			last, found = next, true
		}
	}
	if !found {
		return part, false
	}
	if !last.empty {
		return join(part[:last.from], text(last.prefix), part[last.from:]), true
	}
	open := bytes.TrimRight(part[last.from:last.to-2], " ")
	return join(part[:last.from], string(open)+">"+text(last.prefix)+"</"+last.prefix+name+">", part[last.to:]), true
}
