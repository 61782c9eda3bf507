package data

import "math/bits"

// FieldSet is a set of the fields of one schema, by their places in it. It is
// for counting in memory: what is stored or sent names fields.
type FieldSet uint64

// Set is the set of the fields given; those that the schema does not have are
// left out.
func (s *Schema) Set(fields ...Field) FieldSet {
	var set FieldSet
	for _, f := range fields {
		if i := s.Place(f); i >= 0 {
			set |= 1 << i
		}
	}
	return set
}

// Has reports whether the field at a place of the schema is in the set.
func (s FieldSet) Has(place int) bool { return s&(1<<place) != 0 }

// Len counts the fields of the set.
func (s FieldSet) Len() int { return bits.OnesCount64(uint64(s)) }

// Each goes through the places of the fields in the set, in file order.
func (s FieldSet) Each(yield func(place int) bool) {
	for ; s != 0; s &= s - 1 {
		if !yield(bits.TrailingZeros64(uint64(s))) {
			return
		}
	}
}

// Differences are the fields of the schema in which two users differ.
func (s *Schema) Differences(a, b *User) FieldSet {
	if *a == *b {
		return 0
	}
	var set FieldSet
	fields := s.Fields()
	for i := range fields {
		if f := fields[i].Field; a.Get(f) != b.Get(f) {
			set |= 1 << i
		}
	}
	return set
}

// RoleDifferences are the fields of a schema of roles in which two roles differ.
func (s *Schema) RoleDifferences(a, b *Role) FieldSet {
	var set FieldSet
	for i := range s.fields {
		if f := s.fields[i].Field; a.Get(f) != b.Get(f) {
			set |= 1 << i
		}
	}
	return set
}
