package archive

import (
	"archive/zip"
	"strings"
)

// XML opens a part as XML.
func (p *Pack) XML(f *zip.File, count bool) (*Reader, error) {
	s, err := p.Open(f, count)
	if err != nil {
		return nil, err
	}
	x := newReader(PartName(f), s, &p.work)
	x.general = p.General
	return x, nil
}

// Small opens a part of a kind that is small in every workbook of people.
func (p *Pack) Small(f *zip.File) (*Reader, error) {
	if f.UncompressedSize64 > maxSmall {
		return nil, TooLarge(f.Name, "a list of %d bytes", f.UncompressedSize64)
	}
	return p.XML(f, true)
}

// Root starts the root element, which must be the one named.
func (x *Reader) Root(space Namespace, name string) error {
	t, err := x.Next()
	if err != nil {
		return err
	}
	if t != StartElement || x.Space != space || string(x.Local) != name {
		return Damaged(x.Part, "the root is <%s>, not <%s>", x.Local, name)
	}
	return nil
}

// Children calls child at the start of each child of the element just started,
// until that ends. child must read the child's end. Text between the children
// means damage. Of alternatives the children of the one that counts are its
// children (SPEC S3A.11).
func (x *Reader) Children(child func() error) error {
	for {
		switch t, err := x.Next(); {
		case err != nil:
			return err
		case t == EndElement:
			return nil
		case t == Text:
			if !IsBlank(x.Text) {
				return Damaged(x.Part, "text between elements")
			}
		case x.Is(Compatibility, "AlternateContent"):
			if err := x.Alternatives(child); err != nil {
				return err
			}
		default:
			if err := child(); err != nil {
				return err
			}
		}
	}
}

// Is reports whether the element just started is the one named.
func (x *Reader) Is(space Namespace, name string) bool {
	return x.Space == space && string(x.Local) == name
}

// Alternatives calls child for the children of one of the alternatives in the
// AlternateContent just started: the first that needs nothing beyond what is
// understood here, else the fallback (ECMA-376 part 3, 9.3).
func (x *Reader) Alternatives(child func() error) error {
	taken := false
	return x.Children(func() error {
		switch {
		case taken || x.Space != Compatibility:
		case string(x.Local) == "Choice" && x.understood(), string(x.Local) == "Fallback":
			taken = true
			return x.Children(child)
		}
		return x.Skip()
	})
}

// understood reports whether the namespaces that the choice just started needs
// are all known here.
func (x *Reader) understood() bool {
	needs, _ := x.Attr("Requires")
	for prefix := range strings.FieldsSeq(needs) {
		if x.spaces.find([]byte(prefix)) != Spreadsheet {
			return false
		}
	}
	return needs != ""
}

// OnlyExtensions passes over an extension and refuses any other element: one
// that is not understood, among elements whose order or number counts, could be
// a row or a style too.
func (x *Reader) OnlyExtensions() error {
	if !x.Is(Spreadsheet, "extLst") {
		return Damaged(x.Part, "<%s> where it cannot be", x.Local)
	}
	return x.Skip()
}

// UnlessUnknown passes over elements of other namespaces where they change no
// cell.
func (x *Reader) UnlessUnknown() error {
	if x.Space == Spreadsheet {
		return x.OnlyExtensions()
	}
	return x.Skip()
}

// Counted refuses an element that has fewer children than its attribute says.
func (x *Reader) Counted(name, declared string, found int) error {
	if n, ok := SmallNumber([]byte(declared)); ok && n > found {
		return Damaged(x.Part, "%d of %d %s", found, n, name)
	}
	return nil
}

// SmallNumber reads a number of up to nine digits.
func SmallNumber(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
