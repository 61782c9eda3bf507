package sqlite

import (
	"database/sql/driver"
	"fmt"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// kind is a kind of parts that seals are kept of: see store/seal.go.
type kind struct {
	name string
	// table holds the parts, key is the column that tells them apart; columns are
	// what is sealed, "*" for whole rows.
	table, key, columns string
	// each turns several rows of one key into one part.
	each string
	// chained: it is history.
	chained bool
	// idle: new rows need not be noticed, another kind's come with them.
	idle bool
	// mute: the table lets itself not be watched; its few parts are sealed anew
	// with every write.
	mute bool
}

// kinds are all there are. Users, roles and profiles are not among them: the
// digest of the base covers them. Of the changes of a revision their marks are
// summed up, in two halves so that no sum overflows; with a revision come its
// changes.
var kinds = []kind{
	{name: store.OrganizationPart, table: "organization", key: "one", columns: "*"},
	{name: store.UploadPart, table: "uploads", key: "id", columns: "*", chained: true},
	{name: store.PlanPart, table: "contents", key: "upload", columns: "plan", chained: true},
	{name: store.TablePart, table: "contents", key: "upload", columns: "cells", chained: true},
	{name: store.CommitPart, table: "commits", key: "revision", columns: "*", chained: true},
	{
		name: store.ChangesPart, table: "changes", key: "revision", chained: true, idle: true,
		columns: "count(*), sum(mark & 0xffffffff), sum(mark >> 32)", each: " GROUP BY revision",
	},
	{name: store.ErasurePart, table: "erasures", key: "user", columns: "*", chained: true},
	{name: store.LetterPart, table: "letters", key: "id", columns: "*"},
	{name: store.TextPart, table: "texts", key: "letter", columns: "*"},
	{name: store.MappingPart, table: "mappings", key: "header_key", columns: "*"},
	{name: store.MigrationPart, table: "migrations", key: "version", columns: "*", chained: true},
	{name: store.CounterPart, table: "sqlite_sequence", key: "name", columns: "*", mute: true},
}

var kindNamed = func() map[string]*kind {
	named := map[string]*kind{}
	for i := range kinds {
		named[kinds[i].name] = &kinds[i]
	}
	return named
}()

// rows is the query of parts: first the key, then what is sealed.
func (k *kind) rows(where string) string {
	return fmt.Sprintf("SELECT %s, %s FROM %s %s%s", k.key, k.columns, k.table, where, k.each)
}

// sealOf seals a row of rows.
func sealOf(row []driver.Value) [32]byte {
	columns := make([]any, len(row))
	for i, v := range row {
		columns[i] = v
	}
	return store.Seal(columns...)
}

// keyText spells a key for people and for links.
func keyText(key driver.Value) string { return fmt.Sprint(key) }

// partSeal returns the seal of a part as it stands, nil if it is not there.
func (t *tx) partSeal(k *kind, key driver.Value) (seal []byte, err error) {
	err = t.rows(k.rows("WHERE "+k.key+" = ?"), func(row []driver.Value) error {
		is := sealOf(row)
		seal = is[:]
		return nil
	}, key)
	return seal, err
}

// keptSeal returns the seal that is kept of a part, nil if there is none.
func (t *tx) keptSeal(kind string, key driver.Value) (seal []byte, err error) {
	err = t.rows("SELECT digest FROM seals WHERE kind = ? AND key = ?", func(row []driver.Value) error {
		seal, _ = row[0].([]byte)
		return nil
	}, kind, key)
	return seal, err
}

// proven verifies one part that is about to be read: a *data.DamagedError if it
// is not what was stored (SPEC S20.1). A part that never was is none.
func (t *tx) proven(kind string, key driver.Value) error {
	is, err := t.partSeal(kindNamed[kind], key)
	if err != nil {
		return err
	}
	kept, err := t.keptSeal(kind, key)
	if err == nil && string(is) != string(kept) {
		err = store.Damage(kind, keyText(key))
	}
	return err
}

// allProven verifies all parts of a kind.
func (t *tx) allProven(kind string) error {
	misfits, _, err := t.misfits(kindNamed[kind])
	if err == nil && len(misfits) > 0 {
		err = misfits[0]
	}
	return err
}

// misfits returns the parts of a kind that are not what was stored, and the
// seals of those that are.
func (t *tx) misfits(k *kind) (misfits []*data.DamagedError, kept map[string]string, err error) {
	kept = map[string]string{}
	err = t.rows("SELECT key, digest FROM seals WHERE kind = ?", func(row []driver.Value) error {
		digest, _ := row[1].([]byte)
		kept[keyText(row[0])] = string(digest)
		return nil
	}, k.name)
	if err != nil {
		return nil, nil, err
	}
	add := func(key string) { misfits = append(misfits, &data.DamagedError{Part: k.name, Key: key}) }
	there := map[string]bool{}
	err = t.rows(k.rows(""), func(row []driver.Value) error {
		key, is := keyText(row[0]), sealOf(row)
		there[key] = true
		if kept[key] != string(is[:]) {
			add(key)
		}
		return nil
	})
	for key := range kept {
		if !there[key] {
			add(key)
		}
	}
	return misfits, kept, err
}
