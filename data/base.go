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
	// Past are the last applied uploads of users, up to PastFiles, newest first,
	// without undos and what they took back.
	Past []Upload
	// LastDeactivatingRows is the number of rows of the last upload applied
	// with deactivation, 0 if none (SPEC S4.9 short_file).
	LastDeactivatingRows int
	// Marked is what happened since the export whose mark the file at hand bears,
	// nil without such a file.
	Marked *Interval
}

// LastApplied is the revision made by the last applied upload of users that
// stands, 0 if there is none.
func (b *Base) LastApplied() Revision {
	if len(b.Past) == 0 {
		return 0
	}
	return b.Past[0].Revision
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
