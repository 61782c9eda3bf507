package xlsx

import (
	"strconv"
	"strings"

	"headcount.app/headcount/data/sheet/workbook"

	"headcount.app/headcount/data/sheet/archive"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
)

// referenceWork is how many elements a link or merged cells count for.
const referenceWork = 4

// parseArea reads A1, A1:B2, whole columns A:B and whole rows 1:2.
func parseArea(ref string) (workbook.Area, bool) {
	first, last, found := strings.Cut(ref, ":")
	switch {
	case !found:
		last = first
	case strings.Trim(ref, "0123456789") == ":":
		first, last = "A"+first, "XFD"+last
	case !strings.ContainsAny(ref, "0123456789"):
		first, last = first+"1", last+strconv.Itoa(head.MaxRows)
	}
	var a workbook.Area
	var ok, also bool
	a.FromColumn, a.FromRow, ok = Reference([]byte(first))
	a.ToColumn, a.ToRow, also = Reference([]byte(last))
	return a, ok && also && a.FromColumn <= a.ToColumn && a.FromRow <= a.ToRow
}

// link is a hyperlink of the sheet: where it is, and the ID of its target.
type link struct {
	area workbook.Area
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
	if id, found := s.AttrIn(archive.RelationIDs, "id"); found && id != "" && !s.Idle() {
		if len(s.links) == workbook.FreeMarks+s.Rows {
			return archive.TooLarge(s.Part, "more than %d links", len(s.links))
		}
		s.links = append(s.links, link{a, id})
	}
	return s.Skip()
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
	if err := s.AddMerged(workbook.Merged{Area: a, Ref: ref}); err != nil {
		return err
	}
	return s.Skip()
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
	address := workbook.FormulaAddress(s.code)
	if share != "" && address != "" && !s.Idle() {
		if len(s.formulas) == workbook.FreeMarks+s.Rows {
			return "", archive.TooLarge(s.Part, "more than %d shared formulas", len(s.formulas))
		}
		if s.formulas == nil {
			s.formulas = map[string]string{}
		}
		s.formulas[share] = address
	}
	return address, nil
}

// resolveLinks puts the addresses of mailto: links into cells whose text is
// none (SPEC S3.5).
func (s *sheetReader) resolveLinks(rows []data.Row) error {
	rels, err := s.book.ReadRelations(s.Part)
	if err != nil {
		return err
	}
	for _, l := range s.links {
		rel, found := rels.ByID[l.id]
		if !found {
			return archive.Damaged(s.Part, "a link without a target: %q", l.id)
		}
		if address := workbook.MailAddress(rel.Target); address != "" {
			if err := s.Follow(rows, l.area, address); err != nil {
				return err
			}
		}
	}
	return nil
}
