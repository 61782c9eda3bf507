package store

import (
	"strconv"

	"headcount/data"
)

// UserCells is the number of columns of a user's line without its mark.
const UserCells = 11

// AppendUser appends the line of a user.
func AppendUser(b []byte, u *data.User, profile int64) []byte {
	b = strconv.AppendInt(b, int64(u.Key), 10)
	for _, text := range [...]string{u.Email, u.FirstName, u.LastName, string(u.Roles)} {
		b = append(append(b, Separator...), text...)
	}
	b = strconv.AppendInt(append(b, Separator...), profile, 10)
	for _, text := range [...]string{u.ID, u.JobTitle, u.Phone} {
		b = append(append(b, Separator...), text...)
	}
	b = strconv.AppendInt(append(b, Separator...), int64(u.Status), 10)
	return strconv.AppendInt(append(b, Separator...), bit(u.Protected), 10)
}

// ParseUser is the way back from AppendUser.
func ParseUser(cells []string, profiles *Profiles) (data.User, error) {
	key, keyErr := strconv.ParseInt(cells[0], 10, 64)
	profile, profileErr := strconv.ParseInt(cells[5], 10, 64)
	if keyErr != nil || profileErr != nil || profiles.byNumber[profile] == nil {
		return data.User{}, damaged("user %q has no such profile or key", cells[0])
	}
	u := data.User{
		Key: data.UserKey(key), Email: cells[1], FirstName: cells[2], LastName: cells[3], Roles: data.RoleIDs(cells[4]),
		Profile: profiles.byNumber[profile].Name, ID: cells[6], JobTitle: cells[7], Phone: cells[8], Protected: cells[10] == "1",
	}
	if cells[9] == "1" {
		u.Status = data.Deactivated
	}
	return u, nil
}

// facets are the columns of users that change, in the order of a user's line
// after the key. New ones are added at the end: the history names them by their
// place.
var facets = [...]string{"email", "first_name", "last_name", "roles", "profile", "id", "job_title", "phone", "status", "protected"}

// The facets that are not plain text.
const (
	emailFacet     = 0
	profileFacet   = 4
	idFacet        = 5
	statusFacet    = 8
	protectedFacet = 9
)

// facet returns the text of facet i; a profile is its number.
func facet(i int, u *data.User, profile int64) string {
	switch i {
	case emailFacet:
		return u.Email
	case 1:
		return u.FirstName
	case 2:
		return u.LastName
	case 3:
		return string(u.Roles)
	case profileFacet:
		return strconv.FormatInt(profile, 10)
	case idFacet:
		return u.ID
	case 6:
		return u.JobTitle
	case 7:
		return u.Phone
	case statusFacet:
		return strconv.FormatInt(int64(u.Status), 10)
	}
	return strconv.FormatInt(bit(u.Protected), 10)
}

// Facets says which facets of a user are meant.
type Facets uint16

// EveryFacet is all of them.
const EveryFacet = Facets(1<<len(facets) - 1)

// Differing returns the facets in which two users differ.
func Differing(a, b *data.User) Facets {
	var m Facets
	for i, differ := range [len(facets)]bool{
		a.Email != b.Email, a.FirstName != b.FirstName, a.LastName != b.LastName, a.Roles != b.Roles, a.Profile != b.Profile,
		a.ID != b.ID, a.JobTitle != b.JobTitle, a.Phone != b.Phone, a.Status != b.Status, a.Protected != b.Protected,
	} {
		if differ {
			m |= 1 << i
		}
	}
	return m
}

// Columns names what a store keeps of the facets in m: an email and an ID bring
// their folded keys along.
func (m Facets) Columns() []string {
	var names []string
	for i, name := range facets {
		if m&(1<<i) == 0 {
			continue
		}
		names = append(names, name)
		if i == emailFacet || i == idFacet {
			names = append(names, name+"_key")
		}
	}
	return names
}

// Values calls put with what stands in those columns, in their order: texts and
// int64.
func (m Facets) Values(u *data.User, profile int64, put func(values ...any)) {
	for i := range facets {
		if m&(1<<i) == 0 {
			continue
		}
		switch i {
		case emailFacet:
			put(u.Email, data.EmailKey(u.Email))
		case profileFacet:
			put(profile)
		case idFacet:
			put(u.ID, data.IDKey(u.ID))
		case statusFacet:
			put(int64(u.Status))
		case protectedFacet:
			put(bit(u.Protected))
		default:
			put(facet(i, u, profile))
		}
	}
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
