package data

import (
	"fmt"
	"strings"
)

// MostOwnFields is how many fields of its own an organization may have (SPEC
// S14.1).
const MostOwnFields = 50

// Schema is the list of the fields of users, or of roles: the built-in ones
// first, those of the organization's own behind. It is a value that nobody
// changes; columns, forms, diffs, reports and stored bytes follow it, so that a
// field is added in one place (SPEC S14.2). The nil Schema is UserSchema.
type Schema struct {
	fields  []FieldInfo
	places  map[Field]int
	headers map[string]Field // by the keys of the names of the own fields
	own     int              // the place of the first own field
}

// UserSchema is the schema of users without fields of the organization's own,
// RoleSchema that of roles (SPEC S2.1, S13.2).
var (
	UserSchema = newSchema(Fields)
	RoleSchema = newSchema(RoleFields)
)

func newSchema(fields []FieldInfo) *Schema {
	s := &Schema{fields: fields, places: map[Field]int{}, headers: map[string]Field{}, own: len(fields)}
	for i := range fields {
		s.places[fields[i].Field] = i
		if name := HeaderKey(fields[i].Name); name != "" && s.headers[name] == NoField {
			s.headers[name] = fields[i].Field
		}
	}
	return s
}

// ofUsers reports whether the schema is one of users, whose files may have full
// names.
func (s *Schema) ofUsers() bool {
	_, found := s.places[Email]
	return found
}

// called returns the field with a header of that key, NoField if there is none. No
// field of the organization's own takes a header from a built-in field, but from full
// names, which are none.
func (s *Schema) called(key string) Field {
	headers := vocabulary().roleHeaders
	if s.ofUsers() {
		headers = vocabulary().userHeaders
	}
	if f := headers[key]; f != NoField && f != FullName {
		return f
	}
	if f := s.headers[key]; f != NoField {
		return f
	}
	return headers[key]
}

// NewSchema is UserSchema with fields of the organization's own behind. It fails
// if one of them cannot be: too many, no name, a key that is not one or comes
// twice, a kind that this version does not know.
func NewSchema(own ...FieldInfo) (*Schema, error) {
	if len(own) > MostOwnFields {
		return nil, fmt.Errorf("%d fields of its own are more than %d", len(own), MostOwnFields)
	}
	seen := map[Field]bool{}
	for i := range own {
		info := &own[i]
		switch {
		case !info.Field.Own() || !validKey(info.Field.Key()) || seen[info.Field]:
			return nil, fmt.Errorf("a field cannot have the key %q", info.Field)
		case info.Name == "":
			return nil, fmt.Errorf("the field %s has no name", info.Field)
		case info.Kind != KindText:
			return nil, fmt.Errorf("%w: a field of kind %q", ErrNewer, info.Kind)
		}
		seen[info.Field] = true
	}
	s := newSchema(append(append(make([]FieldInfo, 0, len(Fields)+len(own)), Fields...), own...))
	s.own = len(Fields)
	return s, nil
}

// NewOwnField is a field of the organization's own of the kind text, with the
// key that follows from its name (SPEC S14.1).
func NewOwnField(name string) FieldInfo {
	name = Clean(name)
	return FieldInfo{Field: OwnField(foldKey(name)), Kind: KindText, Name: name}
}

// foldKey makes a key of a name: small letters and digits, all else an
// underline.
func foldKey(name string) string {
	words := strings.FieldsFunc(strings.ToLower(unaccent(name)), func(r rune) bool { return r < '0' || r > '9' && r < 'a' || r > 'z' })
	return strings.Join(words, "_")
}

func validKey(key string) bool { return key != "" && foldKey(key) == key }

func (s *Schema) orUsers() *Schema {
	if s == nil {
		return UserSchema
	}
	return s
}

// Fields lists every field once, in file order. The slice must not be changed.
func (s *Schema) Fields() []FieldInfo { return s.orUsers().fields }

// Own lists the fields of the organization's own. The slice must not be changed.
func (s *Schema) Own() []FieldInfo { s = s.orUsers(); return s.fields[s.own:] }

// Place returns the place of f in Fields, -1 for a field that is not in it.
func (s *Schema) Place(f Field) int {
	if i, found := s.orUsers().places[f]; found {
		return i
	}
	return -1
}

// Info returns what holds for f: for a built-in field always, for any other what
// the schema says, and for one that is not in it (any more) a text by its key.
func (s *Schema) Info(f Field) FieldInfo {
	if f == FullName {
		return fullNames
	}
	for _, known := range [...]*Schema{s.orUsers(), UserSchema, RoleSchema} {
		if i, found := known.places[f]; found {
			return known.fields[i]
		}
	}
	return FieldInfo{Field: f, Kind: KindText, Name: f.Key()}
}

// Header returns the header we write for f in the language given.
func (s *Schema) Header(f Field, language string) string {
	info := s.Info(f)
	return info.Header(language)
}

// Named returns the field with the stable name given, full names too; NoField if
// the schema has none.
func (s *Schema) Named(name string) Field {
	s = s.orUsers()
	f := Field(name)
	if _, found := s.places[f]; found || f == FullName && s.ofUsers() {
		return f
	}
	return NoField
}
