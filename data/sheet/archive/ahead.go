package archive

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

// Depth is how many elements are open.
func (x *Reader) Depth() int { return len(x.ends) }
