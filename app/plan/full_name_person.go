package plan

import (
	"slices"
	"strings"
	"unicode/utf8"

	"headcount.app/headcount/data"
)

// What is known of the person splits a full name too: the names that are stored,
// and the address (SPEC S15.1).

// sameAs reports whether the words are the names of a user, in whichever order:
// then nothing changes, however they are written. The order is that of the text,
// "" if it could be both.
func (n fullName) sameAs(u *data.User) (order data.NameOrder, same bool) {
	if u.FirstName == "" || u.LastName == "" {
		return "", false
	}
	key := n.key(0, len(n.words))
	firstLast, lastFirst := key == data.WideNames(u.FirstName, u.LastName), key == data.WideNames(u.LastName, u.FirstName)
	switch {
	case firstLast == lastFirst:
		return "", firstLast
	case firstLast:
		return data.FirstLast, true
	}
	return data.LastFirst, true
}

// byStored splits where the stored last or first name stands whole at one end.
// Where both do and leave words between, those are further first names. The order
// given decides if it could be both.
func (n fullName) byStored(u *data.User, order data.NameOrder) (cut, bool) {
	for _, of := range []struct {
		name        string
		front, back data.NameOrder
	}{{u.LastName, data.LastFirst, data.FirstLast}, {u.FirstName, data.FirstLast, data.LastFirst}} {
		key := data.WideNames(of.name)
		if key == "" {
			continue
		}
		var found []cut
		for k := 1; k < len(n.words); k++ {
			if n.key(0, k) == key {
				found = append(found, cut{k, of.front})
			}
			if n.key(k, len(n.words)) == key {
				found = append(found, cut{k, of.back})
			}
		}
		if c, ok := onlyCut(found, order); ok {
			return c, true
		}
	}
	return cut{}, false
}

// onlyCut is the one cut of several in the order given, or the one there is.
func onlyCut(cuts []cut, order data.NameOrder) (cut, bool) {
	fitting := slices.DeleteFunc(slices.Clone(cuts), func(c cut) bool { return c.order != order })
	if len(fitting) == 0 {
		fitting = cuts
	}
	fitting = slices.CompactFunc(fitting, func(a, b cut) bool { return a == b })
	if len(fitting) != 1 {
		return cut{}, false
	}
	return fitting[0], true
}

// addressCut is a way to split that an address tells. The order is "" if it tells
// only where, and relative if it is that of the address and not of the names.
type addressCut struct {
	k        int
	order    data.NameOrder
	relative bool
	reverse  bool // the halves stand the other way round in the address
}

// resolve makes a cut of it, in a column with the order given and an organization
// that writes names in its addresses in the order of form: jean.dupont@, or
// dupont.jean@.
func (a addressCut) resolve(column, form data.NameOrder) cut {
	switch {
	case !a.relative && a.order == "", a.relative && form == "":
		return cut{a.k, column}
	case !a.relative:
		return cut{a.k, a.order}
	case a.reverse == (form == data.FirstLast):
		return cut{a.k, data.LastFirst}
	}
	return cut{a.k, data.FirstLast}
}

// addressCuts are the ways to split that fit the address: jean-pierre.dupont,
// jdupont, dupontj, jean.
func (n fullName) addressCuts(address string) []addressCut {
	local, _, _ := strings.Cut(address, "@")
	parts := addressParts(local)
	if len(parts) == 0 || len(n.words) < 2 {
		return nil
	}
	var found []addressCut
	for j := 1; j < len(parts); j++ {
		found = append(found, n.twoParts(strings.Join(parts[:j], ""), strings.Join(parts[j:], ""))...)
	}
	if len(found) == 0 {
		found = n.initials(strings.Join(parts, ""))
	}
	if len(found) == 0 && len(parts) == 1 {
		for k := 1; k < len(n.words); k++ {
			if n.key(0, k) == parts[0] || n.key(k, len(n.words)) == parts[0] {
				found = append(found, addressCut{k: k})
			}
		}
	}
	return found
}

// addressParts are the parts of the local part of an address between its signs,
// without numbers at the end.
func addressParts(local string) []string {
	var parts []string
	for piece := range strings.FieldsFuncSeq(local, func(r rune) bool { return r == '.' || r == '_' || r == '+' }) {
		if key := strings.TrimRight(data.WideNames(piece), "0123456789"); key != "" {
			parts = append(parts, key)
		}
	}
	return parts
}

// twoParts fits a and b as the beginning and the end of the words. What lies
// between, or behind, goes with the half that it touches: Jean Marie Dupont is
// jean.dupont, María García López is maria.garcia.
func (n fullName) twoParts(a, b string) []addressCut {
	var found []addressCut
	fit := func(front, back string, reverse bool) {
		for i := 1; i < len(n.words); i++ {
			if n.key(0, i) != front {
				continue
			}
			for j := i + 1; j <= len(n.words); j++ {
				if n.key(i, j) == back {
					found = append(found, addressCut{k: i, relative: true, reverse: reverse})
				}
			}
			for j := i + 1; j < len(n.words); j++ {
				if n.key(j, len(n.words)) == back {
					found = append(found, addressCut{k: j, relative: true, reverse: reverse})
				}
			}
		}
	}
	fit(a, b, false)
	if a != b {
		fit(b, a, true)
	}
	return found
}

// initials fits jdupont: whatever stands whole behind initials is the last name.
// Of dupontj and jeand no one can say which half is which.
func (n fullName) initials(local string) []addressCut {
	var found []addressCut
	count := len(n.words)
	for k := 1; k < count; k++ {
		front, back := n.key(0, k), n.key(k, count)
		for _, letters := range initialsOf(n.words[:k]) {
			switch local {
			case letters + back:
				found = append(found, addressCut{k: k, order: data.FirstLast})
			case back + letters:
				found = append(found, addressCut{k: k})
			}
		}
		for _, letters := range initialsOf(n.words[k:]) {
			switch local {
			case letters + front:
				found = append(found, addressCut{k: k, order: data.LastFirst})
			case front + letters:
				found = append(found, addressCut{k: k})
			}
		}
	}
	return found
}

// initialsOf are the first initial of words, and all of them: j and jp for
// Jean-Pierre.
func initialsOf(words []string) []string {
	var all []string
	for _, word := range words {
		for piece := range strings.SplitSeq(word, "-") {
			if key := data.WideNames(piece); key != "" {
				_, size := utf8.DecodeRuneInString(key)
				all = append(all, key[:size])
			}
		}
	}
	if len(all) < 2 {
		return all
	}
	return []string{all[0], strings.Join(all, "")}
}
