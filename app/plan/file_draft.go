package plan

import "headcount.app/headcount/data"

// fileDraft is what a plan of users and a plan of roles have in common while
// they are made: a file, its columns, and the choices of a person.
type fileDraft struct {
	base    *data.Base
	file    *data.Table
	options data.Options
	columns []Column
	// known are the columns read as a field. Instead of full names, which stand in
	// the column fullName (-1 without one), there are two behind all others.
	known    []Column
	fullName int
	// lenient drops choices by hand that fit nothing, and lists them in dropped.
	lenient bool
	dropped []string
	// mentions are what led to users or roles in cells that are not kept (SPEC
	// S3A.2, S3A.9).
	mentions []data.Mention
	// asides are the second tables that are not read (SPEC S3A.1).
	asides []Aside
	// keptZeros are the columns of a text file in which a code ends with a zero
	// behind its point (SPEC S3A.5), as far as it was asked.
	keptZeros map[int]bool
}

func newFileDraft(base *data.Base, file *data.Table, o data.Options, columns []Column) fileDraft {
	d := fileDraft{base: base, file: file, options: o, columns: columns, fullName: -1, keptZeros: map[int]bool{}}
	for _, c := range columns {
		if c.Field != data.NoField {
			d.known = append(d.known, c)
		}
	}
	return d
}

// where is the first column of a field, -1 for none.
func (d *fileDraft) where(f data.Field) int {
	for i := range d.known {
		if d.known[i].Field == f {
			return d.known[i].Index
		}
	}
	return -1
}

// column is the column of the file that an issue about a field points at.
func (d *fileDraft) column(f data.Field) int {
	if d.fullName >= 0 && (f == data.FullName || f == data.FirstName || f == data.LastName) {
		return d.fullName
	}
	return d.where(f)
}

// fileRow is one row of the file, about a user or a role.
type fileRow struct {
	source *data.Row
	state  state
	issues []Issue
}

// good reports whether the row does what it says.
func (r *fileRow) good() bool { return r.state == usable }

// report adds what was found in a row. A problem changes nothing.
func (r *fileRow) report(i Issue) {
	r.issues = append(r.issues, i)
	if i.Level == Blocking {
		r.state = failed
	}
}

// reporter is a row of users or of roles.
type reporter interface{ report(Issue) }

// note, warn and fail add what was found in a row; fail makes the row a
// problem, so that it changes nothing.
func (d *fileDraft) note(r reporter, code string, f data.Field, args ...string) {
	r.report(d.issue(code, Note, f, args))
}

func (d *fileDraft) warn(r reporter, code string, f data.Field, args ...string) {
	r.report(d.issue(code, Warning, f, args))
}

func (d *fileDraft) fail(r reporter, code string, f data.Field, args ...string) {
	r.report(d.issue(code, Blocking, f, args))
}

func (d *fileDraft) issue(code string, level Level, f data.Field, args []string) Issue {
	return Issue{Code: code, Level: level, Field: f, Column: d.column(f), Args: args}
}

// drop lists a choice by hand that fits nothing any more.
func (d *fileDraft) drop(choice string) { d.dropped = append(d.dropped, choice) }
