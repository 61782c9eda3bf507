//go:build unix

package app

import (
	"bufio"
	"fmt"
	"net"
	"net/textproto"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/data"
)

// handOverSteps are the steps of a letter to an SMTP server, and whether its
// text is under way by then. At "answer" the server has taken it.
var handOverSteps = []struct {
	name     string
	underWay bool
}{
	{"greeting", false},
	{"EHLO", false},
	{"AUTH", false},
	{"MAIL", false},
	{"RCPT", false},
	{"DATA", true},
	{"text", true},
	{"dot", true},
	{"answer", true},
}

// ends are the ways in which a program that delivers a letter is ended.
var ends = map[string]func(t *testing.T, path string, reached <-chan struct{}){
	"SIGINT":  func(t *testing.T, path string, reached <-chan struct{}) { endChild(t, path, reached, syscall.SIGINT) },
	"SIGTERM": func(t *testing.T, path string, reached <-chan struct{}) { endChild(t, path, reached, syscall.SIGTERM) },
	"SIGKILL": func(t *testing.T, path string, reached <-chan struct{}) { endChild(t, path, reached, syscall.SIGKILL) },
	"quit":    quit,
}

// endChild ends a process that sends what waits by a signal.
func endChild(t *testing.T, path string, reached <-chan struct{}, signal os.Signal) {
	child := sender(path)
	try(t, child.Start())
	ended := make(chan error, 1)
	go func() { ended <- child.Wait() }()
	await(t, reached)
	try(t, child.Process.Signal(signal))
	select {
	case err := <-ended:
		if _, killed := err.(*exec.ExitError); !killed {
			t.Errorf("ended with %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Error(child.Process.Kill(), "it does not end")
	}
}

// quit closes an organization whose window delivers the letters.
func quit(t *testing.T, path string, reached <-chan struct{}) {
	a, err := Open(path, Config{Passwords: outbox.NewPasswords(&ring{}, testPassword)})
	try(t, err)
	a.Outbox.Start()
	await(t, reached)
	try(t, a.Close())
}

func await(t *testing.T, reached <-chan struct{}) {
	t.Helper()
	select {
	case <-reached:
	case <-time.After(20 * time.Second):
		t.Fatal("the server never came to this step")
	}
}

// TestEndedWhileHandingOver ends the program at every step of a letter, in every
// way: one whose text was under way is unknown and never sent again by itself,
// any other goes out once, later (SPEC S11.4).
func TestEndedWhileHandingOver(t *testing.T) {
	for name, end := range ends {
		for _, step := range handOverSteps {
			t.Run(name+" at "+step.name, func(t *testing.T) {
				t.Parallel()
				p := newStalling(t, step.name)
				path := oneLetter(t, data.Mail{Way: data.MailByMailbox, SMTP: p.at})
				end(t, path, p.reached)
				p.goOn()
				l := openedAgain(t, path)
				want := data.LetterSent
				if step.underWay {
					want = data.LetterUnknown
				}
				taken := p.count()
				if l.State != want || taken > 1 || l.State == data.LetterSent && taken != 1 {
					t.Errorf("the letter is %v, the server took it %d times", l.State, taken)
				}
				if m := l.Trouble.Code; step.underWay && m != outbox.TroubleInterrupted {
					t.Errorf("trouble %q", m)
				}
			})
		}
	}
}

// TestEndedWhilePutIntoAFolder: the same for a folder, out of which a person may
// have moved the letter before the program is started again.
func TestEndedWhilePutIntoAFolder(t *testing.T) {
	for name, end := range ends {
		for _, way := range []data.MailWay{data.MailByMailbox, data.MailByDraft} {
			t.Run(fmt.Sprint(name, " ", way), func(t *testing.T) {
				t.Parallel()
				b := newBox(t)
				reached := make(chan struct{})
				var once sync.Once
				b.taken = func() {
					once.Do(func() { close(reached); <-t.Context().Done() })
				}
				path := oneLetter(t, data.Mail{Way: way, IMAP: b.at})
				end(t, path, reached)
				folder := map[data.MailWay]string{data.MailByMailbox: "INBOX", data.MailByDraft: "Drafts"}[way]
				if n := b.letters(t, folder); n != 1 {
					t.Fatalf("%d letters in the folder", n)
				}
				b.empty(t, folder)
				if l := openedAgain(t, path); l.State != data.LetterUnknown || b.letters(t, folder) != 0 {
					t.Errorf("the letter is %v, and was put there %d times again", l.State, b.letters(t, folder))
				}
			})
		}
	}
}

// oneLetter is the path of an organization in which one letter waits.
func oneLetter(t *testing.T, m data.Mail) string {
	t.Helper()
	a := mailing(t, "en", m)
	s, err := a.Simulate(t.Context(), exampleFile(t, a), data.Options{}, nil)
	try(t, err)
	p, err := shortLetter(a, "boss@bellerive.example")
	try(t, err)
	p.Letter.Way = m.Way
	_, err = a.store.PostLetters(t.Context(), s.Upload.ID, []data.Posting{p})
	try(t, err)
	path := a.Path()
	try(t, a.Close())
	return path
}

// openedAgain is the one letter after the organization was opened again and
// everything sent that goes out by itself.
func openedAgain(t *testing.T, path string) data.Letter {
	t.Helper()
	a, err := Open(path, Config{Passwords: outbox.NewPasswords(&ring{}, testPassword)})
	try(t, err)
	defer a.Close()
	_, err = a.Outbox.Send(t.Context(), nil)
	try(t, err)
	return only(t, a)
}

// stalling is an SMTP server that once, at one step, says nothing until goOn.
type stalling struct {
	at      data.MailServer
	step    string
	reached chan struct{}
	resume  chan struct{}

	mu    sync.Mutex
	done  bool
	taken int
}

func newStalling(t *testing.T, step string) *stalling {
	t.Helper()
	line, err := net.Listen("tcp", "127.0.0.1:0")
	try(t, err)
	s := &stalling{at: serverAt(line), step: step, reached: make(chan struct{}), resume: make(chan struct{})}
	t.Cleanup(func() { line.Close(); s.goOn() })
	go func() {
		for {
			conn, err := line.Accept()
			if err != nil {
				return
			}
			go s.serve(conn)
		}
	}()
	return s
}

func (s *stalling) goOn() {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.resume:
	default:
		close(s.resume)
	}
}

func (s *stalling) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.taken
}

// come stalls if this is the step.
func (s *stalling) come(step string) {
	s.mu.Lock()
	stalls := step == s.step && !s.done
	s.done = s.done || stalls
	s.mu.Unlock()
	if stalls {
		close(s.reached)
		<-s.resume
	}
}

func (s *stalling) serve(conn net.Conn) {
	defer conn.Close()
	r := textproto.NewReader(bufio.NewReader(conn))
	say := func(line string) { fmt.Fprintf(conn, "%s\r\n", line) }
	s.come("greeting")
	say("220 mail.example.org ESMTP")
	for {
		line, err := r.ReadLine()
		if err != nil {
			return
		}
		word, _, _ := strings.Cut(strings.ToUpper(line), " ")
		s.come(word)
		switch word {
		case "EHLO":
			say("250-mail.example.org\r\n250 AUTH PLAIN")
		case "AUTH":
			say("235 welcome")
		case "DATA":
			say("354 go ahead")
			if !s.take(r) {
				return
			}
			say("250 queued")
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

// take reads the text to its end and delivers the letter.
func (s *stalling) take(r *textproto.Reader) bool {
	if _, err := r.ReadLine(); err != nil {
		return false
	}
	s.come("text")
	if _, err := r.ReadDotBytes(); err != nil {
		return false
	}
	s.come("dot")
	s.mu.Lock()
	s.taken++
	s.mu.Unlock()
	s.come("answer")
	return true
}
