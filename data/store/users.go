package store

import (
	"strconv"

	"headcount.app/headcount/data"
)

// userCells is the number of columns of a user's line without its mark. Users
// who have values of fields without a column of their own have one more: so the
// lines of all others, and their marks, are those of the first version.
const userCells = 11

// cellsOf is the number of columns of a user's line without its mark.
func cellsOf(u *data.User) int {
	if u.Own == "" {
		return userCells
	}
	return userCells + 1
}

// AppendUser appends the line of a user.
func AppendUser(b []byte, u *data.User, profile int64) []byte {
	b = strconv.AppendInt(b, int64(u.Key), 10)
	for i := range facets {
		if name := facets[i].name; name != ownFacet || u.Own != "" {
			b = facets[i].append(append(b, Separator...), u, profile)
		}
	}
	return b
}

// ReadUser verifies the line of a user that ends in its mark, and reads it into u,
// which is empty. data.ErrDamaged if the line is not the one that was stored.
func (l *Lines) ReadUser(line string, profiles *Profiles, u *data.User) error {
	cells, err := l.read(UserLine, line)
	if err != nil {
		return err
	}
	return parseUser(cells, profiles, u)
}

// parseUser is the way back from AppendUser.
func parseUser(cells []string, profiles *Profiles, u *data.User) error {
	if len(cells) != userCells && len(cells) != userCells+1 {
		return damaged("a user has %d columns", len(cells))
	}
	key, err := strconv.ParseInt(cells[0], 10, 64)
	if err != nil {
		return damaged("a user has the key %q", cells[0])
	}
	u.Key = data.UserKey(key)
	for i, cell := range cells[1:] {
		if err := facets[i].set(u, cell, profiles); err != nil {
			return err
		}
	}
	return nil
}

// ownFacet is the facet of the values that have no column of their own.
const ownFacet = "own"

// facet is a part of a user that changes: a column, in the order of a user's
// line after the key. New ones are added at the end.
type facet struct {
	// name is that of the column; the history names facets by it.
	name string
	// differ reports whether two users differ in it.
	differ func(a, b *data.User) bool
	// append writes its text; a profile is its number.
	append func(b []byte, u *data.User, profile int64) []byte
	// set is the way back from append.
	set func(u *data.User, text string, profiles *Profiles) error
	// values are what its columns hold.
	values func(list []any, u *data.User, profile int64) []any
	// folded: a column with its folded key goes along.
	folded bool
}

var facets = [...]facet{
	textFacet("email", func(u *data.User) *string { return &u.Email }, data.EmailKey),
	textFacet("first_name", func(u *data.User) *string { return &u.FirstName }, nil),
	textFacet("last_name", func(u *data.User) *string { return &u.LastName }, nil),
	textFacet("roles", func(u *data.User) *data.RoleIDs { return &u.Roles }, nil),
	{
		"profile", func(a, b *data.User) bool { return a.Profile != b.Profile },
		func(b []byte, _ *data.User, profile int64) []byte { return strconv.AppendInt(b, profile, 10) },
		func(u *data.User, text string, profiles *Profiles) error {
			number, err := strconv.ParseInt(text, 10, 64)
			if err != nil || profiles.byNumber[number] == nil {
				return damaged("a user has the profile %q", text)
			}
			u.Profile = profiles.byNumber[number].Name
			return nil
		},
		func(list []any, _ *data.User, profile int64) []any { return append(list, profile) }, false,
	},
	textFacet("id", func(u *data.User) *string { return &u.ID }, data.IDKey),
	textFacet("job_title", func(u *data.User) *string { return &u.JobTitle }, nil),
	textFacet("phone", func(u *data.User) *string { return &u.Phone }, nil),
	flagFacet("status", func(u *data.User) bool { return u.Status == data.Deactivated }, setStatus),
	flagFacet("protected", func(u *data.User) bool { return u.Protected }, func(u *data.User, to bool) { u.Protected = to }),
	textFacet(ownFacet, func(u *data.User) *data.Values { return &u.Own }, nil),
}

// textFacet is a facet that is a text; key is its folded key, nil for none.
func textFacet[T ~string](name string, of func(u *data.User) *T, key func(string) string) facet {
	return facet{
		name, func(a, b *data.User) bool { return *of(a) != *of(b) },
		func(b []byte, u *data.User, _ int64) []byte { return append(b, *of(u)...) },
		func(u *data.User, text string, _ *Profiles) error {
			*of(u) = T(text)
			return nil
		},
		func(list []any, u *data.User, _ int64) []any {
			text := string(*of(u))
			if list = append(list, text); key != nil {
				list = append(list, key(text))
			}
			return list
		}, key != nil,
	}
}

func setStatus(u *data.User, deactivated bool) {
	u.Status = data.Active
	if deactivated {
		u.Status = data.Deactivated
	}
}

// flagFacet is a facet that is set or not.
func flagFacet(name string, is func(u *data.User) bool, set func(u *data.User, to bool)) facet {
	return facet{
		name, func(a, b *data.User) bool { return is(a) != is(b) },
		func(b []byte, u *data.User, _ int64) []byte { return strconv.AppendInt(b, bit(is(u)), 10) },
		func(u *data.User, text string, _ *Profiles) error {
			set(u, text == "1")
			return nil
		},
		func(list []any, u *data.User, _ int64) []any { return append(list, bit(is(u))) }, false,
	}
}

// Facets says which facets of a user are meant. It is for the statements of one
// transaction: what is stored names them.
type Facets uint16

// EveryFacet is all of them.
const EveryFacet = Facets(1<<len(facets) - 1)

// Differing returns the facets in which two users differ.
func Differing(a, b *data.User) Facets {
	var m Facets
	for i := range facets {
		if facets[i].differ(a, b) {
			m |= 1 << i
		}
	}
	return m
}

// Columns names what a store keeps of the facets in m: an email and an ID bring
// their folded keys along.
func (m Facets) Columns() []string {
	var names []string
	for i := range facets {
		if m&(1<<i) == 0 {
			continue
		}
		names = append(names, facets[i].name)
		if facets[i].folded {
			names = append(names, facets[i].name+"_key")
		}
	}
	return names
}

// AppendValues appends what stands in those columns, in their order: texts and
// int64.
func (m Facets) AppendValues(list []any, u *data.User, profile int64) []any {
	for i := range facets {
		if m&(1<<i) != 0 {
			list = facets[i].values(list, u, profile)
		}
	}
	return list
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
