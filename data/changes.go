package data

import "time"

// Revision is a counter raised by every write to users, roles, profiles,
// protections and planning settings (SPEC S1). A plan remembers the one it was
// built on.
type Revision int64

// Digest is a checksum over all users and roles, kept with every revision
// (SPEC S9.3).
type Digest [32]byte

// Action is what a change does to one user.
type Action uint8

// The actions. Remove is the deletion of a user whom an upload created (undo)
// or the deletion for good (SPEC S2.2, S5.6).
const (
	Create Action = iota + 1
	Update
	Deactivate
	Reactivate
	Protect
	Unprotect
	Remove
)

// String returns the stable name of the action.
func (a Action) String() string {
	return [...]string{"", "create", "update", "deactivate", "reactivate", "protect", "unprotect", "remove"}[a]
}

// Change is one user before and after, with the action that leads there.
// Before is the zero User for Create, After is for Remove.
type Change struct {
	Action Action
	Before User
	After  User
}

// Fields lists the fields of a schema in which before and after differ, in file
// order.
func (c *Change) Fields(schema *Schema) []Field {
	var fields []Field
	for place := range schema.Differences(&c.Before, &c.After).Each {
		fields = append(fields, schema.Fields()[place].Field)
	}
	return fields
}

// Invert returns the change that takes c back.
func (c Change) Invert() Change {
	inverse := Change{Action: c.Action, Before: c.After, After: c.Before}
	switch c.Action {
	case Create:
		inverse.Action = Remove
	case Remove:
		inverse.Action = Create
	case Deactivate:
		inverse.Action = Reactivate
	case Reactivate:
		inverse.Action = Deactivate
	case Protect:
		inverse.Action = Unprotect
	case Unprotect:
		inverse.Action = Protect
	}
	return inverse
}

// Origin says what made a change.
type Origin uint8

// The origins of a commit.
const (
	ByHand Origin = iota + 1
	ByUpload
	ByUndo
	ByRestore
)

// Recorded is a change as the history keeps it.
type Recorded struct {
	Change
	Revision Revision
	At       time.Time
	Account  string
	Origin   Origin
	// Upload is the number of the upload, 0 for a change by hand.
	Upload int64
}
