package plan

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// fileIssues are the warnings and notes about the file as a whole
// (SPEC S3.2, S3.8).
func (d *draft) fileIssues(p *Plan) []Issue {
	var issues []Issue
	add := func(code string, level Level, f data.Field, args ...string) {
		issues = append(issues, d.issue(code, level, f, args))
	}
	for _, info := range d.base.Schema.Fields() {
		if d.where(info.Field) >= 0 || !d.mandatory(info.Field) {
			continue
		}
		if near := nearColumns(d.base.Schema, d.columns, info.Field); len(near) > 0 {
			add("column.near", Warning, info.Field, "header", data.Clean(data.WithoutControls(near[0].Header)), "column", letters26(near[0].Index))
			continue
		}
		add("column.missing", Warning, info.Field)
	}
	issues = append(issues, fileSays(d.file)...)
	issues = append(issues, asidesSay(d.asides)...)
	if names := d.ignoredColumns("", WorkColumn, RoleText, FullNameColumn); names != "" {
		add("column.ignored", Note, data.NoField, "headers", names)
	}
	issues = append(issues, columnsSay(d.file, d.columns)...)
	if len(d.roleRows) >= leastOffered {
		add("rows.per_role", Note, data.RoleID, "n", itoa(len(d.roleRows)))
	}
	if d.naming.order != "" {
		add("names.order", Note, data.FullName, "header", data.Clean(data.WithoutControls(d.file.Header[d.fullName])), "order", string(d.naming.order))
	}
	d.nameHabits(p, add)
	return append(issues, droppedChoices(d.dropped)...)
}

// FileSays is what is to be known of a file before it is planned from: what its
// reader says, other sheets and tables, columns that are not read and why.
func FileSays(schema *data.Schema, file *data.Table, columns []Column) []Issue {
	return slices.Concat(fileSays(file), asidesSay(Asides(schema, file, columns)), columnsSay(file, columns))
}

// columnsSay are the notes that name columns which are not read for a reason that
// matters (SPEC S3A.9).
func columnsSay(file *data.Table, columns []Column) []Issue {
	var issues []Issue
	for _, why := range []string{SecretColumn, FormsOfAddress} {
		if names := ignoredNames(file, columns, why); names != "" {
			issues = append(issues, ofFile("column."+why, Note, "headers", names))
		}
	}
	return issues
}

// asidesSay are the warnings that name the second tables.
func asidesSay(asides []Aside) []Issue {
	var issues []Issue
	for _, a := range asides {
		headers := strings.Join(a.Headers, "\n")
		if a.Row > 0 {
			issues = append(issues, ofFile(tableBelow, Warning, "row", itoa(a.Row), "headers", headers))
			continue
		}
		issues = append(issues, ofFile("table.beside", Warning, "from", a.Columns[0], "to", a.Columns[1], "headers", headers))
	}
	return issues
}

// tableBelow is the code of the warning of a table under the list.
const tableBelow = "table.below"

// ofFile is an issue about the file as a whole.
func ofFile(code string, level Level, args ...string) Issue {
	return Issue{Code: code, Level: level, Field: data.NoField, Column: -1, Args: args}
}

// mostDropped is how many dropped choices are named.
const mostDropped = 3

// droppedChoices names the choices by hand that fit nothing any more.
func droppedChoices(dropped []string) []Issue {
	if len(dropped) == 0 {
		return nil
	}
	named := dropped[:min(len(dropped), mostDropped)]
	return []Issue{ofFile("choice.dropped", Warning,
		"n", itoa(len(dropped)), "choices", strings.Join(named, "\n"), "more", itoa(len(dropped)-len(named)))}
}

// fileSays is what is to be known of a file whatever it holds, the reader's
// remarks among it.
func fileSays(file *data.Table) []Issue {
	var issues []Issue
	if n := file.HiddenRows(); n > 0 {
		issues = append(issues, ofFile("row.hidden", Warning, "n", itoa(n)))
	}
	if len(file.OtherSheets) > 0 {
		issues = append(issues, ofFile("sheet.other", Warning, "sheet", file.Sheet, "sheets", strings.Join(file.OtherSheets, "\n")))
	}
	for _, text := range file.Header {
		if address, _ := data.Address(text); data.ValidAddress(address) {
			issues = append(issues, ofFile("header.person", Warning, "row", itoa(file.HeaderRow), "address", address))
			break
		}
	}
	for _, r := range file.Remarks {
		level := Note
		if r.Warning {
			level = Warning
		}
		issues = append(issues, ofFile(r.Code, level, r.Args...))
	}
	return issues
}

// ignoredColumns lists the headers of the columns that are not used, for one of
// the reasons given. Our own Problem column is not listed (SPEC S6.5).
func (d *draft) ignoredColumns(why ...string) string { return ignoredNames(d.file, d.columns, why...) }

func ignoredNames(file *data.Table, columns []Column, why ...string) string {
	var names []string
	for i := range columns {
		c := &columns[i]
		if c.Field != data.NoField || !slices.Contains(why, c.Why) {
			continue
		}
		name := data.Clean(data.WithoutControls(c.Header))
		if name == "" && filled(file, c.Index) {
			name = letters26(c.Index)
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, "\n")
}

// filled reports whether a column holds anything.
func filled(file *data.Table, column int) bool {
	return slices.ContainsFunc(file.Rows, func(r data.Row) bool { return !r.Cell(column).Blank() })
}

// letters26 names a column without a header as spreadsheets do: A, B … Z, AA.
func letters26(column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// nameHabits notes if the names of more than half of the matched people differ
// only by their order or by capitals: then the columns are swapped, or the file
// is in another habit of writing.
func (d *draft) nameHabits(p *Plan, add func(string, Level, data.Field, ...string)) {
	matched, swapped, capitals := 0, 0, 0
	for i := range p.Lines {
		l := &p.Lines[i]
		if !l.matched() {
			continue
		}
		matched++
		if l.Before.FirstName == l.After.FirstName && l.Before.LastName == l.After.LastName {
			continue
		}
		b1, b2 := data.FoldName(l.Before.FirstName), data.FoldName(l.Before.LastName)
		a1, a2 := data.FoldName(l.After.FirstName), data.FoldName(l.After.LastName)
		switch {
		case a1 == b1 && a2 == b2:
			capitals++
		case a1 == b2 && a2 == b1:
			swapped++
		}
	}
	if swapped > 1 && swapped*2 > matched {
		add("names.swapped", Warning, data.NoField, "n", itoa(swapped))
	}
	if capitals > 1 && capitals*2 > matched {
		add("names.spelling", Note, data.NoField, "n", itoa(capitals))
	}
}

// matched reports whether the line is a row of the file that is used and leads
// to a stored user.
func (l *Line) matched() bool {
	return l.Row != 0 && l.Before != nil && l.Kind != Problem && l.Kind != Ignored
}
