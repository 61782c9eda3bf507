package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"net"
	"strconv"
	"strings"
	"syscall"
	"unicode"
)

// lasting are the reasons that only a person can do something about; with all
// others, waiting may help.
var lasting = map[Reason]bool{
	NotSet: true, NoPassword: true, NotMail: true, TooMuch: true, NoTLS: true, NotTLS: true, Tampered: true, OldTLS: true,
	CertificateExpired: true, CertificateName: true, CertificateUntrusty: true, NotLoopback: true,
	LoginRefused: true, AppPassword: true, LoginEnded: true, NoLogin: true, SenderRefused: true, RecipientRefused: true,
	AddressUnsupported: true, TooLarge: true, Refused: true, Cancelled: true,
}

// problem is an error of this session at the step it is at.
func (s *session) problem(reason Reason, cause error) *Error {
	return &Error{Server: s.address(), Step: s.step, Reason: reason, Temporary: !lasting[reason], cause: cause}
}

// underWay is an error while the text is being handed over. Calling off never
// wins over what the server may have (SPEC S11.4).
func (e *Error) underWay() *Error {
	if e.Reason == Cancelled {
		e.Unknown = true
	}
	return e
}

// refusal is a problem with the server's own words.
func (s *session) refusal(reason Reason, words string) *Error {
	e := s.problem(reason, nil)
	e.Words = s.clean(words)
	return e
}

// brokenLine says why nothing can be read or written any more.
func (s *session) brokenLine(err error) *Error {
	var already *Error
	if errors.As(err, &already) {
		return already
	}
	var cause error
	if s.line != nil {
		cause = s.line.failure()
	}
	if errors.Is(cause, net.ErrClosed) {
		cause = nil // closed at this end, by a library that had read enough
	}
	switch {
	case errors.Is(cause, context.Canceled), cause == nil && errors.Is(err, context.Canceled):
		return s.problem(Cancelled, err)
	case cause == nil:
		return s.problem(NotMail, err) // the line stands: what it says makes no sense
	case errors.Is(cause, errSilent), errors.Is(cause, context.DeadlineExceeded):
		return s.problem(Silent, cause)
	case errors.Is(cause, errTooMuch):
		return s.problem(TooMuch, cause)
	case isNoRoute(cause):
		return s.problem(NoNetwork, cause)
	}
	if said := s.lastWords(s.line.lastLine()); said != nil {
		return said
	}
	return s.problem(Dropped, cause)
}

// lastWords is the reason that a server often gives before it hangs up, nil if its
// last line was none.
func (s *session) lastWords(last string) *Error {
	if bye, ok := cutPrefixFold(last, "* BYE"); ok {
		return s.refusal(Busy, bye)
	}
	if len(last) > 4 && (last[0] == '4' || last[0] == '5') && last[3] == ' ' && s.protocol == SMTP && atoi(last[:3]) > 0 {
		return s.smtpRefusal(atoi(last[:3]), last[4:])
	}
	return nil
}

// handshakeProblem says why no private line came about.
func (s *session) handshakeProblem(ctx context.Context, err error) *Error {
	var (
		invalid   x509.CertificateInvalidError
		name      x509.HostnameError
		authority x509.UnknownAuthorityError
		record    tls.RecordHeaderError
		timeout   net.Error
	)
	switch {
	case ctx.Err() != nil && errors.Is(context.Cause(ctx), context.Canceled):
		return s.problem(Cancelled, err)
	case errors.As(err, &name):
		return s.problem(CertificateName, err)
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return s.problem(CertificateExpired, err)
	case errors.As(err, &authority), errors.As(err, &invalid):
		return s.problem(CertificateUntrusty, err)
	case errors.As(err, &record):
		return s.problem(NotTLS, err)
	case strings.Contains(err.Error(), "protocol version"):
		return s.problem(OldTLS, err)
	case errors.As(err, &timeout) && timeout.Timeout(), ctx.Err() != nil, errors.Is(s.line.failure(), errSilent):
		return s.problem(Silent, err)
	case strings.HasPrefix(err.Error(), "x509:"), strings.Contains(err.Error(), "failed to verify certificate"):
		return s.problem(CertificateUntrusty, err)
	}
	return s.problem(Dropped, err)
}

// smtpRefusal reads the number and the words of an SMTP reply.
func (s *session) smtpRefusal(code int, words string) *Error {
	reason := smtpReason(s.step, code, words)
	e := s.refusal(reason, words)
	e.Code = code
	// The number decides: a 4xx is worth another try whatever it is about.
	e.Temporary = code < 500
	if code < 400 {
		e.Reason, e.Temporary = NotMail, false
	}
	return e
}

// smtpReason knows the numbers of RFC 5321 and RFC 3463, and two providers who
// say in words that a password is not enough any more.
func smtpReason(step Step, code int, words string) Reason {
	folded := strings.ToLower(words)
	switch {
	case code == 421, code == 450 && step != StepRecipient, code == 451:
		return Busy
	case code == 552, code == 523, strings.Contains(words, "5.3.4"):
		return TooLarge
	case code == 452, strings.Contains(words, "5.2.2"):
		return MailboxFull
	case step == StepLogin:
		return loginReason(folded, code < 500)
	case step == StepSender, step == StepRecipient && strings.Contains(folded, "sender address rejected"):
		return SenderRefused
	case step == StepRecipient:
		return RecipientRefused
	case code < 500:
		return Busy
	}
	return Refused
}

// loginReason tells a wrong password from a provider that wants another kind.
func loginReason(folded string, temporary bool) Reason {
	switch {
	case strings.Contains(folded, "application-specific password"), strings.Contains(folded, "app password"),
		strings.Contains(folded, "app-specific password"):
		return AppPassword
	case strings.Contains(folded, "basic authentication is disabled"), strings.Contains(folded, "smtpclientauthentication is disabled"),
		strings.Contains(folded, "logondenied-basicauthblocked"), strings.Contains(folded, "basicauthblocked"):
		return LoginEnded
	case temporary:
		return Busy
	}
	return LoginRefused
}

// clean makes the server's words fit to be shown and kept: one line, bounded,
// and without the password, in whatever dress the server sends it back.
func (s *session) clean(words string) string {
	if password := s.account.Password; password != "" {
		for _, secret := range []string{
			password,
			base64.StdEncoding.EncodeToString([]byte(password)),
			base64.StdEncoding.EncodeToString([]byte("\x00" + s.account.Login() + "\x00" + password)),
		} {
			words = strings.ReplaceAll(words, secret, "•••")
		}
	}
	words = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.IsSpace(r) || forbidden(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(words, "\uFFFD"))
	return truncate(strings.Join(strings.Fields(words), " "), 300)
}

func isNoRoute(err error) bool {
	return errors.Is(err, syscall.ENETUNREACH) || errors.Is(err, syscall.EHOSTUNREACH) || errors.Is(err, syscall.ENETDOWN)
}

func atoi(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
