package sqlite

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"

	"headcount/data"
)

// userLines reads every user as one line: see digest.go. Joining in SQLite is
// twice as quick as fetching column by column.
const userLines = `SELECT concat_ws(char(31), key, email, first_name, last_name, roles, profile, id, job_title,
	phone, status, protected, mark) FROM users ORDER BY key`

// userCells is the number of columns of a user's line without its mark.
const userCells = 11

// appendUser appends the line of a user.
func appendUser(b []byte, u *data.User, profile int64) []byte {
	b = strconv.AppendInt(b, int64(u.Key), 10)
	for _, text := range [...]string{u.Email, u.FirstName, u.LastName, string(u.Roles)} {
		b = append(append(b, separator...), text...)
	}
	b = strconv.AppendInt(append(b, separator...), profile, 10)
	for _, text := range [...]string{u.ID, u.JobTitle, u.Phone} {
		b = append(append(b, separator...), text...)
	}
	b = strconv.AppendInt(append(b, separator...), int64(u.Status), 10)
	return strconv.AppendInt(append(b, separator...), bit(u.Protected), 10)
}

// parseUser is the way back from appendUser.
func parseUser(cells []string, profiles *profiles) (data.User, error) {
	key, keyErr := strconv.ParseInt(cells[0], 10, 64)
	profile, profileErr := strconv.ParseInt(cells[5], 10, 64)
	if keyErr != nil || profileErr != nil || profiles.byID[profile] == nil {
		return data.User{}, damaged("user %q has no such profile or key", cells[0])
	}
	u := data.User{
		Key: data.UserKey(key), Email: cells[1], FirstName: cells[2], LastName: cells[3], Roles: data.RoleIDs(cells[4]),
		Profile: profiles.byID[profile].Name, ID: cells[6], JobTitle: cells[7], Phone: cells[8], Protected: cells[10] == "1",
	}
	if cells[9] == "1" {
		u.Status = data.Deactivated
	}
	return u, nil
}

// users returns all users by rising key, verified line by line.
func (t *tx) users(l *lines, profiles *profiles) ([]data.User, error) {
	count, err := t.number("SELECT count(*) FROM users")
	if err != nil {
		return nil, err
	}
	users := make([]data.User, 0, count)
	err = t.rows(userLines, func(row []driver.Value) error {
		cells, err := l.read(userLine, userCells, row)
		if err != nil {
			return err
		}
		u, err := parseUser(cells, profiles)
		users = append(users, u)
		return err
	})
	return users, err
}

// user returns one user, data.ErrNotFound if there is none with that key.
func (t *tx) user(key data.UserKey, profiles *profiles) (data.User, error) {
	row, err := t.row(strings.Replace(userLines, "ORDER BY", "WHERE key = ? ORDER BY", 1), key)
	if err != nil {
		return data.User{}, err
	}
	cells, err := new(lines).read(userLine, userCells, row)
	if err != nil {
		return data.User{}, err
	}
	return parseUser(cells, profiles)
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

// facetMask says which facets differ.
type facetMask uint16

const everyFacet = facetMask(1<<len(facets) - 1)

func differing(a, b *data.User) facetMask {
	var m facetMask
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

// columns names the columns of the facets in m: an email and an ID bring their
// folded keys along.
func (m facetMask) columns() []string {
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

// put queues what stands in those columns.
func (m facetMask) put(b *batch, u *data.User, profile int64) {
	for i := range facets {
		if m&(1<<i) == 0 {
			continue
		}
		switch i {
		case emailFacet:
			b.put(u.Email, data.EmailKey(u.Email))
		case profileFacet:
			b.put(profile)
		case idFacet:
			b.put(u.ID, data.IDKey(u.ID))
		case statusFacet:
			b.put(int64(u.Status))
		case protectedFacet:
			b.put(bit(u.Protected))
		default:
			b.put(facet(i, u, profile))
		}
	}
}

// updateUsers is the statement that changes those columns of many users at
// once, each only if it still is what the change was planned on.
func (m facetMask) updateUsers(tuples string) string {
	var set strings.Builder
	for i, name := range m.columns() {
		fmt.Fprintf(&set, "%s = v.column%d, ", name, i+4)
	}
	return "UPDATE users SET " + set.String() + "mark = v.column3 FROM (VALUES " + tuples +
		") AS v WHERE users.key = v.column1 AND users.mark = v.column2"
}

// insertUsers is the statement that stores many new users at once.
func insertUsers(tuples string) string {
	return "INSERT INTO users (key, mark, " + strings.Join(everyFacet.columns(), ", ") + ") VALUES " + tuples
}

// deleteUser is the statement that deletes one user if it still is what the
// change was planned on.
func deleteUser(tuple string) string { return "DELETE FROM users WHERE (key, mark) = " + tuple }
