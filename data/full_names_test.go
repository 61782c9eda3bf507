package data

import "testing"

func TestHeadersOfFullNames(t *testing.T) {
	for header, want := range map[string]NameOrder{
		"Full name": "", "Name": "", "Display name": "", "Employee name": "", "Nom complet": "", "Employee": "", "Salarié": "", "Collaborateur": "",
		"Nom d’affichage": "", "NOM COMPLET (obligatoire)": "",
		"Nom et prénom": LastFirst, "Nom Prénom": LastFirst, "NOM/PRENOM": LastFirst, "Nom & Prénom": LastFirst, "Noms et prénoms": LastFirst,
		"Last name, first name": LastFirst, "Surname and first name": LastFirst, "Surname and name": LastFirst,
		"Prénom Nom": FirstLast, "Prénom et nom": FirstLast, "First and last name": FirstLast, "First name Last name": FirstLast,
		"Name and surname": FirstLast, "Name Surname": FirstLast,
	} {
		if f := UserSchema.ForHeader(header); f != FullName {
			t.Errorf("%s is read as %q", header, f)
		}
		if got := HeaderNameOrder(header); got != want {
			t.Errorf("%s says %q instead of %q", header, got, want)
		}
	}
}

// One of two halves, or something else that is called a name, is no full name.
func TestHeadersThatAreNoFullNames(t *testing.T) {
	for header, want := range map[string]Field{
		"Nom": LastName, "Nom de famille": LastName, "Last name": LastName, "Prénom": FirstName, "First name": FirstName, "Surname": LastName,
		"Role name": NoField, "User name": NoField, "Nom du rôle": NoField, "Company name": NoField, "Name of the shop": NoField,
		"Nom du responsable": NoField, "Middle name": NoField,
	} {
		if f := UserSchema.ForHeader(header); f != want {
			t.Errorf("%s is read as %q instead of %q", header, f, want)
		}
	}
}

func TestFullNameIsNoFieldOfASchema(t *testing.T) {
	if UserSchema.Place(FullName) >= 0 || RoleSchema.Named("full_name") != NoField {
		t.Error("it is")
	}
	if UserSchema.Named("full_name") != FullName || UserSchema.Header(FullName, "fr") != "Nom complet" {
		t.Error("it cannot be named")
	}
	if n := UserSchema.Known([]string{"Nom complet", "Email", "Name"}); n != 2 {
		t.Errorf("%d headers are known", n)
	}
}
