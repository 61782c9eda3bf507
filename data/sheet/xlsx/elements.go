package xlsx

import (
	"bytes"

	"github.com/tdewolff/parse/v2/xml"
)

// start reads a start tag with its attributes.
func (x *xmlReader) start() error {
	name := x.lexer.Text()
	if len(x.ends) == 0 && x.rooted {
		return damaged(x.part, "a second root <%s>", name)
	}
	if !validName(name) {
		return damaged(x.part, "no name for an element: %q", name)
	}
	if len(x.ends) == xmlDepth {
		return damaged(x.part, "elements deeper than %d", xmlDepth)
	}
	x.rooted = true
	x.work++
	x.names = append(x.names, name...)
	x.ends = append(x.ends, len(x.names))
	x.attrs, x.marks = x.attrs[:0], 0
	for {
		switch kind, raw := x.lexer.Next(); kind {
		case xml.AttributeToken:
			if err := x.attribute(raw); err != nil {
				return err
			}
		case xml.StartTagCloseToken:
			return x.named(name)
		case xml.StartTagCloseVoidToken:
			x.empty = true
			return x.named(name)
		default:
			return damaged(x.part, "the tag <%s> does not end", name)
		}
	}
}

// attribute checks and keeps the attribute that the lexer has just read.
func (x *xmlReader) attribute(raw []byte) error {
	name, value := x.lexer.Text(), x.lexer.AttrVal()
	if !isSpace(raw[0]) || !validName(name) {
		return damaged(x.part, "no attribute: %q", raw)
	}
	if len(value) < 2 || (value[0] != '"' && value[0] != '\'') || value[len(value)-1] != value[0] {
		return damaged(x.part, "the attribute %s has no quotes", name)
	}
	if len(x.attrs) == xmlAttributes {
		return damaged(x.part, "more than %d attributes", xmlAttributes)
	}
	if x.isTwice(name) {
		return damaged(x.part, "the attribute %s is there twice", name)
	}
	value = value[1 : len(value)-1]
	if bytes.IndexByte(value, '<') >= 0 {
		return damaged(x.part, "a < in the attribute %s", name)
	}
	if !x.simple && bytes.IndexByte(value, '&') >= 0 {
		x.work += len(value)
		resolved, ok := appendText(nil, value)
		if !ok {
			return damaged(x.part, "a bare & in the attribute %s", name)
		}
		value = resolved
	}
	x.attrs = append(x.attrs, attribute{name, value})
	x.work++
	if len(name) >= 5 && string(name[:5]) == "xmlns" {
		return x.declare(name, value)
	}
	return nil
}

// isTwice reports whether the element has an attribute of the name already.
// Names are compared only if a rough fingerprint was seen before.
func (x *xmlReader) isTwice(name []byte) bool {
	mark := uint64(1) << ((uint(name[0]) + 7*uint(name[len(name)-1]) + 13*uint(len(name))) % 64)
	if x.marks&mark == 0 {
		x.marks |= mark
		return false
	}
	x.work += len(x.attrs) / scansPerWork
	for _, a := range x.attrs {
		if string(a.name) == string(name) {
			return true
		}
	}
	return false
}

// declare keeps a declaration of a namespace while its element is open.
func (x *xmlReader) declare(name, uri []byte) error {
	prefix := name[5:]
	if len(prefix) > 0 && prefix[0] != ':' {
		return nil
	}
	if len(x.spaces) == xmlBindings {
		return damaged(x.part, "more than %d namespaces", xmlBindings)
	}
	x.work += declarationWork
	x.spaces = append(x.spaces, binding{string(bytes.TrimPrefix(prefix, []byte(":"))), namespaceOf(uri), len(x.ends)})
	x.unprefixed = x.spaces.find(nil)
	return nil
}

// named finds the namespace of the element just started.
func (x *xmlReader) named(name []byte) error {
	x.local, x.space = name, x.unprefixed
	if len(name) <= 2 { // c, v, is: too short for a prefix
		return nil
	}
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		x.work += len(x.spaces) / scansPerWork
		x.local, x.space = name[i+1:], x.spaces.find(name[:i])
		if x.space == noNamespace {
			return damaged(x.part, "the prefix of <%s> is not declared", name)
		}
	}
	return nil
}

// finish reads an end tag, which must be that of the innermost open element.
func (x *xmlReader) finish(raw []byte) error {
	name := x.lexer.Text()
	if raw[len(raw)-1] != '>' {
		return damaged(x.part, "the tag </%s does not end", name)
	}
	last := len(x.ends) - 1
	if last < 0 {
		return damaged(x.part, "</%s> ends nothing", name)
	}
	from := 0
	if last > 0 {
		from = x.ends[last-1]
	}
	if string(x.names[from:]) != string(name) {
		return damaged(x.part, "<%s> is ended by </%s>", x.names[from:], name)
	}
	return x.leave()
}

// enter opens an element that was read ahead.
func (x *xmlReader) enter(name string) {
	x.names = append(x.names, name...)
	x.ends = append(x.ends, len(x.names))
}

// leave closes the innermost open element.
func (x *xmlReader) leave() error {
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
func (x *xmlReader) characters(raw []byte) (visible bool, err error) {
	if len(x.ends) == 0 {
		if !isBlank(raw) {
			return false, damaged(x.part, "text outside the root")
		}
		return false, nil
	}
	x.text = raw
	x.work++
	if x.simple {
		return true, nil
	}
	if bytes.IndexByte(raw, ']') >= 0 && bytes.Contains(raw, []byte("]]>")) {
		return true, damaged(x.part, "a section ends that did not begin")
	}
	if bytes.IndexByte(raw, '&') >= 0 || bytes.IndexByte(raw, '\r') >= 0 {
		var ok bool
		x.work += len(raw) / 5 // an entity is as long as &amp;
		if x.scratch, ok = appendText(x.scratch[:0], raw); !ok {
			return true, damaged(x.part, "a bare & or an unknown entity")
		}
		x.text = x.scratch
	}
	return true, nil
}

// cdata keeps the text of a CDATA section.
func (x *xmlReader) cdata(raw []byte) error {
	if len(x.ends) == 0 {
		return damaged(x.part, "text outside the root")
	}
	x.work++
	x.scratch = appendLines(x.scratch[:0], raw)
	x.text = x.scratch
	return nil
}
