package plan

import (
	"slices"
	"strings"

	"headcount/data"
)

// isProblemColumn knows the column that our annotated copies add (SPEC S6.5).
func isProblemColumn(header string) bool {
	key := data.HeaderKey(header)
	return key == "problem" || key == "probleme"
}

// refuseRoles is refuse for a hierarchy file. A file of users is refused: its
// Role ID column would pass for ours.
func refuseRoles(file *data.Table, columns []Column) error {
	for _, c := range columns {
		if f := data.UserSchema.ForHeader(c.Header); !c.Chosen && (f == data.Email || f == data.PermissionProfile) {
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
	issues = append(issues, remarks(d.file)...)
	if names := ignoredNames(d.file, d.columns, ""); names != "" {
		add("column.ignored", Note, "headers", names)
	}
	if len(d.dropped) > 0 {
		named := d.dropped[:min(len(d.dropped), mostNames)]
		add("choice.dropped", Warning, "n", itoa(len(d.dropped)), "choices", strings.Join(named, "\n"), "more", itoa(len(d.dropped)-len(named)))
	}
	return issues
}
