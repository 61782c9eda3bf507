package terminal

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
)

// mailSettings are the settings of mail under their dotted names (SPEC S12.1).
// That they fit together is looked at when all of them are set.
func mailSettings() []setting {
	text := func(name, wants string, at func(*data.Mail) *string) setting {
		return setting{
			name: name, wants: wants,
			get: func(s *data.Settings) string { return *at(&s.Mail) },
			set: func(s *data.Settings, v string) bool {
				v = data.Clean(v)
				if data.HasControl(v) || len(v) > data.MaxAddress {
					return false
				}
				*at(&s.Mail) = v
				return true
			},
		}
	}
	list := []setting{
		{
			name: "mail.way", wants: "mail_way",
			get: func(s *data.Settings) string { return string(s.Mail.Effective()) },
			set: func(s *data.Settings, v string) bool {
				way := data.MailWay(strings.TrimSpace(v))
				s.Mail.Way = way
				return slices.Contains([]data.MailWay{data.MailByMailbox, data.MailByDraft, data.MailByProgram}, way)
			},
		},
		{
			name: "mail.from", wants: "mail_from",
			get: func(s *data.Settings) string { return s.Mail.From },
			set: func(s *data.Settings, v string) bool {
				if v = data.Clean(v); v == "" {
					s.Mail.From = ""
					return true
				}
				address, err := app.CheckAddress(v)
				s.Mail.From = address
				return err == nil
			},
		},
		text("mail.user", "name", func(m *data.Mail) *string { return &m.User }),
	}
	for _, s := range []struct {
		name string
		at   func(*data.Mail) *data.MailServer
	}{
		{"mail.smtp", func(m *data.Mail) *data.MailServer { return &m.SMTP }},
		{"mail.imap", func(m *data.Mail) *data.MailServer { return &m.IMAP }},
	} {
		list = append(
			list, text(s.name+".host", "mail_host", func(m *data.Mail) *string { return &s.at(m).Host }),
			setting{
				name: s.name + ".port", wants: "mail_port", number: true,
				get: func(v *data.Settings) string { return strconv.Itoa(s.at(&v.Mail).Port) },
				set: func(v *data.Settings, text string) bool {
					n, err := strconv.Atoi(strings.TrimSpace(text))
					s.at(&v.Mail).Port = n
					return err == nil && n >= 0 && n <= 65535
				},
			},
			setting{
				name: s.name + ".security", wants: "mail_security",
				get: func(v *data.Settings) string { return string(s.at(&v.Mail).Security) },
				set: func(v *data.Settings, text string) bool {
					security := data.MailSecurity(strings.TrimSpace(text))
					s.at(&v.Mail).Security = security
					return slices.Contains([]data.MailSecurity{data.MailTLS, data.MailStartTLS, data.MailPlain}, security)
				},
			},
		)
	}
	return list
}

// fillMail fills in what was left open: the servers of an address that is given
// alone, and the usual port or security of a server. It says what it filled in.
func (c *call) fillMail(s *data.Settings, before data.Mail, given []string) {
	m := &s.Mail
	servers := slices.ContainsFunc(given, func(name string) bool {
		return strings.HasPrefix(name, "mail.smtp.") || strings.HasPrefix(name, "mail.imap.")
	})
	if slices.Contains(given, "mail.from") && m.From != "" && m.From != before.From && !servers {
		c.findServers(m, slices.Contains(given, "mail.user"))
	}
	usual(&m.SMTP, 465, 587)
	usual(&m.IMAP, 993, 143)
}

// findServers fills in the servers of the address, and says whose they are.
func (c *call) findServers(m *data.Mail, userGiven bool) {
	found, ok := app.FindServers(m.From, c.words)
	if !ok {
		return
	}
	m.SMTP, m.IMAP = found.Mail.SMTP, found.Mail.IMAP
	if !userGiven {
		m.User = found.Mail.User
	}
	provider := found.Provider
	if provider == "" {
		provider = c.words.T("terminal.settings.mail_guess")
	}
	c.say(c.words.T("terminal.settings.mail_filled", "provider", provider, "smtp", serverText(m.SMTP), "imap", serverText(m.IMAP)))
	if found.Note != "" {
		c.say(found.Note)
	}
}

func serverText(s data.MailServer) string {
	return s.Host + ":" + strconv.Itoa(s.Port) + " (" + string(s.Security) + ")"
}

// usual gives a server the port that goes with its security, and the other way
// round; a server without a name has neither.
func usual(s *data.MailServer, tls, startTLS int) {
	switch {
	case s.Host == "":
		*s = data.MailServer{}
	case s.Port == 0 && s.Security == data.MailStartTLS:
		s.Port = startTLS
	case s.Port == 0:
		s.Port = tls
	}
	switch {
	case s.Host == "" || s.Security != "":
	case s.Port == startTLS:
		s.Security = data.MailStartTLS
	default:
		s.Security = data.MailTLS
	}
}

// readPassword reads the mail password from standard input: its first line.
func (c *call) readPassword() (string, error) {
	if c.In == nil {
		return "", usage("password_stdin")
	}
	content, err := io.ReadAll(io.LimitReader(c.In, 4096))
	if err != nil {
		return "", err
	}
	line, _, _ := strings.Cut(string(content), "\n")
	if line = strings.TrimSuffix(line, "\r"); line == "" {
		return "", usage("password_stdin")
	}
	return line, nil
}

// saveSettings stores settings that were changed, and the password if one was
// given, into the keyring. What is still missing for letters to go out is said.
func (c *call) saveSettings(ctx context.Context, org *app.App, s data.Settings, mail bool, password string) error {
	if err := s.Guards.Valid(); err != nil {
		return err // before anything is saved
	}
	if mail || password != "" {
		if err := org.SaveMail(ctx, s.Mail, app.Password{Text: password}); err != nil {
			return err
		}
	}
	if err := org.SaveSettings(ctx, s); err != nil {
		return err
	}
	if password != "" {
		c.say(c.words.T("terminal.settings.password_kept"))
	}
	if missing := app.MissingInMail(s.Mail); missing != nil && mail {
		c.say(app.Explain(missing, c.words).String())
	}
	return nil
}
