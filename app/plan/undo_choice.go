package plan

import (
	"slices"

	"headcount.app/headcount/data"
)

// UndoKinds are what an upload did to people, as the choices of an undo name it:
// with some of them named, only those are taken back (SPEC S17.6). Moves are
// among the updates too.
var UndoKinds = []string{"deactivated", "reactivated", "created", "moved", "updated", "removed"}

// undoChoice is what of an upload is taken back: by kind, person and field.
type undoChoice struct {
	options data.Options
	// key is what an address or a Role ID is known by.
	key     func(string) string
	lenient bool
	only    map[string]bool
	people  map[string]bool
	fields  map[string]map[data.Field]bool
	fits    map[string]bool // which of them are about anybody
}

func newUndoChoice(past Past) *undoChoice {
	o, key := past.Choice, data.EmailKey
	o.Hierarchy = past.Upload.Options.Hierarchy
	if o.Hierarchy {
		key = data.FoldRole
	}
	c := &undoChoice{
		options: o, key: key, lenient: past.Lenient, only: map[string]bool{}, people: map[string]bool{}, fields: map[string]map[data.Field]bool{}, fits: map[string]bool{},
	}
	for _, kind := range o.Only {
		c.only[kind] = true
	}
	for _, address := range o.LeaveOut {
		c.people[key(address)] = true
	}
	for _, choice := range o.LeaveOutFields {
		of := key(choice.Email)
		if c.fields[of] == nil {
			c.fields[of] = map[data.Field]bool{}
		}
		c.fields[of][choice.Field] = true
	}
	return c
}

// leavesOut reports whether somebody is left out whole, to whom the upload did
// this.
func (c *undoChoice) leavesOut(of string, did string) bool {
	if of = c.key(of); c.people[of] {
		c.fits[of] = true
		return true
	}
	return len(c.only) > 0 && !c.only[did] && !(did == "moved" && c.only["updated"])
}

// leavesField reports whether one field of somebody is left out.
func (c *undoChoice) leavesField(of string, f data.Field) bool {
	if of = c.key(of); !c.fields[of][f] {
		return false
	}
	c.fits[of+"\n"+string(f)] = true
	return true
}

// unfit returns the error of a choice that fits nothing, nil if all do. A lenient
// choice is rid of those instead.
func (c *undoChoice) unfit() error {
	code, name := UsageLeaveOut, "email"
	if c.options.Hierarchy {
		code, name = UsageLeaveOutRole, "role"
	}
	var people []string
	for _, address := range c.options.LeaveOut {
		switch {
		case c.fits[c.key(address)]:
			people = append(people, address)
		case !c.lenient:
			return &UsageError{code, []string{name, address}}
		}
	}
	var fields []data.FieldChoice
	for _, choice := range c.options.LeaveOutFields {
		switch {
		case c.fits[c.key(choice.Email)+"\n"+string(choice.Field)]:
			fields = append(fields, choice)
		case !c.lenient:
			return &UsageError{UsageLeaveOutField, []string{"email", choice.Email, "what", choice.Field.Name()}}
		}
	}
	c.options.LeaveOut, c.options.LeaveOutFields = people, fields
	return nil
}

// didTo names what an upload did to somebody.
func didTo(schema *data.Schema, c *data.Change) string {
	switch c.Action {
	case data.Create:
		return "created"
	case data.Remove:
		return "removed"
	}
	changed := differences(schema, &c.Before, &c.After)
	switch kind := kindOf(&c.Before, &c.After, changed); {
	case kind == Deactivated, kind == Reactivated:
		return kind.String()
	case c.Before.Roles != c.After.Roles:
		return "moved"
	}
	return "updated"
}

// choose withholds the inverse of a user that is left out; what could not go
// back anyway says why as ever.
func (u *undo) choose(i *inverse, own *data.Change) {
	if !u.choice.leavesOut(u.addressOf(own), didTo(u.base.Schema, own)) || i.kept != Unchanged {
		return
	}
	switch {
	case i.before == nil:
		i.kept = Created
	case i.after == nil:
		i.after, i.kept = i.before, Removed
	default:
		changed := differences(u.base.Schema, i.before, i.after)
		if *i.before == *i.after {
			return
		}
		if i.kept = kindOf(i.before, i.after, changed); i.kept == Unchanged {
			i.kept = Updated // only the protection would change
		}
		i.fields, i.after = fieldChanges(u.base.Schema, i.before, i.after, changed), i.before
	}
	i.leftOut, i.left = true, nil
	i.issues = append(slices.DeleteFunc(i.issues, func(issue Issue) bool { return issue.Level == Note }), leftOutOfUndo(data.NoField))
}

// leftOutOfUndo says that something could go back and was left out by hand.
func leftOutOfUndo(f data.Field) Issue {
	return Issue{Code: "undo.left_out", Level: Note, Field: f, Column: -1}
}

// addressOf is the address by which a choice names somebody: the present one, or
// the last they had.
func (u *undo) addressOf(own *data.Change) string {
	if now := u.present[keyOf(*own)]; now != nil {
		return now.Email
	}
	if own.Action == data.Remove {
		return own.Before.Email
	}
	return own.After.Email
}
