package data

import (
	"slices"
	"strings"

	"headcount.app/headcount/assets"
)

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

// Header returns the header we write for a built-in field in the language given.
// What a field of the organization's own is called says its Schema alone: this is
// its key.
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
	// Name is what a field of the organization's own is called, in every language;
	// what a built-in field is called stands with the words of each.
	Name string
}

// Headers are the headers of a field that are understood in one language; the first
// is the one we write (SPEC S3.2). A built-in field may have none of its own there.
func (i *FieldInfo) Headers(language string) []string {
	if i.Name != "" {
		return []string{i.Name}
	}
	return assets.Listed(language, "header."+i.Field.Name())
}

// AllHeaders are those of every language, English ones first.
func (i *FieldInfo) AllHeaders() []string {
	if i.Name != "" {
		return []string{i.Name}
	}
	return inAll("header." + i.Field.Name())
}

// Header is the header we write in the language given.
func (i *FieldInfo) Header(language string) string {
	if i.Name != "" {
		return i.Name
	}
	return listed(language, "header."+i.Field.Name())[0]
}

// LanguageOf is the language that a header is in, English if it is in none.
func (i *FieldInfo) LanguageOf(header string) string {
	for _, language := range assets.Languages() {
		if slices.ContainsFunc(i.Headers(language), func(h string) bool { return SameHeader(h, header) }) {
			return language
		}
	}
	return assets.English
}

// Fields lists the built-in fields of users once, in file order. The slice must
// not be changed. A field without a member in User is kept in User.Own.
var Fields = []FieldInfo{
	{Field: Email, Mandatory: true},
	{Field: FirstName, Kind: KindText, Mandatory: true},
	{Field: LastName, Kind: KindText, Mandatory: true},
	{Field: RoleID, Mandatory: true, Several: true},
	{Field: PermissionProfile, Mandatory: true},
	{Field: ID},
	{Field: JobTitle, Kind: KindText},
	{Field: Phone},
	{Field: StatusField},
}
