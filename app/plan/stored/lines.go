package stored

import (
	"math"
	"slices"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
)

// What the first bytes of a stored line say.
const (
	hasBefore = 1 << iota
	hasAfter
	sameUser      // After is Before
	derivedFields // Fields are the differences
	hasIssues
	isMoved
	isProfileChanged
	isRaised
	isLeftOut
	isWithheld
	isRole
	hasLeft // LeftFields
	hasFurther
	unknownFlag // and all above: of a later version
)

// rowElsewhere is added to the level of an issue whose row is not that of its line.
const rowElsewhere = 4

func (w *writer) line(schema *data.Schema, l *plan.Line) {
	derived := slices.Equal(l.Fields, plan.UserChanges(schema, l.Before, l.After))
	flags := bit(l.Before != nil, hasBefore) | bit(l.After != nil, hasAfter) | bit(l.After != nil && l.Before == l.After, sameUser) |
		bit(derived, derivedFields) | bit(len(l.Issues) > 0, hasIssues) | bit(l.Moved, isMoved) | bit(l.ProfileChanged, isProfileChanged) |
		bit(l.Raised, isRaised) | bit(l.LeftOut, isLeftOut) | bit(l.Withheld != 0, isWithheld) | bit(l.Role != nil, isRole) | bit(len(l.LeftFields) > 0, hasLeft) |
		bit(len(l.Further) > 0, hasFurther)
	w.number(uint64(l.Kind))
	w.number(flags)
	w.number(uint64(l.Row))
	if len(l.Further) > 0 {
		w.number(uint64(len(l.Further)))
		for _, row := range l.Further {
			w.number(uint64(row))
		}
	}
	if l.Withheld != 0 {
		w.number(uint64(l.Withheld))
	}
	if l.Before != nil {
		w.user(nil, l.Before)
	}
	if l.After != nil && l.After != l.Before {
		w.user(l.Before, l.After)
	}
	if l.Role != nil {
		w.roleFate(l.Role)
	}
	if !derived {
		w.fields(l.Fields)
	}
	if len(l.LeftFields) > 0 {
		w.fields(l.LeftFields)
	}
	if len(l.Issues) > 0 {
		w.issues(l.Issues)
	}
}

func bit(set bool, value uint64) uint64 {
	if set {
		return value
	}
	return 0
}

func (w *writer) fields(fields []plan.FieldChange) {
	w.number(uint64(len(fields)))
	for _, c := range fields {
		w.word(c.Field.Name())
		w.text(c.Old)
		w.text(c.New)
	}
}

func (w *writer) issues(issues []plan.Issue) {
	w.number(uint64(len(issues)))
	for i := range issues {
		issue := &issues[i]
		w.word(issue.Code)
		w.number(uint64(issue.Level) | bit(issue.Row != 0, rowElsewhere))
		if issue.Row != 0 {
			w.number(uint64(issue.Row))
		}
		w.word(issue.Field.Name())
		w.signed(int64(issue.Column))
		w.number(uint64(len(issue.Args)))
		for k, arg := range issue.Args {
			if k%2 == 0 {
				w.word(arg)
			} else {
				w.text(arg)
			}
		}
	}
}

// lineReader reads lines; users come to lie many in one allocation.
type lineReader struct {
	*reader
	form   lineForm
	schema *data.Schema
	slab   []data.User
}

func (r *lineReader) line() plan.Line {
	l := plan.Line{Kind: plan.Kind(r.small())}
	flags := r.number()
	if flags >= unknownFlag {
		r.fail()
	}
	l.Row = int(r.number())
	if flags&hasFurther != 0 {
		l.Further = r.further()
	}
	if flags&isWithheld != 0 {
		l.Withheld = plan.Kind(r.small())
	}
	r.users(&l, flags)
	if flags&isRole != 0 {
		l.Role = r.form.roleFate(r.reader)
	}
	if flags&derivedFields == 0 {
		l.Fields = r.fields()
	} else {
		l.Fields = plan.UserChanges(r.schema, l.Before, l.After)
	}
	if flags&hasLeft != 0 {
		l.LeftFields = r.fields()
	}
	if flags&hasIssues != 0 {
		l.Issues = r.issues()
	}
	l.Moved, l.ProfileChanged, l.Raised, l.LeftOut = flags&isMoved != 0, flags&isProfileChanged != 0, flags&isRaised != 0, flags&isLeftOut != 0
	if l.Kind > plan.Removed || l.Withheld > plan.Removed || l.Row < 0 || !complete(&l) {
		r.fail()
	}
	return l
}

// users reads the user of a line before and after.
func (r *lineReader) users(l *plan.Line, flags uint64) {
	if flags&hasBefore != 0 {
		l.Before = r.user(&data.User{})
	}
	switch {
	case flags&sameUser != 0:
		l.After = l.Before
	case flags&hasAfter != 0 && l.Before != nil:
		l.After = r.user(l.Before)
	case flags&hasAfter != 0:
		l.After = r.user(&data.User{})
	}
}

// complete reports whether a line has the users that its kind needs.
func complete(l *plan.Line) bool {
	switch {
	case l.Role != nil:
		return roleComplete(l.Role, l.Kind)
	case l.Kind == plan.Removed:
		return l.Before != nil
	case l.Kind == plan.Created:
		return l.Before == nil && l.After != nil
	case l.Kind.Changes():
		return l.Before != nil && l.After != nil
	}
	return l.User() != nil
}

// user reads a user by what differs from another one.
func (r *lineReader) user(from *data.User) *data.User {
	if len(r.slab) == cap(r.slab) {
		r.slab = make([]data.User, 0, min(1024, max(16, 2*cap(r.slab))))
	}
	r.slab = append(r.slab, *from)
	u := &r.slab[len(r.slab)-1]
	r.form.user(r.reader, u)
	return u
}

func (r *lineReader) fields() []plan.FieldChange {
	n := r.count()
	fields := make([]plan.FieldChange, 0, min(n, data.MostOwnFields))
	for range n {
		c := plan.FieldChange{Field: r.form.field(r.reader), Old: r.text(), New: r.text()}
		if c.Field == data.NoField {
			r.fail()
		}
		if r.err != nil {
			return nil
		}
		fields = append(fields, c)
	}
	return fields
}

func (r *lineReader) issues() []plan.Issue {
	n := r.count()
	issues := make([]plan.Issue, 0, min(n, 4))
	for range n {
		i := plan.Issue{Code: r.word(), Level: plan.Level(r.small())}
		if i.Level&rowElsewhere != 0 {
			i.Level, i.Row = i.Level&^rowElsewhere, int(r.number())
		}
		i.Field, i.Column = r.form.field(r.reader), int(r.signed())
		if k := r.count(); k > 0 {
			i.Args = make([]string, 0, min(k, 8))
			for a := range k {
				if a%2 == 0 {
					i.Args = append(i.Args, r.word())
				} else {
					i.Args = append(i.Args, r.text())
				}
			}
		}
		if i.Level > plan.Blocking {
			r.fail()
		}
		if r.err != nil {
			return nil
		}
		issues = append(issues, i)
	}
	return issues
}

// further reads the numbers of the rows behind the first of a line.
func (r *reader) further() []int {
	n := r.count()
	rows := make([]int, 0, min(n, 16))
	for range n {
		if rows = append(rows, int(r.number())); r.err != nil {
			return nil
		}
	}
	return rows
}

// small reads a number of which there are few: kinds, levels.
func (r *reader) small() uint8 {
	n := r.number()
	if n > math.MaxUint8 {
		r.fail()
		return 0
	}
	return uint8(n)
}
