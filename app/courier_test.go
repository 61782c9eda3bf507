package app

import (
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// TestCourierKeepsTime lets five days pass: the courier tries at the times of
// the backoff, then gives up, and starts anew when a person says so.
func TestCourierKeepsTime(t *testing.T) {
	// Both are made outside the bubble, where the clock is the real one.
	p := newPost(t)
	a := mailing(t, "en", data.Mail{Way: data.MailByMailbox, SMTP: p.at})
	synctest.Test(t, func(t *testing.T) {
		a.now = time.Now
		p.refuse["rcpt"] = errors.New("451 not now")
		a.Outbox.Start()
		a.Outbox.Start()
		begun := time.Now()
		simulateTo(t, a, "boss@bellerive.example", "en")
		var tries []time.Duration
		seen := outbox.Contents{}
		for only(t, a).State != data.LetterFailed {
			var err error
			seen, err = a.Outbox.Await(t.Context(), seen)
			try(t, err)
			if l := seen.Letters[0]; !l.LastTry.IsZero() && (len(tries) == 0 || tries[len(tries)-1] != l.LastTry.Sub(begun)) {
				tries = append(tries, l.LastTry.Sub(begun))
			}
		}
		for i, want := range []time.Duration{0, time.Minute, 6 * time.Minute, 31 * time.Minute, 156 * time.Minute, 396 * time.Minute} {
			// The courier looks at the clock every 20 seconds.
			if got := tries[i]; got < want-time.Minute || got > want+2*time.Minute {
				t.Errorf("try %d after %v, not %v", i+1, got, want)
			}
		}
		if last := tries[len(tries)-1]; last < 5*24*time.Hour || last > 5*24*time.Hour+4*time.Hour+time.Minute || len(tries) != p.connections() {
			t.Errorf("given up after %v and %d tries, %d connections", last, len(tries), p.connections())
		}
		p.set(func() { delete(p.refuse, "rcpt") })
		time.Sleep(24 * time.Hour)
		if p.count() != 0 {
			t.Error("a letter that was given up went out by itself")
		}
		try(t, a.Outbox.Retry(t.Context(), only(t, a).ID))
		for only(t, a).State != data.LetterSent {
			var err error
			seen, err = a.Outbox.Await(t.Context(), seen)
			try(t, err)
		}
		try(t, a.Close())
	})
}

// TestNetworkGoneAndBack: without network letters wait; with another network
// they go out at once, however long the wait would have been (SPEC S11.4).
func TestNetworkGoneAndBack(t *testing.T) {
	p := newPost(t)
	a := mailing(t, "en", data.Mail{Way: data.MailByMailbox, SMTP: p.at})
	// The server is opened again outside the bubble, or its waiting would stop
	// the bubble's clock.
	open, opened := make(chan struct{}), make(chan struct{})
	go func(outside *testing.T) {
		<-open
		p.listen(outside, serverAddress(p.at))
		close(opened)
	}(t)
	synctest.Test(t, func(t *testing.T) {
		a.now = time.Now
		var mu sync.Mutex
		network := ""
		a.Outbox = a.newOutbox(func() string { mu.Lock(); defer mu.Unlock(); return network })
		p.close()
		a.Outbox.Start()
		simulateTo(t, a, "boss@bellerive.example", "en")
		time.Sleep(3 * time.Hour)
		l := only(t, a)
		wait := time.Until(l.NextTry)
		if l.State != data.LetterQueued || l.Trouble.Code != "unreachable" || l.Attempts < 5 || wait < time.Hour {
			t.Fatalf("%+v, next try in %v", l, wait)
		}
		close(open)
		<-opened
		mu.Lock()
		network = "192.0.2.7"
		mu.Unlock()
		time.Sleep(time.Minute)
		if l := only(t, a); l.State != data.LetterSent || p.count() != 1 {
			t.Errorf("a minute after the network came back: %+v", l)
		}
		try(t, a.Close())
	})
}

// TestClosingWaitsForAHandOver: a letter whose text is under way is waited for,
// so that its fate is known; one that reaches nobody is not.
func TestClosingWaitsForAHandOver(t *testing.T) {
	p := newPost(t)
	a := mailing(t, "en", data.Mail{Way: data.MailByMailbox, SMTP: p.at})
	p.block = make(chan struct{})
	a.Outbox.Start()
	simulateTo(t, a, "boss@bellerive.example", "en")
	for seen := (outbox.Contents{}); only(t, a).State != data.LetterSending; {
		var err error
		seen, err = a.Outbox.Await(t.Context(), seen)
		try(t, err)
	}
	time.AfterFunc(300*time.Millisecond, func() { close(p.block) })
	path := a.Path()
	try(t, a.Close())
	again, err := Open(path, Config{Passwords: a.passwords})
	try(t, err)
	defer again.Close()
	if l := only(t, again); l.State != data.LetterSent {
		t.Errorf("after closing: %+v", l)
	}
	p.set(func() { p.block = nil })

	silent := newSilence(t)
	try(t, again.SaveMail(t.Context(), data.Mail{Way: data.MailByMailbox, From: testAddress, SMTP: silent}, Password{Text: testPassword}))
	_, err = again.EmailReport(t.Context(), 1, Copy{To: testAddress, Words: assets.In("en")})
	if errors.Is(err, data.ErrNotFound) {
		t.Fatal(err)
	}
	again.Outbox.Start()
	time.Sleep(200 * time.Millisecond)
	begun := time.Now()
	try(t, again.Close())
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("closing took %v while a server was silent", took)
	}
	last, err := Open(path, Config{Passwords: a.passwords})
	try(t, err)
	defer last.Close()
	o, err := last.Outbox.Contents(t.Context())
	try(t, err)
	if l := o.Letters[0]; l.State != data.LetterQueued {
		t.Errorf("the letter that reached nobody: %+v", l)
	}
}
