package data

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What changes nothing in the meaning of a header (SPEC S3.2, S3A.1).
func TestHeaderIsTheField(t *testing.T) {
	for header, want := range map[string]Field{
		"E-MAIL*": Email, "Mél": Email, "E-mail\naddress": Email, "Email :": Email, "Email\u00a0:": Email, "Email?": Email,
		"Email (required)": Email, "Email [max. 50 characters]": Email, "Email – obligatoire": Email, "Email required": Email,
		"Email (ex. jean@company.fr)": Email, "Email / Courriel": Email, "Email(s)": Email,
		"Adresse e-mail professionnelle": Email, "Work email": Email, "Email (work)": Email, "Business E-Mail Address *": Email,
		"Prénom": FirstName, "Prénom *": FirstName, "Prénom(s)": FirstName, "First name / Prénom": FirstName, "First name:": FirstName,
		"NOM DE FAMILLE": LastName, "Nom (facultatif)": LastName, "Last name (text)": LastName, "Nom (Last name)": LastName,
		"ID #": ID, "# ID": ID, "ID no.": ID, "Employee #": ID, "Employee No": ID, "N° matricule": ID, "Matricule": ID, "Matricule n°": ID, "ID (digits only)": ID,
		"Tel.": Phone, "Tél.": Phone, "Phone #": Phone, "Phone No.": Phone, "Phone (mobile)": Phone, "Téléphone pro": Phone,
		"Phone (format: +33…)": Phone, "Tél. / Mobile": Phone,
		"Permission profile (see list)": PermissionProfile, "Profil (voir liste)": PermissionProfile,
		"Role ID:": RoleID, "Hierarchical-Role (ID)": RoleID, "Role 2": RoleID, "Rôle 2": RoleID, "role3": RoleID, "Role (2)": RoleID, "Role #2": RoleID, "Role ID 2 (optional)": RoleID,
		"État": StatusField, "Active?": StatusField, "Active (yes/no)": StatusField, "Actif (oui/non)": NoField,
	} {
		if got := UserSchema.ForHeader(header); got != want {
			t.Errorf("ForHeader(%q) = %v, want %v", header, got, want)
		}
	}
}

// Words in brackets or behind the known header are part of its meaning.
func TestHeaderIsAnotherColumn(t *testing.T) {
	for _, header := range []string{
		"", "2", "*", "#", "()", "(required)", "required", "work", "Email (previous)", "Email (manager)", "Email 2", "Email (2)", "Email format", "Email list",
		"Email opt-in", "Manager email", "Phone (emergency contact)", "Phone (home)", "Phone consent", "Phone 2", "Role ID (new)", "Role ID (current)",
		"Role (old)", "Previous Role ID", "Role 2026", "Role start date", "ID (badge)", "ID card", "ID 2", "Position #", "Position number", "Business ID",
		"Work title (old)", "Job title / grade", "First name (mother)", "Nom de naissance", "Nom (naissance)", "Email / Phone", "Status (date)", "Profile picture",
	} {
		if got := UserSchema.ForHeader(header); got != NoField {
			t.Errorf("ForHeader(%q) = %v, want none", header, got)
		}
	}
	for header, near := range map[string]Field{
		"Email (previous)": Email, "Role ID (new)": RoleID, "Phone (home) *": Phone, "Manager email": NoField, "Badge (ID)": NoField,
	} {
		if got := UserSchema.Heading(header); got.Near != near {
			t.Errorf("Heading(%q) is near %v, want %v", header, got.Near, near)
		}
	}
}

func TestHeadingSays(t *testing.T) {
	for header, want := range map[string]Heading{
		"Role 2":           {RoleID, NoField, false, "role", 2},
		"Role ID (3)":      {RoleID, NoField, false, "roleid", 3},
		"Email (work)":     {Email, NoField, true, "email", 0},
		"Téléphone pro":    {Phone, NoField, true, "telephone", 0},
		"Company position": {JobTitle, NoField, false, "companyposition", 0},
	} {
		if got := UserSchema.Heading(header); got != want {
			t.Errorf("Heading(%q) = %+v, want %+v", header, got, want)
		}
	}
	for header, want := range map[string]Field{"Superior 2": RoleSuperiors, "Level (required)": RoleLevel, "Role ID *": RoleKey, "Level (old)": NoField} {
		if got := RoleSchema.ForHeader(header); got != want {
			t.Errorf("ForHeader(%q) = %v, want %v", header, got, want)
		}
	}
}

// Nothing that a header holds makes reading it fail, and additions in brackets
// never make a column another field than the one that is left of it.
func FuzzHeading(f *testing.F) {
	for _, header := range []string{"Email (required)", "Role #2", "N° (de [tél", "a)b(c", "///", "Prénom(s)/First name", "\u200b\u0301", "İ(", "9999999999999999999999 2"} {
		f.Add(header)
	}
	f.Fuzz(func(t *testing.T, header string) {
		h := UserSchema.Heading(header)
		if h.Field != NoField && (UserSchema.Named(h.Field.Name()) == NoField || h.Name == "" || h.Near != NoField) {
			t.Fatalf("Heading(%q) = %+v", header, h)
		}
		if h.Field != NoField && UserSchema.Heading(header+" (previous)").Field != NoField {
			t.Fatalf("%q is still %v when it is the previous one", header, h.Field)
		}
		if h.Number > 0 && h.Field != RoleID {
			t.Fatalf("%q is column %d of %v", header, h.Number, h.Field)
		}
		if half := len(header) / 2; SameHeader(header[:half], header[half:]) != (HeaderKey(header[:half]) == HeaderKey(header[half:])) {
			t.Fatalf("%q and %q are compared otherwise than their keys", header[:half], header[half:])
		}
	})
}

// SameHeader passes over the keys of most texts: it must say what they say.
func TestSameHeader(t *testing.T) {
	words := rapid.SampledFrom([]string{
		"Email", "e-mail", "E Mail", "no", "NO", "nr", "num", "Num", "number", "n", "o", "ID", "#", "n°", "N°", "№", "(required)", "[text]", "/", "|", "Prénom", "prenom", "\u200b",
		"Role", "2", "²", "ﬁ", "fi", "K", "k", "İ", "i", "-", "_", "mail", "e", "nom", "m", "u", "r",
	})
	text := func(t *rapid.T, name string) string {
		return strings.Join(rapid.SliceOfN(words, 0, 4).Draw(t, name), rapid.SampledFrom([]string{"", " ", "_"}).Draw(t, "between"))
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := text(t, "a"), text(t, "b")
		if got, want := SameHeader(a, b), HeaderKey(a) == HeaderKey(b); got != want {
			t.Fatalf("SameHeader(%q, %q) = %v, their keys are %q and %q", a, b, got, HeaderKey(a), HeaderKey(b))
		}
	})
}
