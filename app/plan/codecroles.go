package plan

import "headcount/data"

// roleFate writes the roles of a line.
func (w *writer) roleFate(f *RoleFate) {
	var marks uint64
	for _, side := range []struct {
		role          *data.Role
		has, archived uint64
	}{{f.Before, hasRoleBefore, wasArchived}, {f.After, hasRoleAfter, isArchived}} {
		if side.role != nil {
			marks |= side.has | bit(side.role.Archived, side.archived)
		}
	}
	w.bytes(byte(marks))
	w.number(uint64(f.Users))
	for _, role := range []*data.Role{f.Before, f.After} {
		if role == nil {
			continue
		}
		for _, info := range data.RoleFields {
			w.word(role.Get(info.Field))
		}
	}
}

func (r *reader) roleFate() *RoleFate {
	marks := uint64(r.byte())
	f := &RoleFate{Users: int(r.number())}
	if marks&hasRoleBefore != 0 {
		f.Before = r.role(marks&wasArchived != 0)
	}
	if marks&hasRoleAfter != 0 {
		f.After = r.role(marks&isArchived != 0)
	}
	return f
}

func (r *reader) role(archived bool) *data.Role {
	role := &data.Role{Archived: archived}
	for _, info := range data.RoleFields {
		text := r.word()
		if info.Field == data.RoleSuperiors {
			role.Superiors = data.RoleIDs(text)
			continue
		}
		role.Set(info.Field, text)
	}
	return role
}

// complete reports whether a line of the kind given has the roles it needs.
func (f *RoleFate) complete(k Kind) bool {
	switch {
	case f.Users < 0:
		return false
	case k == Removed:
		return f.Before != nil
	case k == Created:
		return f.Before == nil && f.After != nil
	case k.Changes():
		return f.Before != nil && f.After != nil
	}
	return f.Before != nil || f.After != nil
}
