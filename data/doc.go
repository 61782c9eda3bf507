// Package data is the vocabulary of Headcount: users and their fields, roles,
// profiles, tables as read from files, changes, uploads and the errors that
// every layer understands. It knows no file format, no database and no window;
// it imports the standard library, golang.org/x/text and golang.org/x/net/idna, and
// assets for what things are called in files (vocabulary.go).
//
// Which fields there are says a Schema, the one list of them (schema.go). A
// Field is its own stable name, so that nothing that is stored or sent knows it
// by a number. FieldSet counts by places within one run only.
//
// What it hides: how values are compared. Everything that decides whether two
// spellings mean the same thing (email keys, folded names, role IDs, phone
// digits, cleaning) lives in fold.go and clean.go and nowhere else. Lists that serve reading alone,
// such as forms of address or words for nothing, are one for all languages.
package data
