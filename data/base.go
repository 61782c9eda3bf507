package data

// Base is the user base at one revision with everything that planning needs
// beside the file. It is a value that nobody changes after loading.
type Base struct {
	// Organization is the random identity of the organization file.
	Organization string
	Revision     Revision
	Digest       Digest
	// Schema is the list of the fields that users have.
	Schema *Schema
	// Users are all users, active and deactivated, by rising key.
	Users    []User
	Roles    []Role
	Profiles []Profile
	Settings Settings
	// HandChanges are the changes made by hand, oldest first (SPEC S2.5).
	HandChanges []Recorded
	// LastApplied is the revision made by the last applied upload of users, 0 if
	// none.
	LastApplied Revision
	// LastDeactivatingRows is the number of rows of the last upload applied
	// with deactivation, 0 if none (SPEC S4.9 short_file).
	LastDeactivatingRows int
}

// ActiveUsers counts the active users.
func (b *Base) ActiveUsers() int {
	n := 0
	for i := range b.Users {
		if b.Users[i].Status == Active {
			n++
		}
	}
	return n
}
