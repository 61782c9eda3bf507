package xlsx

import (
	"bytes"
	"io"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/xml"
)

// Bounds on the XML of a part (SPEC S3.10).
const (
	xmlWindow     = 64 << 10 // bytes lexed at a time
	xmlToken      = 1 << 20  // bytes of one tag, comment or run of text
	xmlDepth      = 64       // elements within each other; Excel's are 12 deep
	xmlAttributes = 64       // attributes of one element
	xmlBindings   = 128      // namespaces declared at a time

	// What is slower than an element counts as several.
	asideWork       = 2
	declarationWork = 3
	referenceWork   = 4   // of a link or of merged cells
	instructionWork = 256 // the lexer starts anew behind it; files have a handful
	scansPerWork    = 4   // names looked at in a list
)

// token is what xmlReader.next found.
type token uint8

const (
	endOfPart token = iota
	startElement
	endElement
	text
)

// attribute is one attribute of the element just started. Both slices are
// good until the next call of next.
type attribute struct {
	name, value []byte
}

// xmlReader reads the XML of one part strictly to its end (SPEC S3.9).
//
// The lexer takes a part in one piece and takes much for XML that is none. So
// it is given windows that end before a '<', and everything it lets pass is
// checked here: tags that match, one root, names, quotes, entities, legal
// characters, namespaces. Nothing is allocated for a token.
type xmlReader struct {
	part string
	src  *utf8Stream

	buf      []byte // unread bytes: buf[:end]; the lexer has buf[:cut]
	cut, end int
	eof      bool
	simple   bool // the window has no entity, no CR and no ]
	general  bool // nothing is read ahead in one go, see plainCell
	work     int  // elements, attributes, texts and entities since the last window
	left     *int // how many of them all parts may still have
	input    *parse.Input
	lexer    *xml.Lexer

	names      []byte // qualified names of the open elements, one after the other
	ends       []int  // where each of them ends in names
	empty      bool   // the element just started has no end tag
	rooted     bool
	spaces     bindings
	unprefixed namespace // of elements without a prefix
	scratch    []byte

	// Of the token just read: the element's namespace, name without prefix and
	// attributes, or the text with entities resolved.
	space namespace
	local []byte
	attrs []attribute
	marks uint64 // fingerprints of the names in attrs
	text  []byte
}

// newXMLReader reads the XML of src. left is how many elements, attributes,
// texts and entities are allowed; it is counted down.
func newXMLReader(part string, src io.Reader, left *int) *xmlReader {
	return &xmlReader{part: part, src: &utf8Stream{part: part, src: src}, left: left}
}

// next reads one token. Comments and processing instructions are passed over.
func (x *xmlReader) next() (token, error) {
	if x.empty {
		x.empty = false
		return endElement, x.leave()
	}
	if err := x.begin(); err != nil {
		return endOfPart, err
	}
	return x.token()
}

// token reads the next token of the text, across windows.
func (x *xmlReader) token() (token, error) {
	for {
		at := x.input.Offset()
		kind, raw := x.lexer.Next()
		switch kind {
		case xml.StartTagToken:
			return startElement, x.start()
		case xml.EndTagToken:
			return endElement, x.finish(raw)
		case xml.TextToken:
			if visible, err := x.characters(raw); visible || err != nil {
				return text, err
			}
			continue
		case xml.CDATAToken:
			if endsWith(raw, "<![CDATA[", "]]>") {
				return text, x.cdata(x.lexer.Text())
			}
		case xml.ErrorToken:
			if x.eof {
				return endOfPart, x.finished()
			}
			at = x.input.Offset()
		default:
			whole, err := x.aside(kind, raw, at)
			if err != nil {
				return endOfPart, err
			}
			if whole {
				continue
			}
		}
		if err := x.more(at); err != nil {
			return endOfPart, err
		}
	}
}

// more moves the window on to an offset whose token does not end in it.
func (x *xmlReader) more(at int) error {
	if x.eof {
		return damaged(x.part, "ends within a comment or a section")
	}
	return x.window(at, x.cut-at)
}

// begin fills the first window, once.
func (x *xmlReader) begin() error {
	if x.lexer != nil {
		return nil
	}
	return x.window(0, 0)
}

// aside passes over a comment or an instruction that begins at an offset of
// the window, and reports whether its end was in the window.
func (x *xmlReader) aside(kind xml.TokenType, raw []byte, at int) (whole bool, err error) {
	switch kind {
	case xml.StartTagPIToken:
		x.work += instructionWork
		return x.instruction(at)
	case xml.CommentToken:
		x.work += asideWork
		whole = endsWith(raw, "<!--", "-->")
		if whole && bytes.Contains(raw[4:len(raw)-3], []byte("--")) {
			return whole, damaged(x.part, "a comment within a comment")
		}
		return whole, nil
	}
	return false, damaged(x.part, "a document type")
}

func endsWith(raw []byte, head, tail string) bool {
	return len(raw) >= len(head)+len(tail) && string(raw[len(raw)-len(tail):]) == tail
}

// instruction passes over a processing instruction that begins at an offset of
// the window, and reports whether its end was in the window. Its inside need
// not look like a tag, so the lexer starts anew behind it. The XML declaration
// must not lie about UTF-16.
func (x *xmlReader) instruction(at int) (whole bool, err error) {
	rest := x.buf[at:x.cut]
	end := bytes.Index(rest, []byte("?>"))
	if end < 0 {
		return false, nil
	}
	inside := bytes.ToLower(rest[:end])
	if bytes.HasPrefix(inside, []byte("<?xml ")) && x.src.order == nil && bytes.Contains(inside, []byte("utf-16")) {
		return true, damaged(x.part, "says it is UTF-16")
	}
	x.input.Move(at + end + 2 - x.input.Offset())
	x.input.Skip()
	x.lexer = xml.NewLexer(x.input)
	return true, nil
}

// finished checks that the part may end here.
func (x *xmlReader) finished() error {
	switch {
	case len(x.ends) > 0:
		return damaged(x.part, "ends within <%s>", x.names)
	case !x.rooted:
		return damaged(x.part, "holds no XML")
	}
	return nil
}

// skip passes over the rest of the element just started.
func (x *xmlReader) skip() error {
	for depth := len(x.ends); len(x.ends) >= depth; {
		if _, err := x.next(); err != nil {
			return err
		}
	}
	return nil
}

// drain reads the part to its end.
func (x *xmlReader) drain() error {
	for {
		if t, err := x.next(); err != nil || t == endOfPart {
			return err
		}
	}
}

// attr returns the value of an attribute without prefix.
func (x *xmlReader) attr(name string) (string, bool) {
	for _, a := range x.attrs {
		if string(a.name) == name {
			return string(a.value), true
		}
	}
	return "", false
}

// attrIn returns the value of an attribute in a namespace.
func (x *xmlReader) attrIn(space namespace, name string) (string, bool) {
	for _, a := range x.attrs {
		prefix, local, found := bytes.Cut(a.name, []byte(":"))
		if found && string(local) == name && x.spaces.find(prefix) == space {
			return string(a.value), true
		}
	}
	return "", false
}
