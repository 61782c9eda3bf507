package data

// MailWay is how a report leaves the program (SPEC S11.2). Its text is the
// value of the setting mail.way.
type MailWay string

// The ways.
const (
	// MailByProgram opens an .eml draft with the system's mail program. It needs
	// nothing set up and is the default.
	MailByProgram MailWay = "program"
	// MailByMailbox sends through SMTP and files a copy in Sent through IMAP; with
	// IMAP alone the report is put into the person's own Inbox.
	MailByMailbox MailWay = "mailbox"
	// MailByDraft puts the message into the IMAP Drafts folder.
	MailByDraft MailWay = "draft"
)

// MailSecurity is how the line to a mail server is kept private (SPEC S11.3).
type MailSecurity string

// The kinds of security. A line without TLS is allowed to loopback addresses
// only, and STARTTLS is required wherever it is chosen.
const (
	MailTLS      MailSecurity = "tls"
	MailStartTLS MailSecurity = "starttls"
	MailPlain    MailSecurity = "none"
)

// MailServer is one server of a mailbox. The zero value is none.
type MailServer struct {
	Host     string       `json:"host,omitempty"`
	Port     int          `json:"port,omitempty"`
	Security MailSecurity `json:"security,omitempty"`
}

// IsSet reports whether there is a server.
func (s MailServer) IsSet() bool { return s.Host != "" }

// Mail are the settings of an organization for mail. The password is never
// among them: it is in the system's keyring.
type Mail struct {
	// Way is MailByProgram if empty: see Effective.
	Way MailWay `json:"way,omitempty"`
	// From is the address reports come from, User the name to log in with, From
	// if empty.
	From string     `json:"from,omitempty"`
	User string     `json:"user,omitempty"`
	SMTP MailServer `json:"smtp,omitzero"`
	IMAP MailServer `json:"imap,omitzero"`
}

// Effective returns the way that is in force.
func (m Mail) Effective() MailWay {
	if m.Way == "" {
		return MailByProgram
	}
	return m.Way
}

// Login is the name to log in with.
func (m Mail) Login() string {
	if m.User == "" {
		return m.From
	}
	return m.User
}
