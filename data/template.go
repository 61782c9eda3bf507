package data

import "slices"

// ExampleRow returns the values of the example row of our template, by field,
// in the language given. Uploading skips the row, which is recognised by its
// address (SPEC S3.8, S7.3).
func ExampleRow(language string) map[Field]string {
	row := map[Field]string{PermissionProfile: StandardProfiles(language)[2].Name, ID: "00123"}
	for _, f := range [...]Field{Email, FirstName, LastName, RoleID, JobTitle, Phone} {
		row[f] = listed(language, "example.user."+f.Name())[0]
	}
	return row
}

// IsExampleEmail reports whether an email key is that of an example row.
func IsExampleEmail(key string) bool { return vocabulary().exampleEmails[key] }

// ExampleRole is the example row of the template of hierarchy files, in the
// language given. Uploading skips it (SPEC S3.8, S7.3).
func ExampleRole(language string) Role {
	var r Role
	for i := range RoleFields {
		f := RoleFields[i].Field
		r.Set(f, listed(language, "example.role."+f.Name())[0])
	}
	return r
}

// IsExampleRole reports whether a row says just what the example row says.
func IsExampleRole(r Role) bool { return slices.Contains(vocabulary().exampleRoles, r) }
