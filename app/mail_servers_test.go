package app

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/mail"
	"strconv"
	"sync"
	"testing"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/data"
)

// The mailbox that the servers of these tests have.
const (
	testAddress  = "camille@bellerive.example"
	testPassword = "canary-Pass§word/77"
)

// post is an SMTP server on this computer that does what a test says.
type post struct {
	server *smtp.Server
	at     data.MailServer

	mu sync.Mutex
	// taken are the letters that were answered for, by Message-ID, each as often
	// as it came; came counts all connections.
	taken map[string][][]byte
	came  int
	// refuse is the answer to a step ("login", "mail", "rcpt", "data"); hangUp
	// drops the line once the whole text is there, keep says whether the letter is
	// delivered all the same.
	refuse map[string]error
	hangUp bool
	keep   bool
	// block, if not nil, is waited for before the text is answered for.
	block chan struct{}
}

func newPost(t testing.TB) *post {
	t.Helper()
	p := &post{taken: map[string][][]byte{}, refuse: map[string]error{}}
	p.listen(t, "127.0.0.1:0")
	return p
}

// listen serves at an address until the test is over or close is called.
func (p *post) listen(t testing.TB, address string) {
	t.Helper()
	line, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	p.server = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.came++
		return &postSession{post: p, conn: c}, nil
	}))
	p.server.Domain, p.server.AllowInsecureAuth = "localhost", true
	p.server.ErrorLog = nothing{}
	p.at = serverAt(line)
	done := make(chan struct{})
	server := p.server
	go func() {
		defer close(done)
		_ = server.Serve(line)
	}()
	t.Cleanup(func() {
		server.Close()
		<-done
	})
}

func (p *post) close() { p.server.Close() }

func (p *post) set(change func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change()
}

// count is how many letters were answered for.
func (p *post) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, list := range p.taken {
		n += len(list)
	}
	return n
}

func (p *post) connections() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.came
}

type nothing struct{}

func (nothing) Printf(string, ...any) {}
func (nothing) Println(...any)        {}

func serverAt(line net.Listener) data.MailServer {
	_, port, _ := net.SplitHostPort(line.Addr().String())
	n, _ := strconv.Atoi(port)
	return data.MailServer{Host: "127.0.0.1", Port: n, Security: data.MailPlain}
}

// postSession is one conversation.
type postSession struct {
	post *post
	conn *smtp.Conn
}

func (s *postSession) answer(step string) error {
	s.post.mu.Lock()
	defer s.post.mu.Unlock()
	return s.post.refuse[step]
}

func (s *postSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *postSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != testAddress || password != testPassword {
			return smtp.ErrAuthFailed
		}
		return s.answer("login")
	}), nil
}

func (s *postSession) Reset()                               {}
func (s *postSession) Logout() error                        { return nil }
func (s *postSession) Mail(string, *smtp.MailOptions) error { return s.answer("mail") }
func (s *postSession) Rcpt(string, *smtp.RcptOptions) error { return s.answer("rcpt") }

func (s *postSession) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := s.answer("data"); err != nil {
		return err
	}
	p := s.post
	p.mu.Lock()
	block, hangUp, keep := p.block, p.hangUp, p.keep
	p.mu.Unlock()
	if block != nil {
		<-block
	}
	if !hangUp || keep {
		parsed, err := mail.ReadMessage(bytes.NewReader(text))
		if err != nil {
			return err
		}
		id := parsed.Header.Get("Message-ID")
		p.set(func() { p.taken[id] = append(p.taken[id], text) })
	}
	if hangUp {
		s.conn.Conn().Close()
		return errors.New("hung up")
	}
	return nil
}

// box is an IMAP server on this computer with one mailbox.
type box struct {
	user *imapmemserver.User
	at   data.MailServer

	server *imapserver.Server
	// taken, if not nil, is called when a letter lies in its folder and the server
	// has not answered for it yet.
	taken func()
}

// boxSession is one conversation with it.
type boxSession struct {
	imapserver.SessionIMAP4rev2
	box *box
}

// Append puts a letter into a folder.
func (s *boxSession) Append(folder string, r imap.LiteralReader, options *imap.AppendOptions) (*imap.AppendData, error) {
	added, err := s.SessionIMAP4rev2.Append(folder, r, options)
	if err == nil && s.box.taken != nil {
		s.box.taken()
	}
	return added, err
}

func newBox(t testing.TB) *box {
	t.Helper()
	b := &box{user: imapmemserver.NewUser(testAddress, testPassword)}
	for _, name := range []string{"INBOX", "Sent", "Drafts"} {
		if err := b.user.Create(name, nil); err != nil {
			t.Fatal(err)
		}
	}
	b.listen(t, "127.0.0.1:0")
	return b
}

func (b *box) listen(t testing.TB, address string) {
	t.Helper()
	store := imapmemserver.New()
	store.AddUser(b.user)
	line, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	b.at = serverAt(line)
	server := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			rev2, ok := store.NewSession().(imapserver.SessionIMAP4rev2)
			if !ok {
				return nil, nil, errors.New("the library's server is an older one")
			}
			return &boxSession{rev2, b}, nil, nil
		},
		Caps: imap.CapSet{imap.CapIMAP4rev1: {}, imap.CapIMAP4rev2: {}}, InsecureAuth: true, Logger: nothing{},
	})
	b.server = server
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(line)
	}()
	t.Cleanup(func() {
		server.Close()
		<-done
	})
}

// letters counts the letters in a folder.
func (b *box) letters(t testing.TB, folder string) int {
	t.Helper()
	status, err := b.user.Status(folder, &imap.StatusOptions{NumMessages: true})
	if err != nil {
		t.Fatal(err)
	}
	return int(*status.NumMessages)
}

// empty moves everything out of a folder.
func (b *box) empty(t testing.TB, folder string) {
	t.Helper()
	if err := errors.Join(b.user.Delete(folder), b.user.Create(folder, nil)); err != nil {
		t.Fatal(err)
	}
}

// ring is a keyring in memory; an absent one is none at all.
type ring struct {
	mu     sync.Mutex
	kept   map[string]string
	absent bool
}

func (r *ring) Get(service, account string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.absent {
		return "", outbox.ErrNoKeyring
	}
	if password, there := r.kept[service+"\n"+account]; there {
		return password, nil
	}
	return "", outbox.ErrNoPassword
}

func (r *ring) Set(service, account, password string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.absent {
		return outbox.ErrNoKeyring
	}
	if r.kept == nil {
		r.kept = map[string]string{}
	}
	r.kept[service+"\n"+account] = password
	return nil
}

func (r *ring) Delete(service, account string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.absent {
		return outbox.ErrNoKeyring
	}
	if _, there := r.kept[service+"\n"+account]; !there {
		return outbox.ErrNoPassword
	}
	delete(r.kept, service+"\n"+account)
	return nil
}

// newSilence is a server that takes calls and says nothing.
func newSilence(t testing.TB) data.MailServer {
	t.Helper()
	line, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { line.Close() })
	return serverAt(line)
}
