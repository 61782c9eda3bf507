package data

// ExampleRow returns the values of the example row of our template, by field,
// in the language given ("fr", or English for anything else). Uploading skips
// the row, which is recognised by its address (SPEC S3.8, S7.3).
func ExampleRow(language string) map[Field]string {
	if language == "fr" {
		return map[Field]string{
			Email: "camille.exemple@headcount.example", FirstName: "Camille", LastName: "Exemple", RoleID: "boutique-1",
			PermissionProfile: "Commercial", ID: "00123", JobTitle: "Vendeuse", Phone: "+33 6 12 34 56 78",
		}
	}
	return map[Field]string{
		Email: "camille.example@headcount.example", FirstName: "Camille", LastName: "Example", RoleID: "shop-1",
		PermissionProfile: "Sales rep", ID: "00123", JobTitle: "Sales assistant", Phone: "+44 20 7946 0018",
	}
}

// IsExampleEmail reports whether an email key is that of an example row.
func IsExampleEmail(key string) bool {
	return key == "camille.example@headcount.example" || key == "camille.exemple@headcount.example"
}
