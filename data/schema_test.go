package data

import (
	"errors"
	"fmt"
	"slices"
	"testing"
)

func TestSchema(t *testing.T) {
	birthdate := NewOwnField("Date of birth")
	s, err := NewSchema(birthdate)
	if err != nil {
		t.Fatal(err)
	}
	f := s.Named("own.date_of_birth")
	if f != birthdate.Field || !f.Own() || f.Key() != "date_of_birth" || s.Place(f) != len(Fields) || UserSchema.Place(f) != -1 {
		t.Errorf("the field is %q at %d", f, s.Place(f))
	}
	if s.ForHeader("DATE OF BIRTH *") != f || s.ForHeader("Role 2") != RoleID || s.ForHeader("Phone 2") != NoField || s.ForHeader("2") != NoField {
		t.Error("headers are not known as they should be")
	}
	if s.Header(f, "fr") != "Date of birth" || s.Header(Email, "fr") != "Adresse email" || UserSchema.Header(f, "en") != "date_of_birth" {
		t.Error("headers are not what they should be")
	}
	if n := s.Known([]string{"Email", "Mail", "Date of birth", "Nothing"}); n != 2 {
		t.Errorf("%d headers are known", n)
	}
	a := User{Email: "a@x.fr"}
	b := a
	b.Set(f, "1980")
	b.Set(Email, "b@x.fr")
	if got := (&Change{Before: a, After: b}).Fields(s); !slices.Equal(got, []Field{Email, f}) {
		t.Errorf("the differences are %v", got)
	}
	if b.Set(f, ""); b.Own != "" || b.Get(f) != "" {
		t.Errorf("what was taken away is %q", b.Own)
	}
}

func TestSchemaRefuses(t *testing.T) {
	named := func(name string) FieldInfo { return NewOwnField(name) }
	later := named("Age")
	later.Kind = "age"
	var many []FieldInfo
	for i := range MostOwnFields + 1 {
		many = append(many, named(fmt.Sprint("Field ", i)))
	}
	for name, own := range map[string][]FieldInfo{
		"too many": many, "twice": {named("A b"), named("a-B")}, "built in": {Fields[0]}, "no key": {named("!")}, "a later kind": {later},
	} {
		if _, err := NewSchema(own...); err == nil || errors.Is(err, ErrNewer) != (name == "a later kind") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := NewSchema(many[:MostOwnFields]...); err != nil {
		t.Error(err)
	}
}

// A set has a bit for every field there can be.
func TestFieldSetHoldsEverySchema(t *testing.T) {
	if len(Fields)+MostOwnFields > 64 {
		t.Errorf("%d fields do not fit", len(Fields)+MostOwnFields)
	}
}
