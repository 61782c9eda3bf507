package mail

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"slices"
	"strconv"
	"strings"

	"github.com/wneessen/go-mail/smtp"

	"headcount.app/headcount/data"
)

// Send hands a composed letter to the account's SMTP server, for all recipients
// or for none. The error is an *Error; if it is Unknown, the letter may have
// been delivered and must not be sent again by itself (SPEC S11.4).
func Send(ctx context.Context, a Account, raw []byte, from string, to ...string) error {
	limits := a.bounds()
	ctx, cancel := context.WithTimeoutCause(ctx, limits.session+limits.handOver(len(raw)), errSilent)
	defer cancel()
	s, client, err := openSMTP(ctx, a, nil)
	if err != nil {
		return err
	}
	defer s.line.Close()
	if err := s.envelope(client, len(raw), from, to); err != nil {
		return err
	}
	if err := s.handOver(client, raw); err != nil {
		return err
	}
	// The letter is taken; how the server says goodbye changes nothing.
	s.line.begin(limits.quit)
	client.Quit() //nolint:errcheck // see above
	return nil
}

// openSMTP connects, makes the line private and logs in.
func openSMTP(ctx context.Context, a Account, report func(StepResult)) (*session, *smtp.Client, error) {
	s, err := open(ctx, a, SMTP, report)
	if err != nil {
		return nil, nil, err
	}
	client, err := smtp.NewClient(s.line, s.server.Host)
	if err == nil {
		err = client.Hello(s.ownName())
	}
	if err == nil {
		s.begin(StepLogin)
		err = s.login(client)
	}
	if err != nil {
		s.line.Close()
		return nil, nil, s.smtpProblem(err)
	}
	return s, client, nil
}

// ownName is how this computer calls itself: by its address, not by the name
// that somebody gave it.
func (s *session) ownName() string {
	host, _, err := net.SplitHostPort(s.line.LocalAddr().String())
	ip := net.ParseIP(host)
	switch {
	case err != nil || ip == nil:
		return "localhost"
	case ip.To4() != nil:
		return "[" + ip.String() + "]"
	}
	return "[IPv6:" + ip.String() + "]"
}

// login takes the first way that both sides know. Over a private line PLAIN
// comes first: it works wherever it is offered, while the others depend on how
// the server keeps its passwords.
func (s *session) login(client *smtp.Client) error {
	offered, mechanisms := client.Extension("AUTH")
	switch {
	case s.account.Password == "" && !offered && s.server.Security == data.MailPlain:
		return nil // a relay on this computer that asks nobody
	case s.account.Password == "":
		return s.problem(NoPassword, nil)
	case !offered:
		return s.problem(NoLogin, nil)
	}
	user, password := s.account.Login(), s.account.Password
	known := strings.Fields(strings.ToUpper(mechanisms))
	// Whether the line is private enough was decided in secure.
	const privately = true
	for _, way := range []struct {
		name string
		auth smtp.Auth
	}{
		{"PLAIN", smtp.PlainAuth("", user, password, s.server.Host, privately)},
		{"LOGIN", smtp.LoginAuth(user, password, s.server.Host, privately)},
		{"SCRAM-SHA-256", boundedAuth{smtp.ScramSHA256Auth(user, password)}},
		{"SCRAM-SHA-1", boundedAuth{smtp.ScramSHA1Auth(user, password)}},
		{"CRAM-MD5", smtp.CRAMMD5Auth(user, password)},
	} {
		if slices.Contains(known, way.name) {
			return client.Auth(way.auth)
		}
	}
	return s.problem(NoLogin, nil)
}

// boundedAuth refuses a SCRAM server that asks for more rounds than a password
// is worth: the library would count them all, and nothing could stop it.
type boundedAuth struct{ smtp.Auth }

// Next answers a challenge of the server.
func (a boundedAuth) Next(challenge []byte, more bool) ([]byte, error) {
	for part := range strings.SplitSeq(string(challenge), ",") {
		if rounds, found := strings.CutPrefix(part, "i="); found {
			if n, err := strconv.Atoi(rounds); err != nil || n > 1_000_000 {
				return nil, errTooMuch
			}
		}
	}
	return a.Auth.Next(challenge, more)
}

// envelope names the sender and the recipients.
func (s *session) envelope(client *smtp.Client, size int, from string, to []string) error {
	s.begin(StepSender)
	if offered, limit := client.Extension("SIZE"); offered {
		if n := atoi(strings.TrimSpace(limit)); n > 0 && size > n {
			return s.problem(TooLarge, fmt.Errorf("the server takes %d bytes, the letter has %d", n, size))
		}
	}
	var all []string
	for i, address := range append([]string{from}, to...) {
		checked, err := Address(address)
		switch {
		case err != nil && i == 0:
			return s.ofAddress(s.problem(SenderRefused, err), address)
		case err != nil:
			s.begin(StepRecipient)
			return s.ofAddress(s.problem(RecipientRefused, err), address)
		}
		all = append(all, checked)
	}
	needs := slices.ContainsFunc(all, func(address string) bool { return !isASCII(address) })
	if offered, _ := client.Extension("SMTPUTF8"); needs && !offered {
		return s.problem(AddressUnsupported, nil)
	}
	// Asked for without need, it makes the next server refuse the letter.
	client.SkipSMTPUTF8(!needs)
	if err := client.Mail("<" + all[0] + ">"); err != nil {
		return s.ofAddress(s.smtpProblem(err), from)
	}
	for _, address := range all[1:] {
		s.begin(StepRecipient)
		if err := client.Rcpt("<" + address + ">"); err != nil {
			e := s.smtpProblem(err)
			if e.Reason == SenderRefused {
				address = from // Postfix says so only when it hears the recipient
			}
			return s.ofAddress(e, address)
		}
	}
	return nil
}

// ofAddress adds whose fault it is, if it is an address that was refused.
func (s *session) ofAddress(e *Error, address string) *Error {
	if e.Reason == SenderRefused || e.Reason == RecipientRefused || e.Reason == MailboxFull || e.Code >= 400 {
		e.Address = address
	}
	return e
}

// handOver gives the text to the server. From the point that ends it on, a
// broken line leaves the letter's fate unknown: only a number says no.
func (s *session) handOver(client *smtp.Client, raw []byte) error {
	if err := s.announce(); err != nil {
		return err
	}
	s.beginFor(StepHandOver, s.limits.handOver(len(raw)))
	text, err := client.Data()
	if err != nil {
		return s.smtpProblem(err).underWay()
	}
	if _, err := text.Write(raw); err != nil {
		return s.smtpProblem(err).underWay()
	}
	err = text.Close()
	var reply *textproto.Error
	answered := errors.As(err, &reply)
	if err == nil || answered && reply.Code/100 == 2 {
		return nil // every 2xx is a yes, 250 is the usual one
	}
	e := s.smtpProblem(err)
	if !answered || reply.Code < 400 {
		e.Unknown, e.Temporary = true, false
	}
	return e
}

// smtpProblem says what the library's error means.
func (s *session) smtpProblem(err error) *Error {
	var already *Error
	if errors.As(err, &already) {
		return already
	}
	// Several replies can stand in one error (EHLO, then HELO): the first counts.
	var reply *textproto.Error
	if errors.As(err, &reply) && reply.Code >= 100 {
		e := s.smtpRefusal(reply.Code, reply.Msg)
		e.cause = err
		return e
	}
	if errors.Is(err, errTooMuch) {
		return s.problem(TooMuch, err)
	}
	return s.brokenLine(err)
}
