package store

import (
	"context"
	"time"

	"headcount.app/headcount/data"
)

// Store is one open organization, wherever it is kept.
//
// Its methods may be called from any goroutine. What they take is the caller's
// again when they return, what they return is the caller's. Reading sees one
// state of the store and writing is one transaction: it is stored whole or not
// at all. Methods that write answer data.ErrReadOnly on a store that is open
// read only, and data.ErrUnknownOutcome when it is not known whether what they
// wrote holds; after any other error nothing was stored. All of them answer the
// context's error when it ends before they are done, data.ErrDamaged when what
// is stored is not what was written (SPEC S9.3), and a *data.FileError when the
// place where it is kept cannot be reached.
type Store interface {
	Bases
	Committer
	Settings
	History
	Uploads
	Outbox
	Eraser

	// Organization returns the random identity of the organization; its copies
	// and backups share it.
	Organization() string
	// Path says where the organization is kept; of a file it is the absolute
	// path, symbolic links resolved.
	Path() string
	// ReadOnly reports whether the store can only be read. It stays so.
	ReadOnly() bool
	// SetAccount says in whose name settings, roles and profiles are saved and
	// users deleted for good. It is called before the store is used.
	SetAccount(name string)
	// Backup writes a copy of the organization as a file at path, readable by its
	// owner alone, replacing a file of that name. Letters that wait are held back
	// in it (SPEC S11.4). It counts only once it was opened again, checked, and
	// found to hold this very revision and digest; until then nothing stands at
	// path (SPEC S9.2). data.ErrLocked if an organization that is open stands
	// there.
	Backup(ctx context.Context, path string) error
	// Check reads everything that is stored and verifies it: data.ErrDamaged says
	// what is wrong.
	Check(ctx context.Context) error
	// Close lets the organization go. A second call does nothing; whatever else is
	// called afterwards fails.
	Close() error
}

// State is what an organization that was looked into holds.
type State struct {
	Organization string
	Revision     data.Revision
	Digest       data.Digest
	// Users counts all users, Active the active ones.
	Users, Active int
}

// Bases reads the user base.
type Bases interface {
	// Revision returns the present revision and its digest, as recorded.
	Revision(ctx context.Context) (data.Revision, data.Digest, error)
	// Schema returns the list of the fields that users have; nil is
	// data.UserSchema.
	Schema(ctx context.Context) (*data.Schema, error)
	// Base loads the whole base, verified row by row and against its digest.
	Base(ctx context.Context) (*data.Base, error)
	// Standing is Base without what happened in the past, which is empty then:
	// HandChanges, Past and LastDeactivatingRows. Damage to the history does not
	// keep it from being read.
	Standing(ctx context.Context) (*data.Base, error)
}

// Committer changes users, and roles and profiles with them.
type Committer interface {
	// Commit stores all of c in one transaction or nothing (SPEC S5.3). It
	// returns the upload as stored, for a change by hand one with Revision, At
	// and Account only. New users are stored under new keys, or under the key
	// they bring along (an undone removal). Errors, after any of which nothing
	// was stored: data.ErrStale if what the commit expects has moved, the
	// simulation was applied already or a user is not as Before says;
	// data.ErrLastAdministrator, see Expect; data.ErrTaken if an email or ID is
	// somebody else's; data.ErrNotFound if a role or profile does not exist;
	// data.ErrInUse if somebody holds a role or profile that is dropped;
	// data.ErrTaken too for the number of an upload or a Message-ID. A commit
	// whose identity is stored already changes nothing and is answered as by
	// Committed. progress may be nil; it is called from the goroutine of the caller.
	Commit(ctx context.Context, c Commit, progress func(done, total int)) (data.Upload, error)
	// Committed returns the upload of the commit with this identity as it is
	// stored, for a change by hand as Commit returned it; data.ErrNotFound if
	// there is none. So the outcome of a commit is found out when it was unknown.
	Committed(ctx context.Context, identity string) (data.Upload, error)
}

// Settings keeps what an organization has chosen.
type Settings interface {
	// SaveSettings stores the settings of the organization. It raises the
	// revision only if plans depend on what changed.
	SaveSettings(ctx context.Context, v data.Settings) error
	// SaveProfile makes a profile (old is ""), or changes the one named old. A
	// renamed profile keeps its users, and its old name is understood until
	// another profile takes it (SPEC S13.4). data.ErrTaken if another profile has
	// the name, data.ErrNotFound if there is none named old,
	// data.ErrLastAdministrator if a profile that is no longer marked leaves no
	// active administrator (SPEC S2.4). It raises the revision.
	SaveProfile(ctx context.Context, old string, p data.Profile) error
	// DeleteProfile deletes a profile: data.ErrInUse if anybody holds it,
	// deactivated users too, data.ErrNotFound if there is none. It raises the
	// revision.
	DeleteProfile(ctx context.Context, name string) error
	// SaveFields stores the fields of the organization's own; what users have of
	// fields that are not among them stays as it is (SPEC S14.1). It raises the
	// revision.
	SaveFields(ctx context.Context, s *data.Schema) error
	// Mapping returns the column mapping remembered for a header row, header as
	// written → name of the field, nil if there is none (SPEC S3.2).
	Mapping(ctx context.Context, headerKey string) (map[string]string, error)
	// SaveMapping remembers a column mapping for a header row; an empty one is
	// forgotten. It does not raise the revision.
	SaveMapping(ctx context.Context, headerKey string, mapping map[string]string) error
}

// History reads what happened to users. Profiles have their present names in
// it; those that were deleted their last ones.
type History interface {
	// Changes returns every change made after the revision given, oldest first;
	// those of one revision by rising user key.
	Changes(ctx context.Context, since data.Revision) ([]data.Recorded, error)
	// UserChanges returns everything that happened to one user, newest first;
	// nothing for a user who never was.
	UserChanges(ctx context.Context, key data.UserKey) ([]data.Recorded, error)
	// Revisions returns how every revision after the one given was made, oldest
	// first, those too that changed no user.
	Revisions(ctx context.Context, since data.Revision) ([]Record, error)
}

// Uploads keeps what was uploaded, simulated or applied.
type Uploads interface {
	// Uploads lists uploads, newest first, after the first offset ones; limit 0 is
	// all.
	Uploads(ctx context.Context, limit, offset int) ([]data.Upload, error)
	// Upload returns one upload, data.ErrNotFound if there is none.
	Upload(ctx context.Context, id int64) (data.Upload, error)
	// UploadPlan and UploadTable return the contents of an upload as they were
	// stored, data.ErrNotFound if only its counts are kept.
	UploadPlan(ctx context.Context, id int64) ([]byte, error)
	UploadTable(ctx context.Context, id int64) ([]byte, error)
	// ReserveUpload returns the number of an upload that is to come, so that
	// letters which name it can be written before it is stored and are stored with
	// it. No other upload ever gets it; if nothing comes, the number is left out.
	ReserveUpload(ctx context.Context) (int64, error)
	// RecordSimulation keeps a simulated upload with its contents, queues the
	// letters about it and returns its number: the one it brings along, which was
	// reserved, or else a new one. It does not raise the revision (SPEC S5.5). A
	// simulation whose identity is stored already is not recorded again.
	// data.ErrTaken if another upload has the number, or a letter the Message-ID.
	RecordSimulation(ctx context.Context, u data.Upload, plan, table []byte, letters []data.Posting) (int64, error)
	// Prune leaves simulations older than 90 days with their counts only (SPEC
	// S5.5). It does not write when there is nothing to do.
	Prune(ctx context.Context, now time.Time) error
}

// Outbox keeps letters until nobody needs them any more. Every step names the
// state it starts from, so that neither two processes nor a crash take a letter
// through the same one twice (SPEC S11.4): from another state it answers
// data.ErrStale, of a letter that does not exist data.ErrNotFound.
type Outbox interface {
	// PostLetters queues letters about an upload that is recorded already, and
	// returns them as stored. data.ErrNotFound if there is no such upload,
	// data.ErrTaken for a Message-ID that a letter has already.
	PostLetters(ctx context.Context, upload int64, letters []data.Posting) ([]data.Letter, error)
	// Letters lists all letters, newest first.
	Letters(ctx context.Context) ([]data.Letter, error)
	// Letter returns one letter.
	Letter(ctx context.Context, id int64) (data.Letter, error)
	// LetterText returns the whole text of a letter, data.ErrNotFound once it is
	// not kept any more: see data.Letter.Open.
	LetterText(ctx context.Context, id int64) ([]byte, error)
	// BeginLetter writes down that the text of a letter that waits is handed over
	// from now on: if nothing more is heard of it its fate is unknown.
	BeginLetter(ctx context.Context, id int64, now time.Time) error
	// EndLetter writes down what became of a letter that was being handed over,
	// or that could not be because nobody answered.
	EndLetter(ctx context.Context, id int64, now time.Time, o data.Outcome) error
	// EndFiling writes down what became of filing the copy of a letter that was
	// sent.
	EndFiling(ctx context.Context, id int64, now time.Time, o data.Outcome) error
	// OpenedLetter writes down that the mail program was started with a draft.
	OpenedLetter(ctx context.Context, id int64) error
	// RetryLetter queues a letter anew that failed or whose fate is unknown, lets
	// one that waits wait no longer, or has the copy of a sent one filed after
	// all.
	RetryLetter(ctx context.Context, id int64, now time.Time) error
	// DiscardLetter gives up a letter that has not gone out, or the copy of one
	// that has.
	DiscardLetter(ctx context.Context, id int64) error
	// SettleLetters makes the fate of letters unknown that were being handed over
	// when the program ended. It does not write when there are none.
	SettleLetters(ctx context.Context) error
}

// Eraser deletes users for good.
type Eraser interface {
	// Erase deletes a deactivated user for good: the user, every change in the
	// history, and the addresses in the options of uploads (SPEC S2.2). Letters
	// that have not gone out are given up. The stored plans and tables of uploads
	// list everybody and are compressed by others, so scrub takes the person out
	// of each; without scrub all of them are dropped and those uploads keep their
	// counts only. No byte of the person is left where the organization is kept;
	// backups are not touched. data.ErrNotFound; data.ErrInUse for an active user.
	// It raises the revision; that somebody was deleted stays in the history as a
	// revision without changes.
	Erase(ctx context.Context, key data.UserKey, scrub Scrub) error
}

// Scrub takes a person out of the stored contents of one upload: emails are all
// folded addresses the person ever had. It returns the new contents; a nil plan
// drops both, an error stops the deletion.
type Scrub func(upload int64, plan, table []byte, emails []string) (newPlan, newTable []byte, err error)
