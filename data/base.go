package data

import "time"

// Base is the user base at one revision with everything that planning needs
// beside the file. It is a value that nobody changes after loading.
type Base struct {
	// Organization is the random identity of the organization file.
	Organization string
	Revision     Revision
	Digest       Digest
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

// Commit is one write to the user base, from a file or by hand: all of it is
// stored in one transaction or none (SPEC S5.3).
type Commit struct {
	// Base and Digest are what the changes were planned on; a store that has
	// moved on answers ErrStale.
	Base   Revision
	Digest Digest
	Origin Origin
	// Account is the system account in whose name it is done.
	Account string
	// At is when it is done; the time of the upload, or else now, if zero.
	At      time.Time
	Changes []Change
	// Roles and Profiles are made, or changed if they are there already.
	Roles    []Role
	Profiles []Profile
	// DropRoles are IDs and DropProfiles names of what is deleted once the
	// changes are made (SPEC S5.6); ErrInUse if somebody holds one of them.
	DropRoles    []string
	DropProfiles []string
	// Upload is the record of an upload, nil for a change by hand. Plan and
	// Table are its compressed contents (SPEC S5.5).
	Upload *Upload
	Plan   []byte
	Table  []byte
	// Letters writes the letters that are queued with the upload, which it is
	// told as stored; nil for none. It is called within the transaction and must
	// not ask the store for anything.
	Letters Letters
}

// Letters writes the letters about an upload.
type Letters func(Upload) ([]Posting, error)
