package plan

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// index is the position of a user in the base; nobody is none.
type index = int32

const nobody index = -1

// directory finds users of the base by what identifies them (SPEC S2.1). The
// maps are made when first asked.
type directory struct {
	users []data.User
	// last is where the last user was found by written.
	last    int
	byEmail map[string]index
	byID    map[string]index
	// byPlainEmail leads from an address without typography to all who have one
	// like it (SPEC S3A.6).
	byPlainEmail map[string][]index
	// byDecimalID leads from an ID with decimals to all who have one that is equal
	// but for zeros at the end (SPEC S3A.5).
	byDecimalID map[string][]index
	// byBareID leads from an ID of digits without its leading zeros to all who
	// have one like it (SPEC S3.7).
	byBareID map[string][]index
	// byName leads from a folded name to all active users who bear it, for each
	// width (SPEC S3A.3).
	byName [len(nameWidths)]map[string][]index
	// byFullName leads from a folded name to all who bear it, deactivated too.
	byFullName map[string][]index
}

var nameWidths = [...]data.NameWidth{data.SameLetters, data.OtherLetters, data.Digraphs}

// near is how many users behind the last one found are looked at before the
// maps: a file is mostly in the order of the base it was exported from.
const near = 4

func newDirectory(users []data.User) *directory { return &directory{users: users} }

// written finds a user by an email or ID that is written just as it is stored,
// near the one found last; nobody says nothing about users elsewhere.
func (d *directory) written(f data.Field, text string) index {
	for i := d.last; i < min(d.last+near, len(d.users)); i++ {
		if d.users[i].Get(f) == text {
			d.last = i
			return index(i)
		}
	}
	return nobody
}

func (d *directory) withEmail(key string) index {
	if d.byEmail == nil {
		d.byEmail = make(map[string]index, len(d.users))
		for i := range d.users {
			d.byEmail[data.EmailKey(d.users[i].Email)] = index(i)
		}
	}
	return found(d.byEmail, key)
}

func (d *directory) withID(key string) index {
	if d.byID == nil {
		d.byID = make(map[string]index, len(d.users))
		for i := range d.users {
			if d.users[i].ID != "" {
				d.byID[data.IDKey(d.users[i].ID)] = index(i)
			}
		}
	}
	return found(d.byID, key)
}

func found(m map[string]index, key string) index {
	if key == "" {
		return nobody
	}
	if i, ok := m[key]; ok {
		return i
	}
	return nobody
}

// withBareID returns all users whose ID is this one but for leading zeros.
func (d *directory) withBareID(id string) []index {
	if d.byBareID == nil {
		d.byBareID = map[string][]index{}
		for i := range d.users {
			if data.OnlyDigits(d.users[i].ID) {
				key := data.WithoutZeros(d.users[i].ID)
				d.byBareID[key] = append(d.byBareID[key], index(i))
			}
		}
	}
	return d.byBareID[data.WithoutZeros(id)]
}

// withPlainEmail returns all users whose address is this one but for dashes and
// apostrophes.
func (d *directory) withPlainEmail(address string) []index {
	if d.byPlainEmail == nil {
		d.byPlainEmail = make(map[string][]index, len(d.users))
		for i := range d.users {
			key := data.EmailKey(data.PlainAddress(d.users[i].Email))
			d.byPlainEmail[key] = append(d.byPlainEmail[key], index(i))
		}
	}
	return d.byPlainEmail[data.EmailKey(data.PlainAddress(address))]
}

// withDecimalID returns all users whose ID is this number with decimals but for
// zeros at its end, if any has decimals.
func (d *directory) withDecimalID(id string) []index {
	if d.byDecimalID == nil {
		d.byDecimalID = map[string][]index{}
		for i := range d.users {
			if key, ok := data.DecimalKey(d.users[i].ID); ok {
				d.byDecimalID[key] = append(d.byDecimalID[key], index(i))
			}
		}
	}
	key, ok := data.DecimalKey(id)
	found := d.byDecimalID[key]
	if !ok || !slices.ContainsFunc(found, func(u index) bool { return strings.Contains(d.users[u].ID, ".") }) {
		return nil
	}
	return found
}

// named returns all active users of that name, as the narrowest fold that finds
// anybody has it; first and last name may be swapped (SPEC S4.3, S3A.3).
func (d *directory) named(first, last string) []index {
	for n, width := range nameWidths {
		if d.byName[n] == nil {
			d.byName[n] = d.bearers(width)
		}
		for _, key := range []string{data.NameKey(first, last, width), data.NameKey(last, first, width)} {
			if found := d.byName[n][key]; key != "" && len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

// bearers are the active users by name.
func (d *directory) bearers(width data.NameWidth) map[string][]index {
	by := make(map[string][]index, len(d.users))
	for i := range d.users {
		if u := &d.users[i]; u.Status == data.Active {
			key := data.NameKey(u.FirstName, u.LastName, width)
			by[key] = append(by[key], index(i))
		}
	}
	return by
}

// allNamed returns all users of that name, deactivated ones too.
func (d *directory) allNamed(first, last string) []index {
	if d.byFullName == nil {
		d.byFullName = make(map[string][]index, len(d.users))
		for i := range d.users {
			if key := nameKey(d.users[i].FirstName, d.users[i].LastName); key != "" {
				d.byFullName[key] = append(d.byFullName[key], index(i))
			}
		}
	}
	return d.byFullName[nameKey(first, last)]
}

// nameKey is the folded name of a person, "" unless both names are there.
func nameKey(first, last string) string { return data.NameKey(first, last, data.SameLetters) }
