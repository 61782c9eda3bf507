package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/idna"

	"headcount/data"
)

// Account is a mailbox with what it takes to use it.
type Account struct {
	data.Mail
	// Password is never written to a file, a log or an error.
	Password string
	// HandOver, if not nil, is called before the text of a letter goes to an SMTP
	// server; its error stops the letter there.
	HandOver func() error

	roots  *x509.CertPool // set by tests; nil for those of the system
	limits *limits        // set by tests; nil for the standard
}

// String names the account without its password.
func (a Account) String() string { return fmt.Sprintf("mailbox of %s", a.Login()) }

// GoString names the account without its password.
func (a Account) GoString() string { return a.String() }

func (a Account) bounds() limits {
	if a.limits != nil {
		return *a.limits
	}
	return standard
}

// session is one conversation with one server: it knows the step it is at, so
// that whatever goes wrong is told with it.
type session struct {
	account  Account
	protocol Protocol
	server   data.MailServer
	limits   limits
	step     Step
	report   func(StepResult)
	line     *guard
}

// Protocol is what a server speaks.
type Protocol string

// The protocols.
const (
	SMTP Protocol = "SMTP"
	IMAP Protocol = "IMAP"
)

// open connects to a server of the account and makes the line private: never a
// password, never a letter before that.
func open(ctx context.Context, a Account, p Protocol, report func(StepResult)) (*session, error) {
	s := &session{account: a, protocol: p, server: a.SMTP, limits: a.bounds(), report: report, step: StepLookup}
	if p == IMAP {
		s.server = a.IMAP
	} else {
		// SMTP replies are short; the library joins their lines in quadratic time.
		s.limits.answer = 64 << 10
	}
	if !s.server.IsSet() {
		return nil, s.problem(NotSet, nil)
	}
	addresses, err := s.lookup(ctx)
	if err != nil {
		return nil, err
	}
	s.begin(StepConnect)
	conn, err := s.dial(ctx, addresses)
	if err != nil {
		return nil, err
	}
	s.line = newGuard(ctx, conn, s.limits)
	if err := s.secure(ctx); err != nil {
		s.line.Close()
		return nil, err
	}
	s.begin(StepGreeting)
	return s, nil
}

// address is "host:port", for people and for dialling.
func (s *session) address() string {
	return net.JoinHostPort(s.server.Host, strconv.Itoa(s.server.Port))
}

// begin starts the next step; the one before has worked.
func (s *session) begin(step Step) { s.beginFor(step, 0) }

// beginFor starts a step that may take longer than others.
func (s *session) beginFor(step Step, extra time.Duration) {
	if s.report != nil && step != s.step {
		s.report(StepResult{Protocol: s.protocol, Server: s.address(), Step: s.step})
	}
	s.step = step
	if s.line != nil {
		s.line.begin(s.limits.step + extra)
	}
}

// lookup finds the addresses of the server.
func (s *session) lookup(ctx context.Context) ([]net.IPAddr, error) {
	host := strings.Trim(strings.TrimSpace(s.server.Host), "[]")
	if ip := net.ParseIP(host); ip != nil {
		s.server.Host = host
		return s.permitted([]net.IPAddr{{IP: ip}})
	}
	host, err := idna.Lookup.ToASCII(host)
	if err != nil {
		return nil, s.problem(HostNotFound, err)
	}
	s.server.Host = host
	within, cancel := context.WithTimeout(ctx, s.limits.idle)
	defer cancel()
	addresses, err := net.DefaultResolver.LookupIPAddr(within, host)
	switch {
	case ctx.Err() != nil:
		return nil, s.problem(Cancelled, ctx.Err())
	case err != nil && !online():
		return nil, s.problem(NoNetwork, err)
	case err != nil:
		var dns *net.DNSError
		if errors.As(err, &dns) && dns.IsNotFound {
			return nil, s.problem(HostNotFound, err)
		}
		return nil, s.problem(NoNetwork, err)
	}
	return s.permitted(addresses)
}

// permitted leaves a line without TLS to loopback addresses: those dialled, not
// the name, which could lead anywhere.
func (s *session) permitted(addresses []net.IPAddr) ([]net.IPAddr, error) {
	if s.server.Security != data.MailPlain {
		return addresses, nil
	}
	for _, a := range addresses {
		if !a.IP.IsLoopback() {
			return nil, s.problem(NotLoopback, nil)
		}
	}
	return addresses, nil
}

// dial tries one address after the other: a computer whose IPv6 leads nowhere
// still gets through.
func (s *session) dial(ctx context.Context, addresses []net.IPAddr) (net.Conn, error) {
	var last error
	for i, address := range addresses {
		wait := s.limits.idle
		if i < len(addresses)-1 {
			wait = s.limits.idle / 4
		}
		dialer := net.Dialer{Timeout: wait}
		conn, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(address.String(), strconv.Itoa(s.server.Port)))
		if err == nil {
			return conn, nil
		}
		last = err
	}
	switch {
	case ctx.Err() != nil:
		return nil, s.problem(Cancelled, ctx.Err())
	case isNoRoute(last) || !online() && !loopback(addresses):
		return nil, s.problem(NoNetwork, last)
	}
	return nil, s.problem(Unreachable, last)
}

func loopback(addresses []net.IPAddr) bool {
	return len(addresses) > 0 && addresses[0].IP.IsLoopback()
}

// online reports whether this computer has any address but its own.
func online() bool {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return true
	}
	for _, a := range addresses {
		if ip, ok := a.(*net.IPNet); ok && !ip.IP.IsLoopback() && !ip.IP.IsLinkLocalUnicast() {
			return true
		}
	}
	return false
}

// secure makes the line private in the way that is set, or refuses.
func (s *session) secure(ctx context.Context) error {
	switch s.server.Security {
	case data.MailPlain:
		return nil
	case data.MailStartTLS:
		if err := s.startTLS(); err != nil {
			return err
		}
	}
	s.begin(StepCertificate)
	conn := tls.Client(s.line.raw, &tls.Config{
		ServerName: s.server.Host,
		RootCAs:    s.account.roots,
		MinVersion: tls.VersionTLS12,
	})
	if err := conn.HandshakeContext(ctx); err != nil {
		return s.handshakeProblem(ctx, err)
	}
	s.line.encrypted(conn)
	return nil
}
