package app

import (
	"context"

	"headcount.app/headcount/app/plan/stored"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
	"headcount.app/headcount/data/sqlite"
	"headcount.app/headcount/data/store"
)

// This file alone knows what kinds of stores there are; everything else goes by
// the interfaces of package store.

// createStore makes a new organization at path and opens it.
func createStore(path string, settings data.Settings, profiles []data.Profile) (store.Store, error) {
	s, err := sqlite.Create(path, settings, profiles)
	if err != nil {
		return nil, err
	}
	return s, nil
}

// openStore opens the organization at path. One of an older version is brought
// up after a call of before. known is called as sqlite.SchemaKnown says.
func openStore(ctx context.Context, path string, before func(store.Store) error, known func(*data.Schema)) (store.Store, error) {
	s, err := sqlite.Open(path, sqlite.Within(ctx), sqlite.SchemaKnown(known), sqlite.BeforeMigration(func(s *sqlite.Store) error { return before(s) }))
	if err != nil {
		return nil, err
	}
	return s, nil
}

// checkStore looks into an organization at path without opening it: see
// sqlite.Check.
func checkStore(ctx context.Context, path string) (store.State, error) {
	return sqlite.Check(ctx, path)
}

// checkStoreWhole is checkStore that tries every stored plan and table: see
// sqlite.CheckContents.
func checkStoreWhole(ctx context.Context, path string) (store.State, error) {
	return sqlite.CheckContents(ctx, path, func(part string, content []byte) (err error) {
		if part == store.PlanPart {
			_, err = stored.Decode(content)
		} else {
			_, err = stored.DecodeTable(content)
		}
		return err
	})
}

// restoreStore puts a backup in the place of an organization: see
// sqlite.Restore.
func restoreStore(ctx context.Context, backup, path, keep string) error {
	return sqlite.Restore(ctx, backup, path, keep)
}

// revisionOfStore returns the revision that an organization file says it has,
// unchecked: see sqlite.RevisionOf.
func revisionOfStore(path string) (data.Revision, error) { return sqlite.RevisionOf(path) }

// clearLeftovers goes by the register in that file: see disk.Register.
func clearLeftovers(register string) { disk.Register(register) }

// sweepBackups removes what killed runs left among backups: see disk.Sweep.
func sweepBackups(folder string) { disk.Sweep(folder, "") }
