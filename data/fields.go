package data

import "strings"

// Field is one fact about a user or a role, known by its stable, language-free
// name: the one that JSON, settings, --map, stored plans and the history write.
// It is the same in files, forms, diffs and reports (SPEC S2.1). Which fields
// there are says a Schema.
type Field string

// The fields that every user has, in the order in which they are written to
// files (SPEC S7.1).
const (
	Email             Field = "email"
	FirstName         Field = "first_name"
	LastName          Field = "last_name"
	RoleID            Field = "role_ids"
	PermissionProfile Field = "permission_profile"
	ID                Field = "id"
	JobTitle          Field = "job_title"
	Phone             Field = "phone"
	StatusField       Field = "status"
	// NoField marks a column or an issue that belongs to no field.
	NoField Field = ""
)

// ownPrefix begins the name of a field of the organization's own.
const ownPrefix = "own."

// OwnField is the field of the organization's own with the key given (SPEC
// S14.1).
func OwnField(key string) Field { return Field(ownPrefix + key) }

// Own reports whether f is a field of an organization's own.
func (f Field) Own() bool { return strings.HasPrefix(string(f), ownPrefix) }

// Key is the key of a field of the organization's own, the name of any other.
func (f Field) Key() string { return strings.TrimPrefix(string(f), ownPrefix) }

// Name returns the stable, language-free name of f, "" for NoField.
func (f Field) Name() string { return string(f) }

// Header returns the header we write for a built-in field in the language given
// ("fr", or English for anything else). What a field of the organization's own
// is called says its Schema alone: this is its key.
func (f Field) Header(language string) string { return UserSchema.Header(f, language) }

// FieldKind says what the values of a field are, and so how they are read,
// compared and shown (SPEC S14.1).
type FieldKind string

// The kinds. The zero FieldKind is that of the built-in fields with rules of
// their own (SPEC S2.1).
const (
	KindText FieldKind = "text"
)

// FieldInfo says what holds for one field everywhere.
type FieldInfo struct {
	Field Field
	Kind  FieldKind
	// Mandatory fields are needed to create a user and are never erased.
	// Role ID is mandatory unless Settings.RolesOptional is set.
	Mandatory bool
	// Several columns of the field may stand side by side in a file: "Role 2".
	Several bool
	// English and French are the headers understood; the first of each is the
	// one we write (SPEC S3.2).
	English, French []string
}

// header is the header we write.
func (i *FieldInfo) header(language string) string {
	if language == "fr" {
		return i.French[0]
	}
	return i.English[0]
}

// Fields lists the built-in fields of users once, in file order. The slice must
// not be changed. A field without a member in User is kept in User.Own.
var Fields = []FieldInfo{
	{
		Field: Email, Mandatory: true,
		English: []string{"Email", "E-mail", "Mail", "Email address", "E-mail address"},
		French:  []string{"Adresse email", "Adresse e-mail", "Adresse électronique", "Courriel", "Mél"},
	},
	{
		Field: FirstName, Kind: KindText, Mandatory: true,
		English: []string{"First name", "Firstname", "Given name", "Forename"},
		French:  []string{"Prénom"},
	},
	{
		Field: LastName, Kind: KindText, Mandatory: true,
		English: []string{"Last name", "Lastname", "Surname", "Family name"},
		French:  []string{"Nom", "Nom de famille"},
	},
	{
		Field: RoleID, Mandatory: true, Several: true,
		English: []string{"Role ID", "Role", "Roles", "Role IDs", "Hierarchical role"},
		French:  []string{"Rôle", "Rôles", "ID du rôle", "Identifiant du rôle"},
	},
	{
		Field: PermissionProfile, Mandatory: true,
		English: []string{"Permission profile", "Profile", "Permissions"},
		French:  []string{"Profil", "Profil de permission"},
	},
	{
		Field:   ID,
		English: []string{"ID", "Identifier", "User ID", "Employee ID", "Employee number"},
		French:  []string{"Identifiant", "Matricule"},
	},
	{
		Field: JobTitle, Kind: KindText,
		English: []string{"Job title", "Job position", "Company position", "Position", "Title"},
		French:  []string{"Fonction", "Titre", "Poste", "Intitulé de poste"},
	},
	{
		Field:   Phone,
		English: []string{"Phone", "Phone number", "Telephone", "Mobile"},
		French:  []string{"Téléphone", "Numéro de téléphone", "Tél", "Portable"},
	},
	{
		Field:   StatusField,
		English: []string{"Status", "Active"},
		French:  []string{"Statut", "État"},
	},
}
