package mail

import (
	"bufio"
	"errors"
	"strings"
)

// startTLS asks for a private line. It is spoken by hand, before a library sees
// the connection: neither of the two refuses text that was slipped in behind
// the server's consent, which would be read as if it had come over the private
// line, and the IMAP one can wait for ever when the server hangs up in the
// middle of it.
func (s *session) startTLS() error {
	r := bufio.NewReaderSize(s.line, 4<<10)
	var greeting string
	var err error
	if s.protocol == SMTP {
		greeting, err = s.startSMTP(r)
	} else {
		greeting, err = s.startIMAP(r)
	}
	if err != nil {
		return err
	}
	if r.Buffered() > 0 {
		return s.problem(Tampered, nil)
	}
	s.line.replay(greeting)
	return nil
}

// startSMTP returns a greeting for the library to read.
func (s *session) startSMTP(r *bufio.Reader) (string, error) {
	if _, err := s.expect(r, "220"); err != nil {
		return "", err
	}
	if err := s.say("EHLO " + s.ownName()); err != nil {
		return "", err
	}
	offers, err := s.expect(r, "250")
	if err != nil {
		return "", err
	}
	for _, offer := range offers {
		if strings.EqualFold(strings.TrimSpace(offer), "STARTTLS") {
			if err := s.say("STARTTLS"); err != nil {
				return "", err
			}
			if _, err := s.expect(r, "220"); err != nil {
				if e := asError(err); e.Code >= 500 {
					e.Reason = NoTLS
				}
				return "", err
			}
			return "220 ready\r\n", nil
		}
	}
	return "", s.problem(NoTLS, nil)
}

// expect reads one SMTP reply and returns the texts of its lines.
func (s *session) expect(r *bufio.Reader, code string) ([]string, error) {
	var texts []string
	for {
		line, err := s.hear(r)
		if err != nil {
			return nil, err
		}
		if len(line) < 3 || strings.Trim(line[:3], "0123456789") != "" || len(line) > 3 && line[3] != ' ' && line[3] != '-' {
			return nil, s.problem(NotMail, errors.New("no SMTP reply"))
		}
		if line[:3] != code {
			return nil, s.smtpRefusal(atoi(line[:3]), line[min(4, len(line)):])
		}
		texts = append(texts, line[min(4, len(line)):])
		if len(line) == 3 || line[3] == ' ' {
			return texts, nil
		}
	}
}

// startIMAP returns a greeting for the library to read.
func (s *session) startIMAP(r *bufio.Reader) (string, error) {
	line, err := s.hear(r)
	if err != nil {
		return "", err
	}
	if rest, ok := cutPrefixFold(line, "* BYE"); ok {
		return "", s.refusal(Busy, rest)
	}
	// A server that says PREAUTH would skip the private line.
	if _, ok := cutPrefixFold(line, "* OK"); !ok {
		return "", s.problem(NotMail, errors.New("no IMAP greeting"))
	}
	if err := s.say("S STARTTLS"); err != nil {
		return "", err
	}
	for {
		line, err := s.hear(r)
		switch {
		case err != nil:
			return "", err
		case strings.HasPrefix(line, "* "):
			continue
		case strings.HasPrefix(line, "S NO"), strings.HasPrefix(line, "S BAD"):
			e := s.problem(NoTLS, nil)
			e.Words = s.clean(line[2:])
			return "", e
		case strings.HasPrefix(line, "S OK"):
			return "* OK ready\r\n", nil
		}
		return "", s.problem(NotMail, errors.New("no IMAP reply"))
	}
}

func (s *session) say(command string) error {
	if _, err := s.line.Write([]byte(command + "\r\n")); err != nil {
		return s.brokenLine(err)
	}
	return nil
}

// hear reads one line; the guard bounds its length.
func (s *session) hear(r *bufio.Reader) (string, error) {
	line, err := r.ReadString('\n')
	if err != nil {
		return "", s.brokenLine(err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}
