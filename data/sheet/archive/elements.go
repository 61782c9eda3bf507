package archive

import (
	"bytes"

	"github.com/tdewolff/parse/v2/xml"
)

// start reads a start tag with its attributes.
func (x *Reader) start() error {
	name := x.lexer.Text()
	if len(x.ends) == 0 && x.rooted {
		return Damaged(x.Part, "a second root <%s>", name)
	}
	if !validName(name) {
		return Damaged(x.Part, "no name for an element: %q", name)
	}
	if len(x.ends) == xmlDepth {
		return Damaged(x.Part, "elements deeper than %d", xmlDepth)
	}
	x.rooted = true
	x.Work++
	x.names = append(x.names, name...)
	x.ends = append(x.ends, len(x.names))
	x.Attrs, x.marks = x.Attrs[:0], 0
	for {
		switch kind, raw := x.lexer.Next(); kind {
		case xml.AttributeToken:
			if err := x.attribute(raw); err != nil {
				return err
			}
		case xml.StartTagCloseToken:
			return x.named(name)
		case xml.StartTagCloseVoidToken:
			x.Empty = true
			return x.named(name)
		default:
			return Damaged(x.Part, "the tag <%s> does not end", name)
		}
	}
}

// attribute checks and keeps the attribute that the lexer has just read.
func (x *Reader) attribute(raw []byte) error {
	name, value := x.lexer.Text(), x.lexer.AttrVal()
	if !isSpace(raw[0]) || !validName(name) {
		return Damaged(x.Part, "no attribute: %q", raw)
	}
	if len(value) < 2 || (value[0] != '"' && value[0] != '\'') || value[len(value)-1] != value[0] {
		return Damaged(x.Part, "the attribute %s has no quotes", name)
	}
	if len(x.Attrs) == xmlAttributes {
		return Damaged(x.Part, "more than %d attributes", xmlAttributes)
	}
	if x.isTwice(name) {
		return Damaged(x.Part, "the attribute %s is there twice", name)
	}
	value = value[1 : len(value)-1]
	if bytes.IndexByte(value, '<') >= 0 {
		return Damaged(x.Part, "a < in the attribute %s", name)
	}
	if !x.Simple && bytes.IndexByte(value, '&') >= 0 {
		x.Work += len(value)
		resolved, ok := appendText(nil, value)
		if !ok {
			return Damaged(x.Part, "a bare & in the attribute %s", name)
		}
		value = resolved
	}
	x.Attrs = append(x.Attrs, Attribute{name, value})
	x.Work++
	if len(name) >= 5 && string(name[:5]) == "xmlns" {
		return x.declare(name, value)
	}
	return nil
}

// isTwice reports whether the element has an attribute of the name already.
// Names are compared only if a rough fingerprint was seen before.
func (x *Reader) isTwice(name []byte) bool {
	mark := uint64(1) << ((uint(name[0]) + 7*uint(name[len(name)-1]) + 13*uint(len(name))) % 64)
	if x.marks&mark == 0 {
		x.marks |= mark
		return false
	}
	x.Work += len(x.Attrs) / scansPerWork
	for _, a := range x.Attrs {
		if string(a.Name) == string(name) {
			return true
		}
	}
	return false
}

// declare keeps a declaration of a namespace while its element is open.
func (x *Reader) declare(name, uri []byte) error {
	prefix := name[5:]
	if len(prefix) > 0 && prefix[0] != ':' {
		return nil
	}
	if len(x.spaces) == xmlBindings {
		return Damaged(x.Part, "more than %d namespaces", xmlBindings)
	}
	x.Work += declarationWork
	x.spaces = append(x.spaces, binding{string(bytes.TrimPrefix(prefix, []byte(":"))), namespaceOf(uri), len(x.ends)})
	x.unprefixed = x.spaces.find(nil)
	return nil
}

// named finds the namespace of the element just started.
func (x *Reader) named(name []byte) error {
	x.Local, x.Space = name, x.unprefixed
	if len(name) <= 2 { // c, v, is: too short for a prefix
		return nil
	}
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		x.Work += len(x.spaces) / scansPerWork
		x.Local, x.Space = name[i+1:], x.spaces.find(name[:i])
		if x.Space == noNamespace {
			return Damaged(x.Part, "the prefix of <%s> is not declared", name)
		}
	}
	return nil
}

// finish reads an end tag, which must be that of the innermost open element.
func (x *Reader) finish(raw []byte) error {
	name := x.lexer.Text()
	if raw[len(raw)-1] != '>' {
		return Damaged(x.Part, "the tag </%s does not end", name)
	}
	last := len(x.ends) - 1
	if last < 0 {
		return Damaged(x.Part, "</%s> ends nothing", name)
	}
	from := 0
	if last > 0 {
		from = x.ends[last-1]
	}
	if string(x.names[from:]) != string(name) {
		return Damaged(x.Part, "<%s> is ended by </%s>", x.names[from:], name)
	}
	return x.Leave()
}

// Enter opens an element that was read ahead.
func (x *Reader) Enter(name string) {
	x.names = append(x.names, name...)
	x.ends = append(x.ends, len(x.names))
}

// Leave closes the innermost open element.
func (x *Reader) Leave() error {
	last := len(x.ends) - 1
	from := 0
	if last > 0 {
		from = x.ends[last-1]
	}
	x.names, x.ends = x.names[:from], x.ends[:last]
	for n := len(x.spaces); n > 0 && x.spaces[n-1].depth > last; n-- {
		x.spaces = x.spaces[:n-1]
		x.unprefixed = x.spaces.find(nil)
	}
	return nil
}

// characters keeps a run of text; visible is false for the white space around
// the root.
func (x *Reader) characters(raw []byte) (visible bool, err error) {
	if len(x.ends) == 0 {
		if !IsBlank(raw) {
			return false, Damaged(x.Part, "text outside the root")
		}
		return false, nil
	}
	x.Text = raw
	x.Work++
	if x.Simple {
		return true, nil
	}
	if bytes.IndexByte(raw, ']') >= 0 && bytes.Contains(raw, []byte("]]>")) {
		return true, Damaged(x.Part, "a section ends that did not begin")
	}
	if bytes.IndexByte(raw, '&') >= 0 || bytes.IndexByte(raw, '\r') >= 0 {
		var ok bool
		x.Work += entityWork(raw)
		if x.scratch, ok = appendText(x.scratch[:0], raw); !ok {
			return true, Damaged(x.Part, "a bare & or an unknown entity")
		}
		x.Text = x.scratch
	}
	return true, nil
}

// entityWork is the work that resolving the entities of a text takes: one is as long as
// &amp; at least.
func entityWork(raw []byte) int { return len(raw) / 5 }

// cdata keeps the text of a CDATA section.
func (x *Reader) cdata(raw []byte) error {
	if len(x.ends) == 0 {
		return Damaged(x.Part, "text outside the root")
	}
	x.Work++
	x.scratch = appendLines(x.scratch[:0], raw)
	x.Text = x.scratch
	return nil
}
