package archive

import (
	"bytes"
	"io"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/xml"
)

// Bounds on the XML of a part (SPEC S3.10).
const (
	xmlWindow     = 64 << 10 // bytes lexed at a time
	MaxPiece      = 1 << 20  // bytes of one tag, comment or run of text
	xmlDepth      = 64       // elements within each other; Excel's are 12 deep
	xmlAttributes = 64       // attributes of one element
	xmlBindings   = 128      // namespaces declared at a time

	// What is slower than an element counts as several.
	asideWork       = 2
	declarationWork = 3
	instructionWork = 256 // the lexer starts anew behind it; files have a handful
	scansPerWork    = 4   // names looked at in a list
)

// Token is what Reader.Next found.
type Token uint8

// The kinds of tokens.
const (
	EndOfPart Token = iota
	StartElement
	EndElement
	Text
)

// Attribute is one attribute of the element just started. Both slices are
// good until the next call of Next.
type Attribute struct {
	Name, Value []byte
}

// Reader reads the XML of one part strictly to its end (SPEC S3.9).
//
// The lexer takes a part in one piece and takes much for XML that is none. So
// it is given windows that end before a '<', and everything it lets pass is
// checked here: tags that match, one root, names, quotes, entities, legal
// characters, namespaces. Nothing is allocated for a token.
type Reader struct {
	Part string
	src  *utf8Stream

	buf      []byte // unread bytes: buf[:end]; the lexer has buf[:cut]
	cut, end int
	eof      bool
	Simple   bool // the window has no entity, no CR and no ]
	general  bool // nothing is read ahead in one go, see Ahead
	Work     int  // elements, attributes, texts and entities since the last window
	left     *int // how many of them all parts may still have
	input    *parse.Input
	lexer    *xml.Lexer

	names      []byte // qualified names of the open elements, one after the other
	ends       []int  // where each of them ends in names
	Empty      bool   // the element just started has no end tag
	rooted     bool
	spaces     bindings
	unprefixed Namespace // of elements without a prefix
	scratch    []byte

	// Of the token just read: the element's namespace, name without prefix and
	// attributes, or the text with entities resolved.
	Space Namespace
	Local []byte
	Attrs []Attribute
	marks uint64 // fingerprints of the names in attrs
	Text  []byte
}

// newReader reads the XML of src. left is how many elements, attributes,
// texts and entities are allowed; it is counted down.
func newReader(part string, src io.Reader, left *int) *Reader {
	return &Reader{Part: part, src: &utf8Stream{part: part, src: src}, left: left}
}

// Next reads one token. Comments and processing instructions are passed over.
func (x *Reader) Next() (Token, error) {
	if x.Empty {
		x.Empty = false
		return EndElement, x.Leave()
	}
	if err := x.begin(); err != nil {
		return EndOfPart, err
	}
	return x.token()
}

// token reads the next token of the text, across windows.
func (x *Reader) token() (Token, error) {
	for {
		at := x.input.Offset()
		kind, raw := x.lexer.Next()
		switch kind {
		case xml.StartTagToken:
			return StartElement, x.start()
		case xml.EndTagToken:
			return EndElement, x.finish(raw)
		case xml.TextToken:
			if visible, err := x.characters(raw); visible || err != nil {
				return Text, err
			}
			continue
		case xml.CDATAToken:
			if endsWith(raw, "<![CDATA[", "]]>") {
				return Text, x.cdata(x.lexer.Text())
			}
		case xml.ErrorToken:
			if x.eof {
				return EndOfPart, x.finished()
			}
			at = x.input.Offset()
		default:
			whole, err := x.aside(kind, raw, at)
			if err != nil {
				return EndOfPart, err
			}
			if whole {
				continue
			}
		}
		if err := x.more(at); err != nil {
			return EndOfPart, err
		}
	}
}

// more moves the window on to an offset whose token does not end in it.
func (x *Reader) more(at int) error {
	if x.eof {
		return Damaged(x.Part, "ends within a comment or a section")
	}
	return x.window(at, x.cut-at)
}

// begin fills the first window, once.
func (x *Reader) begin() error {
	if x.lexer != nil {
		return nil
	}
	return x.window(0, 0)
}

// aside passes over a comment or an instruction that begins at an offset of
// the window, and reports whether its end was in the window.
func (x *Reader) aside(kind xml.TokenType, raw []byte, at int) (whole bool, err error) {
	switch kind {
	case xml.StartTagPIToken:
		x.Work += instructionWork
		return x.instruction(at)
	case xml.CommentToken:
		x.Work += asideWork
		whole = endsWith(raw, "<!--", "-->")
		if whole && bytes.Contains(raw[4:len(raw)-3], []byte("--")) {
			return whole, Damaged(x.Part, "a comment within a comment")
		}
		return whole, nil
	}
	return false, Damaged(x.Part, "a document type")
}

func endsWith(raw []byte, head, tail string) bool {
	return len(raw) >= len(head)+len(tail) && string(raw[len(raw)-len(tail):]) == tail
}

// instruction passes over a processing instruction that begins at an offset of
// the window, and reports whether its end was in the window. Its inside need
// not look like a tag, so the lexer starts anew behind it. The XML declaration
// must not lie about UTF-16.
func (x *Reader) instruction(at int) (whole bool, err error) {
	rest := x.buf[at:x.cut]
	end := bytes.Index(rest, []byte("?>"))
	if end < 0 {
		return false, nil
	}
	inside := bytes.ToLower(rest[:end])
	if bytes.HasPrefix(inside, []byte("<?xml ")) && x.src.order == nil && bytes.Contains(inside, []byte("utf-16")) {
		return true, Damaged(x.Part, "says it is UTF-16")
	}
	x.input.Move(at + end + 2 - x.input.Offset())
	x.input.Skip()
	x.lexer = xml.NewLexer(x.input)
	return true, nil
}

// finished checks that the part may end here.
func (x *Reader) finished() error {
	switch {
	case len(x.ends) > 0:
		return Damaged(x.Part, "ends within <%s>", x.names)
	case !x.rooted:
		return Damaged(x.Part, "holds no XML")
	}
	return nil
}

// Skip passes over the rest of the element just started.
func (x *Reader) Skip() error {
	for depth := len(x.ends); len(x.ends) >= depth; {
		if _, err := x.Next(); err != nil {
			return err
		}
	}
	return nil
}

// Drain reads the part to its end.
func (x *Reader) Drain() error {
	for {
		if t, err := x.Next(); err != nil || t == EndOfPart {
			return err
		}
	}
}

// Attr returns the value of an attribute without prefix.
func (x *Reader) Attr(name string) (string, bool) {
	for _, a := range x.Attrs {
		if string(a.Name) == name {
			return string(a.Value), true
		}
	}
	return "", false
}

// Prefixed calls each for the attributes with a prefix, with their namespaces and
// names without it; the value is good until the next token.
func (x *Reader) Prefixed(each func(space Namespace, name, value []byte) error) error {
	for _, a := range x.Attrs {
		i := bytes.IndexByte(a.Name, ':')
		if i < 0 {
			continue
		}
		x.Work += len(x.spaces) / scansPerWork
		if err := each(x.spaces.find(a.Name[:i]), a.Name[i+1:], a.Value); err != nil {
			return err
		}
	}
	return nil
}

// AttrIn returns the value of an attribute in a namespace.
func (x *Reader) AttrIn(space Namespace, name string) (string, bool) {
	for _, a := range x.Attrs {
		prefix, local, found := bytes.Cut(a.Name, []byte(":"))
		if found && string(local) == name && x.spaces.find(prefix) == space {
			return string(a.Value), true
		}
	}
	return "", false
}
