//go:build unix

package app

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"testing"
	"time"

	"headcount.app/headcount/app/mail"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/data"
)

// init lets this binary be the process that sends and is killed.
func init() {
	path := os.Getenv("HEADCOUNT_TEST_POST")
	if path == "" {
		return
	}
	a, err := Open(path, Config{Passwords: outbox.NewPasswords(&ring{}, testPassword)})
	if err == nil {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		_, err = a.Outbox.Send(ctx, nil)
		err = errors.Join(err, a.Close())
		stop()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// TestKilledWhileSending kills a process that sends 50 letters at random points:
// nobody gets a letter twice, nobody is forgotten, and what is not known is
// shown as unknown (SPEC S11.4).
func TestKilledWhileSending(t *testing.T) {
	kills := 100
	if testing.Short() {
		kills = 25
	}
	p := newPost(t)
	a := mailing(t, "en", data.Mail{Way: data.MailByMailbox, SMTP: p.at})
	s, err := a.Simulate(t.Context(), exampleFile(t, a), data.Options{}, nil)
	try(t, err)
	path := a.Path()
	batch := func(a *App) { postTo(t, a, s.Upload.ID, 50) }
	batch(a)
	try(t, a.Close())
	random := rand.New(rand.NewPCG(5, 6))
	batches := 1
	longest := 100*time.Millisecond + startOfSender(t)
	for n := range kills {
		child := sender(path)
		try(t, child.Start())
		ended := make(chan error, 1)
		go func() { ended <- child.Wait() }()
		select {
		case <-time.After(time.Duration(random.Int64N(int64(longest)))):
			try(t, child.Process.Kill())
			<-ended
		case <-ended:
		}
		again, err := Open(path, Config{Passwords: outbox.NewPasswords(&ring{}, testPassword)})
		try(t, err)
		if _, waiting := lawfully(t, again, p); waiting == 0 && n < kills-1 {
			batch(again)
			batches++
		}
		try(t, again.Close())
	}
	if p.count() == 0 {
		t.Error("no letter went out: all were killed too early")
	}
	last, err := Open(path, Config{Passwords: outbox.NewPasswords(&ring{}, testPassword)})
	try(t, err)
	defer last.Close()
	_, err = last.Outbox.Send(t.Context(), nil)
	try(t, err)
	unknown, waiting := lawfully(t, last, p)
	if waiting != 0 || p.count()+unknown < 50*batches {
		t.Errorf("%d letters wait, %d were delivered, the fate of %d is unknown, of %d", waiting, p.count(), unknown, 50*batches)
	}
	t.Logf("%d kills in %d batches of 50: %d letters delivered, %d unknown", kills, batches, p.count(), unknown)
}

// postTo queues letters so short that a server takes many before it is killed.
func postTo(t *testing.T, a *App, upload int64, n int) {
	t.Helper()
	var all []data.Posting
	for i := range n {
		p, err := shortLetter(a, fmt.Sprintf("boss%d@bellerive.example", i))
		try(t, err)
		all = append(all, p)
	}
	_, err := a.store.PostLetters(t.Context(), upload, all)
	try(t, err)
}

// shortLetter is a letter of a few lines to be sent by the mailbox.
func shortLetter(a *App, to string) (data.Posting, error) {
	m := mail.Message{From: testAddress, To: to, Subject: "Report", Text: "Nobody.", At: a.now()}
	text, id, err := mail.Compose(m)
	head := data.Letter{At: m.At, Way: data.MailByMailbox, From: m.From, To: m.To, Subject: m.Subject, MessageID: id}
	return data.Posting{Letter: head, Text: text}, err
}

// sender is a process that sends what waits in the organization given.
func sender(path string) *exec.Cmd {
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "HEADCOUNT_TEST_POST="+path)
	return child
}

// startOfSender is how long a process takes here that has nothing to send.
func startOfSender(t *testing.T) time.Duration {
	t.Helper()
	a := mailing(t, "en", data.Mail{})
	path := a.Path()
	try(t, a.Close())
	begun := time.Now()
	try(t, sender(path).Run())
	return time.Since(begun)
}

// lawfully compares every letter with what the server has: sent is once, waiting
// is not at all, unknown is once or not at all.
func lawfully(t *testing.T, a *App, p *post) (unknown, waiting int) {
	t.Helper()
	o, err := a.Outbox.Contents(t.Context())
	try(t, err)
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, l := range o.Letters {
		got := len(p.taken[l.MessageID])
		switch {
		case l.State == data.LetterUnknown && got <= 1:
			unknown++
		case l.State == data.LetterQueued && got == 0:
			waiting++
		case l.State == data.LetterSent && got == 1:
		default:
			t.Fatalf("letter %d is %v, and was delivered %d times", l.ID, l.State, got)
		}
	}
	return unknown, waiting
}
