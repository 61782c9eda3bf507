package mail

import (
	"net"
	"strconv"
	"time"

	"headcount.app/headcount/data"
)

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

// address is "host:port", for people and for dialling.
func (s *session) address() string {
	return net.JoinHostPort(s.server.Host, strconv.Itoa(s.server.Port))
}

// announce tells the caller that the text of the letter goes out from now on.
func (s *session) announce() error {
	if s.account.HandOver == nil {
		return nil
	}
	return s.account.HandOver()
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
