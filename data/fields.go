package data

// Field is one fact about a user. It is the same in files, forms, diffs and
// reports; Fields is the only list of them (SPEC S2.1).
type Field uint8

// The fields of a user, in the order in which they are written to files
// (SPEC S7.1).
const (
	Email Field = iota
	FirstName
	LastName
	RoleID
	PermissionProfile
	ID
	JobTitle
	Phone
	StatusField
	// NoField marks a column or an issue that belongs to no field.
	NoField Field = 255
)

// FieldInfo says what holds for one field everywhere.
type FieldInfo struct {
	Field Field
	// Name is the stable, language-free name used in JSON, settings and --map.
	Name string
	// Mandatory fields are needed to create a user and are never erased.
	// Role ID is mandatory unless Settings.RolesOptional is set.
	Mandatory bool
	// English and French are the headers understood; the first of each is the
	// one we write (SPEC S3.2).
	English, French []string
}

// Fields lists every field once, in file order. The slice must not be changed.
var Fields = []FieldInfo{
	{
		Email, "email", true,
		[]string{"Email", "E-mail", "Mail", "Email address", "E-mail address"},
		[]string{"Adresse email", "Adresse e-mail", "Adresse électronique", "Courriel", "Mél"},
	},
	{FirstName, "first_name", true, []string{"First name", "Firstname", "Given name", "Forename"}, []string{"Prénom"}},
	{LastName, "last_name", true, []string{"Last name", "Lastname", "Surname", "Family name"}, []string{"Nom", "Nom de famille"}},
	{
		RoleID, "role_ids", true,
		[]string{"Role ID", "Role", "Roles", "Role IDs", "Hierarchical role"},
		[]string{"Rôle", "Rôles", "ID du rôle", "Identifiant du rôle"},
	},
	{
		PermissionProfile, "permission_profile", true,
		[]string{"Permission profile", "Profile", "Permissions"},
		[]string{"Profil", "Profil de permission"},
	},
	{
		ID, "id", false,
		[]string{"ID", "Identifier", "User ID", "Employee ID", "Employee number"},
		[]string{"Identifiant", "Matricule"},
	},
	{
		JobTitle, "job_title", false,
		[]string{"Job title", "Job position", "Company position", "Position", "Title"},
		[]string{"Fonction", "Titre", "Poste", "Intitulé de poste"},
	},
	{
		Phone, "phone", false,
		[]string{"Phone", "Phone number", "Telephone", "Mobile"},
		[]string{"Téléphone", "Numéro de téléphone", "Tél", "Portable"},
	},
	{StatusField, "status", false, []string{"Status", "Active"}, []string{"Statut", "État"}},
}

// Info returns what holds for f. It panics for NoField.
func (f Field) Info() FieldInfo {
	if f.ForRoles() {
		return RoleFields[f-RoleLevel]
	}
	return Fields[f]
}

// Name returns the stable, language-free name of f, "" for NoField.
func (f Field) Name() string {
	if !f.Valid() {
		return ""
	}
	return f.Info().Name
}

// String returns Name, so that a field prints as it is written in JSON.
func (f Field) String() string { return f.Name() }

// FieldNamed returns the field of users with the stable name given, or NoField.
func FieldNamed(name string) Field { return fieldNamed(Fields, name) }

func fieldNamed(fields []FieldInfo, name string) Field {
	for _, info := range fields {
		if info.Name == name {
			return info.Field
		}
	}
	return NoField
}

// Header returns the header we write for f in the language given ("fr", or
// English for anything else).
func (f Field) Header(language string) string {
	if language == "fr" {
		return f.Info().French[0]
	}
	return f.Info().English[0]
}
