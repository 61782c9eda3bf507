package xls

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// What is said of a text before its characters.
const (
	wide     = 0x01 // two bytes for each
	phonetic = 0x04 // something stands behind them
	rich     = 0x08 // runs of formats stand behind them
)

// texts reads texts from a record and those that continue it. Where the characters
// of one are cut, the next record begins by saying how wide they are from there on.
type texts struct {
	pieces [][]byte
	at     int // in the first of them
	units  []uint16
}

// rest is how many bytes the piece still has, moving to the next one at its end.
func (t *texts) rest() int {
	for len(t.pieces) > 1 && t.at >= len(t.pieces[0]) {
		t.pieces, t.at = t.pieces[1:], 0
	}
	if len(t.pieces) == 0 {
		return 0
	}
	return len(t.pieces[0]) - t.at
}

// take returns the next bytes of one piece.
func (t *texts) take(n int) ([]byte, error) {
	if t.rest() < n {
		return nil, damaged("a text ends within its head")
	}
	b := t.pieces[0][t.at:][:n]
	t.at += n
	return b, nil
}

// skip passes over bytes, however they are cut.
func (t *texts) skip(n int) error {
	for n > 0 {
		rest := t.rest()
		if rest == 0 {
			return damaged("a text ends within its formats")
		}
		step := min(n, rest)
		t.at += step
		n -= step
	}
	return nil
}

// next reads a text whose length is said in so many bytes.
func (t *texts) next(lengthBytes int) (string, error) {
	head, err := t.take(lengthBytes + 1)
	if err != nil {
		return "", err
	}
	count, flags := int(head[0]), head[lengthBytes]
	if lengthBytes == 2 {
		count = int(binary.LittleEndian.Uint16(head))
	}
	if flags&^(wide|phonetic|rich) != 0 {
		return "", damaged("a text of the kind %#x", flags)
	}
	behind := 0
	if flags&rich != 0 {
		b, err := t.take(2)
		if err != nil {
			return "", err
		}
		behind += 4 * int(binary.LittleEndian.Uint16(b))
	}
	if flags&phonetic != 0 {
		b, err := t.take(4)
		if err != nil {
			return "", err
		}
		behind += int(binary.LittleEndian.Uint32(b))
	}
	text, err := t.characters(count, flags&wide != 0)
	if err != nil {
		return "", err
	}
	return text, t.skip(behind)
}

// characters reads so many characters, across pieces.
func (t *texts) characters(count int, wideNow bool) (string, error) {
	t.units = t.units[:0]
	for count > 0 {
		if t.at >= len(t.pieces[0]) {
			if t.rest() == 0 {
				return "", damaged("a text ends %d characters early", count)
			}
			flags, err := t.take(1)
			if err != nil {
				return "", err
			}
			if flags[0]&^wide != 0 {
				return "", damaged("a text goes on as the kind %#x", flags[0])
			}
			wideNow = flags[0]&wide != 0
		}
		piece := t.pieces[0][t.at:]
		if wideNow {
			n := min(count, len(piece)/2)
			if n == 0 && len(piece) > 0 {
				return "", damaged("half a character at the end of a record")
			}
			for i := range n {
				t.units = append(t.units, binary.LittleEndian.Uint16(piece[2*i:]))
			}
			t.at, count = t.at+2*n, count-n
			continue
		}
		n := min(count, len(piece))
		for _, b := range piece[:n] {
			t.units = append(t.units, uint16(b))
		}
		t.at, count = t.at+n, count-n
	}
	return decode(t.units), nil
}

// zeros reports whether nothing but zeros is left.
func (t *texts) zeros() bool {
	for t.rest() > 0 {
		if t.pieces[0][t.at] != 0 {
			return false
		}
		t.at++
	}
	return true
}

// decode turns UTF-16 into text.
func decode(units []uint16) string {
	out := make([]byte, 0, len(units)+8)
	for i := 0; i < len(units); i++ {
		r := rune(units[i])
		if utf16.IsSurrogate(r) {
			r = utf8.RuneError
			if i+1 < len(units) {
				if pair := utf16.DecodeRune(rune(units[i]), rune(units[i+1])); pair != utf8.RuneError {
					r = pair
					i++
				}
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return string(out)
}
