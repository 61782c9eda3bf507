package plan

import (
	"strconv"
	"strings"

	"headcount.app/headcount/data"
)

// findRepeats finds rows that lead to the same user or bear the same email or
// ID. Equal rows: the later ones are ignored. Others: all are problems, each
// naming the others; never "the last line wins" (SPEC S4.4).
func (d *draft) findRepeats() {
	g := newGrouping(len(d.base.Users))
	d.group(g, "user.duplicate", data.NoField, func(r *row) (index, string) { return r.user, "" })
	d.group(g, "email.duplicate", data.Email, func(r *row) (index, string) { return r.emailUser, r.emailKey })
	d.group(g, "id.duplicate", data.ID, func(r *row) (index, string) { return r.idUser, r.idKey })
	d.repeatWithoutKey()
	for i := range d.actor {
		d.actor[i] = nobody
	}
	for i := range d.rows {
		r := &d.rows[i]
		if !r.takesPart() || r.source.Ragged {
			continue
		}
		if r.user != nobody {
			d.actor[r.user] = index(i)
		}
		if r.emailUser != nobody {
			d.byAddress[r.emailUser] = index(i)
		}
	}
}

// group settles the rows that share what by returns.
func (d *draft) group(g *grouping, code string, f data.Field, by func(*row) (index, string)) {
	groups := g.groups(len(d.rows), func(i int) (index, string) {
		if r := &d.rows[i]; r.takesPart() && !r.source.Ragged {
			return by(r)
		}
		return nobody, ""
	})
	for _, group := range groups {
		d.settleGroup(group, code, f)
	}
}

// settleGroup ignores the rows of a group that are equal to an earlier one and
// makes the others problems if more than one is left.
func (d *draft) settleGroup(group []index, code string, f data.Field) {
	left := d.ignoreEqual(group)
	if len(left) < 2 {
		return
	}
	if d.combine(left) {
		return
	}
	if code == "user.duplicate" && d.shareKey(left) {
		return
	}
	for n, i := range left {
		r := &d.rows[i]
		others, more := d.numbersWithout(left, n, mostNamed)
		d.fail(r, code, f, "value", r.keyOf(f), "rows", others, "more", more)
	}
}

// shareKey reports whether all rows of a group bear the same email or the same
// ID, which has its own issue.
func (d *draft) shareKey(group []index) bool {
	email, id := d.rows[group[0]].emailKey, d.rows[group[0]].idKey
	for _, i := range group {
		if d.rows[i].emailKey != email {
			email = ""
		}
		if d.rows[i].idKey != id {
			id = ""
		}
	}
	return email != "" || id != ""
}

func (r *row) keyOf(f data.Field) string {
	switch f {
	case data.Email:
		return r.address
	case data.ID:
		return r.idKey
	}
	return ""
}

// ignoreEqual ignores the rows equal to an earlier one and returns the others.
func (d *draft) ignoreEqual(group []index) []index {
	seen := make(map[string]index, len(group))
	left := group[:0:0]
	for _, i := range group {
		r := &d.rows[i]
		text := d.signature(r, data.NoField)
		if earlier, ok := seen[text]; ok {
			r.state = repeated
			r.issues = nil
			d.warn(r, "row.duplicate", data.NoField, "rows", strconv.Itoa(d.rows[earlier].source.Number))
			continue
		}
		seen[text] = i
		left = append(left, i)
	}
	return left
}

// repeatWithoutKey ignores equal rows that bear neither an email nor an ID.
func (d *draft) repeatWithoutKey() {
	var group []index
	for i := range d.rows {
		r := &d.rows[i]
		if r.takesPart() && !r.source.Ragged && r.emailKey == "" && r.idKey == "" {
			group = append(group, index(i))
		}
	}
	d.ignoreEqual(group)
}

// signature is what a row says after cleaning, in all known columns but those of
// one field: rows with the same signature are equal (SPEC S4.4).
func (d *draft) signature(r *row, without data.Field) string {
	var b strings.Builder
	for i := range d.known {
		c := &d.known[i]
		if c.Field == without {
			continue
		}
		cell := r.source.Cell(c.Index)
		text := data.Clean(cell.Text)
		switch c.Field {
		case data.Email:
			address, _ := data.Address(cell.Text)
			text = data.EmailKey(address)
		case data.RoleID:
			var pieces []string
			for piece := range strings.FieldsFuncSeq(cell.Text, data.SeparatesRoles) {
				pieces = append(pieces, data.Clean(piece))
			}
			text = string(data.NewRoleIDs(pieces...))
		default:
			text = data.PlainApostrophes(text)
		}
		b.WriteString(text)
		b.WriteByte(0)
		if cell.Kind != data.Link {
			b.WriteByte(byte(cell.Kind))
		}
	}
	return b.String()
}

// mostNamed bounds how many other rows a problem names.
const mostNamed = 10

func itoa(n int) string { return strconv.Itoa(n) }
