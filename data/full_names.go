package data

import "slices"

// FullName is a column that holds first and last name together. Only files have
// it: it is split when it is read, and no user has it (SPEC S15.1).
const FullName Field = "full_name"

// fullNames are the headers of full names. Employee and its kind, which may be
// those of a number too, and Nom, which is the last name beside a first name, are
// settled by what stands in the column.
var fullNames = FieldInfo{Field: FullName, Kind: KindText, Mandatory: true}

// NameOrder says which name stands first in a column of full names. The zero
// NameOrder is not known, or left to the file.
type NameOrder string

// The orders, by their names in JSON and in --names.
const (
	FirstLast NameOrder = "first-last"
	LastFirst NameOrder = "last-first"
)

// Valid reports whether o is one of the two orders.
func (o NameOrder) Valid() bool { return o == FirstLast || o == LastFirst }

// HeaderNameOrder is the order that the header of full names says: "Nom et
// prénom" has the last name first. Most say none.
func HeaderNameOrder(header string) NameOrder {
	words, _ := headerWords(header)
	known, first, last := vocabulary(), -1, -1
	for i, word := range words {
		switch {
		case known.first[word] && first < 0:
			first = i
		case known.last[word] && last < 0:
			last = i
		}
	}
	if first < 0 { // Name and surname
		first = slices.Index(words, "name")
	}
	switch {
	case first < 0 || last < 0 || len(words) < 2:
		return ""
	case first < last:
		return FirstLast
	}
	return LastFirst
}
