package plan

import (
	"time"

	"headcount.app/headcount/data"
)

// Kind is the fate of a row or a user (SPEC S4.5). The order is the order of
// the groups in a report; moved updates come before the others (SPEC S6.1).
type Kind uint8

// The kinds.
const (
	Problem Kind = iota
	Deactivated
	Reactivated
	Created
	Updated
	Kept
	Absent
	Ignored
	Unchanged
	// Removed is somebody whom undoing an upload takes out again (SPEC S5.6), or
	// who is deleted for good (S2.2). No file does that. Reports put them behind
	// the deactivated.
	Removed
)

// Kinds lists the kinds that a file can lead to, in report order.
var Kinds = []Kind{Problem, Deactivated, Reactivated, Created, Updated, Kept, Absent, Ignored, Unchanged}

// String returns the word of the JSON contract (SPEC S6.6).
func (k Kind) String() string {
	return [...]string{"problem", "deactivated", "reactivated", "created", "updated", "kept", "absent", "ignored", "unchanged", "removed"}[k]
}

// Changes reports whether lines of this kind change a user.
func (k Kind) Changes() bool {
	return k == Deactivated || k == Reactivated || k == Created || k == Updated || k == Removed
}

// Level is how serious an issue is.
type Level uint8

// The levels of issues (SPEC S6.6).
const (
	Note Level = iota
	Warning
	Blocking // "problem" in JSON
)

// String returns the word of the JSON contract.
func (l Level) String() string { return [...]string{"note", "warning", "problem"}[l] }

// Issue is something found in the file: a value with a stable code. Its
// sentence is made from Code and Args in the language of the reader.
type Issue struct {
	Code  string
	Level Level
	// Field is the field it is about, data.NoField if none.
	Field data.Field
	// Column is the index of the column in the table, -1 if none. Row is the number
	// of the row if that is not the first of its line, else 0 (SPEC S15.2).
	Column int
	Row    int
	// Args are name, value, name, value … for the sentence. Lists are joined
	// with "\n".
	Args []string
}

// Arg returns the argument with the name given, "" if there is none.
func (i *Issue) Arg(name string) string {
	for k := 0; k+1 < len(i.Args); k += 2 {
		if i.Args[k] == name {
			return i.Args[k+1]
		}
	}
	return ""
}

// FieldChange is one field with its old and new text, as shown.
type FieldChange struct {
	Field    data.Field
	Old, New string
}

// Line is the fate of one row of the file, or of one user whom no row mentions.
type Line struct {
	Kind Kind
	// Row is the row number Excel shows, 0 for a user without a row. Further are
	// those of more rows about the same person, one for each role (SPEC S15.2).
	Row     int
	Further []int
	// Before is the user as stored, nil for somebody new and for a problem row
	// that leads to nobody. It points into the base and must not be changed.
	Before *data.User
	// After is the user as they will be (equal to Before if nothing happens to
	// them); for a problem row that leads to nobody what the file says.
	After *data.User
	// Fields are the fields that change, in file order; also on reactivated
	// lines and on kept lines (what was withheld).
	Fields []FieldChange
	Issues []Issue
	// Moved marks a changed Role ID, ProfileChanged a changed permission
	// profile, Raised somebody who becomes an administrator (SPEC S4.5).
	Moved, ProfileChanged, Raised bool
	// LeftOut marks a change withheld by hand or because it is possible only
	// together with one that was (SPEC S4.10); its Kind is Kept.
	LeftOut bool
	// LeftFields are single fields whose change is withheld by hand while the
	// others are made; on a line of which nothing is left they are in Fields too.
	LeftFields []FieldChange
	// Withheld is the kind that a kept line would have had.
	Withheld Kind
	// Role is set on lines about a role and not about a user (SPEC S13.2). On
	// them Deactivated means archived, Reactivated brought back from there.
	Role *RoleFate
}

// RoleFate is a role before and after: what Before and After are of a user.
type RoleFate struct {
	Before, After *data.Role
	// Users counts the active users who hold the role.
	Users int
}

// User returns the user that a report shows for the line (SPEC S6.6).
func (l *Line) User() *data.User {
	switch {
	case l.Kind.Changes() && l.After != nil, l.Before == nil:
		return l.After
	default:
		return l.Before
	}
}

// Guard is a check over the whole plan that has tripped (SPEC S4.9).
type Guard struct {
	// Code is the stable name, e.g. "mass_deactivation".
	Code string
	// Number is what has to be typed: the number of people listed. 0 with
	// Impossible set.
	Number int
	// Impossible guards cannot be passed.
	Impossible bool
	// NamesFirst: the names must have been looked at before the number counts.
	NamesFirst bool
	// Lines are the indexes of the plan's lines that the guard lists.
	Lines []int
	// Args are name, value … for the sentence, e.g. "percent", "5.6".
	Args []string
}

// PairProposal is one "same person, new address?" (SPEC S4.8).
type PairProposal struct {
	data.Pair
	// Old and New are the indexes of the lines; New is -1 once accepted and Old
	// then is the joined line.
	OldLine, NewLine   int
	Accepted, Declined bool
}

// Stamp says which base a plan was built on (SPEC S5.2).
type Stamp struct {
	Organization string
	Revision     data.Revision
	Digest       data.Digest
}

// Undoing says which upload a plan of inverses takes back (SPEC S5.6).
type Undoing struct {
	// Upload is its number, At when it was applied.
	Upload int64
	At     time.Time
	// Undid is the upload that it took back itself, 0 if it was no undo.
	Undid int64
}

// BackToDate reports whether the plan takes several uploads back at once (SPEC
// S17.6).
func (p *Plan) BackToDate() bool { return p.Undoes != nil && len(p.Options.UndoesToo) > 0 }

// Plan is the fate of every row of the file and of every user that no row
// mentions, and why. Build, Undo and Decode make plans; nobody changes one.
type Plan struct {
	Base Stamp
	// Schema is the list of the fields that the plan knows: that of the base it
	// was built on.
	Schema *data.Schema
	// File is the file of an undone upload too.
	File    data.FileInfo
	Options data.Options
	// At is when it was built, for the report's head; Build leaves it zero.
	At time.Time
	// Lines are in report order: by kind, moved before other updates, then by
	// row, then by name.
	Lines  []Line
	Counts data.Counts
	Guards []Guard
	Pairs  []PairProposal
	// FileIssues are warnings about the file as a whole: hidden rows, another
	// sheet, missing columns, ignored columns.
	FileIssues []Issue
	// NewRoles and NewProfiles would be created (SPEC S4.7).
	NewRoles    []data.Role
	NewProfiles []data.Profile
	// ActiveBefore and ActiveAfter count the active users, or the roles that are
	// not archived in a plan about roles.
	ActiveBefore, ActiveAfter int
	// mentions are what stood in cells that are not kept and led to users; see
	// Kept. A decoded plan has none: its table has them.
	mentions []data.Mention
	// read is what the columns were read as, for Kept.
	read []data.ReadColumn
	// Remembered are the users that applying would protect (SPEC S4.10).
	Remembered []data.UserKey
	// Recall is what applying leaves to the guards of later files (SPEC S4.9); nil
	// for a plan that reads no file of users.
	Recall *data.Recall
	// Undoes is nil but for a plan of inverses; DropRoles and DropProfiles are
	// what the upload made and nobody would hold any more (SPEC S5.6).
	Undoes       *Undoing
	DropRoles    []data.Role
	DropProfiles []data.Profile
}

// Changes returns what applying the plan does to the user base, in the order
// of the lines. Problem rows change nothing. A store must commit all of it at
// once: addresses may move in circles (SPEC S4.2).
func (p *Plan) Changes() []data.Change {
	changes := make([]data.Change, 0, p.Counts.Changes()+len(p.Remembered))
	remembered := make(map[data.UserKey]bool, len(p.Remembered))
	for _, key := range p.Remembered {
		remembered[key] = true
	}
	for i := range p.Lines {
		l := &p.Lines[i]
		switch {
		case l.Role != nil: // see Roles
		case l.Kind.Changes():
			changes = append(changes, l.change())
		case l.LeftOut && l.Before != nil && remembered[l.Before.Key]:
			after := *l.Before
			after.Protected = true
			changes = append(changes, data.Change{Action: data.Protect, Before: *l.Before, After: after})
		}
	}
	return changes
}

func (l *Line) change() data.Change {
	c := data.Change{Action: l.action()}
	if l.Before != nil {
		c.Before = *l.Before
	}
	if l.After != nil {
		c.After = *l.After
	}
	return c
}

// action is what the line does to its user. By hand the protection can be all
// that changes.
func (l *Line) action() data.Action {
	switch l.Kind {
	case Created:
		return data.Create
	case Deactivated:
		return data.Deactivate
	case Reactivated:
		return data.Reactivate
	case Removed:
		return data.Remove
	}
	if len(l.Fields) == 0 && l.Before.Protected != l.After.Protected {
		if l.After.Protected {
			return data.Protect
		}
		return data.Unprotect
	}
	return data.Update
}

// Blocked reports whether applying is refused because of problem rows
// (SPEC S4.11).
func (p *Plan) Blocked() bool { return p.Counts.Problem > 0 && !p.Options.SkipProblems }

// OpenGuards returns the guards that the numbers given do not pass.
func (p *Plan) OpenGuards(confirmed []int) []Guard {
	var open []Guard
	for _, g := range p.Guards {
		passed := false
		for _, n := range confirmed {
			passed = passed || (!g.Impossible && n == g.Number)
		}
		if !passed {
			open = append(open, g)
		}
	}
	return open
}
