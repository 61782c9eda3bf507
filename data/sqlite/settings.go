package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// organization returns the identity and the settings, verified.
func (t *tx) organization(l *store.Lines) (identity string, v data.Settings, err error) {
	if err := t.proven(store.OrganizationPart, int64(1)); err != nil {
		return "", v, err
	}
	row, err := t.row("SELECT identity, settings, planning FROM organization")
	if errors.Is(err, data.ErrNotFound) {
		err = damaged("it has no organization")
	}
	if err != nil {
		return "", v, err
	}
	identity = text(row[0])
	all := text(row[1])
	plans := text(row[2])
	if v, err = store.ParseSettings(all, plans); err != nil {
		return "", v, err
	}
	l.Sum.Add(store.Hash(store.PlanningLine, []byte(plans)))
	return identity, v, nil
}

// SaveSettings implements store.Settings.
func (s *Store) SaveSettings(ctx context.Context, v data.Settings) error {
	all, plans, err := store.SettingsText(v)
	if err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) (proof, error) {
		row, err := t.row("SELECT planning FROM organization")
		if err != nil {
			return nil, err
		}
		if before := text(row[0]); before != plans {
			r, err := s.begin(t)
			if err != nil {
				return nil, err
			}
			r.ChangePlanning(before, plans)
			if err := r.End(store.Record{At: time.Now(), Account: s.account, Origin: data.ByHand}); err != nil {
				return nil, err
			}
		}
		saved := func(t *tx) (bool, error) {
			return t.any("SELECT count(*) FROM organization WHERE settings = ? AND planning = ?", all, plans)
		}
		return saved, t.exec("UPDATE organization SET settings = ?, planning = ?", all, plans)
	})
}

// Mapping implements store.Settings.
func (s *Store) Mapping(ctx context.Context, headerKey string) (map[string]string, error) {
	var mapping map[string]string
	err := s.read(ctx, func(t *tx) error {
		if err := t.proven(store.MappingPart, headerKey); err != nil {
			return err
		}
		row, err := t.row("SELECT mapping FROM mappings WHERE header_key = ?", headerKey)
		if errors.Is(err, data.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(text(row[0])), &mapping); err != nil {
			return damaged("a remembered mapping: %v", err)
		}
		return nil
	})
	return mapping, err
}

// SaveMapping implements store.Settings.
func (s *Store) SaveMapping(ctx context.Context, headerKey string, mapping map[string]string) error {
	text, err := json.Marshal(mapping)
	if err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) (proof, error) {
		if len(mapping) == 0 {
			forgotten := func(t *tx) (bool, error) {
				left, err := t.any("SELECT count(*) FROM mappings WHERE header_key = ?", headerKey)
				return !left, err
			}
			return forgotten, t.exec("DELETE FROM mappings WHERE header_key = ?", headerKey)
		}
		saved := func(t *tx) (bool, error) {
			return t.any("SELECT count(*) FROM mappings WHERE header_key = ? AND mapping = ?", headerKey, string(text))
		}
		return saved, t.exec(`INSERT INTO mappings (header_key, mapping) VALUES (?, ?)
			ON CONFLICT (header_key) DO UPDATE SET mapping = excluded.mapping`, headerKey, string(text))
	})
}
