package workbook

import (
	"errors"
	"strings"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
)

// heading is a sheet with its first rows.
type heading struct {
	Sheet Sheet
	// index is the place of the sheet in the workbook.
	index int
	rows  []head.Row
	// lines are those of the first rows that are wrapped as one cell; comma is
	// what they were cut by, 0 if they were not.
	lines []wrappedLine
	comma byte
	// more is true if there is something below the first rows.
	more bool
	// at is the place of the header row in rows, -1 if there is none.
	at int
}

func (h *heading) row() *head.Row {
	if h.at < 0 {
		return &head.Row{}
	}
	return &h.rows[h.at]
}

// known counts the known headers of the sheet.
func (h *heading) known() int { return len(h.row().Fields) }

// isList reports whether the sheet can be the list (SPEC S3A.10).
func (h *heading) isList() bool { return h.row().IsList() }

// chooser looks for the list among the sheets of a workbook.
type chooser struct {
	Source Source
	sheets []Sheet
	// heads are the first rows of each sheet, once they were looked through.
	heads []*heading
}

// headings looks through the first rows of every sheet, or for the row asked
// for.
func (w *chooser) headings(o head.Options) ([]*heading, error) {
	var found []*heading
	for i, own := range w.sheets {
		h := &heading{Sheet: own, index: i}
		_, err := w.Source.ReadSheet(i, false, newTextStore(), func(number int, _ bool, row []data.Cell) (bool, error) {
			if number > head.Searched && len(row) > 0 {
				h.more = true
			}
			if len(row) > 0 && (number <= head.Searched || number == o.HeaderRow) {
				h.rows = append(h.rows, o.RowOf(number, row))
				if line, ok := wrapped(row); ok {
					h.lines = append(h.lines, wrappedLine{number, strings.Clone(line)})
				}
			}
			return number < o.HeaderRow || number < head.Searched || len(h.rows) == 0 && !h.more, nil
		})
		if err != nil && !errors.Is(err, stopped{}) {
			return nil, err
		}
		h.at = head.Find(h.rows)
		found = append(found, h)
	}
	w.heads = found
	return found, nil
}

// reading is what can be chosen of how the workbook is read.
func (w *chooser) reading(o head.Options) data.Reading {
	r := data.Reading{Sheet: o.Sheet}
	for _, h := range w.heads {
		r.Sheets = append(r.Sheets, h.Sheet.Name)
		if n := len(h.rows); n > 0 && (o.Sheet == "" || h.Sheet.Name == o.Sheet) {
			r.Rows = max(r.Rows, min(head.Searched, h.rows[n-1].Number))
		}
	}
	if len(r.Sheets) == 1 {
		r.Sheet = r.Sheets[0]
	}
	return r
}

// choose takes the sheet that is the list, or the one asked for, with its
// header row, and names the other sheets that can be it (SPEC S3.2, S3A.10).
func (w *chooser) choose(o head.Options) (chosen *heading, others []string, err error) {
	if len(w.sheets) == 0 {
		return nil, nil, data.Refuse(data.FileNoSheets, nil)
	}
	found, err := w.headings(o)
	if err != nil {
		return nil, nil, err
	}
	chosen, found, asked, err := listed(o, found)
	if err != nil {
		return nil, nil, err
	}
	if chosen == nil || chosen.known() == 0 && o.Sheet == "" {
		chosen = anyHeading(found)
	}
	if chosen != nil && chosen.known() == 0 && chosen.looksWrapped() {
		return nil, nil, oneColumn(chosen)
	}
	at := -1
	if chosen != nil {
		if at, err = o.Choose(chosen.rows); err != nil {
			return nil, nil, err
		}
	}
	if at < 0 {
		return nil, nil, w.noHeader(asked)
	}
	chosen.at = at
	return chosen, chosen.rivals(found), nil
}

// rivals are the other sheets that can be the list.
func (h *heading) rivals(found []*heading) []string {
	var names []string
	for _, other := range found {
		if other != h && h.known() > 0 && (other.isList() || !other.Sheet.Hidden && sameHeaders(other, h)) {
			names = append(names, other.Sheet.Name)
		}
	}
	return names
}

// listed finds the sheet asked for, or the list, nil if none has a known header,
// among sheets that are cut into columns if they have to be. asked are those that
// a refusal is about.
func listed(o head.Options, all []*heading) (chosen *heading, found, asked []*heading, err error) {
	found, asked = all, all
	if o.Sheet != "" {
		if chosen, err = named(found, o.Sheet); err != nil {
			return nil, nil, nil, err
		}
		asked = []*heading{chosen} // what is said of a sheet is said of that sheet
	} else if chosen, err = theList(found); err != nil {
		return nil, nil, nil, err
	}
	if chosen != nil && chosen.known() > 0 {
		return chosen, found, asked, nil
	}
	if cut := cutAll(o, asked); len(cut) > 0 {
		found, asked = cut, cut
		chosen, err = theList(cut)
	}
	return chosen, found, asked, err
}

// theList finds the one sheet that is the list. Two that can be it, visible or
// hidden, are refused; so is a list that only a hidden sheet has. Where no sheet
// has enough headers the visible one with the most is taken; nil if none has any.
func theList(found []*heading) (*heading, error) {
	lists, weak := listsAmong(found)
	switch {
	case len(lists) == 1 && !lists[0].Sheet.Hidden:
		return lists[0], nil
	case len(lists) == 1 && !hasKey(weak):
		return nil, data.Refuse(data.FileHiddenSheet, nil, "sheet", lists[0].Sheet.Name)
	case len(lists) == 1:
		return nil, tie(append(weak, lists...))
	case len(lists) > 1:
		return nil, tie(lists)
	case len(weak) > 1:
		return nil, tie(weak)
	case len(weak) == 1:
		return weak[0], nil
	}
	return nil, nil
}

// listsAmong are the sheets that can be the list and, of the other visible ones, those
// with the most known headers.
func listsAmong(found []*heading) (lists, weak []*heading) {
	for _, h := range found {
		switch {
		case h.isList():
			lists = append(lists, h)
		case h.Sheet.Hidden || h.known() == 0:
		case len(weak) > 0 && h.known() > weak[0].known():
			weak = []*heading{h}
		case len(weak) == 0 || h.known() == weak[0].known():
			weak = append(weak, h)
		}
	}
	return lists, weak
}

func hasKey(found []*heading) bool {
	for _, h := range found {
		if h.row().HasKey() {
			return true
		}
	}
	return false
}

func tie(found []*heading) error {
	names := make([]string, len(found))
	for i, h := range found {
		names[i] = h.Sheet.Name
	}
	return data.Refuse(data.FileSheetTie, nil, "sheets", strings.Join(names, "\n"))
}

// anyHeading is the first visible sheet that has anything.
func anyHeading(found []*heading) *heading {
	for _, h := range found {
		if len(h.rows) > 0 && !h.Sheet.Hidden {
			return h
		}
	}
	return nil
}

// noHeader says why there is none: every sheet is blank, or no row is one.
func (w *chooser) noHeader(asked []*heading) error {
	var widestRow []string
	blank, hidden := true, false
	for _, h := range asked {
		hidden = hidden || h.Sheet.Hidden
		if h.Sheet.Hidden && len(asked) > 1 {
			continue
		}
		blank = blank && len(h.rows) == 0 && !h.more
		if at := head.Widest(h.rows); at >= 0 && len(h.rows[at].Names) > len(widestRow) {
			widestRow = h.rows[at].Names
		}
	}
	if blank && len(asked) > 0 && (!hidden || len(asked) == 1) {
		return data.Refuse(data.FileEmpty, nil)
	}
	return data.Refuse(data.FileNoHeader, nil, "headers", strings.Join(widestRow, "\n"))
}

// named returns the sheet with the name, exactly or but for case.
func named(found []*heading, name string) (*heading, error) {
	var names []string
	for _, same := range []func(a, b string) bool{func(a, b string) bool { return a == b }, strings.EqualFold} {
		names = names[:0]
		for _, h := range found {
			if same(h.Sheet.Name, name) {
				return h, nil
			}
			names = append(names, h.Sheet.Name)
		}
	}
	return nil, data.Refuse(data.FileNoSheet, nil, "sheet", name, "sheets", strings.Join(names, "\n"))
}

// sameHeaders reports whether two header rows name the same fields.
func sameHeaders(a, b *heading) bool {
	if a.known() != b.known() {
		return false
	}
	for f := range a.row().Fields {
		if !b.row().Fields[f] {
			return false
		}
	}
	return true
}
