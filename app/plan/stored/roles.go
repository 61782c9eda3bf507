package stored

import (
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
)

// What the first number of the roles of a line says.
const (
	hasRoleBefore = 1 << iota
	hasRoleAfter
	wasArchived
	isArchived
)

// roleFate writes the roles of a line.
func (w *writer) roleFate(f *plan.RoleFate) {
	var marks uint64
	for _, side := range []struct {
		role          *data.Role
		has, archived uint64
	}{{f.Before, hasRoleBefore, wasArchived}, {f.After, hasRoleAfter, isArchived}} {
		if side.role != nil {
			marks |= side.has | bit(side.role.Archived, side.archived)
		}
	}
	w.number(marks)
	w.number(uint64(f.Users))
	for _, role := range []*data.Role{f.Before, f.After} {
		if role == nil {
			continue
		}
		for _, info := range data.RoleSchema.Fields() {
			w.word(role.Get(info.Field))
		}
	}
}

// roleFate reads the roles of a line whose texts are those of the fields given.
func (r *reader) roleFate(fields []data.Field) *plan.RoleFate {
	marks := r.number()
	f := &plan.RoleFate{Users: int(r.number())}
	if marks&hasRoleBefore != 0 {
		f.Before = r.role(fields, marks&wasArchived != 0)
	}
	if marks&hasRoleAfter != 0 {
		f.After = r.role(fields, marks&isArchived != 0)
	}
	return f
}

func (r *reader) role(fields []data.Field, archived bool) *data.Role {
	role := &data.Role{Archived: archived}
	for _, f := range fields {
		text := r.word()
		if f == data.RoleSuperiors {
			role.Superiors = data.RoleIDs(text)
			continue
		}
		role.Set(f, text)
	}
	return role
}

// roleComplete reports whether a line of the kind given has the roles it needs.
func roleComplete(f *plan.RoleFate, k plan.Kind) bool {
	switch {
	case f.Users < 0:
		return false
	case k == plan.Removed:
		return f.Before != nil
	case k == plan.Created:
		return f.Before == nil && f.After != nil
	case k.Changes():
		return f.Before != nil && f.After != nil
	}
	return f.Before != nil || f.After != nil
}
