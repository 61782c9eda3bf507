package plan

import (
	"strings"

	"headcount.app/headcount/data"
)

// combine takes rows about one person that agree in all but the role as one with
// all their roles, if the file has a row for each role; else it counts the person
// for the offer to read it so (SPEC S15.2). A problem in one of them keeps them
// apart, and all of them are problems then.
func (d *draft) combine(group []index) bool {
	if d.where(data.RoleID) < 0 {
		return false
	}
	said := ""
	for n, i := range group {
		r := &d.rows[i]
		text := d.signature(r, data.RoleID)
		if !r.good() || n > 0 && text != said {
			return false
		}
		said = text
	}
	if !d.options.RowsPerRole {
		d.roleRows[group[0]] = true
		return false
	}
	lead := &d.rows[group[0]]
	for _, i := range group[1:] {
		d.rows[i].state = combined
		d.rows[i].lead = group[0]
		lead.with = append(lead.with, d.rows[i].source)
	}
	d.note(lead, "row.combined", data.RoleID, "rows", strings.Join(d.numbers(group), "\n"))
	return true
}

// sources are the rows of the file that a row stands for.
func (r *row) sources(yield func(*data.Row) bool) {
	if !yield(r.source) {
		return
	}
	for _, source := range r.with {
		if !yield(source) {
			return
		}
	}
}

// further are the numbers of the rows behind the first.
func (r *row) further() []int {
	if len(r.with) == 0 {
		return nil
	}
	rows := make([]int, len(r.with))
	for i, source := range r.with {
		rows[i] = source.Number
	}
	return rows
}

// leastOffered is how many people have to have several rows that differ only in
// the role before it is offered to read them so.
const leastOffered = 2

// combinedRows is how many rows stand in lines of others: a file has that many
// people fewer than rows.
func (d *draft) combinedRows() int {
	n := 0
	for i := range d.rows {
		n += len(d.rows[i].with)
	}
	return n
}

// Rows are the numbers of the rows that a line stands for: none for a user whom no
// row mentions, several only where a file has a row for each role (SPEC S15.2).
func (l *Line) Rows() []int {
	if l.Row == 0 {
		return nil
	}
	return append([]int{l.Row}, l.Further...)
}

// OffersRowsPerRole is how many people of a file have several rows that differ
// only in the role, 0 if too few to offer to read it so (SPEC S15.2).
func (p *Plan) OffersRowsPerRole() int {
	for i := range p.FileIssues {
		if issue := &p.FileIssues[i]; issue.Code == "rows.per_role" {
			g := Guard{Args: issue.Args}
			return g.Count("n")
		}
	}
	return 0
}
