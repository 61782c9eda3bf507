// Package plan says what a user file would do to the user base, and why. It is
// pure: Build takes a base, a table and options and returns a Plan, a value
// that is never changed afterwards. Simulating is building a plan; applying one
// is handing its Changes to the store. A manual edit is a one-line plan too.
//
// What it hides: identity (SPEC S4.1), uniqueness on the final state (S4.2),
// who counts as mentioned (S4.3), guards (S4.9), and the words of the report
// (S6), which are the same in the window, the terminal, files and mail. Words by which
// files are read (totals, months, phrases) are one list for all languages.
//
// Build goes through the file in steps, one file of the package each, over a
// draft that each step fills in further:
//
//	columns.go    what each column is read as; refuses files as a whole
//	identity.go   whom the ID and the email of a row lead to
//	repeats.go    rows that are about the same person
//	values.go     what the cells say, compared with what is stored
//	              (cells.go, unwrap.go, unusable.go, translate.go,
//	              belonging.go with roles.go, status.go)
//	settle.go     which rows can hold in the end, and whom the file mentions
//	mentions.go   whom problem rows mention besides, who is held by that alone
//	pairs.go      accepted "same person, new address?"
//	leave_out.go   what a person left out, and what depends on it
//	fates.go      one line for every row and every missing user
//	guards.go     what a person has to look at first (administrators.go,
//	              hand_changes.go)
//
// A hierarchy file goes the same way over a draft of its own (hierarchy.go and
// those beside it). One for both are the recognition of columns, the file with
// its rows and issues (file_draft.go), what a cell can hold (cells.go, unusable.go,
// unwrap.go), second tables and totals (aside.go, skips.go), rows that share a key (grouping.go), the
// kind and the fields of a change over the schema, the order of lines (fates.go),
// the guards over many and over unusable rows, texts of forms, the start of a
// plan and of an undo and its choices.
//
// Two stay what differs in substance. A user has two keys, judged on the final
// state of the whole file: a row that falls holds one address, so that at most
// one other falls with it. A role has one key and a graph of superiors: a row
// that falls takes any number along, circles are looked for anew, and all that
// fall in a round are found before any does, which keeps the sentences the same
// in any order of rows. One fixed point for both took 11 lines more than three
// loops and gave up those rounds; one loop over what to leave out took 11 more
// as well. Undoing users asks the history what stands, undoing roles compares
// values, for roles have no history of their own.
//
// What of the file is kept with the upload is said in kept.go.
//
// Rows and users are known by their positions, so that a row that changes
// nothing costs no allocation but its line. Cases in testdata show every rule.
//
// A plan says nothing in words and writes no bytes: app/report does the one,
// app/plan/stored the other. Codes of issues and guards keep their meaning.
package plan
