package app

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"sync"

	"headcount.app/headcount/data"
)

// Directory is the list of all users prepared for searching and sorting: a
// value made once a revision, quick at 100,000 users (SPEC S8.2, S12.2).
type Directory struct {
	Base *data.Base
	// Damage is a *PastDamagedError if the history of the organization is damaged,
	// nil as a rule: then Base comes without its past.
	Damage  error
	folded  []string // of each user: everything search looks at
	sortKey []string // of each user: last name, first name, folded
	roles   map[string]string

	mu     sync.Mutex
	orders map[data.Field][]int32 // indexes of all users, by what they are sorted by
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
	// Text is searched in name, email, ID, roles, job title and the fields of the
	// organization's own; every word must be found, accents and case don't matter.
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
	base, damage, err := a.List(ctx)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	d := a.directory
	a.mu.Unlock()
	if d != nil && d.Base.Revision == base.Revision && (d.Damage == nil) == (damage == nil) {
		return d, nil
	}
	d = NewDirectory(base)
	d.Damage = damage
	a.mu.Lock()
	a.directory = d
	a.mu.Unlock()
	return d, nil
}

// NewDirectory prepares the users of a base.
func NewDirectory(base *data.Base) *Directory {
	d := &Directory{
		Base: base, folded: make([]string, len(base.Users)), sortKey: make([]string, len(base.Users)),
		roles: make(map[string]string, len(base.Roles)), orders: map[data.Field][]int32{},
	}
	for _, role := range base.Roles {
		d.roles[role.ID] = role.Name
	}
	searched := searchedFields(base.Schema)
	var text strings.Builder
	for i := range base.Users {
		u := &base.Users[i]
		text.Reset()
		for _, f := range searched {
			text.WriteString(u.Get(f))
			text.WriteByte('\n')
		}
		for _, id := range u.Roles.List() {
			text.WriteString(d.roles[id])
			text.WriteByte('\n')
		}
		d.folded[i] = foldLines(text.String())
		d.sortKey[i] = data.FoldName(u.LastName) + "\x00" + data.FoldName(u.FirstName)
	}
	d.orders[data.LastName] = d.sorted(data.LastName)
	return d
}

// searchedFields are the fields in which text is searched.
func searchedFields(schema *data.Schema) []data.Field {
	var fields []data.Field
	for _, info := range schema.Fields() {
		switch info.Field {
		case data.PermissionProfile, data.Phone, data.StatusField:
		default:
			fields = append(fields, info.Field)
		}
	}
	return fields
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
	var users []*data.User
	for i := range d.inOrder(q.Order) {
		u := &d.Base.Users[i]
		if d.matches(i, q, words) && (q.Only == nil || only[u.Key]) {
			users = append(users, u)
		}
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

// inOrder yields the indexes of all users in an order. They are sorted once for
// each field: typing in the search box only goes through them.
func (d *Directory) inOrder(o Order) iter.Seq[int] {
	by := o.By
	if by == data.FirstName || by == data.NoField {
		by = data.LastName
	}
	d.mu.Lock()
	order := d.orders[by]
	if order == nil {
		order = d.sorted(by)
		d.orders[by] = order
	}
	d.mu.Unlock()
	return func(yield func(int) bool) {
		for k := range order {
			i := order[k]
			if o.Descending {
				i = order[len(order)-1-k]
			}
			if !yield(int(i)) {
				return
			}
		}
	}
}

// sorted are the indexes of all users by one field, then by name.
func (d *Directory) sorted(by data.Field) []int32 {
	keys, order := d.sortKey, make([]int32, len(d.Base.Users))
	if by != data.LastName {
		keys = make([]string, len(d.sortKey))
	}
	for i := range order {
		order[i] = int32(i)
		u := &d.Base.Users[i]
		switch by {
		case data.LastName:
		case data.RoleID:
			keys[i] = data.FoldName(d.RoleNames(u.Roles)) + "\x00" + d.sortKey[i]
		default:
			keys[i] = data.FoldName(u.Get(by)) + "\x00" + d.sortKey[i]
		}
	}
	slices.SortFunc(order, func(x, y int32) int { return cmp.Or(cmp.Compare(keys[x], keys[y]), cmp.Compare(x, y)) })
	return order
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
