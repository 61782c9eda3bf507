package csv

import (
	"bytes"
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
)

// Byte order marks of UTF-8 and of UTF-16, low or high byte first.
const (
	MarkUTF8 = "\xEF\xBB\xBF"
	MarkLE   = "\xFF\xFE"
	MarkBE   = "\xFE\xFF"
)

// Decode turns the bytes of a text file into UTF-8 without a byte order mark
// and names the encoding (SPEC S3.4). Text that can be none of UTF-8, UTF-16
// and Windows-1252 is refused: a wrong guess would rename half the people.
// What it returns may share the memory of raw; doubts are words of which one sign
// may be another.
func Decode(o head.Options, raw string) (text, encoding string, doubts []string, err error) {
	if o.Encoding != "" {
		text, encoding, err = decodeAs(raw, o.Encoding)
		return strings.TrimSuffix(text, "\x1a"), encoding, nil, err
	}
	head := []byte(raw[:min(len(raw), Beginning)])
	switch big, is16 := UTF16(head); {
	case HasAnyPrefix(head, "\xFF\xFE\x00\x00", "\x00\x00\xFE\xFF"):
		return "", "", nil, data.Refuse(data.FileAmbiguousText, nil) // UTF-32
	case is16:
		encoding = "UTF-16"
		text, err = decodeUTF16(raw, big)
	case strings.HasPrefix(raw, MarkUTF8):
		encoding, text = "UTF-8", raw[len(MarkUTF8):]
		if !utf8.ValidString(text) {
			err = data.Refuse(data.FileAmbiguousText, nil)
		}
	case utf8.ValidString(raw):
		encoding, text = "UTF-8", raw
	default:
		encoding = "Windows-1252"
		if err = refuseControls(raw); err == nil {
			text, doubts, err = asWestern(raw, o.Stored)
		}
	}
	if err != nil {
		return "", "", nil, err
	}
	text = strings.TrimSuffix(text, "\x1a") // the end mark of DOS
	return text, encoding, doubts, refuseControls(text)
}

// UTF16 recognises UTF-16 by its mark or by zeros in every other byte, and
// says whether the high byte comes first.
func UTF16(head []byte) (big, is16 bool) {
	switch {
	case HasAnyPrefix(head, MarkLE):
		return false, true
	case HasAnyPrefix(head, MarkBE):
		return true, true
	case len(head) < 4:
		return false, false
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	switch {
	case head[1] == 0 && head[0] >= ' ' && zeros[1] > half/5 && zeros[0] <= half/100:
		return false, true
	case head[0] == 0 && head[1] >= ' ' && zeros[0] > half/5 && zeros[1] <= half/100:
		return true, true
	}
	return false, false
}

// Unit is a unit of UTF-16 of its two bytes; big says that the high one is the
// first.
func Unit(first, second byte, big bool) uint16 {
	if big {
		first, second = second, first
	}
	return uint16(first) | uint16(second)<<8
}

// decodeUTF16 is strict: a file cut in the middle of a character, or with half
// a character in it, is not whole (SPEC S3.9).
func decodeUTF16(raw string, big bool) (string, error) {
	if strings.HasPrefix(raw, MarkLE) || strings.HasPrefix(raw, MarkBE) {
		raw = raw[2:]
	}
	if len(raw)%2 != 0 {
		return "", damagedText(1 + strings.Count(raw, "\n"))
	}
	var b strings.Builder
	b.Grow(len(raw)/2 + len(raw)/16)
	line := 1
	for i := 0; i < len(raw); i += 2 {
		r := rune(Unit(raw[i], raw[i+1], big))
		if utf16.IsSurrogate(r) {
			i += 2
			if i >= len(raw) {
				return "", damagedText(line)
			}
			if r = utf16.DecodeRune(r, rune(Unit(raw[i], raw[i+1], big))); r == utf8.RuneError {
				return "", damagedText(line)
			}
		}
		if r == '\n' {
			line++
		}
		b.WriteRune(r)
	}
	return b.String(), nil
}

// refuseControls refuses what is no text: many control characters are a binary
// file, a single zero byte is a damaged one. Others are left to the plan, which
// names their cells.
func refuseControls(text string) error {
	controls, zero := 0, -1
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < ' ' && c != '\n' && c != '\t' && c != '\r' {
			controls++
			if c == 0 && zero < 0 {
				zero = i
			}
		}
	}
	if controls > len(text)/50 {
		return data.Refuse(data.FileBinary, nil)
	}
	if zero >= 0 {
		return damagedText(1 + countBreaks(text[:zero]))
	}
	return nil
}

func damagedText(line int) error {
	return data.Refuse(data.FileDamaged, nil, "part", "text", "line", strconv.Itoa(line))
}

// upper1252 are the characters 0x80 to 0x9F of Windows-1252; 0 is undefined.
var upper1252 = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
}

// decode1252 decodes Windows-1252.
func decode1252(raw string) string {
	high := 0
	for i := 0; i < len(raw); i++ {
		high += bits.OnesCount8(raw[i] & 0x80)
	}
	var b strings.Builder
	b.Grow(len(raw) + high + high/8)
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c < 0x80:
			b.WriteByte(c)
		case c < 0xA0:
			b.WriteRune(upper1252[c-0x80])
		default:
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

// like1252 judges by the places in which bytes stand whether text that is not
// UTF-8 is Windows-1252 rather than Mac Roman, a DOS code page, Latin-9,
// Central European, Cyrillic or damaged UTF-8: in those, bytes that are signs
// in Windows-1252 stand inside words, or words are made of nothing else.
func like1252(raw string) bool {
	high, inRuns, run, sequences := 0, 0, 0, 0
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c < 0x80 {
			run = 0
			continue
		}
		high++
		before, after := around(raw, i)
		if c < 0xC0 && !signFits(c, before, after) {
			return false
		}
		if c >= 0xC2 && c < 0xE0 && after >= 0x80 && after < 0xC0 {
			sequences++
		}
		if c < 0xC0 {
			run = 0 // no-break spaces, dashes and ellipses make no words
			continue
		}
		if run++; run == 4 {
			inRuns += 4
		} else if run > 4 {
			inRuns++
		}
	}
	return (inRuns < 20 || inRuns*2 < high) && sequences*4 <= high
}

// around are the bytes before and after one, spaces at the ends.
func around(raw string, i int) (before, after byte) {
	before, after = ' ', ' '
	if i > 0 {
		before = raw[i-1]
	}
	if i+1 < len(raw) {
		after = raw[i+1]
	}
	return before, after
}

// signFits reports whether the sign c, 0x80 to 0xBF, may stand between its
// neighbours in Windows-1252.
func signFits(c, before, after byte) bool {
	if c < 0xA0 && upper1252[c-0x80] == 0 {
		return false
	}
	inWord := letter1252(before) && letter1252(after)
	switch {
	case bytes.IndexByte([]byte("\x91\x92\x96\x97\x9A\x9C\x9E\xA0\xAA\xAD\xB0\xB4\xB7\xBA"), c) >= 0:
		return true // apostrophes, dashes, š œ ž, ª º, hyphens, the Catalan point
	case bytes.IndexByte([]byte("\x8A\x8C\x8E\x9F"), c) >= 0:
		return before < 'a' || before > 'z' // capitals: Š Œ Ž Ÿ
	case c == 0x82 || c == 0x83 || c == 0x87 || c == 0x88:
		return !letter1252(before) && !letter1252(after) // é É ç ê à of DOS and the Mac
	}
	return !inWord
}

func letter1252(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0xC0
}

// Beginning is how much of the beginning is looked at.
const Beginning = 8192

// HasAnyPrefix reports whether the beginning of a file is one of the marks.
func HasAnyPrefix(head []byte, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(string(head[:min(len(head), len(p))]), p) {
			return true
		}
	}
	return false
}
