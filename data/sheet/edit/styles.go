package edit

import (
	"archive/zip"
	"strings"

	"headcount.app/headcount/data/sheet"
	"headcount.app/headcount/data/sheet/archive"
	"headcount.app/headcount/data/sheet/xlsx"
)

// formatText is the number of the built-in format @.
const formatText = 49

// noteTones are the grounds of cells that are pointed out: stronger than those
// of reports, as they stand alone in a sheet.
var noteTones = map[sheet.Tone]string{sheet.Problem: "FFF8B4B8", sheet.Warning: "FFFFE08A"}

// styleEdit adds formats of cells to the part of the styles: each is one that
// is there, with another ground.
type styleEdit struct {
	part   *zip.File
	text   []byte
	prefix string
	xfs    []string // the formats of cells as written
	fills  int
	ours   map[int]bool // the fills that are the grounds of an earlier copy
	// The tags around fills and formats.
	fillsTag, fillsEnd, xfsTag, xfsEnd tag

	newFills []string
	newXfs   []string
	grounds  map[sheet.Tone]int
	known    map[toneKey]int
	text0    int // the format of plain text, 0 if not made
}

type toneKey struct {
	base int
	tone sheet.Tone
}

// openStyles reads the part of the styles.
func (b *bookEdit) openStyles() (*styleEdit, error) {
	main, rels, err := b.mainRelations()
	if err != nil {
		return nil, err
	}
	rel, found := rels.First("styles")
	if !found {
		return nil, notWhole("no styles")
	}
	part, err := b.Target(archive.PartName(main), "styles", rel.Target)
	if err != nil {
		return nil, err
	}
	text, err := b.content(part)
	if err != nil {
		return nil, err
	}
	s := &styleEdit{part: part, text: text, ours: map[int]bool{}, grounds: map[sheet.Tone]int{}, known: map[toneKey]int{}}
	s.read()
	if s.fillsEnd.to == 0 || s.xfsEnd.to == 0 || len(s.xfs) == 0 {
		return nil, notWhole("no formats in the styles")
	}
	return s, nil
}

func (b *bookEdit) mainRelations() (*zip.File, xlsx.Relations, error) {
	kinds, err := b.ReadTypes()
	if err != nil {
		return nil, xlsx.Relations{}, err
	}
	root, err := b.ReadRelations("")
	if err != nil {
		return nil, xlsx.Relations{}, err
	}
	main, err := b.MainPart(kinds, root)
	if err != nil {
		return nil, xlsx.Relations{}, err
	}
	rels, err := b.ReadRelations(archive.PartName(main))
	return main, rels, err
}

// read finds the formats and the tags around them.
func (s *styleEdit) read() {
	t := tags{text: s.text}
	depth, parent, start := 0, "", 0
	for {
		next, more := t.next()
		if !more {
			return
		}
		if !next.closing {
			depth++
		}
		switch {
		case depth == 1 && !next.closing:
			s.prefix = next.prefix
		case depth == 2:
			s.outer(next)
			parent = next.name
		case depth == 3 && !next.closing:
			start = next.from
			if parent == "fills" {
				s.fills++
			}
		}
		if next.closing || next.empty {
			if depth == 3 {
				s.inner(parent, string(s.text[start:next.to]))
			}
			depth--
		}
	}
}

// inner takes in one whole format or fill.
func (s *styleEdit) inner(parent, raw string) {
	switch parent {
	case "cellXfs":
		s.xfs = append(s.xfs, raw)
	case "fills":
		s.ours[s.fills-1] = isGround(raw)
	}
}

func (s *styleEdit) outer(t tag) {
	switch {
	case t.empty:
	case t.name == "fills" && t.closing:
		s.fillsEnd = t
	case t.name == "fills":
		s.fillsTag = t
	case t.name == "cellXfs" && t.closing:
		s.xfsEnd = t
	case t.name == "cellXfs":
		s.xfsTag = t
	}
}

// toned returns the format that is base on another ground.
func (s *styleEdit) toned(base int, tone sheet.Tone) (int, error) {
	key := toneKey{base, tone}
	if id, found := s.known[key]; found {
		return id, nil
	}
	raw := ""
	switch {
	case base < len(s.xfs):
		raw = s.xfs[base]
	case base-len(s.xfs) < len(s.newXfs):
		raw = s.newXfs[base-len(s.xfs)]
	default:
		return 0, notWhole("no format %d", base)
	}
	ground, found := s.grounds[tone]
	if !found {
		ground = s.fills + len(s.newFills)
		s.grounds[tone] = ground
		p := s.prefix
		s.newFills = append(s.newFills, "<"+p+"fill><"+p+`patternFill patternType="solid"><`+p+`fgColor rgb="`+noteTones[tone]+`"/><`+
			p+`bgColor indexed="64"/></`+p+"patternFill></"+p+"fill>")
	}
	end := strings.IndexByte(raw, '>') + 1
	head := withAttribute(withAttribute([]byte(raw[:end]), "fillId", itoa(ground)), "applyFill", "1")
	s.known[key] = s.add(string(head) + raw[end:])
	return s.known[key], nil
}

// isGround reports whether a fill is one that we point cells out with.
func isGround(fill string) bool {
	if !strings.Contains(fill, `"solid"`) {
		return false
	}
	for _, colour := range noteTones {
		if strings.Contains(fill, `rgb="`+colour+`"`) {
			return true
		}
	}
	return false
}

// hasGrounds reports whether the workbook may be an annotated copy.
func (s *styleEdit) hasGrounds() bool {
	for _, ours := range s.ours {
		if ours {
			return true
		}
	}
	return false
}

// isToned reports whether a format is one that we pointed a cell out with.
func (s *styleEdit) isToned(id int) bool {
	if id < 0 || id >= len(s.xfs) {
		return false
	}
	raw := s.xfs[id]
	fill, _, _, found := attributeOf([]byte(raw[:strings.IndexByte(raw, '>')+1]), "fillId")
	return found && s.ours[number(fill)]
}

// untoned returns the format without its ground: what the ground was before we
// pointed the cell out is not known any more.
func (s *styleEdit) untoned(base int) int {
	key := toneKey{base, sheet.Plain}
	if id, found := s.known[key]; found {
		return id
	}
	raw := s.xfs[base]
	end := strings.IndexByte(raw, '>') + 1
	head := withAttribute(withAttribute([]byte(raw[:end]), "fillId", "0"), "applyFill", "0")
	s.known[key] = s.add(string(head) + raw[end:])
	return s.known[key]
}

// plain is the format of plain text.
func (s *styleEdit) plain() int {
	if s.text0 == 0 {
		s.text0 = s.add("<" + s.prefix + `xf numFmtId="` + itoa(formatText) + `" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`)
	}
	return s.text0
}

func (s *styleEdit) add(xf string) int {
	s.newXfs = append(s.newXfs, xf)
	return len(s.xfs) + len(s.newXfs) - 1
}

// save writes the part again if formats were added.
func (s *styleEdit) save(b *bookEdit) error {
	if len(s.newXfs) == 0 {
		return nil
	}
	if len(s.xfs)+len(s.newXfs) > xlsx.MaxFormats-47 {
		return notWhole("too many formats")
	}
	tagWith := func(t tag, count int) splice {
		return splice{t.from, t.to, string(withAttribute(s.text[t.from:t.to], "count", itoa(count)))}
	}
	fills := []splice{tagWith(s.fillsTag, s.fills+len(s.newFills)), {s.fillsEnd.from, s.fillsEnd.from, strings.Join(s.newFills, "")}}
	xfs := []splice{tagWith(s.xfsTag, len(s.xfs)+len(s.newXfs)), {s.xfsEnd.from, s.xfsEnd.from, strings.Join(s.newXfs, "")}}
	if s.fillsTag.from > s.xfsTag.from {
		fills, xfs = xfs, fills
	}
	b.changed[s.part] = spliced(s.text, append(fills, xfs...))
	return nil
}
