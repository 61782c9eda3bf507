package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"strings"

	"headcount/data"
)

const roleLines = `SELECT concat_ws(char(31), id, name, level, superiors, archived, mark) FROM roles ORDER BY id`

func appendRole(b []byte, r *data.Role) []byte {
	return fmt.Appendf(b, "%s\x1f%s\x1f%s\x1f%s\x1f%d", r.ID, r.Name, r.Level, r.Superiors, bit(r.Archived))
}

// roles returns all roles by ID, verified line by line.
func (t *tx) roles(l *lines) ([]data.Role, error) {
	roles := []data.Role{}
	err := t.rows(roleLines, func(row []driver.Value) error {
		cells, err := l.read(roleLine, 5, row)
		if err != nil {
			return err
		}
		roles = append(roles, data.Role{
			ID: cells[0], Name: cells[1], Level: cells[2], Superiors: data.RoleIDs(cells[3]), Archived: cells[4] == "1",
		})
		return nil
	})
	return roles, err
}

// SaveRole makes a role, or changes the one with the same ID: name, level,
// superiors, archived. It raises the revision.
func (s *Store) SaveRole(ctx context.Context, role data.Role) error {
	return s.revise(ctx, func(r *revision) error { return r.saveRole(role) })
}

// DeleteRole deletes a role: data.ErrInUse if a user, deactivated or not, holds
// it or a role has it as its superior (SPEC S13.1), data.ErrNotFound if there
// is none. It raises the revision.
func (s *Store) DeleteRole(ctx context.Context, id string) error {
	return s.revise(ctx, func(r *revision) error { return r.dropRole(id) })
}

func (r *revision) saveRole(role data.Role) error {
	if role.ID == "" || strings.Contains(role.ID, ", ") || !storable(role.ID+role.Name+role.Level+string(role.Superiors)) {
		return fmt.Errorf("a role cannot have the ID %q or its texts", role.ID)
	}
	if before, found := r.roles[role.ID]; found {
		r.sum.subtract(hash(roleLine, appendRole(nil, &before)))
	}
	r.roles[role.ID] = role
	h := hash(roleLine, appendRole(nil, &role))
	r.sum.add(h)
	return r.exec(`INSERT INTO roles (id, name, level, superiors, archived, mark) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, level = excluded.level, superiors = excluded.superiors,
		archived = excluded.archived, mark = excluded.mark`,
		role.ID, role.Name, role.Level, string(role.Superiors), role.Archived, mark(h))
}

func (r *revision) dropRole(id string) error {
	before, found := r.roles[id]
	if !found {
		return data.ErrNotFound
	}
	const held = "instr(', ' || %s || ', ', ', ' || ? || ', ') > 0"
	holders, err := r.number("SELECT (SELECT count(*) FROM users WHERE "+fmt.Sprintf(held, "roles")+
		") + (SELECT count(*) FROM roles WHERE "+fmt.Sprintf(held, "superiors")+")", id, id)
	if err != nil {
		return err
	}
	if holders > 0 {
		return data.ErrInUse
	}
	delete(r.roles, id)
	r.sum.subtract(hash(roleLine, appendRole(nil, &before)))
	return r.exec("DELETE FROM roles WHERE id = ?", id)
}
