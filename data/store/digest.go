package store

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf8"

	"headcount.app/headcount/data"
)

// The digest of the base (SPEC S9.3) is the sum, modulo 2^256, of one SHA-256
// for every user, role and profile, for the planning settings and for the fields
// of the organization's own. A sum can be kept up with k changes in k steps,
// whatever the size of the base, and it does not depend on any order. It notices
// damage; it is no defence against somebody who means to forge a file, who could
// compute it anew.
//
// What is hashed is the row as one line: its columns as text, joined by the
// unit separator, which no stored text may contain. A store joins the line when
// reading, so that it is hashed as it comes out of its tables. The folded keys
// are left out: they can be made anew from the text, and a newer Unicode table
// may make them differ.

// Separator joins the columns of a line.
const Separator = "\x1f"

// Kind says what a line is of; it is hashed with the line.
type Kind byte

// The kinds of lines.
const (
	UserLine     Kind = 'u'
	RoleLine     Kind = 'r'
	ProfileLine  Kind = 'p'
	PlanningLine Kind = 's'
	FieldsLine   Kind = 'f'
	ChangeLine   Kind = 'c'
)

// Hash returns the hash of one line. It may write one byte behind the line.
func Hash(kind Kind, line []byte) [32]byte { return sha256.Sum256(append(line, byte(kind))) }

// Mark is the part of a row's hash that is kept with the row: it says which
// row is damaged, and that a row still is what a change was planned on.
func Mark(h [32]byte) int64 { return int64(binary.BigEndian.Uint64(h[:8])) }

// Sum is a digest in the making.
type Sum [4]uint64

// SumOf returns the sum that has this digest.
func SumOf(d data.Digest) Sum {
	var s Sum
	for i := range s {
		s[i] = binary.BigEndian.Uint64(d[i*8:])
	}
	return s
}

// Add counts a hash in.
func (s *Sum) Add(h [32]byte) {
	var carry uint64
	for i := len(s) - 1; i >= 0; i-- {
		s[i], carry = bits.Add64(s[i], binary.BigEndian.Uint64(h[i*8:]), carry)
	}
}

// Subtract takes a hash out again.
func (s *Sum) Subtract(h [32]byte) {
	var borrow uint64
	for i := len(s) - 1; i >= 0; i-- {
		s[i], borrow = bits.Sub64(s[i], binary.BigEndian.Uint64(h[i*8:]), borrow)
	}
}

// Digest returns the digest of what was counted in.
func (s *Sum) Digest() data.Digest {
	var d data.Digest
	for i := range s {
		binary.BigEndian.PutUint64(d[i*8:], s[i])
	}
	return d
}

// Lines verifies rows as they come out of a store and sums them up.
type Lines struct {
	Sum    Sum
	buffer []byte
	cells  []string
}

// Read verifies one line that ends in its mark and returns the columns before
// it; they are valid until the next call. data.ErrDamaged if the line is not
// the one that was stored. Users are read by ReadUser.
func (l *Lines) Read(kind Kind, columns int, line string) ([]string, error) {
	cells, err := l.read(kind, line)
	if err == nil && len(cells) != columns {
		return nil, damaged("a line of kind %c has %d columns", kind, len(cells))
	}
	return cells, err
}

func (l *Lines) read(kind Kind, line string) ([]string, error) {
	at := strings.LastIndexByte(line, Separator[0])
	if at < 0 {
		return nil, damaged("a line of kind %c has no mark", kind)
	}
	l.buffer = append(l.buffer[:0], line[:at]...)
	h := Hash(kind, l.buffer)
	if l.buffer = strconv.AppendInt(l.buffer[:0], Mark(h), 10); line[at+1:] != string(l.buffer) {
		return nil, damaged("a line of kind %c is not what was stored", kind)
	}
	l.Sum.Add(h)
	l.cells = l.cells[:0]
	for cell := range strings.SplitSeq(line[:at], Separator) {
		l.cells = append(l.cells, cell)
	}
	return l.cells, nil
}

// damaged is data.ErrDamaged with what was seen.
func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", data.ErrDamaged, fmt.Sprintf(format, args...))
}

// Storable reports whether a text can be stored: no control character, and no
// byte that is not UTF-8.
func Storable(text string) bool { return storable([]byte(text)) }

// storableLine reports whether each of the n cells of a line can be stored.
func storableLine(line []byte, n int) bool {
	controls := 0
	for _, c := range line {
		if c < 0x20 || c == 0x7f {
			controls++
		}
	}
	return controls == n-1 && utf8.Valid(line)
}

func storable(text []byte) bool {
	for _, c := range text {
		if c < 0x20 || c == 0x7f {
			return false
		}
	}
	return utf8.Valid(text)
}
