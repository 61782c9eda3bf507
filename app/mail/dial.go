package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"strconv"
	"strings"

	"golang.org/x/net/idna"

	"headcount.app/headcount/data"
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
