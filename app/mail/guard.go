package mail

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"time"
)

// limits bound what a server can take of our time and memory.
type limits struct {
	idle     time.Duration // without a byte either way
	step     time.Duration // a step of the dialogue, waiting included
	session  time.Duration // the whole dialogue
	quit     time.Duration // saying goodbye, when everything is done
	perKB    time.Duration // more for handing over each KB of a letter
	incoming int           // bytes in a session
	answer   int           // bytes between two of our commands; 0 for no limit
	line     int           // bytes without an end of line
	brackets int           // "(" in one line
	nesting  int           // "(" in a session
	literals int           // "{" in a session
}

// standard are the limits of every connection. A letter may take as long as a
// slow line needs for it: 16 KB/s.
//
// "(" is counted because the IMAP library descends with each: two million of
// them end the process (go-imap v2.0.0-beta.8, measured). They are counted
// wherever they stand, in quotes and literals too: a count that follows the
// syntax can be led astray by a server that does not. Nothing that is asked of
// a server here is answered with more than three in a line. "{" is counted
// because each may begin a literal, for which the library takes 32 KB however
// short it is; only folders with the strangest names come as literals.
var standard = limits{
	idle: 30 * time.Second, step: 60 * time.Second, session: 3 * time.Minute, quit: 3 * time.Second,
	perKB: 60 * time.Millisecond, incoming: 2 << 20, line: 256 << 10, brackets: 64, nesting: 20_000, literals: 1000,
}

// handOver is how long a letter of so many bytes may take.
func (l limits) handOver(size int) time.Duration {
	return time.Duration(size>>10) * l.perKB
}

// Errors of the guard: what it cut the line for.
var (
	errSilent  = errors.New("the server was silent for too long")
	errTooMuch = errors.New("the server sent more than it should")
)

// guard is a connection to a mail server that cannot be kept waiting, flooded
// or led into the depths of a parser. It lies below the mail libraries, so that
// whatever they do about time and memory (deadlines of their own, none at all),
// these bounds hold.
type guard struct {
	limits limits

	mu     sync.Mutex
	conn   net.Conn // the line as the library sees it: TLS once it is private
	raw    net.Conn // the line itself; closing it ends everything at once
	stepBy time.Time
	cause  error  // the first reason for which the line ended
	said   []byte // the end of what the server said
	dead   chan struct{}
	stop   func() bool // ends the watch over the context
	timer  *time.Timer // ends the step

	// Of the reader alone; a connection has one.
	pending  []byte // said by the server before the guard was in place
	incoming int
	column   int
	opened   int
	nesting  int
	literals int

	answered int // bytes since we last spoke, under mu
}

// newGuard watches over conn until the context ends or Close is called.
func newGuard(ctx context.Context, conn net.Conn, l limits) *guard {
	g := &guard{limits: l, conn: conn, raw: conn, dead: make(chan struct{})}
	g.timer = time.AfterFunc(l.step, func() { g.fail(errSilent) })
	g.stop = context.AfterFunc(ctx, func() { g.fail(context.Cause(ctx)) })
	g.begin(l.step)
	return g
}

// begin starts a step that may take as long as given.
func (g *guard) begin(d time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.stepBy = time.Now().Add(d)
	g.timer.Reset(d)
	g.idleFromNow()
}

// idleFromNow lets the line be silent for as long as it may. The caller holds mu.
func (g *guard) idleFromNow() {
	by := time.Now().Add(g.limits.idle)
	if g.stepBy.Before(by) {
		by = g.stepBy
	}
	g.raw.SetDeadline(by) //nolint:errcheck // a closed line tells the next read
}

// fail cuts the line. The first reason is the one that counts.
func (g *guard) fail(cause error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.cause == nil {
		g.cause = cause
		close(g.dead)
	}
	g.raw.Close()
}

// failure returns the reason for which the line ended, nil while it stands.
func (g *guard) failure() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.cause
}

// lastLine returns the last line that the server said, as far as it is kept.
func (g *guard) lastLine() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	said := bytes.TrimRight(g.said, "\r\n")
	return string(said[bytes.LastIndexByte(said, '\n')+1:])
}

// replay lets the library read a greeting that was already taken off the line.
func (g *guard) replay(greeting string) { g.pending = []byte(greeting) }

// encrypted puts the private line in the place of the open one.
func (g *guard) encrypted(conn net.Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.conn = conn
}

// Read reads what the server says, within the limits.
func (g *guard) Read(p []byte) (int, error) {
	if len(g.pending) > 0 {
		n := copy(p, g.pending)
		g.pending = g.pending[n:]
		return n, nil
	}
	g.mu.Lock()
	conn := g.conn
	g.idleFromNow()
	g.mu.Unlock()
	n, err := conn.Read(p)
	if !g.allows(p[:n]) {
		g.fail(errTooMuch)
		return 0, errTooMuch
	}
	return n, g.ended(err)
}

// allows counts what came in.
func (g *guard) allows(p []byte) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.said = append(g.said, p...)
	if extra := len(g.said) - 1024; extra > 0 {
		g.said = append(g.said[:0], g.said[extra:]...)
	}
	g.answered += len(p)
	g.incoming += len(p)
	if g.incoming > g.limits.incoming || g.limits.answer > 0 && g.answered > g.limits.answer {
		return false
	}
	for _, b := range p {
		switch g.column++; b {
		case '\n':
			g.column, g.opened = 0, 0
		case '(':
			g.opened++
			g.nesting++
		case '{':
			g.literals++
		}
		if g.column > g.limits.line || g.opened > g.limits.brackets || g.nesting > g.limits.nesting || g.literals > g.limits.literals {
			return false
		}
	}
	return true
}

// Write sends in small pieces: as long as they go out, the line is not idle.
func (g *guard) Write(p []byte) (int, error) {
	written := 0
	for len(p) > 0 {
		g.mu.Lock()
		conn := g.conn
		g.answered = 0
		g.idleFromNow()
		g.mu.Unlock()
		n, err := conn.Write(p[:min(len(p), 32<<10)])
		written += n
		if err != nil {
			return written, g.ended(err)
		}
		p = p[n:]
	}
	g.mu.Lock()
	g.idleFromNow()
	g.mu.Unlock()
	return written, nil
}

// ended notes why the line ended, if it did.
func (g *guard) ended(err error) error {
	if err == nil {
		return nil
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		err = errSilent
	}
	g.fail(err)
	if errors.Is(err, io.EOF) {
		return err // bufio and the libraries compare it
	}
	return g.failure()
}

// Close ends the line and the watch over it.
func (g *guard) Close() error {
	g.stop()
	g.timer.Stop()
	g.fail(net.ErrClosed)
	return nil
}

// LocalAddr is this end of the line.
func (g *guard) LocalAddr() net.Addr { return g.raw.LocalAddr() }

// RemoteAddr is the server's end of the line.
func (g *guard) RemoteAddr() net.Addr { return g.raw.RemoteAddr() }

// SetDeadline does nothing: the guard's own deadlines hold. The IMAP library
// takes its deadline off between replies, and would then wait for ever.
func (g *guard) SetDeadline(time.Time) error { return nil }

// SetReadDeadline does nothing, see SetDeadline.
func (g *guard) SetReadDeadline(time.Time) error { return nil }

// SetWriteDeadline does nothing, see SetDeadline.
func (g *guard) SetWriteDeadline(time.Time) error { return nil }
