package sqlite

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf8"

	"headcount/data"
)

// The digest of the base (SPEC S9.3) is the sum, modulo 2^256, of one SHA-256
// for every user, role and profile and for the planning settings. A sum can be
// kept up with k changes in k steps, whatever the size of the base, and it
// does not depend on any order. It notices damage; it is no defence against
// somebody who means to forge a file, who could compute it anew.
//
// What is hashed is the row as one line: its columns as text, joined by the
// unit separator, which no stored text may contain. SQLite joins the line when
// reading, so that it is hashed as it comes out of the file. The folded keys
// are left out: they can be made anew from the text, and a newer Unicode table
// may make them differ. A flipped key is noticed by integrity_check, which
// compares the table with its unique index.

const separator = "\x1f"

// The kinds of lines, hashed in front of them.
const (
	userLine     = 'u'
	roleLine     = 'r'
	profileLine  = 'p'
	planningLine = 's'
	changeLine   = 'c'
)

// hash returns the hash of one line.
func hash(kind byte, line []byte) (h [32]byte, buffer []byte) {
	buffer = append(line, kind)
	return sha256.Sum256(buffer), buffer[:len(line)]
}

// lineHash returns the hash of a line that is text.
func lineHash(kind byte, line string) [32]byte {
	h, _ := hash(kind, append(make([]byte, 0, len(line)+1), line...))
	return h
}

// mark is the part of a row's hash that is kept with the row: it says which
// row is damaged, and that a row still is what a change was planned on.
func mark(h [32]byte) int64 { return int64(binary.BigEndian.Uint64(h[:8])) }

// sum is a digest in the making.
type sum [4]uint64

func sumOf(d data.Digest) sum {
	var s sum
	for i := range s {
		s[i] = binary.BigEndian.Uint64(d[i*8:])
	}
	return s
}

func (s *sum) add(h [32]byte) {
	var carry uint64
	for i := len(s) - 1; i >= 0; i-- {
		s[i], carry = bits.Add64(s[i], binary.BigEndian.Uint64(h[i*8:]), carry)
	}
}

func (s *sum) subtract(h [32]byte) {
	var borrow uint64
	for i := len(s) - 1; i >= 0; i-- {
		s[i], borrow = bits.Sub64(s[i], binary.BigEndian.Uint64(h[i*8:]), borrow)
	}
}

func (s *sum) digest() data.Digest {
	var d data.Digest
	for i := range s {
		binary.BigEndian.PutUint64(d[i*8:], s[i])
	}
	return d
}

// join makes the line of a role or profile.
func join(columns ...string) string { return strings.Join(columns, separator) }

// checkLine verifies a line that ends in its mark and returns its columns
// without it. h is to be added to the sum.
func checkLine(kind byte, line string, columns int) (cells []string, h [32]byte, err error) {
	at := strings.LastIndexByte(line, separator[0])
	if at < 0 {
		return nil, h, damaged("a line of kind %c without a mark", kind)
	}
	h = lineHash(kind, line[:at])
	if line[at+1:] != strconv.FormatInt(mark(h), 10) {
		return nil, h, damaged("a line of kind %c is not what was stored", kind)
	}
	cells = strings.Split(line[:at], separator)
	if len(cells) != columns {
		return nil, h, damaged("a line of kind %c has %d columns", kind, len(cells))
	}
	return cells, h, nil
}

// storable reports whether a text can be stored: no control character, and no
// byte that is not UTF-8.
func storable(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < 0x20 || c == 0x7f {
			return false
		}
	}
	return utf8.ValidString(text)
}
