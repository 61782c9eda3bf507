package mail

import (
	"bytes"
	"context"
	"errors"
	"net/mail"
	"time"
)

// File puts a composed letter into a folder of the account's IMAP mailbox, once:
// a letter with its Message-ID that lies there already is left alone, so that
// filing can be tried again after any failure, and a provider that keeps what it
// sends by itself (Gmail) gets no second copy. A folder for sent mail or drafts
// that does not exist is made. The error is an *Error, or that of HandOver; if it
// is Unknown, the letter may lie there, or may have been moved on by then.
func File(ctx context.Context, a Account, raw []byte, kind Folder) error {
	header, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return &Error{Step: StepFile, Reason: Refused, cause: err}
	}
	messageID := header.Header.Get("Message-ID")
	at, err := header.Header.Date()
	if err != nil || messageID == "" {
		return &Error{Step: StepFile, Reason: Refused, cause: errors.Join(err, errors.New("the letter has no Message-ID or no date"))}
	}
	limits := a.bounds()
	ctx, cancel := context.WithTimeoutCause(ctx, limits.session+limits.handOver(len(raw)), errSilent)
	defer cancel()
	s, box, err := openIMAP(ctx, a, nil)
	if err != nil {
		return err
	}
	defer box.logout() //nolint:errcheck // the letter is filed, or the error said
	name, err := s.locate(box, kind)
	if err != nil {
		return err
	}
	return s.put(box, name, kind, messageID, at, raw)
}

// put adds the letter to the folder unless it is there.
func (s *session) put(box mailbox, name string, kind Folder, messageID string, at time.Time, raw []byte) error {
	found, err := box.holds(name, messageID, at)
	if err != nil {
		return s.imapProblem(err)
	}
	if found {
		return nil
	}
	if err := s.announce(); err != nil {
		return err
	}
	s.beginFor(StepFile, s.limits.handOver(len(raw)))
	if err := box.add(name, kind, at, raw); err != nil {
		return s.imapProblem(err).underWay()
	}
	return nil
}

// locate finds the folder of a kind, and makes it if there is none.
func (s *session) locate(box mailbox, kind Folder) (string, error) {
	s.begin(StepFolder)
	if kind == Inbox {
		return "INBOX", nil
	}
	search := newSearch(kind)
	if err := box.folders(search.visit); err != nil {
		return "", s.imapProblem(err)
	}
	if search.best != "" {
		return search.best, nil
	}
	var problem *Error
	for _, name := range search.fresh() {
		err := box.create(name, kind)
		if err == nil {
			return name, nil
		}
		if problem = s.imapProblem(err); problem.Reason != Refused {
			return "", problem
		}
	}
	problem.Reason = NoFolder
	return "", problem
}
