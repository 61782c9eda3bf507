package plan

import (
	"slices"
	"strings"
	"unicode"

	"headcount.app/headcount/data"
)

// shortestWord is how many characters an ID has at least to be looked for inside
// a longer cell (SPEC S3A.2).
const shortestWord = 4

// mentionWithinRows marks everybody who is in a problem row, whatever the
// problem, and whom nothing else holds: their address or ID stands in some cell
// of it. Whoever is held by nothing else is listed (SPEC S3A.2).
func (d *draft) mentionWithinRows() {
	for i := range d.each {
		r := &d.rows[i]
		if r.state != failed {
			continue
		}
		found := d.alsoMentions[i]
		if !r.source.Ragged {
			found = d.within(r)
		}
		for _, u := range found {
			d.hold(u, r.source.Number)
		}
	}
}

// hold marks a user as mentioned by a row that is not theirs.
func (d *draft) hold(u index, row int) {
	if u == nobody || d.mentioned[u] {
		return
	}
	d.mentioned[u] = true
	d.held[u] = row
}

// within finds the users whose address or ID stands in a cell of a row. What it
// finds in cells that are not kept with the upload is kept as a key.
func (d *draft) within(r *row) []index {
	var found []index
	for c := range r.source.Cells {
		if !d.mayMention(c, &r.source.Cells[c], r.source.Ragged) {
			continue
		}
		for key, u := range d.keysIn(r.source.Cells[c].Text) {
			if u == nobody {
				continue
			}
			found = append(found, u)
			if r.source.Ragged || c >= len(d.columns) || d.columns[c].Field == data.NoField {
				d.keepKey(r.source.Number, key)
			}
		}
	}
	for _, m := range d.file.Mentions {
		if m.Row == r.source.Number {
			found = append(found, d.withKey(m.Key))
			d.keepKey(m.Row, m.Key)
		}
	}
	return found
}

// keepKey keeps what led to a user with the row (SPEC S3A.9).
func (d *draft) keepKey(row int, key string) {
	m := data.Mention{Row: row, Key: key}
	if !slices.Contains(d.mentions, m) {
		d.mentions = append(d.mentions, m)
	}
}

// withKey finds a user by an address or an ID.
func (d *draft) withKey(text string) index {
	if u := d.people.withEmail(data.EmailKey(text)); u != nobody {
		return u
	}
	return d.people.withID(data.IDKey(text))
}

// keysIn yields the addresses and IDs in a text and whom they lead to: the text
// as a whole, the addresses in it, and its words.
func (d *draft) keysIn(text string) func(func(string, index) bool) {
	return func(yield func(string, index) bool) {
		whole, _ := data.Address(text)
		if whole == "" || !yield(whole, d.withKey(whole)) {
			return
		}
		if data.OnlyDigits(whole) {
			for _, u := range d.people.withBareID(whole) {
				if !yield(d.people.users[u].ID, u) {
					return
				}
			}
		}
		for word := range strings.FieldsFuncSeq(data.Clean(text), partsWords) {
			word = strings.TrimRight(word, ".!?")
			switch {
			case strings.Contains(word, "@"):
				if !yield(word, d.people.withEmail(data.EmailKey(word))) {
					return
				}
			case len([]rune(word)) >= shortestWord:
				if !yield(word, d.people.withID(data.IDKey(word))) {
					return
				}
			}
		}
	}
}

func partsWords(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(`,;:|/<>()[]"#=`, r)
}

// mayMention reports whether a cell may name somebody: never a phone number, a
// date, an amount, a role, or somebody's superior.
func (d *draft) mayMention(column int, cell *data.Cell, ragged bool) bool {
	if cell.Text == "" || cell.Kind == data.Date || cell.Kind == data.Boolean || cell.Kind == data.ErrorCell {
		return false
	}
	if column >= len(d.columns) || ragged {
		return true // it can't be said what it is
	}
	c := &d.columns[column]
	switch c.Field {
	case data.Phone, data.StatusField:
		return false
	case data.RoleID:
		return d.roles.unknown(cell.Text)
	case data.PermissionProfile:
		return d.roles.profiles[data.FoldName(cell.Text)] == nil
	case data.NoField:
		return c.Why != SecondTable && !d.ofOthers(column)
	}
	return true
}

// ofOthers reports whether a column that is not used holds numbers, or other
// people than those of the rows: an amount is no ID, a superior is not in the
// row. It is judged by the rows that lead to somebody.
func (d *draft) ofOthers(column int) bool {
	if known, ok := d.others[column]; ok {
		return known
	}
	filled, numbers, others := 0, 0, 0
	for i := range d.rows {
		r := &d.rows[i]
		cell := r.source.Cell(column)
		if r.state != usable || r.user == nobody || cell.Blank() {
			continue
		}
		filled++
		if _, number := data.DecimalKey(data.Clean(cell.Text)); number || cell.Kind == data.Number {
			numbers++
			continue
		}
		if address, _ := data.Address(cell.Text); strings.Contains(address, "@") {
			if u := d.people.withEmail(data.EmailKey(address)); u != r.user {
				others++
			}
		}
	}
	header := data.HeaderKey(d.columns[column].Header)
	answer := header != "" && (numbers*2 > filled || others*2 > filled || slices.ContainsFunc(superiorWords, func(w string) bool { return strings.Contains(header, w) }))
	d.others[column] = answer
	return answer
}

// superiorWords are in the headers of columns that hold somebody else.
var superiorWords = []string{"manager", "superior", "superieur", "supervisor", "responsable", "reportsto", "vorgesetzt", "boss", "n+1"}

// heldLine is the fate of an active user who is held by nothing but a mention in
// a problem row.
func (d *draft) heldLine(u index) Line {
	user := &d.base.Users[u]
	l := Line{Kind: Kept, Before: user, After: user}
	if l.Withheld = Absent; d.options.DeactivateAbsent && !user.Protected {
		l.Withheld = Deactivated
	}
	l.Issues = []Issue{d.issue("row.mentioned", Note, data.NoField, []string{"row", itoa(d.held[u])})}
	return l
}
