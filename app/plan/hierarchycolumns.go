package plan

import (
	"slices"
	"strings"

	"headcount/data"
)

// RoleColumns is Columns for a hierarchy file (SPEC S13.2).
func RoleColumns(file *data.Table, mapping map[string]string) ([]Column, error) {
	columns, err := recogniseRoles(file, mapping)
	for i := range columns {
		columns[i].count(file)
	}
	return columns, err
}

// recogniseRoles decides what every column of a hierarchy file is read as. A
// file of users is refused: its Role ID column would pass for ours.
func recogniseRoles(file *data.Table, mapping map[string]string) ([]Column, error) {
	columns := make([]Column, len(file.Header))
	used, seen := map[string]bool{}, map[string]int{}
	for i, header := range file.Header {
		seen[header]++
		c := Column{Column: data.Column{Header: header, Field: data.NoField}, Index: i}
		switch name, key, ok := mapped(mapping, header, seen[header]); {
		case ok:
			used[key], c.Chosen, c.Field = true, true, data.RoleFieldNamed(name)
			if name != "" && c.Field == data.NoField {
				return nil, data.Refuse(data.FileMap, nil, "header", header, "field", name, "headers", strings.Join(file.Header, "\n"))
			}
		case isProblemColumn(header):
			c.Why = AnnotationColumn
		default:
			c.Field = data.RoleFieldForHeader(header)
		}
		columns[i] = c
	}
	for key := range mapping {
		if !used[key] {
			return columns, data.Refuse(data.FileMap, nil, "header", key, "headers", strings.Join(file.Header, "\n"))
		}
	}
	return columns, refuseRoles(file, columns)
}

// isProblemColumn knows the column that our annotated copies add (SPEC S6.5).
func isProblemColumn(header string) bool {
	key := data.HeaderKey(header)
	return key == "problem" || key == "probleme"
}

func refuseRoles(file *data.Table, columns []Column) error {
	if file.MergedHeader != "" {
		return data.Refuse(data.FileMergedHeader, nil, "range", file.MergedHeader)
	}
	for _, info := range data.RoleFields {
		if headers := headersOf(columns, info.Field); len(headers) > 1 && info.Field != data.RoleSuperiors {
			return data.Refuse(data.FileColumnTwice, nil, "field", info.Name, "headers", strings.Join(headers, "\n"))
		}
	}
	for _, c := range columns {
		if f := data.FieldForHeader(c.Header); !c.Chosen && (f == data.Email || f == data.PermissionProfile) {
			return data.Refuse(data.FileOfUsers, nil, "header", c.Header)
		}
	}
	if len(headersOf(columns, data.RoleKey)) == 0 {
		code := data.FileNoRoleColumn
		if !slices.ContainsFunc(columns, func(c Column) bool { return c.Field != data.NoField || c.Chosen }) {
			code = data.FileNoHeader
		}
		return data.Refuse(code, nil, "headers", strings.Join(file.Header, "\n"), "nearest", "")
	}
	if len(file.Rows) == 0 {
		return data.Refuse(data.FileNoRows, nil)
	}
	return nil
}

// fileIssues are the warnings and notes about the file as a whole (SPEC S3.2,
// S3.8).
func (d *roleDraft) fileIssues() []Issue {
	var issues []Issue
	add := func(code string, level Level, args ...string) {
		issues = append(issues, Issue{Code: code, Level: level, Field: data.NoField, Column: -1, Args: args})
	}
	if n := d.file.HiddenRows(); n > 0 {
		add("row.hidden", Warning, "n", itoa(n))
	}
	if len(d.file.OtherSheets) > 0 {
		add("sheet.other", Warning, "sheet", d.file.Sheet, "sheets", strings.Join(d.file.OtherSheets, "\n"))
	}
	if names := ignoredNames(d.file, d.columns, ""); names != "" {
		add("column.ignored", Note, "headers", names)
	}
	if len(d.dropped) > 0 {
		named := d.dropped[:min(len(d.dropped), mostNames)]
		add("choice.dropped", Warning, "n", itoa(len(d.dropped)), "choices", strings.Join(named, "\n"), "more", itoa(len(d.dropped)-len(named)))
	}
	return issues
}
