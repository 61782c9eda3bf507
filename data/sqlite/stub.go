// Package sqlite keeps an organization in one SQLite file.
package sqlite

import (
	"context"
	"errors"
	"time"

	"headcount/data"
)

var errStub = errors.New("not built yet")

// Store is one open organization file.
type Store struct{}

// Option changes how Open opens.
type Option func(*Store)

// BeforeMigration is called with the open store before a file of an older
// version is migrated; an error stops the opening.
func BeforeMigration(f func(*Store) error) Option { return func(*Store) {} }

// UploadQuery says which uploads are listed. Limit 0 is all.
type UploadQuery struct{ Limit, Offset int }

// Scrub takes a person out of the stored contents of an upload.
type Scrub func(upload int64, plan, table []byte) (newPlan, newTable []byte, err error)

func Create(path string, org data.Settings, profiles []data.Profile) (*Store, error) {
	return nil, errStub
}
func Open(path string, options ...Option) (*Store, error)    { return nil, errStub }
func Check(ctx context.Context, path string) error           { return errStub }
func Restore(ctx context.Context, backup, path string) error { return errStub }

func (s *Store) Close() error           { return errStub }
func (s *Store) Path() string           { return "" }
func (s *Store) ReadOnly() bool         { return false }
func (s *Store) Organization() string   { return "" }
func (s *Store) SetAccount(name string) {}

func (s *Store) Base(ctx context.Context) (*data.Base, error) { return nil, errStub }
func (s *Store) Revision(ctx context.Context) (data.Revision, data.Digest, error) {
	return 0, data.Digest{}, errStub
}

// Commit returns the upload as stored; for a change by hand only Revision, At
// and Account are set.
func (s *Store) Commit(ctx context.Context, c data.Commit, progress func(done, total int)) (data.Upload, error) {
	return data.Upload{}, errStub
}

func (s *Store) RecordSimulation(ctx context.Context, u data.Upload, plan, table []byte) (int64, error) {
	return 0, errStub
}

func (s *Store) Uploads(ctx context.Context, q UploadQuery) ([]data.Upload, error) {
	return nil, errStub
}

func (s *Store) Upload(ctx context.Context, id int64) (data.Upload, error) {
	return data.Upload{}, errStub
}
func (s *Store) UploadPlan(ctx context.Context, id int64) ([]byte, error)  { return nil, errStub }
func (s *Store) UploadTable(ctx context.Context, id int64) ([]byte, error) { return nil, errStub }
func (s *Store) Changes(ctx context.Context, since data.Revision) ([]data.Recorded, error) {
	return nil, errStub
}

func (s *Store) UserChanges(ctx context.Context, key data.UserKey) ([]data.Recorded, error) {
	return nil, errStub
}
func (s *Store) SaveSettings(ctx context.Context, v data.Settings) error { return errStub }

// SaveProfile makes a profile (old "") or changes the one named old.
func (s *Store) SaveProfile(ctx context.Context, old string, p data.Profile) error { return errStub }

func (s *Store) DeleteProfile(ctx context.Context, name string) error { return errStub }

// SaveRole makes or changes the role with r.ID.
func (s *Store) SaveRole(ctx context.Context, r data.Role) error { return errStub }
func (s *Store) DeleteRole(ctx context.Context, id string) error { return errStub }
func (s *Store) Mapping(ctx context.Context, headerKey string) (map[string]string, error) {
	return nil, errStub
}

func (s *Store) SaveMapping(ctx context.Context, headerKey string, m map[string]string) error {
	return errStub
}

// Erase deletes a deactivated user for good. scrub nil drops the stored
// contents of every upload.
func (s *Store) Erase(ctx context.Context, key data.UserKey, scrub Scrub) error { return errStub }
func (s *Store) Prune(ctx context.Context, now time.Time) error                 { return errStub }
func (s *Store) Backup(ctx context.Context, path string) error                  { return errStub }
func (s *Store) Check(ctx context.Context) error                                { return errStub }
