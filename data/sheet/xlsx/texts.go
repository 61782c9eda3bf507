package xlsx

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"headcount.app/headcount/data/sheet/archive"
)

// textOf appends the text of the element just started, up to its end, with its
// _xHHHH_ escapes resolved (SPEC S3.5).
func (x *xmlReader) textOf(to []byte) ([]byte, error) {
	from := len(to)
	for {
		switch t, err := x.Next(); {
		case err != nil:
			return to, err
		case t == archive.Text:
			to = append(to, x.Text...)
			if len(to)-from > archive.MaxPiece {
				return to, archive.TooLarge(x.Part, "a text of more than %d bytes", archive.MaxPiece)
			}
		case t == archive.EndElement:
			return to[:from+len(resolveEscapes(to[from:]))], nil
		default:
			return to, archive.Damaged(x.Part, "<%s> within a text", x.Local)
		}
	}
}

// richText appends the text of the shared or inline string just started, or of
// one of its runs, without phonetic runs.
func (x *xmlReader) richText(to []byte) ([]byte, error) {
	for {
		t, err := x.Next()
		switch {
		case err != nil:
			return to, err
		case t == archive.EndElement:
			return to, nil
		case t == archive.Text:
			if !archive.IsBlank(x.Text) {
				return to, archive.Damaged(x.Part, "text outside its element")
			}
		case x.Is(archive.Compatibility, "AlternateContent"):
			to, err = x.richAlternatives(to)
		case x.Space != archive.Spreadsheet:
			err = x.OnlyExtensions()
		default:
			to, err = x.richPart(to)
		}
		if err != nil {
			return to, err
		}
	}
}

// richAlternatives appends the text of alternative parts of a string.
func (x *xmlReader) richAlternatives(to []byte) ([]byte, error) {
	err := x.Alternatives(func() error {
		if x.Space != archive.Spreadsheet {
			return x.OnlyExtensions()
		}
		var err error
		to, err = x.richPart(to)
		return err
	})
	return to, err
}

func (x *xmlReader) richPart(to []byte) ([]byte, error) {
	switch string(x.Local) {
	case "t":
		return x.textOf(to)
	case "r":
		return x.richText(to)
	case "rPr", "rPh", "phoneticPr", "extLst":
		return to, x.Skip()
	}
	return to, archive.Damaged(x.Part, "<%s> within a string", x.Local)
}

// resolveEscapes resolves _xHHHH_ in place: what cannot stand in XML is
// written so, and so is an underscore that would begin an escape.
func resolveEscapes(b []byte) []byte {
	i := bytes.Index(b, []byte("_x"))
	if i < 0 {
		return b
	}
	out := b[:i]
	for i < len(b) {
		unit, ok := escape(b[i:])
		if !ok {
			out = append(out, b[i])
			i++
			continue
		}
		i += 7
		r := rune(unit)
		if utf16.IsSurrogate(r) {
			r = utf8.RuneError
			if low, pair := escape(b[i:]); pair && utf16.DecodeRune(rune(unit), rune(low)) != utf8.RuneError {
				r = utf16.DecodeRune(rune(unit), rune(low))
				i += 7
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// escape reads _xHHHH_ at the start of b.
func escape(b []byte) (unit uint16, ok bool) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	for _, c := range b[2:6] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		unit = unit<<4 | uint16(c)
	}
	return unit, true
}
