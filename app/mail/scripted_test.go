package mail

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// canary is the password of every test: it must turn up nowhere.
const canary = "kanarienvogel-7Q"

// patient are limits that nothing runs into on a busy machine, short those of
// tests in which a server is silent. What they allow to come in is the standard.
var patient, short = func() (limits, limits) {
	l := standard
	l.idle, l.step, l.session, l.quit = 10*time.Second, 20*time.Second, 30*time.Second, 100*time.Millisecond
	s := l
	s.idle, s.step, s.session = 600*time.Millisecond, 1200*time.Millisecond, 3*time.Second
	return l, s
}()

// talk is one connection as a scripted server sees it.
type talk struct {
	net.Conn
	r      *bufio.Reader
	server *scripted
}

// scripted is a mail server that does what a test says, on loopback.
type scripted struct {
	address *net.TCPAddr
	mu      sync.Mutex
	heard   bytes.Buffer // what clients said, decrypted
	done    sync.WaitGroup
}

// serve starts a server that plays the script for every connection.
func serve(t testing.TB, script func(*talk)) *scripted {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &scripted{address: listener.Addr().(*net.TCPAddr)}
	var mu sync.Mutex
	var open []net.Conn
	s.done.Add(1)
	go func() {
		defer s.done.Done()
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			mu.Lock()
			open = append(open, conn)
			mu.Unlock()
			s.done.Add(1)
			go func() {
				defer s.done.Done()
				defer conn.Close()
				script(s.talk(conn))
			}()
		}
	}()
	t.Cleanup(func() {
		listener.Close()
		mu.Lock()
		for _, conn := range open {
			conn.Close()
		}
		mu.Unlock()
		s.done.Wait()
	})
	return s
}

func (s *scripted) talk(conn net.Conn) *talk { return &talk{conn, bufio.NewReader(conn), s} }

// said returns everything that clients said so far.
func (s *scripted) said() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.heard.String()
}

func (c *talk) say(lines ...string) {
	for _, line := range lines {
		io.WriteString(c, line+"\r\n")
	}
}

// hear returns the client's next line, "" when it is gone.
func (c *talk) hear() string {
	line, _ := c.r.ReadString('\n')
	c.server.mu.Lock()
	c.server.heard.WriteString(line)
	c.server.mu.Unlock()
	return strings.TrimRight(line, "\r\n")
}

// silent says nothing until the client is gone.
func (c *talk) silent() { io.Copy(io.Discard, c.r) }

// flood sends the same again until the client has enough, or so many bytes.
func (c *talk) flood(text string, bytes int64) {
	chunk := strings.Repeat(text, 1+(64<<10)/len(text))
	for sent := int64(0); sent < bytes; sent += int64(len(chunk)) {
		if _, err := io.WriteString(c, chunk); err != nil {
			return
		}
	}
}

// secure goes on over TLS.
func (c *talk) secure(config *tls.Config) (*talk, bool) {
	conn := tls.Server(c.Conn, config)
	err := conn.Handshake()
	return c.server.talk(conn), err == nil
}

func (s *scripted) at(security data.MailSecurity) data.MailServer {
	return data.MailServer{Host: "127.0.0.1", Port: s.address.Port, Security: security}
}

func account(way data.MailWay) Account {
	l := patient
	return Account{Mail: data.Mail{Way: way, From: "anna@example.org"}, Password: canary, limits: &l}
}

// authority makes certificates for tests.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	pool *x509.CertPool
}

func newAuthority(t testing.TB) *authority {
	t.Helper()
	a := &authority{pool: x509.NewCertPool()}
	a.key = newKey(t)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test authority"}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	a.cert = sign(t, template, template, a.key, a.key)
	a.pool.AddCert(a.cert)
	return a
}

func newKey(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func sign(t testing.TB, template, parent *x509.Certificate, key, by *ecdsa.PrivateKey) *x509.Certificate {
	t.Helper()
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, by)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return cert
}

// issue returns a server's certificate for loopback, changed as given.
func (a *authority) issue(t testing.TB, change func(*x509.Certificate)) *tls.Config {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: "mail"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	if change != nil {
		change(template)
	}
	key := newKey(t)
	cert := sign(t, template, a.cert, key, a.key)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{cert.Raw}, PrivateKey: key}}}
}

// problem checks what every error has to have, and returns it.
func problem(t *testing.T, err error, s data.MailServer) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("no *Error: %v", err)
	}
	if want := fmt.Sprintf("%s:%d", s.Host, s.Port); e.Server != want {
		t.Errorf("server %q, want %q", e.Server, want)
	}
	for _, language := range assets.Languages() {
		sentence, wayOut := Explain(assets.In(language), e)
		for _, text := range []string{sentence, wayOut, e.Error(), fmt.Sprintf("%v %+v", err, e.Words)} {
			if strings.Contains(text, canary) || strings.Contains(text, "mail.error") || strings.Contains(text, "{{") {
				t.Errorf("says %q", text)
			}
		}
		if len(sentence) > 800 || strings.ContainsAny(sentence, "\r\n\x00\x1b") {
			t.Errorf("sentence %q", sentence)
		}
	}
	return e
}
