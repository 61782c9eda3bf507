package plan

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
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
	issues := append(fileSays(d.file), asidesSay(d.asides)...)
	if names := ignoredNames(d.file, d.columns, ""); names != "" {
		issues = append(issues, ofFile("column.ignored", Note, "headers", names))
	}
	return append(issues, droppedChoices(d.dropped)...)
}
