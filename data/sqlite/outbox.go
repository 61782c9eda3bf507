package sqlite

import (
	"bytes"
	"compress/flate"
	"context"
	"database/sql/driver"
	"io"
	"slices"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// BeginLetter implements store.Outbox.
func (s *Store) BeginLetter(ctx context.Context, id int64, now time.Time) error {
	return s.step(ctx, id, store.BeginLetter(now))
}

// EndLetter implements store.Outbox.
func (s *Store) EndLetter(ctx context.Context, id int64, now time.Time, o data.Outcome) error {
	return s.step(ctx, id, store.EndLetter(now, o))
}

// EndFiling implements store.Outbox.
func (s *Store) EndFiling(ctx context.Context, id int64, now time.Time, o data.Outcome) error {
	return s.step(ctx, id, store.EndFiling(now, o))
}

// OpenedLetter implements store.Outbox.
func (s *Store) OpenedLetter(ctx context.Context, id int64) error {
	return s.step(ctx, id, store.OpenLetter)
}

// RetryLetter implements store.Outbox.
func (s *Store) RetryLetter(ctx context.Context, id int64, now time.Time) error {
	return s.step(ctx, id, store.RetryLetter(now))
}

// DiscardLetter implements store.Outbox.
func (s *Store) DiscardLetter(ctx context.Context, id int64) error {
	return s.step(ctx, id, store.DiscardLetter)
}

// step takes one letter to its next state and drops the text that nobody needs
// any more.
func (s *Store) step(ctx context.Context, id int64, next store.Step) error {
	return s.write(ctx, func(t *tx) (proof, error) {
		l, err := t.letter(id)
		if err != nil {
			return nil, err
		}
		if err := next(&l); err != nil {
			return nil, err
		}
		holds := func(t *tx) (bool, error) {
			now, err := t.letter(id)
			return sameLetter(&now, &l), err
		}
		return holds, t.updateLetter(&l)
	})
}

// sameLetter compares letters whose times may be of other time zones.
func sameLetter(a, b *data.Letter) bool {
	x, y := *a, *b
	for _, l := range []*data.Letter{&x, &y} {
		l.At, l.Since, l.LastTry, l.NextTry = l.At.UTC(), l.Since.UTC(), l.LastTry.UTC(), l.NextTry.UTC()
	}
	return x == y
}

// updateLetter stores what steps change in a letter.
func (t *tx) updateLetter(l *data.Letter) error {
	err := t.exec(`UPDATE letters SET since = ?, state = ?, filing = ?, attempts = ?, last_try = ?, next_try = ?,
		code = ?, server = ?, step = ?, words = ?, path = ? WHERE id = ?`,
		formatTime(l.Since), int64(l.State), int64(l.Filing), l.Attempts, formatTimeOrNone(l.LastTry), formatTimeOrNone(l.NextTry),
		l.Trouble.Code, l.Trouble.Server, l.Trouble.Step, l.Trouble.Words, l.Path, l.ID)
	if err != nil || l.Open() {
		return err
	}
	return t.exec("DELETE FROM texts WHERE letter = ?", l.ID)
}

// stepAll takes a step with every letter that it is for, and returns how many
// those were. For write false it only counts. They are verified, so that none is
// sealed as it was found; a file of an older version has no seals.
func (t *tx) stepAll(next store.Step, write bool) (n int, err error) {
	seals, err := t.hasSeals()
	if err != nil {
		return 0, err
	}
	var letters []data.Letter
	err = t.rows(letterRows+"ORDER BY id", func(row []driver.Value) error {
		l, err := scanLetter(row)
		if err == nil && next(&l) == nil {
			letters = append(letters, l)
		}
		return err
	})
	for i := range letters {
		if err == nil && seals {
			err = t.proven(store.LetterPart, letters[i].ID)
		}
		if err == nil && write {
			err = t.updateLetter(&letters[i])
		}
	}
	return len(letters), err
}

// SettleLetters implements store.Outbox. It does not touch the file when there
// is nothing to do.
func (s *Store) SettleLetters(ctx context.Context) error {
	n := 0
	count := func(t *tx) (err error) {
		n, err = t.stepAll(store.InterruptLetter, false)
		return err
	}
	if err := s.read(ctx, count); err != nil || n == 0 {
		return err
	}
	return s.write(ctx, func(t *tx) (proof, error) {
		settled := func(t *tx) (bool, error) { err := count(t); return n == 0, err }
		_, err := t.stepAll(store.InterruptLetter, true)
		return settled, err
	})
}

// holdLetters holds back what waits in a copy: see store.HoldLetter. A file of a
// version without letters has none.
func (t *tx) holdLetters() error {
	there, err := t.any("SELECT count(*) FROM sqlite_schema WHERE name = 'letters'")
	if err != nil || !there {
		return err
	}
	_, err = t.stepAll(store.HoldLetter, true)
	return err
}

// eraseLetters gives up every letter that has a text still: all reports list
// everybody, and the text of a letter is fixed. Letters to the person go
// altogether (SPEC S2.2).
func (t *tx) eraseLetters(emails []string) error {
	var own []int64
	err := t.rows("SELECT id, recipient FROM letters", func(row []driver.Value) error {
		id := integer(row[0])
		if slices.Contains(emails, data.EmailKey(text(row[1]))) {
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
	_, err = t.stepAll(store.ForgetLetter, true)
	return err
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
