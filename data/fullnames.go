package data

import "slices"

// FullName is a column that holds first and last name together. Only files have
// it: it is split when it is read, and no user has it (SPEC S15.1).
const FullName Field = "full_name"

// fullNames are the headers of full names. Employee and its kind, which may be
// those of a number too, and Nom, which is the last name beside a first name, are
// settled by what stands in the column.
var fullNames = FieldInfo{
	Field: FullName, Kind: KindText, Mandatory: true,
	English: []string{
		"Full name", "Name", "Names", "Fullname", "Complete name", "Display name", "Employee name", "Staff name", "Person", "Employee",
		"First and last name", "First name and last name", "First name last name", "Name and surname", "Name surname",
		"Last name first name", "Last name and first name", "Surname and name", "Surname name", "Surname and first name",
		"Surname first name",
	},
	French: []string{
		"Nom complet", "Nom et prénom", "Noms et prénoms", "Nom et prénoms", "Nom prénom", "Nom prénoms",
		"Prénom et nom", "Prénoms et nom", "Prénom nom", "Prénoms nom", "Nom d'affichage", "Nom du salarié",
		"Nom de l'employé", "Nom du collaborateur", "Salarié", "Collaborateur", "Employé",
	},
}

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

var (
	firstWords = wordSet("first given fore forename firstname prenom prenoms")
	lastWords  = wordSet("last surname lastname family nom noms")
)

// HeaderNameOrder is the order that the header of full names says: "Nom et
// prénom" has the last name first. Most say none.
func HeaderNameOrder(header string) NameOrder {
	words, _ := headerWords(header)
	first, last := -1, -1
	for i, word := range words {
		switch {
		case firstWords[word] && first < 0:
			first = i
		case lastWords[word] && last < 0:
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
