package store

import (
	"fmt"
	"strings"

	"headcount.app/headcount/data"
)

// RoleCells is the number of columns of a role's line without its mark: ID,
// name, level, superiors, archived.
const RoleCells = 5

// roleLine is what the digest covers; hashed it is the mark.
func roleLine(r *data.Role) []byte {
	return fmt.Appendf(nil, "%s\x1f%s\x1f%s\x1f%s\x1f%d", r.ID, r.Name, r.Level, r.Superiors, bit(r.Archived))
}

// ParseRole is the way back from a role's line.
func ParseRole(cells []string) data.Role {
	return data.Role{ID: cells[0], Name: cells[1], Level: cells[2], Superiors: data.RoleIDs(cells[3]), Archived: cells[4] == "1"}
}

// SaveRole makes a role, or changes the one with the same ID: name, level,
// superiors, archived.
func (r *Revision) SaveRole(role data.Role) error {
	if role.ID == "" || strings.Contains(role.ID, ", ") || !Storable(role.ID+role.Name+role.Level+string(role.Superiors)) {
		return fmt.Errorf("a role cannot have the ID %q or its texts", role.ID)
	}
	if before, found := r.roles[role.ID]; found {
		r.sum.Subtract(Hash(RoleLine, roleLine(&before)))
	}
	r.roles[role.ID] = role
	h := Hash(RoleLine, roleLine(&role))
	r.sum.Add(h)
	return r.rows.PutRole(&role, Mark(h))
}

// DropRole deletes a role: data.ErrNotFound if there is none, data.ErrInUse if
// a user, deactivated or not, holds it or a role has it as its superior (SPEC
// S13.1).
func (r *Revision) DropRole(id string) error {
	before, found := r.roles[id]
	if !found {
		return data.ErrNotFound
	}
	held, err := r.rows.RoleHeld(id)
	if err != nil {
		return err
	}
	if held {
		return data.ErrInUse
	}
	delete(r.roles, id)
	r.sum.Subtract(Hash(RoleLine, roleLine(&before)))
	return r.rows.DeleteRole(id)
}
