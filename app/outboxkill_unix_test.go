//go:build unix

package app

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"headcount/assets"
	"headcount/data"
)

// init lets this binary be the process that sends and is killed.
func init() {
	path := os.Getenv("HEADCOUNT_TEST_POST")
	if path == "" {
		return
	}
	a, err := Open(path, Config{Passwords: NewPasswords(&ring{}, testPassword)})
	if err == nil {
		_, err = a.SendOutbox(context.Background(), nil)
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
	batch := func(a *App) {
		for i := range 50 {
			_, err := a.EmailReport(t.Context(), s.Upload.ID, Copy{To: fmt.Sprintf("boss%d@bellerive.example", i), Words: assets.In("en")})
			try(t, err)
		}
	}
	batch(a)
	try(t, a.Close())
	random := rand.New(rand.NewPCG(5, 6))
	unknown, batches := 0, 1
	longest := 200 * time.Millisecond
	for n := range kills {
		begun := time.Now()
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "HEADCOUNT_TEST_POST="+path)
		try(t, child.Start())
		ended := make(chan error, 1)
		go func() { ended <- child.Wait() }()
		select {
		case <-time.After(time.Duration(random.Int64N(int64(longest)))):
			try(t, child.Process.Kill())
			<-ended
		case <-ended:
		}
		if n == 0 { // how long a start takes here
			longest = max(longest, 3*time.Since(begun))
		}
		again, err := Open(path, Config{Passwords: NewPasswords(&ring{}, testPassword)})
		try(t, err)
		waiting := 0
		unknown, waiting = lawfully(t, again, p)
		if waiting == 0 && n < kills-1 {
			batch(again)
			batches++
		}
		try(t, again.Close())
	}
	last, err := Open(path, Config{Passwords: NewPasswords(&ring{}, testPassword)})
	try(t, err)
	defer last.Close()
	_, err = last.SendOutbox(t.Context(), nil)
	try(t, err)
	if _, waiting := lawfully(t, last, p); waiting != 0 {
		t.Errorf("%d letters were forgotten", waiting)
	}
	if p.count() < 50 {
		t.Errorf("only %d letters went out: were they killed too early?", p.count())
	}
	t.Logf("%d kills in %d batches of 50: %d letters delivered, %d unknown", kills, batches, p.count(), unknown)
}

// lawfully compares every letter with what the server has: sent is once, waiting
// is not at all, unknown is once or not at all.
func lawfully(t *testing.T, a *App, p *post) (unknown, waiting int) {
	t.Helper()
	o, err := a.Outbox(t.Context())
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
