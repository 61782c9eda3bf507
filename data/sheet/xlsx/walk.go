package xlsx

import (
	"archive/zip"
	"strings"
)

// xml opens a part as XML.
func (p *Pack) xml(f *zip.File, count bool) (*xmlReader, error) {
	s, err := p.Open(f, count)
	if err != nil {
		return nil, err
	}
	x := newXMLReader(PartName(f), s, &p.work)
	x.general = p.general
	return x, nil
}

// small opens a part of a kind that is small in every workbook of people.
func (p *Pack) small(f *zip.File) (*xmlReader, error) {
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
// means damage. Of alternatives the children of the one that counts are its
// children (SPEC S3A.11).
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
		case x.is(compatibility, "AlternateContent"):
			if err := x.alternatives(child); err != nil {
				return err
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

// alternatives calls child for the children of one of the alternatives in the
// AlternateContent just started: the first that needs nothing beyond what is
// understood here, else the fallback (ECMA-376 part 3, 9.3).
func (x *xmlReader) alternatives(child func() error) error {
	taken := false
	return x.children(func() error {
		switch {
		case taken || x.space != compatibility:
		case string(x.local) == "Choice" && x.understood(), string(x.local) == "Fallback":
			taken = true
			return x.children(child)
		}
		return x.skip()
	})
}

// understood reports whether the namespaces that the choice just started needs
// are all known here.
func (x *xmlReader) understood() bool {
	needs, _ := x.attr("Requires")
	for prefix := range strings.FieldsSeq(needs) {
		if x.spaces.find([]byte(prefix)) != spreadsheet {
			return false
		}
	}
	return needs != ""
}

// onlyExtensions passes over an extension and refuses any other element: one
// that is not understood, among elements whose order or number counts, could be
// a row or a style too.
func (x *xmlReader) onlyExtensions() error {
	if !x.is(spreadsheet, "extLst") {
		return damaged(x.part, "<%s> where it cannot be", x.local)
	}
	return x.skip()
}

// unlessUnknown passes over elements of other namespaces where they change no
// cell.
func (x *xmlReader) unlessUnknown() error {
	if x.space == spreadsheet {
		return x.onlyExtensions()
	}
	return x.skip()
}

// counted refuses an element that has fewer children than its attribute says.
func (x *xmlReader) counted(name, declared string, found int) error {
	if n, ok := smallNumber([]byte(declared)); ok && n > found {
		return damaged(x.part, "%d of %d %s", found, n, name)
	}
	return nil
}
