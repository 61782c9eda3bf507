package data

import (
	"slices"
	"strings"
)

// Status says whether a user is active.
type Status uint8

// The two states of a user (SPEC S2.1).
const (
	Active Status = iota
	Deactivated
)

// String returns "active" or "deactivated", the words of the JSON contract.
func (s Status) String() string {
	if s == Deactivated {
		return "deactivated"
	}
	return "active"
}

// RoleIDs is the set of role IDs of one user in canonical form: sorted,
// without repetition, joined by ", ". Being a string it is comparable; make it
// with NewRoleIDs only.
type RoleIDs string

// NewRoleIDs makes the canonical set of the IDs given; empty ones are dropped.
func NewRoleIDs(ids ...string) RoleIDs {
	kept := make([]string, 0, len(ids))
	for _, id := range ids {
		if id != "" {
			kept = append(kept, id)
		}
	}
	slices.Sort(kept)
	return RoleIDs(strings.Join(slices.Compact(kept), ", "))
}

// List returns the IDs of the set in order; nil for the empty set.
func (r RoleIDs) List() []string {
	if r == "" {
		return nil
	}
	return strings.Split(string(r), ", ")
}

// Has reports whether id is in the set.
func (r RoleIDs) Has(id string) bool { return slices.Contains(r.List(), id) }

// UserKey is the number under which the organization keeps a user. It never
// changes and is never given twice; 0 is a user who is not stored yet.
type UserKey int64

// User is one person of the organization: a comparable value, so that two
// users are equal exactly when every field is (SPEC S2.1).
type User struct {
	Key       UserKey
	Email     string
	FirstName string
	LastName  string
	Roles     RoleIDs
	// Profile is the permission profile's name as the organization defines it.
	Profile  string
	ID       string
	JobTitle string
	Phone    string
	Status   Status
	// Protected is the mark "Keep when absent from files" (SPEC S2.3).
	Protected bool
	// Own are the values of all fields that have no member here, such as the
	// organization's own (SPEC S14.1).
	Own Values
}

// Active reports whether the user is not deactivated.
func (u *User) Active() bool { return u.Status == Active }

// Get returns the text of one field: role IDs joined by ", ", the status as
// "active" or "deactivated".
func (u *User) Get(f Field) string {
	switch f {
	case Email:
		return u.Email
	case FirstName:
		return u.FirstName
	case LastName:
		return u.LastName
	case RoleID:
		return string(u.Roles)
	case PermissionProfile:
		return u.Profile
	case ID:
		return u.ID
	case JobTitle:
		return u.JobTitle
	case Phone:
		return u.Phone
	case StatusField:
		return u.Status.String()
	}
	return u.Own.Get(f)
}

// Set stores the text of one field as Get returns it.
func (u *User) Set(f Field, value string) {
	switch f {
	case Email:
		u.Email = value
	case FirstName:
		u.FirstName = value
	case LastName:
		u.LastName = value
	case RoleID:
		u.Roles = NewRoleIDs(strings.Split(value, ", ")...)
	case PermissionProfile:
		u.Profile = value
	case ID:
		u.ID = value
	case JobTitle:
		u.JobTitle = value
	case Phone:
		u.Phone = value
	case StatusField:
		u.Status = Active
		if value == Deactivated.String() {
			u.Status = Deactivated
		}
	default:
		u.Own = u.Own.With(f, value)
	}
}

// Name returns first and last name with one space between, the email if both
// are empty.
func (u *User) Name() string {
	name := strings.TrimSpace(u.FirstName + " " + u.LastName)
	if name == "" {
		return u.Email
	}
	return name
}

// StatusWord returns the word that files bear for a status in the language given.
func StatusWord(s Status, language string) string {
	return listed(language, "file.status."+s.String())[0]
}
