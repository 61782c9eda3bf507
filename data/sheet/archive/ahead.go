package archive

import "bytes"

// Ahead returns the rest of the window for what has a shape that is read in one
// go: elements of a namespace without a prefix, at most so many within each other.
// None if that cannot be. No tag may be half read.
func (x *Reader) Ahead(space Namespace, depth int) []byte {
	if x.general || x.Empty || x.unprefixed != space || len(x.ends)+depth > xmlDepth {
		return nil
	}
	return x.buf[x.input.Offset():x.cut]
}

// Pass goes on behind what was read from ahead.
func (x *Reader) Pass(length, work int) {
	x.input.Move(length)
	x.input.Skip()
	x.Work += work
}

// Plain is a run of text as it is meant, with its entities resolved and its line ends
// made one, and the work that is more than reading it; ok is false for what would be
// refused. It holds until the next text is read.
func (x *Reader) Plain(raw []byte) (text []byte, work int, ok bool) {
	if x.Simple || !bytes.ContainsAny(raw, "&\r]") {
		return raw, 0, true
	}
	if bytes.Contains(raw, []byte("]]>")) {
		return nil, 0, false
	}
	if bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, '\r') < 0 {
		return raw, 0, true
	}
	x.scratch, ok = appendText(x.scratch[:0], raw)
	return x.scratch, entityWork(raw), ok
}

// Depth is how many elements are open.
func (x *Reader) Depth() int { return len(x.ends) }
