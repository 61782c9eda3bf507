package plan

import (
	"slices"

	"headcount/data"
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
)

// What the first byte of the roles of a line says.
const (
	hasRoleBefore = 1 << iota
	hasRoleAfter
	wasArchived
	isArchived
)

// What the first bytes of a stored user say beside the fields that follow.
const (
	isDeactivated = 1 << data.StatusField
	isProtected   = 1 << 9
)

func (w *writer) line(l *Line) {
	changed := fieldSet(0)
	if l.Before != nil && l.After != nil && l.Before != l.After {
		changed = differences(l.Before, l.After)
	}
	derived := slices.Equal(l.Fields, fieldChanges(l.Before, l.After, changed))
	flags := bit(l.Before != nil, hasBefore) | bit(l.After != nil, hasAfter) | bit(l.After != nil && l.Before == l.After, sameUser) |
		bit(derived, derivedFields) | bit(len(l.Issues) > 0, hasIssues) | bit(l.Moved, isMoved) | bit(l.ProfileChanged, isProfileChanged) |
		bit(l.Raised, isRaised) | bit(l.LeftOut, isLeftOut) | bit(l.Withheld != 0, isWithheld) | bit(l.Role != nil, isRole)
	w.bytes(byte(l.Kind))
	w.number(flags)
	w.number(uint64(l.Row))
	if l.Withheld != 0 {
		w.bytes(byte(l.Withheld))
	}
	if l.Before != nil {
		w.user(&data.User{}, l.Before)
	}
	if l.After != nil && l.After != l.Before {
		from := l.Before
		if from == nil {
			from = &data.User{}
		}
		w.user(from, l.After)
	}
	if l.Role != nil {
		w.roleFate(l.Role)
	}
	if !derived {
		w.fields(l.Fields)
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

// user writes the key, the marks and the fields that differ from another user.
func (w *writer) user(from, u *data.User) {
	changed := uint64(differences(from, u))
	marks := changed
	if u.Status == data.Deactivated {
		marks |= isDeactivated
	}
	if u.Protected {
		marks |= isProtected
	}
	w.number(marks)
	w.signed(int64(u.Key - from.Key))
	for f := data.Email; f < data.StatusField; f++ {
		switch {
		case changed&(1<<f) == 0:
		case f == data.RoleID, f == data.PermissionProfile, f == data.JobTitle:
			w.word(u.Get(f))
		default:
			w.text(u.Get(f))
		}
	}
}

func (w *writer) fields(fields []FieldChange) {
	w.number(uint64(len(fields)))
	for _, c := range fields {
		w.bytes(byte(c.Field))
		w.text(c.Old)
		w.text(c.New)
	}
}

func (w *writer) issues(issues []Issue) {
	w.number(uint64(len(issues)))
	for i := range issues {
		issue := &issues[i]
		w.word(issue.Code)
		w.bytes(byte(issue.Level), byte(issue.Field))
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
	slab []data.User
}

func (r *lineReader) line() Line {
	l := Line{Kind: Kind(r.byte())}
	flags := r.number()
	l.Row = int(r.number())
	if flags&isWithheld != 0 {
		l.Withheld = Kind(r.byte())
	}
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
	if flags&isRole != 0 {
		l.Role = r.roleFate()
	}
	switch {
	case flags&derivedFields == 0:
		l.Fields = r.fields()
	case l.Before != nil && l.After != nil && l.Before != l.After:
		l.Fields = fieldChanges(l.Before, l.After, differences(l.Before, l.After))
	}
	if flags&hasIssues != 0 {
		l.Issues = r.issues()
	}
	l.Moved, l.ProfileChanged, l.Raised, l.LeftOut = flags&isMoved != 0, flags&isProfileChanged != 0, flags&isRaised != 0, flags&isLeftOut != 0
	if l.Kind > Removed || l.Withheld > Removed || l.Row < 0 || !l.complete() {
		r.fail()
	}
	return l
}

// complete reports whether a line has the users that its kind needs.
func (l *Line) complete() bool {
	switch {
	case l.Role != nil:
		return l.Role.complete(l.Kind)
	case l.Kind == Removed:
		return l.Before != nil
	case l.Kind == Created:
		return l.Before == nil && l.After != nil
	case l.Kind.Changes():
		return l.Before != nil && l.After != nil
	}
	return l.User() != nil
}

func (r *lineReader) user(from *data.User) *data.User {
	if len(r.slab) == cap(r.slab) {
		r.slab = make([]data.User, 0, min(1024, max(16, 2*cap(r.slab))))
	}
	r.slab = append(r.slab, *from)
	u := &r.slab[len(r.slab)-1]
	marks := r.number()
	u.Key += data.UserKey(r.signed())
	u.Status, u.Protected = data.Active, marks&isProtected != 0
	if marks&isDeactivated != 0 {
		u.Status = data.Deactivated
	}
	for f := data.Email; f < data.StatusField; f++ {
		switch {
		case marks&(1<<f) == 0:
		case f == data.RoleID:
			u.Roles = data.RoleIDs(r.word())
		case f == data.PermissionProfile, f == data.JobTitle:
			u.Set(f, r.word())
		default:
			u.Set(f, r.text())
		}
	}
	return u
}

func (r *lineReader) fields() []FieldChange {
	n := r.count()
	fields := make([]FieldChange, 0, min(n, len(data.Fields)))
	for range n {
		c := FieldChange{data.Field(r.byte()), r.text(), r.text()}
		if !c.Field.Valid() {
			r.fail()
		}
		if r.err != nil {
			return nil
		}
		fields = append(fields, c)
	}
	return fields
}

func (r *lineReader) issues() []Issue {
	n := r.count()
	issues := make([]Issue, 0, min(n, 4))
	for range n {
		i := Issue{Code: r.word(), Level: Level(r.byte()), Field: data.Field(r.byte()), Column: int(r.signed())}
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
		if i.Level > Blocking || !validField(i.Field) {
			r.fail()
		}
		if r.err != nil {
			return nil
		}
		issues = append(issues, i)
	}
	return issues
}
