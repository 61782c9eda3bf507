package plan

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// settleRivals decides between columns that lead to one field as far as no
// person has to be asked (SPEC S3A.1): a column of one's work steps back behind
// any other, Role behind Role ID.
func settleRivals(schema *data.Schema, columns []Column) {
	for i := range columns {
		c := &columns[i]
		if !c.Chosen && c.Field != data.NoField && schema.Heading(c.Header).Work && slices.ContainsFunc(columns, func(o Column) bool {
			return o.Index != c.Index && o.Field == c.Field && (o.Chosen || !schema.Heading(o.Header).Work)
		}) {
			c.Field, c.Why = data.NoField, WorkColumn
		}
	}
	for i := range columns {
		if c := &columns[i]; isRoleText(c) && slices.ContainsFunc(columns, func(o Column) bool { return isRoleIDs(o) && namesRolesOf(c, o) }) {
			c.Field, c.Why = data.NoField, RoleText
		}
	}
}

func isRoleText(c *Column) bool {
	return c.Field == data.RoleID && !c.Chosen && data.UserSchema.Heading(c.Header).OfRoles()
}

func isRoleIDs(c Column) bool {
	return c.Field == data.RoleID && (c.Chosen || !data.UserSchema.Heading(c.Header).OfRoles())
}

// namesRolesOf reports whether a column of roles by name stands beside that
// column of Role IDs: Role 2 beside Role ID 2, but not beside Role ID.
func namesRolesOf(text *Column, ids Column) bool {
	number := data.UserSchema.Heading(text.Header).Number
	return number == 0 || number == data.UserSchema.Heading(ids.Header).Number
}

// twice returns the refusal of two columns for one field, naming both by
// letter (SPEC S3.2, S3A.1).
func twice(schema *data.Schema, columns []Column) error {
	for _, info := range schema.Fields() {
		rivals := columnsOf(columns, info.Field)
		if len(rivals) > 1 && (!info.Several || !together(schema, rivals)) {
			return refuseTwice(info, rivals, "")
		}
		if len(rivals) == 0 && info.Mandatory {
			if near := nearColumns(schema, columns, info.Field); len(near) > 1 {
				return refuseTwice(info, near, info.Field.Name())
			}
		}
	}
	return twoNames(schema, columns)
}

// twoNames refuses two columns of full names, or one beside half a name.
func twoNames(schema *data.Schema, columns []Column) error {
	full := columnsOf(columns, data.FullName)
	if len(full) == 0 {
		return nil
	}
	for _, f := range []data.Field{data.FirstName, data.LastName} {
		full = append(full, columnsOf(columns, f)...)
	}
	if len(full) == 1 {
		return nil
	}
	return refuseTwice(schema.Info(data.FullName), full, "")
}

// refuseTwice refuses rivals for a field; near is its name if none of them is
// called just like it.
func refuseTwice(info data.FieldInfo, rivals []Column, near string) error {
	var headers, letters []string
	for _, c := range rivals {
		headers, letters = append(headers, c.Header), append(letters, letters26(c.Index))
	}
	return data.Refuse(data.FileColumnTwice, nil, "field", fieldArgument(info), "headers", strings.Join(headers, "\n"), "columns", strings.Join(letters, "\n"),
		"last", letters[len(letters)-1], "nearest", near)
}

func columnsOf(columns []Column, f data.Field) []Column {
	var found []Column
	for _, c := range columns {
		if c.Field == f {
			found = append(found, c)
		}
	}
	return found
}

// nearColumns are those that would be read as a field but for the words in
// brackets behind its header: "Role ID (current)" beside "Role ID (new)".
func nearColumns(schema *data.Schema, columns []Column, f data.Field) []Column {
	var near []Column
	for _, c := range columns {
		if c.Field == data.NoField && !c.Chosen && c.Why == "" && schema.Heading(c.Header).Near == f {
			near = append(near, c)
		}
	}
	return near
}

// together reports whether several columns of roles are one set: chosen so by
// hand, numbered, or of the very same header side by side.
func together(schema *data.Schema, rivals []Column) bool {
	numbers := map[int]bool{}
	numbered, sideBySide, chosen := true, true, true
	for i, c := range rivals {
		h := schema.Heading(c.Header)
		chosen = chosen && c.Chosen
		numbered = numbered && h.Field != data.NoField && !numbers[h.Number]
		numbers[h.Number] = true
		sideBySide = sideBySide && c.Index == rivals[0].Index+i && data.HeaderKey(c.Header) == data.HeaderKey(rivals[0].Header)
	}
	return chosen || numbered || sideBySide
}

// contradicted refuses a file whose column Role names other roles than its
// column Role ID: which of them counts has to be asked (SPEC S3A.1).
func contradicted(base *data.Base, file *data.Table, columns []Column) error {
	text := slices.IndexFunc(columns, func(c Column) bool { return c.Why == RoleText })
	ids := columnsOf(columns, data.RoleID)
	if text < 0 || len(ids) == 0 {
		return nil
	}
	names := map[string][]string{} // the Role IDs that a text may mean, folded
	for i := range base.Roles {
		role := &base.Roles[i]
		for _, key := range []string{data.FoldRole(role.ID), data.FoldRole(role.Name)} {
			names[key] = append(names[key], data.FoldRole(role.ID))
		}
	}
	for i := range file.Rows {
		row := &file.Rows[i]
		meant := names[data.FoldRole(row.Cell(text).Text)]
		if len(meant) == 0 || row.Ragged {
			continue
		}
		agrees, filled := false, false
		for _, c := range ids {
			for piece := range strings.FieldsFuncSeq(row.Cell(c.Index).Text, data.SeparatesRoles) {
				filled = true
				agrees = agrees || slices.Contains(meant, data.FoldRole(piece))
			}
		}
		if filled && !agrees {
			return refuseTwice(base.Schema.Info(data.RoleID), append(ids, columns[text]), "")
		}
	}
	return nil
}
