package workbook

import (
	"net/url"
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// MailAddress takes the address out of the target of a link, "" for a target
// that is none.
func MailAddress(target string) string {
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
	if strings.IndexByte(text, '@') < 0 || MailAddress(text) != "" {
		return false
	}
	address, _ := data.Address(text)
	return data.ValidAddress(address)
}

// Follow puts the address of a mailto: link into those cells of an area whose text
// is none (SPEC S3.5).
func (g *Grid) Follow(rows []data.Row, a Area, address string) error {
	first, _ := slices.BinarySearchFunc(rows, a.FromRow, func(r data.Row, number int) int { return r.Number - number })
	for ; first < len(rows) && rows[first].Number <= a.ToRow; first++ {
		cells := rows[first].Cells
		for c := a.FromColumn - 1; c < min(a.ToColumn, len(cells)); c++ {
			if cells[c].Kind == data.Text && !cells[c].Blank() && !isAddress(cells[c].Text) {
				g.show(rows[first].Number, c, nil, cells[c].Text)
				cells[c] = data.Cell{Text: address, Kind: data.Link}
			}
			g.linked++
		}
		if g.linked++; g.linked > maxLinked {
			return tooLarge(g.part, "links over more than %d cells", maxLinked)
		}
	}
	return nil
}
