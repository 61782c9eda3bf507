package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

const letterRows = `SELECT id, upload, at, since, way, sender, recipient, subject, message_id, size, state, filing,
	attempts, last_try, next_try, code, server, step, words, path FROM letters `

func scanLetter(row []driver.Value) (data.Letter, error) {
	number, text := func(i int) int64 { return integer(row[i]) }, func(i int) string { return text(row[i]) }
	l := data.Letter{
		ID: number(0), Upload: number(1), Way: data.MailWay(text(4)), From: text(5), To: text(6), Subject: text(7),
		MessageID: text(8), Size: int(number(9)), State: data.LetterState(number(10)), Filing: data.Filing(number(11)),
		Attempts: int(number(12)), Path: text(19),
		Trouble: data.Trouble{Code: text(15), Server: text(16), Step: text(17), Words: text(18)},
	}
	for i, into := range map[int]*time.Time{2: &l.At, 3: &l.Since, 13: &l.LastTry, 14: &l.NextTry} {
		if text(i) == "" {
			continue
		}
		at, err := parseTime(row[i])
		if err != nil {
			return l, fmt.Errorf("letter %d: %w", l.ID, err)
		}
		*into = at
	}
	return l, nil
}

// Letters implements store.Outbox.
func (s *Store) Letters(ctx context.Context) ([]data.Letter, error) {
	letters := []data.Letter{}
	err := s.read(ctx, func(t *tx) error {
		if err := t.allProven(store.LetterPart); err != nil {
			return err
		}
		return t.rows(letterRows+"ORDER BY id DESC", func(row []driver.Value) error {
			l, err := scanLetter(row)
			letters = append(letters, l)
			return err
		})
	})
	return letters, err
}

// Letter implements store.Outbox.
func (s *Store) Letter(ctx context.Context, id int64) (l data.Letter, err error) {
	err = s.read(ctx, func(t *tx) error {
		l, err = t.letter(id)
		return err
	})
	return l, err
}

func (t *tx) letter(id int64) (data.Letter, error) {
	if err := t.proven(store.LetterPart, id); err != nil {
		return data.Letter{}, err
	}
	return t.letterRow(id)
}

func (t *tx) letterRow(id int64) (data.Letter, error) {
	row, err := t.row(letterRows+"WHERE id = ?", id)
	if err != nil {
		return data.Letter{}, err
	}
	return scanLetter(row)
}

// LetterText implements store.Outbox.
func (s *Store) LetterText(ctx context.Context, id int64) ([]byte, error) {
	packed, err := s.content(ctx, store.TextPart, id)
	if err != nil {
		return nil, err
	}
	return unpack(packed)
}

// PostLetters implements store.Outbox.
func (s *Store) PostLetters(ctx context.Context, upload int64, letters []data.Posting) (posted []data.Letter, err error) {
	err = s.write(ctx, func(t *tx) (proof, error) {
		if _, err := t.upload(upload); err != nil {
			return nil, err
		}
		if posted, err = t.insertLetters(upload, letters); err != nil {
			return nil, err
		}
		queued := func(t *tx) (bool, error) {
			for _, l := range posted {
				there, err := t.any("SELECT count(*) FROM letters WHERE id = ? AND message_id = ?", l.ID, l.MessageID)
				if !there {
					return false, err
				}
			}
			return true, nil
		}
		return queued, nil
	})
	if err != nil {
		return nil, err
	}
	return posted, nil
}

// insertLetters queues letters about an upload and returns them as stored.
func (t *tx) insertLetters(upload int64, letters []data.Posting) ([]data.Letter, error) {
	var posted []data.Letter
	for i := range letters {
		l, err := t.insertLetter(upload, &letters[i])
		if err != nil {
			return nil, err
		}
		posted = append(posted, l)
	}
	return posted, nil
}

func (t *tx) insertLetter(upload int64, p *data.Posting) (data.Letter, error) {
	l := p.Letter
	l.Upload, l.State, l.Since, l.NextTry, l.Size = upload, data.LetterQueued, l.At, l.At, len(p.Text)
	var err error
	l.ID, err = t.number(`INSERT INTO letters (upload, at, since, way, sender, recipient, subject, message_id, size, state, filing,
		attempts, last_try, next_try, code, server, step, words, path)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?, '', '', '', '', '') RETURNING id`, upload, formatTime(l.At), formatTime(l.At),
		string(l.Way), l.From, l.To, l.Subject, l.MessageID, l.Size, int64(l.State), int64(l.Filing), formatTime(l.At))
	if err != nil {
		return l, err
	}
	packed, err := pack(p.Text)
	if err != nil {
		return l, err
	}
	return l, t.exec("INSERT INTO texts (letter, text) VALUES (?, ?)", l.ID, packed)
}
