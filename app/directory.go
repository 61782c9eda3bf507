package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"headcount/data"
)

// Directory is the list of all users prepared for searching and sorting: a
// value made once a revision, quick at 100,000 users (SPEC S8.2, S12.2).
type Directory struct {
	Base    *data.Base
	folded  []string // of each user: everything search looks at
	sortKey []string // of each user: last name, first name, folded
	roles   map[string]string
}

// StatusFilter says which users are looked at.
type StatusFilter uint8

// The three lists of users (SPEC S8.2).
const (
	OnlyActive StatusFilter = iota
	OnlyDeactivated
	AllUsers
)

// Order is what a list of users is sorted by.
type Order struct {
	// By is a field; data.LastName sorts by last and first name.
	By         data.Field
	Descending bool
}

// Query says which users are wanted, and in which order.
type Query struct {
	// Text is searched in name, email, ID, roles and job title; every word must
	// be found, accents and case don't matter.
	Text    string
	Status  StatusFilter
	Role    string // a role ID, "" for all
	Profile string // a profile's name, "" for all
	// Only, if not nil, are the users looked at.
	Only  []data.UserKey
	Order Order
}

// Filtered reports whether the query leaves out users that its status alone
// would show.
func (q Query) Filtered() bool {
	return q.Text != "" || q.Role != "" || q.Profile != "" || q.Only != nil
}

// Directory returns the users at the present revision.
func (a *App) Directory(ctx context.Context) (*Directory, error) {
	base, err := a.Base(ctx)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	d := a.directory
	a.mu.Unlock()
	if d != nil && d.Base.Revision == base.Revision {
		return d, nil
	}
	d = newDirectory(base)
	a.mu.Lock()
	a.directory = d
	a.mu.Unlock()
	return d, nil
}

func newDirectory(base *data.Base) *Directory {
	d := &Directory{
		Base: base, folded: make([]string, len(base.Users)), sortKey: make([]string, len(base.Users)),
		roles: make(map[string]string, len(base.Roles)),
	}
	for _, role := range base.Roles {
		d.roles[role.ID] = role.Name
	}
	var text strings.Builder
	for i := range base.Users {
		u := &base.Users[i]
		text.Reset()
		for _, part := range []string{u.FirstName, u.LastName, u.Email, u.ID, u.JobTitle, string(u.Roles)} {
			text.WriteString(part)
			text.WriteByte('\n')
		}
		for _, id := range u.Roles.List() {
			text.WriteString(d.roles[id])
			text.WriteByte('\n')
		}
		d.folded[i] = foldLines(text.String())
		d.sortKey[i] = data.FoldName(u.LastName) + "\x00" + data.FoldName(u.FirstName)
	}
	return d
}

func foldLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = data.FoldSearch(line)
	}
	return strings.Join(lines, "\n")
}

// RoleName returns the name of a role, its ID if it has none.
func (d *Directory) RoleName(id string) string {
	if name := d.roles[id]; name != "" {
		return name
	}
	return id
}

// RoleNames returns the names of a user's roles, joined by ", ".
func (d *Directory) RoleNames(ids data.RoleIDs) string {
	names := ids.List()
	for i, id := range names {
		names[i] = d.RoleName(id)
	}
	return strings.Join(names, ", ")
}

// Find returns the users that the query asks for. They point into the base
// and must not be changed.
func (d *Directory) Find(q Query) []*data.User {
	words := strings.Fields(data.FoldSearch(q.Text))
	only := make(map[data.UserKey]bool, len(q.Only))
	for _, key := range q.Only {
		only[key] = true
	}
	var found []int
	for i := range d.Base.Users {
		if d.matches(i, q, words) && (q.Only == nil || only[d.Base.Users[i].Key]) {
			found = append(found, i)
		}
	}
	d.sort(found, q.Order)
	users := make([]*data.User, len(found))
	for k, i := range found {
		users[k] = &d.Base.Users[i]
	}
	return users
}

func (d *Directory) matches(i int, q Query, words []string) bool {
	u := &d.Base.Users[i]
	switch {
	case q.Status == OnlyActive && u.Status != data.Active,
		q.Status == OnlyDeactivated && u.Status != data.Deactivated,
		q.Role != "" && !u.Roles.Has(q.Role),
		q.Profile != "" && u.Profile != q.Profile:
		return false
	}
	for _, word := range words {
		if !strings.Contains(d.folded[i], word) {
			return false
		}
	}
	return true
}

func (d *Directory) sort(found []int, o Order) {
	key := func(i int) string { return d.sortKey[i] }
	switch o.By {
	case data.LastName, data.FirstName, data.NoField:
	case data.RoleID:
		key = func(i int) string { return data.FoldName(d.RoleNames(d.Base.Users[i].Roles)) + "\x00" + d.sortKey[i] }
	default:
		key = func(i int) string { return data.FoldName(d.Base.Users[i].Get(o.By)) + "\x00" + d.sortKey[i] }
	}
	keys := make(map[int]string, len(found))
	for _, i := range found {
		keys[i] = key(i)
	}
	slices.SortFunc(found, func(x, y int) int {
		order := cmp.Compare(keys[x], keys[y])
		if o.Descending {
			order = -order
		}
		return cmp.Or(order, cmp.Compare(x, y))
	})
}

// UserCounts are the numbers under the list of users (SPEC S8.2).
type UserCounts struct{ Active, Deactivated, Protected int }

// Counts counts the users.
func (d *Directory) Counts() UserCounts {
	var c UserCounts
	for i := range d.Base.Users {
		u := &d.Base.Users[i]
		if u.Status == data.Active {
			c.Active++
		} else {
			c.Deactivated++
		}
		if u.Protected {
			c.Protected++
		}
	}
	return c
}

// User returns the user with the key given, data.ErrNotFound if there is none.
func (d *Directory) User(key data.UserKey) (*data.User, error) {
	i, found := slices.BinarySearchFunc(d.Base.Users, key, func(u data.User, k data.UserKey) int { return cmp.Compare(u.Key, k) })
	if !found {
		return nil, data.ErrNotFound
	}
	return &d.Base.Users[i], nil
}
