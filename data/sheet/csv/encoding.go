package csv

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"headcount.app/headcount/data"
)

// codePage is an encoding of text files that are no Unicode.
type codePage struct {
	name    string
	aliases string
	encoding.Encoding
	// letters are those that its languages use beyond ASCII, for telling which of
	// several is likeliest; "" if its script says enough.
	letters string
}

// codePages are the encodings that can be asked for (SPEC S3A.7), likeliest
// first.
var codePages = []codePage{
	{"windows-1252", "cp1252 latin1 latin-1 iso-8859-1 ansi", charmap.Windows1252, "éèêëàâçîïôöœùûüäßñáíóúãõåæøÿ"},
	{"windows-1250", "cp1250 latin2 iso-8859-2", charmap.Windows1250, "ąćęłńóśźżáčďéěíňřšťúůýžöüőűăâîşţđľĺ"},
	{"windows-1254", "cp1254 latin5 iso-8859-9", charmap.Windows1254, "ğışçöüâî"},
	{"windows-1251", "cp1251", charmap.Windows1251, ""},
	{"windows-1253", "cp1253 iso-8859-7", charmap.Windows1253, ""},
	{"windows-1257", "cp1257 iso-8859-13", charmap.Windows1257, "āčēģīķļņšūžąęėįųõäöü"},
	{"macroman", "macintosh mac macos-roman x-mac-roman", charmap.Macintosh, "éèêëàâçîïôöœùûüäßñáíóúãõåæøÿ"},
	{"cp850", "ibm850 850 dos", charmap.CodePage850, "éèêëàâçîïôöùûüäßñáíóúãõåæøÿ"},
	{"gbk", "gb2312 gb18030 cp936", simplifiedchinese.GBK, ""},
	{"big5", "cp950", traditionalchinese.Big5, ""},
	{"shift_jis", "shift-jis sjis cp932", japanese.ShiftJIS, ""},
	{"euc-kr", "cp949 ks_c_5601-1987", korean.EUCKR, ""},
}

// Encodings are the names of the encodings that a text file can be read in.
func Encodings() []string {
	names := []string{"utf-8", "utf-16"}
	for _, p := range codePages {
		names = append(names, p.name)
	}
	return names
}

// codePageNamed finds a code page by its name or one of its other names.
func codePageNamed(name string) *codePage {
	name = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(name), " ", ""))
	for i := range codePages {
		p := &codePages[i]
		for _, known := range append(strings.Fields(p.aliases), p.name) {
			if plainName(name) == plainName(known) {
				return p
			}
		}
	}
	return nil
}

func plainName(name string) string { return strings.NewReplacer("-", "", "_", "").Replace(name) }

// decodeAs decodes text in the encoding asked for. A byte that the encoding does
// not have means that the file is another.
func decodeAs(raw, name string) (text, encoding string, err error) {
	refused := data.Refuse(data.FileEncoding, nil, "name", name, "names", strings.Join(Encodings(), "\n"))
	switch plainName(strings.ToLower(name)) {
	case "utf8":
		if text = strings.TrimPrefix(raw, MarkUTF8); !utf8.ValidString(text) {
			return "", "", refused
		}
		return text, "UTF-8", nil
	case "utf16", "utf16le", "utf16be":
		big, is16 := UTF16([]byte(raw[:min(len(raw), Beginning)]))
		if !is16 {
			return "", "", refused
		}
		text, err = decodeUTF16(raw, big)
		return text, "UTF-16", err
	}
	page := codePageNamed(name)
	if page == nil {
		return "", "", refused
	}
	text, ok := page.decode(raw)
	if !ok {
		return "", "", refused
	}
	return text, page.title(), refuseControls(text)
}

// title is the name as it is shown.
func (p *codePage) title() string {
	if p == &codePages[0] {
		return "Windows-1252"
	}
	return p.name
}

// decode decodes text; ok is false if a byte has no meaning.
func (p *codePage) decode(raw string) (text string, ok bool) {
	text, err := p.NewDecoder().String(raw)
	return text, err == nil && !strings.ContainsRune(text, utf8.RuneError) && !strings.ContainsFunc(text, isC1)
}

func isC1(r rune) bool { return r >= 0x80 && r < 0xA0 }

// score says how much a text looks like one of its code page: letters that its
// languages have, words of one script, capitals where they stand.
func (p *codePage) score(text string) float64 {
	score, before := 0.0, ' '
	for _, r := range text {
		if r >= utf8.RuneSelf {
			score += p.letterScore(r)
		}
		switch {
		case !unicode.IsLetter(r) || !unicode.IsLetter(before):
		case unicode.IsUpper(r) && unicode.IsLower(before):
			score -= 2
		case scriptOf(r) != scriptOf(before):
			score -= 2
		}
		before = r
	}
	return score
}

// letterScore judges one sign beyond ASCII.
func (p *codePage) letterScore(r rune) float64 {
	switch {
	case p.letters != "":
		if strings.ContainsRune(p.letters, unicode.ToLower(r)) || r == 'İ' && p.name == "windows-1254" {
			return 1
		}
		if unicode.IsLetter(r) {
			return -0.5
		}
		return -1
	case unicode.In(r, unicode.Hiragana, unicode.Katakana) && r < 0xFF00, unicode.Is(unicode.Hangul, r):
		return 2.5
	case unicode.Is(unicode.Han, r):
		if common := p.commonHan(r); common {
			return 2.5
		}
		return -1
	case unicode.In(r, unicode.Cyrillic, unicode.Greek):
		return 1.2
	}
	return -1
}

// commonHan reports whether a Chinese character is among those that the code
// page has put first, which are the common ones.
func (p *codePage) commonHan(r rune) bool {
	bytes, err := p.NewEncoder().Bytes([]byte(string(r)))
	if err != nil || len(bytes) == 0 {
		return false
	}
	switch lead := bytes[0]; p.name {
	case "gbk":
		return lead >= 0xB0 && lead <= 0xD7
	case "big5":
		return lead >= 0xA4 && lead <= 0xC6
	case "shift_jis":
		return lead >= 0x88 && lead <= 0x97
	}
	return false
}

// scriptOf is the script of a letter, as far as it takes to see that a word
// mixes several.
func scriptOf(r rune) *unicode.RangeTable {
	for _, table := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek} {
		if unicode.Is(table, r) {
			return table
		}
	}
	return nil
}
