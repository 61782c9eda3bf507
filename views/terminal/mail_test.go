package terminal_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/mail"
	"strconv"
	"strings"
	"sync"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/rogpeppe/go-internal/testscript"
)

// scriptMail is the SMTP server that a script talks to.
type scriptMail struct {
	mu      sync.Mutex
	letters []string
}

// mailserver [PORT]: starts an SMTP server on this computer, whose user is
// me@bellerive.example with the password canary-77; its port is in SMTP_PORT. It
// refuses the recipient nobody@…, and hangs up after a letter to unknown@….
func startMail(ts *testscript.TestScript, _ bool, args []string) {
	address := "127.0.0.1:0"
	if len(args) > 0 {
		address = "127.0.0.1:" + args[0]
	}
	line, err := net.Listen("tcp", address)
	ts.Check(err)
	m := &scriptMail{}
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &scriptSession{mail: m, conn: c}, nil }))
	server.Domain, server.AllowInsecureAuth = "localhost", true
	server.ErrorLog = silent{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(line)
	}()
	ts.Defer(func() {
		server.Close()
		<-done
	})
	_, port, _ := net.SplitHostPort(line.Addr().String())
	ts.Setenv("SMTP_PORT", port)
	servers.Store(ts.Getenv("WORK"), m)
}

// servers are the mail servers of the scripts, by their work folders.
var servers sync.Map

// delivered N [SUBJECT]: the server has taken N letters, and the last has this
// in its subject.
func delivered(ts *testscript.TestScript, _ bool, args []string) {
	found, ok := servers.Load(ts.Getenv("WORK"))
	if !ok {
		ts.Fatalf("no mail server")
	}
	m := found.(*scriptMail)
	m.mu.Lock()
	defer m.mu.Unlock()
	if want, err := strconv.Atoi(args[0]); err != nil || len(m.letters) != want {
		ts.Fatalf("%d letters, not %s: %q", len(m.letters), args[0], m.letters)
	}
	if len(args) > 1 && !strings.Contains(m.letters[len(m.letters)-1], args[1]) {
		ts.Fatalf("%q is not in the last subject: %q", args[1], m.letters)
	}
}

type silent struct{}

func (silent) Printf(string, ...any) {}
func (silent) Println(...any)        {}

type scriptSession struct {
	mail *scriptMail
	conn *smtp.Conn
	to   string
}

func (s *scriptSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *scriptSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "me@bellerive.example" || password != "canary-77" {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

func (s *scriptSession) Reset()                               {}
func (s *scriptSession) Logout() error                        { return nil }
func (s *scriptSession) Mail(string, *smtp.MailOptions) error { return nil }

func (s *scriptSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if s.to = to; strings.HasPrefix(to, "nobody@") {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
	}
	return nil
}

func (s *scriptSession) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if strings.HasPrefix(s.to, "unknown@") {
		s.conn.Conn().Close()
		return errors.New("hung up")
	}
	letter, err := mail.ReadMessage(bytes.NewReader(text))
	if err != nil {
		return err
	}
	s.mail.mu.Lock()
	defer s.mail.mu.Unlock()
	s.mail.letters = append(s.mail.letters, letter.Header.Get("Subject"))
	return nil
}
