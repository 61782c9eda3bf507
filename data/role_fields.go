package data

import "strings"

// The facts about a role, in the order in which they are written to hierarchy
// files (SPEC S13.2). They are fields like those of users, so that columns,
// issues and changes of roles are told with the same words.
const (
	RoleLevel     Field = "level"
	RoleName      Field = "role_name"
	RoleKey       Field = "role_id"
	RoleSuperiors Field = "superior_ids"
)

// RoleFields lists the fields of a role once, in file order. The slice must not
// be changed.
var RoleFields = []FieldInfo{
	{Field: RoleLevel},
	{Field: RoleName},
	{Field: RoleKey, Mandatory: true},
	{Field: RoleSuperiors, Several: true},
}

// Get returns the text of one field of a role: superiors joined by ", ".
func (r *Role) Get(f Field) string {
	switch f {
	case RoleLevel:
		return r.Level
	case RoleName:
		return r.Name
	case RoleKey:
		return r.ID
	case RoleSuperiors:
		return string(r.Superiors)
	}
	return ""
}

// Set stores the text of one field of a role as Get returns it.
func (r *Role) Set(f Field, value string) {
	switch f {
	case RoleLevel:
		r.Level = value
	case RoleName:
		r.Name = value
	case RoleKey:
		r.ID = value
	case RoleSuperiors:
		r.Superiors = NewRoleIDs(strings.Split(value, ", ")...)
	}
}

// Active reports whether the role is not archived.
func (r *Role) Active() bool { return !r.Archived }

// Title returns the name of the role, the Role ID if it has none.
func (r *Role) Title() string {
	if r.Name == "" {
		return r.ID
	}
	return r.Name
}
