package sqlite

import (
	"context"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// Schema implements store.Bases.
func (s *Store) Schema(ctx context.Context) (schema *data.Schema, err error) {
	err = s.read(ctx, func(t *tx) error {
		if err := t.proven(store.OrganizationPart, int64(1)); err != nil {
			return err
		}
		schema, err = t.schemaOfUsers(new(store.Lines))
		return err
	})
	return schema, err
}

// SaveFields implements store.Settings.
func (s *Store) SaveFields(ctx context.Context, schema *data.Schema) error {
	after, err := store.FieldsText(schema)
	if err != nil {
		return err
	}
	return s.revise(ctx, func(r *revision) error {
		before, err := r.fieldsText()
		if err != nil {
			return err
		}
		r.ChangeFields(before, after)
		return r.exec("UPDATE organization SET fields = ?", after)
	})
}

// fieldsText is the fields as they are stored.
func (t *tx) fieldsText() (string, error) {
	row, err := t.row("SELECT fields FROM organization")
	if err != nil {
		return "", err
	}
	return text(row[0]), nil
}

// schemaOfUsers returns the list of the fields of users.
func (t *tx) schemaOfUsers(l *store.Lines) (*data.Schema, error) {
	stored, err := t.fieldsText()
	if err != nil {
		return nil, err
	}
	if stored != "" {
		l.Sum.Add(store.Hash(store.FieldsLine, []byte(stored)))
	}
	return store.ParseFields(stored)
}
