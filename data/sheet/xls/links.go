package xls

import (
	"bytes"
	"encoding/binary"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/workbook"
)

// maxLinks bounds the links of a sheet.
const maxLinks = 1 << 16

// link is a link to an address, and the cells that it is on.
type link struct {
	workbook.Area
	address string
}

// urlMoniker is how the target of a link begins that is an address of the web or of
// mail.
var urlMoniker = []byte{0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0x00, 0xAA, 0x00, 0x4B, 0xA9, 0x0B}

// findLink remembers a link to an address; whatever else it may be is not looked at.
func (s *sheetReader) findLink(r record) error {
	if err := r.needs(32); err != nil {
		return err
	}
	a := workbook.Area{FromRow: r.u16(0) + 1, ToRow: r.u16(2) + 1, FromColumn: r.u16(4) + 1, ToColumn: r.u16(6) + 1}
	if a.FromRow > a.ToRow || a.FromColumn > a.ToColumn || a.ToColumn > maxColumns {
		return damaged("a link at %s", a)
	}
	address := workbook.MailAddress(urlOf(r.body[32:]))
	if address == "" {
		return nil
	}
	if len(s.links) == maxLinks {
		return tooLarge("more than %d links", maxLinks)
	}
	s.links = append(s.links, link{a, address})
	return nil
}

// urlOf is the target of a link, "" for one that is no address.
func urlOf(body []byte) string {
	at := bytes.Index(body, urlMoniker)
	if at < 0 || len(body) < at+len(urlMoniker)+4 {
		return ""
	}
	body = body[at+len(urlMoniker):]
	length := int64(binary.LittleEndian.Uint32(body))
	if body = body[4:]; length > int64(len(body)) {
		return ""
	}
	units := make([]uint16, 0, length/2)
	for i := 0; i+1 < int(length); i += 2 {
		unit := binary.LittleEndian.Uint16(body[i:])
		if unit == 0 {
			break
		}
		units = append(units, unit)
	}
	return decode(units)
}

// follow puts the addresses into the cells.
func (s *sheetReader) follow(g *workbook.Grid, rows []data.Row) error {
	for _, l := range s.links {
		if err := g.Follow(rows, l.Area, l.address); err != nil {
			return err
		}
	}
	return nil
}
