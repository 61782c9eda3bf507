package sqlite

import (
	"crypto/sha256"
	"database/sql/driver"
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

// hash returns the hash of one line. It may write one byte behind the line.
func hash(kind byte, line []byte) [32]byte { return sha256.Sum256(append(line, kind)) }

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

// lines verifies rows as they come out of the file and sums them up.
type lines struct {
	sum    sum
	buffer []byte
	cells  []string
}

// read verifies one line that ends in its mark and returns the columns before
// it; they are valid until the next call.
func (l *lines) read(kind byte, columns int, row []driver.Value) ([]string, error) {
	line, _ := row[0].(string)
	at := strings.LastIndexByte(line, separator[0])
	if at < 0 {
		return nil, damaged("a line of kind %c has no mark", kind)
	}
	l.buffer = append(l.buffer[:0], line[:at]...)
	h := hash(kind, l.buffer)
	if line[at+1:] != strconv.FormatInt(mark(h), 10) {
		return nil, damaged("a line of kind %c is not what was stored", kind)
	}
	l.sum.add(h)
	l.cells = l.cells[:0]
	for cell := range strings.SplitSeq(line[:at], separator) {
		l.cells = append(l.cells, cell)
	}
	if len(l.cells) != columns {
		return nil, damaged("a line of kind %c has %d columns", kind, len(l.cells))
	}
	return l.cells, nil
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
