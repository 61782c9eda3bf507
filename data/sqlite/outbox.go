package sqlite

import (
	"bytes"
	"compress/flate"
	"context"
	"database/sql/driver"
	"fmt"
	"io"
	"slices"
	"time"

	"headcount/data"
)

// How a letter goes from state to state (SPEC S11.4): every step names the
// state it starts from, so that neither two processes nor a crash take a letter
// through the same one twice. A step from another state answers data.ErrStale.

// BeginLetter writes down that the text of a letter that waits is handed over
// from now on: if nothing more is heard of it its fate is unknown.
func (s *Store) BeginLetter(ctx context.Context, id int64, now time.Time) error {
	return s.step(ctx, id, `UPDATE letters SET state = ?, attempts = attempts + 1, last_try = ?
		WHERE id = ? AND state = ?`, int64(data.LetterSending), formatTime(now), id, int64(data.LetterQueued))
}

// EndLetter writes down what became of a letter that was being handed over, or
// that could not be because nobody answered. Its text is dropped once nobody
// needs it any more.
func (s *Store) EndLetter(ctx context.Context, id int64, now time.Time, o data.Outcome) error {
	return s.step(ctx, id, `UPDATE letters SET attempts = attempts + (state = ?), last_try = ?, state = ?, filing = ?, next_try = ?,
		code = ?, server = ?, step = ?, words = ?, path = ? WHERE id = ? AND state IN (?, ?)`,
		int64(data.LetterQueued), formatTime(now), int64(o.State), int64(o.Filing), formatTimeOrNone(o.NextTry),
		o.Trouble.Code, o.Trouble.Server, o.Trouble.Step, o.Trouble.Words, o.Path,
		id, int64(data.LetterQueued), int64(data.LetterSending))
}

// EndFiling writes down what became of filing the copy of a letter that was
// sent.
func (s *Store) EndFiling(ctx context.Context, id int64, now time.Time, o data.Outcome) error {
	return s.step(ctx, id, `UPDATE letters SET attempts = attempts + 1, last_try = ?, filing = ?, next_try = ?,
		code = ?, server = ?, step = ?, words = ? WHERE id = ? AND state = ? AND filing = ?`,
		formatTime(now), int64(o.Filing), formatTimeOrNone(o.NextTry), o.Trouble.Code, o.Trouble.Server, o.Trouble.Step, o.Trouble.Words,
		id, int64(data.LetterSent), int64(data.FilingDue))
}

// OpenedLetter writes down that the mail program was started with a draft.
func (s *Store) OpenedLetter(ctx context.Context, id int64) error {
	return s.step(ctx, id, "UPDATE letters SET state = ? WHERE id = ? AND state IN (?, ?)",
		int64(data.LetterOpened), id, int64(data.LetterSaved), int64(data.LetterOpened))
}

// RetryLetter queues a letter anew that failed or whose fate is unknown, lets
// one that waits wait no longer, or has the copy of a sent one filed after all.
func (s *Store) RetryLetter(ctx context.Context, id int64, now time.Time) error {
	return s.step(ctx, id, `UPDATE letters SET filing = iif(state = ?1, ?2, filing), state = iif(state = ?1, ?1, ?3),
		since = ?4, next_try = ?4, attempts = 0 WHERE id = ?5 AND (state IN (?3, ?6, ?7) OR state = ?1 AND filing IN (?2, ?8))`,
		int64(data.LetterSent), int64(data.FilingDue), int64(data.LetterQueued), formatTime(now), id,
		int64(data.LetterFailed), int64(data.LetterUnknown), int64(data.FilingFailed))
}

// DiscardLetter gives up a letter that has not gone out, or the copy of one
// that has.
func (s *Store) DiscardLetter(ctx context.Context, id int64) error {
	return s.step(ctx, id, `UPDATE letters SET state = iif(state = ?1, ?1, ?2), filing = ?3, next_try = ''
		WHERE id = ?4 AND (state IN (?5, ?6, ?7) OR state = ?1 AND filing IN (?8, ?9))`,
		int64(data.LetterSent), int64(data.LetterDiscarded), int64(data.FilingNone), id,
		int64(data.LetterQueued), int64(data.LetterFailed), int64(data.LetterUnknown), int64(data.FilingDue), int64(data.FilingFailed))
}

// step runs one guarded statement about a letter and drops the texts that
// nobody needs.
func (s *Store) step(ctx context.Context, id int64, query string, args ...any) error {
	return s.write(ctx, func(t *tx) (proof, error) {
		if _, err := t.letter(id); err != nil {
			return nil, err
		}
		if err := t.exec(query, args...); err != nil {
			return nil, err
		}
		changed, err := t.number("SELECT changes()")
		if err != nil {
			return nil, err
		}
		if changed == 0 {
			return nil, fmt.Errorf("%w: letter %d is in another state by now", data.ErrStale, id)
		}
		after, err := t.letterRow(id) // not sealed yet
		if err != nil {
			return nil, err
		}
		holds := func(t *tx) (bool, error) {
			now, err := t.letter(id)
			return now == after, err
		}
		return holds, t.dropTexts()
	})
}

// dropTexts leaves only the heads of letters that are done with: see
// data.Letter.Open.
func (t *tx) dropTexts() error {
	return t.exec(`DELETE FROM texts WHERE letter IN
		(SELECT id FROM letters WHERE state IN (?, ?, ?, ?) AND filing NOT IN (?, ?))`,
		int64(data.LetterSent), int64(data.LetterDiscarded), int64(data.LetterSaved), int64(data.LetterOpened),
		int64(data.FilingDue), int64(data.FilingFailed))
}

// SettleLetters makes the fate of letters unknown that were being handed over
// when the program ended. It does not touch the file when there are none.
func (s *Store) SettleLetters(ctx context.Context) error {
	var n int64
	count := func(t *tx) (err error) {
		n, err = t.number("SELECT count(*) FROM letters WHERE state = ?", int64(data.LetterSending))
		return err
	}
	if err := s.read(ctx, count); err != nil || n == 0 {
		return err
	}
	return s.write(ctx, func(t *tx) (proof, error) {
		settled := func(t *tx) (bool, error) { err := count(t); return n == 0, err }
		return settled, t.exec("UPDATE letters SET state = ?, next_try = '', code = 'interrupted' WHERE state = ?",
			int64(data.LetterUnknown), int64(data.LetterSending))
	})
}

// holdLetters makes the fate of all letters unknown that still wait in a copy
// of an organization: the organization itself sends them, and a copy, or a
// backup put back, must not send them again.
func (t *tx) holdLetters() error {
	there, err := t.number("SELECT count(*) FROM sqlite_schema WHERE name = 'letters'")
	if err != nil || there == 0 {
		return err
	}
	return t.exec(`UPDATE letters SET state = iif(state = ?1, ?1, ?2), filing = iif(state = ?1 AND filing = ?3, ?4, filing), next_try = '',
		code = 'copied', server = '', step = '', words = '' WHERE state IN (?5, ?6) OR state = ?1 AND filing = ?3`,
		int64(data.LetterSent), int64(data.LetterUnknown), int64(data.FilingDue), int64(data.FilingFailed),
		int64(data.LetterQueued), int64(data.LetterSending))
}

// eraseLetters gives up every letter that has a text still: all reports list
// everybody, and the text of a letter is fixed. Letters to the person go
// altogether (SPEC S2.2).
func (t *tx) eraseLetters(emails []string) error {
	var own []int64
	err := t.rows("SELECT id, recipient FROM letters", func(row []driver.Value) error {
		id, _ := row[0].(int64)
		if to, _ := row[1].(string); slices.Contains(emails, data.EmailKey(to)) {
			own = append(own, id)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := t.exec("DELETE FROM texts"); err != nil {
		return err
	}
	for _, id := range own {
		if err := t.exec("DELETE FROM letters WHERE id = ?", id); err != nil {
			return err
		}
	}
	return t.exec(`UPDATE letters SET state = iif(state = ?1, ?1, ?2), filing = ?3, next_try = '', code = 'erased',
		server = '', step = '', words = '' WHERE state IN (?4, ?5, ?6, ?7) OR filing IN (?8, ?9)`,
		int64(data.LetterSent), int64(data.LetterDiscarded), int64(data.FilingNone),
		int64(data.LetterQueued), int64(data.LetterSending), int64(data.LetterFailed), int64(data.LetterUnknown),
		int64(data.FilingDue), int64(data.FilingFailed))
}

func formatTimeOrNone(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return formatTime(at)
}

// pack compresses the text of a letter; most of it is an attachment in base64,
// which becomes a quarter smaller.
func pack(text []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

func unpack(packed []byte) ([]byte, error) {
	text, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	if err != nil {
		return nil, damaged("the text of a letter: %v", err)
	}
	return text, nil
}
