package data

import "slices"

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
	// the standard profiles' names in other languages.
	Aliases []string
}

// StandardProfiles returns the three profiles of a new organization in the
// language given; their names in all languages are understood (SPEC S13.4).
func StandardProfiles(language string) []Profile {
	profiles := make([]Profile, len(standardProfiles))
	for i, key := range standardProfiles {
		name := listed(language, key)[0]
		aliases := slices.DeleteFunc(inAll(key), func(other string) bool { return other == name })
		slices.Sort(aliases)
		profiles[i] = Profile{Name: name, Administrator: i == 0, Aliases: slices.Compact(aliases)}
	}
	return profiles
}

// standardProfiles are the keys of their names; the first is the administrators'.
var standardProfiles = [...]string{"standard.profile.administrator", "standard.profile.manager", "standard.profile.seller"}
