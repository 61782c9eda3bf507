package xlsx

import (
	"bytes"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"headcount.app/headcount/data/sheet/archive"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
)

// maxLinked bounds the cells visited for links: links of people are one cell
// each, a hostile file may have thousands that cover the sheet.
const maxLinked = 1 << 24

// Bounds on what a sheet says of its cells before it is known whether they
// count (SPEC S12.4): one for each row and a free allowance, and as many merged
// cells as can stand in the first rows without overlapping.
const (
	freeMarks = 1 << 16
	maxMerged = head.Searched * MaxColumns / 2
)

// referenceWork is how many elements a link or merged cells count for.
const referenceWork = 4

// area is a range of cells, both ends included.
type area struct {
	fromColumn, fromRow, toColumn, toRow int
}

// parseArea reads A1, A1:B2, whole columns A:B and whole rows 1:2.
func parseArea(ref string) (area, bool) {
	first, last, found := strings.Cut(ref, ":")
	switch {
	case !found:
		last = first
	case strings.Trim(ref, "0123456789") == ":":
		first, last = "A"+first, "XFD"+last
	case !strings.ContainsAny(ref, "0123456789"):
		first, last = first+"1", last+strconv.Itoa(head.MaxRows)
	}
	var a area
	var ok, also bool
	a.fromColumn, a.fromRow, ok = Reference([]byte(first))
	a.toColumn, a.toRow, also = Reference([]byte(last))
	return a, ok && also && a.fromColumn <= a.toColumn && a.fromRow <= a.toRow
}

// link is a hyperlink of the sheet: where it is, and the ID of its target.
type link struct {
	area area
	id   string
}

// readLink reads the hyperlink just started.
func (s *sheetReader) readLink() error {
	if !s.Is(archive.Spreadsheet, "hyperlink") {
		return s.UnlessUnknown()
	}
	ref, _ := s.Attr("ref")
	s.Work += referenceWork
	a, ok := parseArea(ref)
	if !ok {
		return archive.Damaged(s.Part, "a link at %q", ref)
	}
	if id, found := s.AttrIn(archive.RelationIDs, "id"); found && id != "" && s.sink != nil {
		if len(s.links) == freeMarks+s.rows {
			return archive.TooLarge(s.Part, "more than %d links", len(s.links))
		}
		s.links = append(s.links, link{a, id})
	}
	return s.Skip()
}

// merged is a merged cell.
type merged struct {
	area
	ref string
}

// readMerged reads the merged cell just started (SPEC S3.8).
func (s *sheetReader) readMerged() error {
	if !s.Is(archive.Spreadsheet, "mergeCell") {
		return s.UnlessUnknown()
	}
	ref, _ := s.Attr("ref")
	s.Work += referenceWork
	a, ok := parseArea(ref)
	if !ok {
		return archive.Damaged(s.Part, "merged cells at %q", ref)
	}
	if a.fromColumn == a.toColumn && a.fromRow == a.toRow || s.sink == nil {
		return s.Skip()
	}
	if len(s.merged) == maxMerged+freeMarks+s.rows {
		return archive.TooLarge(s.Part, "more than %d merged cells", len(s.merged))
	}
	s.merged = append(s.merged, merged{a, ref})
	return s.Skip()
}

// mergedHeader returns the range of the first merged cell that touches a header
// (SPEC S3.8).
func (s *sheetReader) mergedHeader(t *data.Table) string {
	for _, a := range s.merged {
		if a.fromRow > t.HeaderRow || t.HeaderRow > a.toRow {
			continue
		}
		for c := a.fromColumn - 1; c < min(a.toColumn, len(t.Header)); c++ {
			if data.Clean(t.Header[c]) != "" {
				return a.ref
			}
		}
	}
	return ""
}

// coverMerged takes out what lies under merged cells: a person sees nothing of
// it. Whose the value shown is in the rows under the first cannot be told
// (SPEC S3A.12).
func (s *sheetReader) coverMerged(t *data.Table) error {
	visits := 0
	for _, a := range s.merged {
		first, _ := slices.BinarySearchFunc(t.Rows, a.fromRow, func(r data.Row, number int) int { return r.Number - number })
		for i := first; i < len(t.Rows) && t.Rows[i].Number <= a.toRow; i++ {
			row := &t.Rows[i]
			top := row.Number == a.fromRow
			for c := a.fromColumn - 1; c < min(a.toColumn, len(t.Header)); c++ {
				visits++
				switch {
				case top && (c == a.fromColumn-1 || c >= len(row.Cells)):
				case top:
					row.Cells[c] = data.Cell{}
				default:
					for len(row.Cells) <= c {
						row.Cells = append(row.Cells, data.Cell{})
					}
					row.Cells[c] = data.Cell{Kind: data.Covered}
				}
			}
			if visits++; visits > maxLinked {
				return archive.TooLarge(s.Part, "merged cells over more than %d cells", maxLinked)
			}
		}
	}
	return nil
}

// readFormula reads the formula just started and returns the address of a
// HYPERLINK to mailto:. Cells that share a formula share its literals.
func (s *sheetReader) readFormula() (string, error) {
	share := ""
	if kind, _ := s.Attr("t"); kind == "shared" {
		share, _ = s.Attr("si")
	}
	var err error
	if s.code, err = s.textOf(s.code[:0]); err != nil {
		return "", err
	}
	if share != "" && len(s.code) == 0 {
		return s.formulas[share], nil
	}
	address := formulaAddress(s.code)
	if share != "" && address != "" && s.sink != nil {
		if len(s.formulas) == freeMarks+s.rows {
			return "", archive.TooLarge(s.Part, "more than %d shared formulas", len(s.formulas))
		}
		if s.formulas == nil {
			s.formulas = map[string]string{}
		}
		s.formulas[share] = address
	}
	return address, nil
}

// formulaAddress returns the address of HYPERLINK("mailto:…",…), "" if the
// target is computed or no address.
func formulaAddress(code []byte) string {
	const call = "HYPERLINK("
	code = bytes.TrimSpace(code)
	if len(code) < len(call) || !strings.EqualFold(string(code[:len(call)]), call) {
		return ""
	}
	argument, quoted := strings.CutPrefix(strings.TrimSpace(string(code[len(call):])), `"`)
	target, rest, closed := strings.Cut(argument, `"`)
	rest = strings.TrimSpace(rest)
	if !quoted || !closed || rest == "" || (rest[0] != ',' && rest[0] != ')') {
		return ""
	}
	return mailAddress(target)
}

// mailAddress takes the address out of the target of a link, "" for a target
// that is none.
func mailAddress(target string) string {
	const scheme = "mailto:"
	target = strings.TrimSpace(target)
	if len(target) < len(scheme) || !strings.EqualFold(target[:len(scheme)], scheme) {
		return ""
	}
	address, _, _ := strings.Cut(target[len(scheme):], "?")
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	return strings.TrimSpace(address)
}

// isAddress reports whether the text of a cell is an address itself; a target
// written out with its mailto: is none.
func isAddress(text string) bool {
	if strings.IndexByte(text, '@') < 0 || mailAddress(text) != "" {
		return false
	}
	address, _ := data.Address(text)
	return data.ValidAddress(address)
}

// followLinks puts the addresses of mailto: links into cells whose text is
// none (SPEC S3.5).
func (s *sheetReader) followLinks(rows []data.Row) error {
	if len(s.links) == 0 {
		return nil
	}
	rels, err := s.book.ReadRelations(s.Part)
	if err != nil {
		return err
	}
	visits := 0
	for _, l := range s.links {
		rel, found := rels.ByID[l.id]
		if !found {
			return archive.Damaged(s.Part, "a link without a target: %q", l.id)
		}
		address := mailAddress(rel.Target)
		if address == "" {
			continue
		}
		first, _ := slices.BinarySearchFunc(rows, l.area.fromRow, func(r data.Row, number int) int { return r.Number - number })
		for ; first < len(rows) && rows[first].Number <= l.area.toRow; first++ {
			cells := rows[first].Cells
			for c := l.area.fromColumn - 1; c < min(l.area.toColumn, len(cells)); c++ {
				if cells[c].Kind == data.Text && !cells[c].Blank() && !isAddress(cells[c].Text) {
					s.show(rows[first].Number, c, nil, cells[c].Text)
					cells[c] = data.Cell{Text: address, Kind: data.Link}
				}
				visits++
			}
			if visits++; visits > maxLinked {
				return archive.TooLarge(s.Part, "links over more than %d cells", maxLinked)
			}
		}
	}
	return nil
}
