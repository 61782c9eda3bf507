package store

import (
	"time"

	"headcount.app/headcount/data"
)

// Rows is one transaction of a store, as a Revision writes to it: the Revision
// decides, the store writes down. What is written to users and to the history
// may be queued until Flush; everything else must be seen by the next call.
// Every method may return an error of the store; the transaction is given up
// then.
type Rows interface {
	// Committed is that of Committer.
	Committed(identity string) (data.Upload, error)
	// LastKey returns the highest key that a user ever had, 0 if there was none.
	LastKey() (data.UserKey, error)
	// Applied reports whether an upload has applied this simulation.
	Applied(simulation int64) (bool, error)
	// RoleHeld reports whether a user holds the role or another role has it as
	// its superior, ProfileHeld whether a user holds the profile.
	RoleHeld(id string) (bool, error)
	ProfileHeld(number int64) (bool, error)
	// ActiveHolder reports whether an active user holds one of these profiles.
	ActiveHolder(profiles []int64) (bool, error)

	// PutRole and PutProfile make a row or change it, DeleteRole deletes one.
	PutRole(r *data.Role, mark int64) error
	DeleteRole(id string) error
	PutProfile(p *ProfileRow) error

	// Spare puts a passing key, one that nobody else can have, in the place of
	// the email keys, or else the ID keys, of these users: they are changed or
	// deleted later in the transaction.
	Spare(emails bool, users []data.UserKey) error
	// InsertUser makes a user under their key: data.ErrTaken if somebody has the
	// key, the email or the ID.
	InsertUser(u *data.User, profile, mark int64) error
	// UpdateUser changes these facets of a user: data.ErrTaken as before. Whoever
	// has not the mark was is left alone, which Flush must notice.
	UpdateUser(u *data.User, changed Facets, profile, was, mark int64) error
	// DeleteUser deletes a user who has the mark was.
	DeleteUser(key data.UserKey, was int64) error
	// InsertChange appends to the history; the row and its texts are valid during
	// the call only.
	InsertChange(c *ChangeRow) error
	// Flush carries out what is queued: data.ErrStale if a user to be changed or
	// deleted was not there with the mark given.
	Flush() error

	// InsertUpload stores an upload and its contents, nil for none, and returns
	// its number: the one that was reserved for it, or else one that no upload
	// ever had. data.ErrTaken if another upload has the number.
	InsertUpload(u *data.Upload, plan, table []byte) (int64, error)
	// InsertLetter queues a letter about an upload: data.ErrTaken for a Message-ID
	// that a letter has already.
	InsertLetter(upload int64, p *data.Posting) error
	// InsertCommit ends the revision.
	InsertCommit(c *Record) error
}

// Record is what a store keeps of a revision: when, by whom and how it was
// made, and the digest of the base after it.
type Record struct {
	// Identity is that of the Commit, "" for any other revision.
	Identity string
	Revision data.Revision
	At       time.Time
	Account  string
	Origin   data.Origin
	// Upload is the number of the upload, 0 for a change by hand.
	Upload int64
	Digest data.Digest
}
