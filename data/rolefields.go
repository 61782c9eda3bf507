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
	{
		Field:   RoleLevel,
		English: []string{"Level", "Level ID", "Hierarchy level", "Hierarchical level", "Hierarchical level ID"},
		French:  []string{"Identifiant du niveau hiérarchique", "Niveau", "Niveau hiérarchique", "ID du niveau"},
	},
	{
		Field:   RoleName,
		English: []string{"Role name", "Name"},
		French:  []string{"Nom du rôle", "Nom"},
	},
	{
		Field: RoleKey, Mandatory: true,
		English: []string{"Role ID", "Role", "ID", "Identifier"},
		French:  []string{"Identifiant du rôle", "ID du rôle", "Rôle", "Identifiant"},
	},
	{
		Field: RoleSuperiors, Several: true,
		English: []string{"Superior role ID", "Superior role IDs", "Superior role", "Superior ID", "Superior", "Superiors", "Parent", "Parent role ID"},
		French:  []string{"Identifiant du supérieur", "Identifiants des supérieurs", "ID du supérieur", "Supérieur", "Supérieurs", "Rôle supérieur"},
	},
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

// ExampleRole is the example row of the template of hierarchy files, in the
// language given. Uploading skips it (SPEC S3.8, S7.3).
func ExampleRole(language string) Role {
	if language == "fr" {
		return Role{Level: "Boutique", Name: "Boutique exemple", ID: "boutique-exemple", Superiors: "region-exemple"}
	}
	return Role{Level: "Shop", Name: "Example shop", ID: "example-shop", Superiors: "example-region"}
}

// IsExampleRole reports whether a row says just what the example row says.
func IsExampleRole(r Role) bool { return r == ExampleRole("en") || r == ExampleRole("fr") }
