package data

// Role is a place in the hierarchy, known by its Role ID (SPEC S1, S13).
type Role struct {
	ID    string
	Name  string
	Level string
	// Superiors are the IDs of the roles above this one.
	Superiors RoleIDs
	// Archived roles are known only for those who hold them (SPEC S4.7).
	Archived bool
}

// Profile is a permission profile (SPEC S13.4).
type Profile struct {
	Name string
	// Administrator marks profiles under SPEC S2.4. A profile made by a file
	// never has it.
	Administrator bool
	// Aliases are further names that are understood: names it had before, and
	// the built-in profiles' names in the other language.
	Aliases []string
}

// StandardProfiles returns the three profiles of a new organization in the
// language given ("fr", or English for anything else); both languages' names
// are understood (SPEC S13.4).
func StandardProfiles(language string) []Profile {
	en := []string{"Administrator", "Manager", "Sales rep"}
	fr := []string{"Administrateur", "Responsable", "Commercial"}
	names, others := en, fr
	if language == "fr" {
		names, others = fr, en
	}
	profiles := make([]Profile, len(names))
	for i := range names {
		profiles[i] = Profile{Name: names[i], Administrator: i == 0, Aliases: []string{others[i]}}
	}
	return profiles
}
