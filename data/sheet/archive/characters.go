package archive

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// nameByte says what a byte may be in the name of an element or attribute: 1
// anywhere, 2 not first. Letters beyond ASCII are all let pass.
var nameByte = func() (table [256]uint8) {
	for c := range table {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', c >= 0x80:
			table[c] = 1
		case c >= '0' && c <= '9', c == '-', c == '.', c == ':':
			table[c] = 2
		}
	}
	return table
}()

func validName(name []byte) bool {
	if len(name) == 0 || nameByte[name[0]] != 1 {
		return false
	}
	for _, c := range name[1:] {
		if nameByte[c] == 0 {
			return false
		}
	}
	return true
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// IsBlank reports whether there is nothing but the blanks of XML.
func IsBlank(b []byte) bool {
	for _, c := range b {
		if !isSpace(c) {
			return false
		}
	}
	return true
}

// checkCharacters refuses bytes that are no UTF-8 and characters that XML does
// not allow: NUL and its kind, U+FFFE, U+FFFF.
func checkCharacters(part string, b []byte) error {
	const low, high = 0x2020202020202020, 0x8080808080808080
	ascii := true
	for i := 0; i < len(b); {
		if len(b)-i >= 8 {
			// Eight at a time: no byte is below 0x20 or above 0x7F.
			if word := binary.LittleEndian.Uint64(b[i:]); (word|(word-low))&high == 0 {
				i += 8
				continue
			}
		}
		for end := min(i+8, len(b)); i < end; i++ {
			if c := b[i]; c < 0x20 && !isSpace(c) {
				return Damaged(part, "the illegal character U+%04X", c)
			} else if c >= 0x80 {
				ascii = false
			}
		}
	}
	if ascii {
		return nil
	}
	if !utf8.Valid(b) {
		return Damaged(part, "bytes that are no UTF-8")
	}
	if bytes.Contains(b, []byte("\uFFFE")) || bytes.Contains(b, []byte("\uFFFF")) {
		return Damaged(part, "the illegal character U+FFFE or U+FFFF")
	}
	return nil
}

// appendText appends text with its entities resolved and its line ends made
// one; ok is false for a bare & or an entity that XML does not know.
func appendText(to, raw []byte) (_ []byte, ok bool) {
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return appendLines(to, raw), true
		}
		to = appendLines(to, raw[:i])
		raw = raw[i+1:]
		end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
		if end < 0 {
			return to, false
		}
		r := entity(raw[:end])
		if r == utf8.RuneError {
			return to, false
		}
		to = utf8.AppendRune(to, r)
		raw = raw[end+1:]
	}
}

// entity returns the character of an entity, utf8.RuneError for none.
func entity(name []byte) rune {
	switch string(name) {
	case "amp":
		return '&'
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "quot":
		return '"'
	case "apos":
		return '\''
	}
	if len(name) < 2 || name[0] != '#' {
		return utf8.RuneError
	}
	digits, base := string(name[1:]), 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n > utf8.MaxRune || !legal(rune(n)) {
		return utf8.RuneError
	}
	return rune(n)
}

// legal reports whether XML allows a character. U+FFFD itself is allowed, but
// a reference to it means that something was lost.
func legal(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' ||
		(r >= 0x20 && r != 0xFFFE && r != 0xFFFF && !utf16.IsSurrogate(r))
}

// appendLines appends text with CR LF and CR made LF, as XML has it.
func appendLines(to, raw []byte) []byte {
	for {
		i := bytes.IndexByte(raw, '\r')
		if i < 0 {
			return append(to, raw...)
		}
		to = append(append(to, raw[:i]...), '\n')
		raw = raw[i+1:]
		if len(raw) > 0 && raw[0] == '\n' {
			raw = raw[1:]
		}
	}
}

// utf8Stream takes the byte order mark off a part and turns UTF-16 into UTF-8,
// the two encodings that parts may have.
type utf8Stream struct {
	part  string
	src   io.Reader
	order binary.ByteOrder // of UTF-16, nil for UTF-8
	began bool
	raw   []byte // bytes read and not yet given out
	err   error
}

// Read gives out UTF-8.
func (s *utf8Stream) Read(b []byte) (int, error) {
	if !s.began {
		s.begin()
	}
	if s.order != nil {
		return s.transcode(b)
	}
	if len(s.raw) > 0 {
		n := copy(b, s.raw)
		s.raw = s.raw[n:]
		return n, nil
	}
	if s.err != nil {
		return 0, s.err
	}
	return s.src.Read(b)
}

// begin looks at the first four bytes.
func (s *utf8Stream) begin() {
	s.began = true
	head := make([]byte, 4)
	var n int
	for n < len(head) && s.err == nil {
		var m int
		m, s.err = s.src.Read(head[n:])
		n += m
	}
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		head = head[3:]
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		head, s.order = head[2:], binary.LittleEndian
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		head, s.order = head[2:], binary.BigEndian
	case bytes.HasPrefix(head, []byte("<\x00")):
		s.order = binary.LittleEndian
	case bytes.HasPrefix(head, []byte("\x00<")):
		s.order = binary.BigEndian
	}
	s.raw = head
}

// fetch reads until a whole character is there, or no more is.
func (s *utf8Stream) fetch() error {
	for s.err == nil && len(s.raw) < 4 {
		more := make([]byte, 32<<10)
		var n int
		n, s.err = s.src.Read(more)
		s.raw = append(s.raw, more[:n]...)
	}
	if errors.Is(s.err, io.EOF) {
		return nil
	}
	return s.err
}

// transcode gives out whole characters; it needs room for one at least.
func (s *utf8Stream) transcode(b []byte) (int, error) {
	if err := s.fetch(); err != nil {
		return 0, err
	}
	out := b[:0]
	for len(s.raw) >= 2 && cap(out)-len(out) >= utf8.UTFMax {
		r, size := rune(s.order.Uint16(s.raw)), 2
		if utf16.IsSurrogate(r) {
			if len(s.raw) < 4 && s.err == nil {
				break
			}
			low := rune(utf8.RuneError)
			if len(s.raw) >= 4 {
				low = rune(s.order.Uint16(s.raw[2:]))
			}
			if r, size = utf16.DecodeRune(r, low), 4; r == utf8.RuneError {
				return 0, Damaged(s.part, "half a character of UTF-16")
			}
		}
		out = utf8.AppendRune(out, r)
		s.raw = s.raw[size:]
	}
	switch {
	case len(out) > 0 || s.err == nil:
		return len(out), nil
	case len(s.raw) > 0 && len(b) >= utf8.UTFMax:
		return 0, Damaged(s.part, "half a character of UTF-16")
	case len(s.raw) > 0:
		return 0, nil
	}
	return 0, s.err
}
