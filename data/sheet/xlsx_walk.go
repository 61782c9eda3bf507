package sheet

import "archive/zip"

// xml opens a part as XML.
func (p *pack) xml(f *zip.File, count bool) (*xmlReader, error) {
	s, err := p.open(f, count)
	if err != nil {
		return nil, err
	}
	return newXMLReader(partName(f), s, &p.work), nil
}

// small opens a part of a kind that is small in every workbook of people.
func (p *pack) small(f *zip.File) (*xmlReader, error) {
	if f.UncompressedSize64 > maxSmall {
		return nil, tooLarge(f.Name, "a list of %d bytes", f.UncompressedSize64)
	}
	return p.xml(f, true)
}

// root starts the root element, which must be the one named.
func (x *xmlReader) root(space namespace, name string) error {
	t, err := x.next()
	if err != nil {
		return err
	}
	if t != startElement || x.space != space || string(x.local) != name {
		return damaged(x.part, "the root is <%s>, not <%s>", x.local, name)
	}
	return nil
}

// children calls child at the start of each child of the element just started,
// until that ends. child must read the child's end. Text between the children
// means damage.
func (x *xmlReader) children(child func() error) error {
	for {
		switch t, err := x.next(); {
		case err != nil:
			return err
		case t == endElement:
			return nil
		case t == text:
			if !isBlank(x.text) {
				return damaged(x.part, "text between elements")
			}
		default:
			if err := child(); err != nil {
				return err
			}
		}
	}
}

// is reports whether the element just started is the one named.
func (x *xmlReader) is(space namespace, name string) bool {
	return x.space == space && string(x.local) == name
}

// onlyExtensions passes over an extension and refuses any other element.
func (x *xmlReader) onlyExtensions() error {
	if x.space == spreadsheet && string(x.local) != "extLst" {
		return damaged(x.part, "<%s> where it cannot be", x.local)
	}
	return x.skip()
}
