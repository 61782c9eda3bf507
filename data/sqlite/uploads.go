package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// timeLayout writes times as UTC, all of the same length.
const timeLayout = "2006-01-02T15:04:05.000000000Z"

func formatTime(at time.Time) string { return at.UTC().Format(timeLayout) }

func parseTime(v driver.Value) (time.Time, error) {
	at, err := time.Parse(timeLayout, text(v))
	if err != nil {
		return at, damaged("a time: %v", err)
	}
	return at, nil
}

// storedFile is data.FileInfo as it is stored: fields by their stable names.
type storedFile struct {
	Name      string         `json:"name"`
	SHA256    string         `json:"sha256"`
	Format    string         `json:"format"`
	Sheet     string         `json:"sheet"`
	HeaderRow int            `json:"header_row"`
	Rows      int            `json:"rows"`
	Columns   []storedColumn `json:"columns"`
	Recall    *data.Recall   `json:"recall,omitempty"`
	Corrected int            `json:"corrected,omitempty"`
}

type storedColumn struct {
	Header string `json:"header"`
	Field  string `json:"field"`
}

func storeFile(f *data.FileInfo) storedFile {
	stored := storedFile{Name: f.Name, SHA256: f.SHA256, Format: f.Format, Sheet: f.Sheet, HeaderRow: f.HeaderRow, Rows: f.Rows, Corrected: f.Corrected}
	for _, c := range f.Columns {
		stored.Columns = append(stored.Columns, storedColumn{c.Header, c.Field.Name()})
	}
	return stored
}

func (f *storedFile) info() data.FileInfo {
	info := data.FileInfo{Name: f.Name, SHA256: f.SHA256, Format: f.Format, Sheet: f.Sheet, HeaderRow: f.HeaderRow, Rows: f.Rows, Corrected: f.Corrected}
	for _, c := range f.Columns {
		info.Columns = append(info.Columns, data.Column{Header: c.Header, Field: data.Field(c.Field)})
	}
	return info
}

const uploadRows = `SELECT u.id, u.mode, u.at, u.account, u.file, u.options, u.counts, u.base, u.revision,
	ifnull(u.simulation, 0), ifnull((SELECT a.id FROM uploads a WHERE a.simulation = u.id), 0),
	u.active_before, u.active_after, EXISTS (SELECT 1 FROM contents c WHERE c.upload = u.id), ifnull(u.undoes, 0), u.identity FROM uploads u `

func scanUpload(row []driver.Value) (data.Upload, error) {
	var n [15]int64
	for i := range n {
		n[i] = integer(row[i])
	}
	u := data.Upload{
		ID: n[0], Mode: data.Mode(n[1]), Base: data.Revision(n[7]), Revision: data.Revision(n[8]), Simulation: n[9],
		AppliedAs: n[10], ActiveBefore: int(n[11]), ActiveAfter: int(n[12]), HasReport: n[13] == 1,
		Undoes: n[14], Identity: text(row[15]),
	}
	u.Account = text(row[3])
	var file storedFile
	for i, into := range map[int]any{4: &file, 5: &u.Options, 6: &u.Counts} {
		if err := json.Unmarshal([]byte(text(row[i])), into); err != nil {
			return u, damaged("upload %d: %v", u.ID, err)
		}
	}
	u.File, u.Recall = file.info(), file.Recall
	var err error
	u.At, err = parseTime(row[2])
	return u, err
}

// Uploads implements store.Uploads.
func (s *Store) Uploads(ctx context.Context, limit, offset int) ([]data.Upload, error) {
	if limit <= 0 {
		limit = -1
	}
	uploads := []data.Upload{}
	err := s.read(ctx, func(t *tx) error {
		if err := t.allProven(store.UploadPart); err != nil {
			return err
		}
		undone, err := t.undone()
		if err != nil {
			return err
		}
		return t.rows(uploadRows+"ORDER BY u.id DESC LIMIT ? OFFSET ?", func(row []driver.Value) error {
			u, err := scanUpload(row)
			u.UndoneBy, u.UndonePartly = undone[u.ID].by, undone[u.ID].partly
			uploads = append(uploads, u)
			return err
		}, limit, offset)
	})
	return uploads, err
}

// past returns the last n applied uploads of users, newest first, without undos
// and what they took back.
func (t *tx) past(n int) ([]data.Upload, error) {
	undone, err := t.undone()
	if err != nil {
		return nil, err
	}
	var past []data.Upload
	err = t.rows(uploadRows+`WHERE u.mode = ? AND u.undoes IS NULL AND NOT ifnull(u.options ->> '$.hierarchy', 0)
		ORDER BY u.revision DESC LIMIT ?`, func(row []driver.Value) error {
		u, err := scanUpload(row)
		if err == nil && undone[u.ID].by == 0 && len(past) < n {
			past = append(past, u)
		}
		return err
	}, int64(data.Applied), n+len(undone))
	return past, err
}

// undone returns for every upload that is undone the newest undo that stands: one
// that was undone itself does not. Undos are newer than what they undo.
func (t *tx) undone() (map[int64]undone, error) {
	of := map[int64]undone{}
	err := t.rows("SELECT id, undoes, options FROM uploads WHERE undoes IS NOT NULL ORDER BY id DESC", func(row []driver.Value) error {
		var u data.Upload
		u.ID = integer(row[0])
		u.Undoes = integer(row[1])
		options := text(row[2])
		if err := json.Unmarshal([]byte(options), &u.Options); err != nil {
			return damaged("upload %d: %v", u.ID, err)
		}
		if of[u.ID].by != 0 {
			return nil
		}
		for _, id := range u.Undone() {
			if of[id].by == 0 {
				of[id] = undone{u.ID, u.Partial()}
			}
		}
		return nil
	})
	return of, err
}

// undone is the undo of an upload, and whether it left something out.
type undone struct {
	by     int64
	partly bool
}

// Upload implements store.Uploads.
func (s *Store) Upload(ctx context.Context, id int64) (u data.Upload, err error) {
	err = s.read(ctx, func(t *tx) error {
		u, err = t.upload(id)
		return err
	})
	return u, err
}

// upload verifies all uploads: any of them may be the undo of this one.
func (t *tx) upload(id int64) (data.Upload, error) {
	if err := t.allProven(store.UploadPart); err != nil {
		return data.Upload{}, err
	}
	row, err := t.row(uploadRows+"WHERE u.id = ?", id)
	if err != nil {
		return data.Upload{}, err
	}
	u, err := scanUpload(row)
	if err != nil {
		return u, err
	}
	undone, err := t.undone()
	u.UndoneBy, u.UndonePartly = undone[id].by, undone[id].partly
	return u, err
}

// UploadPlan implements store.Uploads.
func (s *Store) UploadPlan(ctx context.Context, id int64) ([]byte, error) {
	return s.content(ctx, store.PlanPart, id)
}

// UploadTable implements store.Uploads.
func (s *Store) UploadTable(ctx context.Context, id int64) ([]byte, error) {
	return s.content(ctx, store.TablePart, id)
}

// content returns the last column of a part, verified.
func (s *Store) content(ctx context.Context, kind string, id int64) ([]byte, error) {
	var content []byte
	err := s.read(ctx, func(t *tx) error {
		if err := t.proven(kind, id); err != nil {
			return err
		}
		k := kindNamed[kind]
		row, err := t.row(k.rows("WHERE "+k.key+" = ?"), id)
		if err == nil {
			content, _ = row[len(row)-1].([]byte)
		}
		return err
	})
	return content, err
}

// ReserveUpload implements store.Uploads.
func (s *Store) ReserveUpload(ctx context.Context) (id int64, err error) {
	err = s.write(ctx, func(t *tx) (proof, error) {
		if id, err = t.lastUpload(); err != nil {
			return nil, err
		}
		id++
		reserved := func(t *tx) (bool, error) {
			last, err := t.lastUpload()
			return last >= id, err
		}
		if id == 1 {
			return reserved, t.exec("INSERT INTO sqlite_sequence (name, seq) VALUES ('uploads', 1)")
		}
		return reserved, t.exec("UPDATE sqlite_sequence SET seq = ? WHERE name = 'uploads'", id)
	})
	return id, err
}

// lastUpload returns the highest number that an upload had or that was
// reserved for one.
func (t *tx) lastUpload() (int64, error) {
	return t.number("SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'uploads'), 0)")
}

// RecordSimulation implements store.Uploads.
func (s *Store) RecordSimulation(ctx context.Context, u data.Upload, plan, table []byte, letters []data.Posting) (id int64, err error) {
	u.Mode, u.Revision = data.Simulated, 0
	if u.Identity == "" {
		return 0, errors.New("an upload without an identity")
	}
	err = s.write(ctx, func(t *tx) (proof, error) {
		recorded := func(t *tx) (bool, error) {
			return t.any("SELECT count(*) FROM uploads WHERE identity = ?", u.Identity)
		}
		id, err = t.number("SELECT ifnull((SELECT id FROM uploads WHERE identity = ?), 0)", u.Identity)
		if err != nil || id != 0 {
			return recorded, err
		}
		if id, err = t.insertUpload(&u, plan, table); err != nil {
			return nil, err
		}
		_, err = t.insertLetters(id, letters)
		return recorded, err
	})
	return id, err
}

// insertUpload stores an upload and its contents, under the number that was
// reserved for it if it has one.
func (t *tx) insertUpload(u *data.Upload, plan, table []byte) (int64, error) {
	last, err := t.lastUpload()
	if err != nil {
		return 0, err
	}
	if u.ID > last {
		return 0, fmt.Errorf("the number %d of an upload was not reserved", u.ID)
	}
	file := storeFile(&u.File)
	file.Recall = u.Recall
	var texts [3]string
	for i, value := range []any{file, u.Options, u.Counts} {
		text, err := json.Marshal(value)
		if err != nil {
			return 0, err
		}
		texts[i] = string(text)
	}
	id, err := t.number(`INSERT INTO uploads (id, identity, mode, at, account, file, options, counts, base, revision, simulation, active_before, active_after, undoes)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`, orNull(u.ID), u.Identity, int64(u.Mode), formatTime(u.At), u.Account, texts[0], texts[1], texts[2],
		u.Base, u.Revision, orNull(u.Simulation), u.ActiveBefore, u.ActiveAfter, orNull(u.Undoes))
	if err != nil || plan == nil && table == nil {
		return id, err
	}
	return id, t.exec("INSERT INTO contents (upload, plan, cells) VALUES (?, ?, ?)", id, notNil(plan), notNil(table))
}

// orNull is a number of an upload for a column where 0 is none.
func orNull(n int64) any {
	if n == 0 {
		return nil
	}
	return n
}

func notNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// simulationDays is how long a simulation keeps more than its counts.
const simulationDays = 90

// Prune implements store.Uploads. It does not touch the file when there is nothing
// to do.
func (s *Store) Prune(ctx context.Context, now time.Time) error {
	before := formatTime(now.AddDate(0, 0, -simulationDays))
	var old []int64
	find := func(t *tx) error {
		old = nil
		return t.rows("SELECT upload FROM contents WHERE upload IN (SELECT id FROM uploads WHERE mode = 1 AND at < ?)", func(row []driver.Value) error {
			id := integer(row[0])
			old = append(old, id)
			return nil
		}, before)
	}
	if err := s.read(ctx, find); err != nil || len(old) == 0 {
		return err
	}
	return s.write(ctx, func(t *tx) (proof, error) {
		if err := find(t); err != nil {
			return nil, err
		}
		for _, id := range old {
			// An applied upload must not pass for an old simulation.
			if err := t.proven(store.UploadPart, id); err != nil {
				return nil, err
			}
			if err := t.exec("DELETE FROM contents WHERE upload = ?", id); err != nil {
				return nil, err
			}
		}
		return func(t *tx) (bool, error) { err := find(t); return len(old) == 0, err }, nil
	})
}
