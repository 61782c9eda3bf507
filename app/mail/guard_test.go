package mail

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

// TestStandardLimits: those of FAULTS 2.5, or tighter.
func TestStandardLimits(t *testing.T) {
	l := standard
	if l.idle > 30*time.Second || l.step > time.Minute || l.incoming > 32<<20 || l.line > 256<<10 || l.brackets > 64 {
		t.Errorf("%+v", l)
	}
	if got := l.handOver(MaxLetter); got < 10*time.Minute || got > time.Hour {
		t.Errorf("the largest letter may take %v", got)
	}
}

// guarded is a guard with a server's end to write to.
func guarded(t *testing.T, l limits) (*guard, net.Conn) {
	t.Helper()
	ours, theirs := net.Pipe()
	g := newGuard(t.Context(), ours, l)
	t.Cleanup(func() { g.Close(); theirs.Close() })
	return g, theirs
}

// TestGuardCounts: what just fits goes through, one byte more ends the line.
func TestGuardCounts(t *testing.T) {
	l := patient
	l.incoming, l.line, l.brackets, l.nesting, l.literals = 1000, 100, 5, 20, 3
	for _, c := range []struct {
		name, text string
		fits       bool
	}{
		{"bytes", strings.Repeat("123456789\n", 100), true},
		{"bytes over", strings.Repeat("123456789\n", 100) + "1", false},
		{"line", strings.Repeat("x", 99) + "\n" + strings.Repeat("x", 100), true},
		{"line over", strings.Repeat("x", 101), false},
		{"brackets", "(((((\n(((((\n", true},
		{"brackets over", "((((((", false},
		{"brackets in quotes", `"((((((`, false},
		{"brackets closed", "()()()()()()", false},
		{"nesting", strings.Repeat("(\n", 20), true},
		{"literals", "{1}\na{1}\na{1}\na", true},
		{"literals over", "{{{{", false},
		{"nesting over", strings.Repeat("(\n", 21), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, server := guarded(t, l)
			go func() { io.WriteString(server, c.text); server.Close() }()
			got, err := io.ReadAll(g)
			if c.fits != (err == nil) || c.fits && string(got) != c.text || !c.fits && !errors.Is(err, errTooMuch) {
				t.Errorf("read %d of %d: %v", len(got), len(c.text), err)
			}
		})
	}
}

// TestGuardAnswer: the limit between two commands starts anew with each.
func TestGuardAnswer(t *testing.T) {
	l := patient
	l.answer = 10
	g, server := guarded(t, l)
	go func() {
		buf := make([]byte, 10)
		for range 3 {
			io.WriteString(server, "123456789\n")
			io.ReadFull(server, buf[:1])
		}
		io.WriteString(server, "123456789\n+")
	}()
	buf := make([]byte, 10)
	for range 3 {
		if _, err := io.ReadFull(g, buf); err != nil {
			t.Fatal(err)
		}
		if _, err := g.Write([]byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := io.ReadFull(g, append(buf, 0)); !errors.Is(err, errTooMuch) {
		t.Error(err)
	}
}

// TestGuardTime: silence, a step that drips on, and a context that ends; the
// deadlines that a library sets mean nothing.
func TestGuardTime(t *testing.T) {
	l := patient
	l.idle, l.step = 100*time.Millisecond, 10*time.Second
	read := func(g *guard) (time.Duration, error) {
		start := time.Now()
		_, err := io.Copy(io.Discard, g)
		return time.Since(start), err
	}
	g, _ := guarded(t, l)
	g.SetDeadline(time.Time{})
	g.SetReadDeadline(time.Now().Add(-time.Hour))
	g.SetWriteDeadline(time.Now().Add(-time.Hour))
	if took, err := read(g); !errors.Is(err, errSilent) || took < 90*time.Millisecond || took > 5*time.Second {
		t.Errorf("silence: %v after %v", err, took)
	}
	l.step = 300 * time.Millisecond
	g, server := guarded(t, l)
	go func() {
		for {
			if _, err := io.WriteString(server, "a\n"); err != nil {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	}()
	if took, err := read(g); !errors.Is(err, errSilent) || took < 250*time.Millisecond || took > 5*time.Second {
		t.Errorf("dripping: %v after %v", err, took)
	}
	ours, theirs := net.Pipe()
	defer theirs.Close()
	ctx, cancel := context.WithCancel(t.Context())
	g = newGuard(ctx, ours, standard)
	defer g.Close()
	time.AfterFunc(50*time.Millisecond, cancel)
	if took, err := read(g); !errors.Is(err, context.Canceled) || took > 5*time.Second {
		t.Errorf("cancelled: %v after %v", err, took)
	}
}

// TestGuardWritesOn: a server that takes a long letter slowly is not idle.
func TestGuardWritesOn(t *testing.T) {
	l := patient
	l.idle, l.step = 200*time.Millisecond, 10*time.Second
	g, server := guarded(t, l)
	go func() {
		for range 20 {
			io.CopyN(io.Discard, server, 32<<10)
			time.Sleep(30 * time.Millisecond)
		}
		io.WriteString(server, "250 ok\n")
	}()
	// The library's reader waits all the while, as go-imap's does.
	answer := make(chan error, 1)
	go func() { _, err := io.ReadFull(g, make([]byte, 7)); answer <- err }()
	if n, err := g.Write(make([]byte, 20*32<<10)); err != nil || n != 20*32<<10 {
		t.Fatal(n, err)
	}
	if err := <-answer; err != nil {
		t.Error(err)
	}
}
