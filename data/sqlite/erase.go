package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// touchedByErasing are the kinds of parts that an erasure writes to: verified before,
// so that no damage is sealed as it was found.
var touchedByErasing = []string{store.UploadPart, store.PlanPart, store.TablePart, store.ChangesPart, store.LetterPart}

// Erase implements store.Eraser. What was deleted is overwritten, and the file
// is written anew, so that no byte is left in its gaps.
func (s *Store) Erase(ctx context.Context, key data.UserKey, scrub store.Scrub) error {
	err := s.revise(ctx, func(r *revision) error {
		u, err := r.user(key, r.Profiles())
		if err != nil {
			return err
		}
		if u.Status != data.Deactivated {
			return data.ErrInUse
		}
		for _, kind := range touchedByErasing {
			if err := r.allProven(kind); err != nil {
				return err
			}
		}
		emails, err := r.emails(&u)
		if err != nil {
			return err
		}
		if err := r.Forget(&u); err != nil {
			return err
		}
		// The commits are walked because changes are found by revision and user.
		if err := r.exec("DELETE FROM changes WHERE (revision, user) IN (SELECT revision, ? FROM commits)", key); err != nil {
			return err
		}
		if err := r.exec("INSERT INTO erasures (user, at) VALUES (?, ?)", key, formatTime(time.Now())); err != nil {
			return err
		}
		if err := r.scrubOptions(emails); err != nil {
			return err
		}
		if err := r.eraseLetters(emails); err != nil {
			return err
		}
		return r.scrubContents(scrub, emails)
	})
	if err != nil {
		return err
	}
	return s.compact(ctx)
}

// compact writes the file anew without gaps: a *data.DoneError if that cannot be
// done.
func (s *Store) compact(ctx context.Context) error {
	t, err := s.take(ctx)
	if err != nil {
		return err
	}
	defer s.leave(t)
	if err := t.exec("VACUUM"); err != nil {
		return &data.DoneError{Code: data.DoneUnfinished, Err: explain(s.path, err)}
	}
	return nil
}

// emails returns every folded address that the user has or had.
func (r *revision) emails(u *data.User) ([]string, error) {
	emails := []string{data.EmailKey(u.Email)}
	history, err := r.historyOf(u.Key, r.Profiles())
	for i := range history {
		for _, email := range []string{history[i].Before.Email, history[i].After.Email} {
			if key := data.EmailKey(email); email != "" && !slices.Contains(emails, key) {
				emails = append(emails, key)
			}
		}
	}
	return emails, err
}

// scrubOptions takes the addresses out of the options of every upload.
func (r *revision) scrubOptions(emails []string) error {
	known := func(address string) bool { return slices.Contains(emails, data.EmailKey(address)) }
	pair := func(p data.Pair) bool { return known(p.Old) || known(p.New) }
	changed := map[int64]string{}
	err := r.rows("SELECT id, options FROM uploads", func(row []driver.Value) error {
		var o data.Options
		id := integer(row[0])
		if err := json.Unmarshal([]byte(text(row[1])), &o); err != nil {
			return damaged("upload %d: %v", id, err)
		}
		n := choices(&o)
		o.Pairs = slices.DeleteFunc(o.Pairs, pair)
		o.Refused = slices.DeleteFunc(o.Refused, pair)
		o.LeaveOut = slices.DeleteFunc(o.LeaveOut, known)
		o.LeaveOutFields = slices.DeleteFunc(o.LeaveOutFields, func(c data.FieldChoice) bool { return known(c.Email) })
		o.Remember = slices.DeleteFunc(o.Remember, known)
		if n == choices(&o) {
			return nil
		}
		scrubbed, err := json.Marshal(o)
		changed[id] = string(scrubbed)
		return err
	})
	for id, text := range changed {
		if err == nil {
			err = r.exec("UPDATE uploads SET options = ? WHERE id = ?", text, id)
		}
	}
	return err
}

// choices counts the choices that name somebody.
func choices(o *data.Options) int {
	return len(o.Pairs) + len(o.Refused) + len(o.LeaveOut) + len(o.LeaveOutFields) + len(o.Remember)
}

// scrubContents takes the person out of what uploads read and planned, one
// upload in memory at a time.
func (r *revision) scrubContents(scrub store.Scrub, emails []string) error {
	if scrub == nil {
		return r.exec("DELETE FROM contents")
	}
	var ids []int64
	err := r.rows("SELECT upload FROM contents", func(row []driver.Value) error {
		id := integer(row[0])
		ids = append(ids, id)
		return nil
	})
	for _, id := range ids {
		if err == nil {
			err = r.scrubContent(id, scrub, emails)
		}
	}
	return err
}

func (r *revision) scrubContent(id int64, scrub store.Scrub, emails []string) error {
	row, err := r.row("SELECT plan, cells FROM contents WHERE upload = ?", id)
	if err != nil {
		return err
	}
	plan, _ := row[0].([]byte)
	table, _ := row[1].([]byte)
	if plan, table, err = scrub(id, plan, table, emails); err != nil {
		return fmt.Errorf("upload %d: %w", id, err)
	}
	if plan == nil {
		return r.exec("DELETE FROM contents WHERE upload = ?", id)
	}
	return r.exec("UPDATE contents SET plan = ?, cells = ? WHERE upload = ?", plan, notNil(table), id)
}
