package app

import (
	"context"
	"errors"
	"net"
	"strings"

	"headcount.app/headcount/app/mail"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// MailSettingError says that a setting of mail cannot be so: Name is its dotted
// name, Reason why not ("address", "host", "port", "loopback", "servers").
type MailSettingError struct{ Name, Reason string }

// Error is for logs.
func (e *MailSettingError) Error() string { return "mail setting " + e.Name + ": " + e.Reason }

// Sentence returns the code alone.
func (e *MailSettingError) Sentence() (string, []string) { return "mail_setting", nil }

// Explain says what the setting can be.
func (e *MailSettingError) Explain(w *assets.Words) Message {
	return Message{Sentence: w.T("error.mail_setting."+e.Reason, "name", w.T("setting."+e.Name))}
}

// CheckMail returns a *MailSettingError for the first setting of mail that
// cannot be so. What is missing yet is no error: see MissingInMail.
func CheckMail(m data.Mail) error {
	if m.From != "" {
		if _, err := mail.Address(m.From); err != nil {
			return &MailSettingError{"mail.from", "address"}
		}
	}
	for _, s := range []struct {
		name   string
		server data.MailServer
	}{{"mail.smtp", m.SMTP}, {"mail.imap", m.IMAP}} {
		switch {
		case !s.server.IsSet():
		case strings.ContainsAny(s.server.Host, " /@\t"):
			return &MailSettingError{s.name + ".host", "host"}
		case s.server.Port < 1 || s.server.Port > 65535:
			return &MailSettingError{s.name + ".port", "port"}
		case s.server.Security == data.MailPlain && !loopback(s.server.Host):
			return &MailSettingError{s.name + ".security", "loopback"}
		}
	}
	return nil
}

// MissingInMail returns a *MailSettingError for the first setting that the
// chosen way needs and that is empty, nil if letters can go out.
func MissingInMail(m data.Mail) error {
	switch way := m.Effective(); {
	case way == data.MailByProgram:
	case m.From == "":
		return &MailSettingError{"mail.from", "address"}
	case way == data.MailByDraft && !m.IMAP.IsSet():
		return &MailSettingError{"mail.imap.host", "servers"}
	case way == data.MailByMailbox && !m.SMTP.IsSet() && !m.IMAP.IsSet():
		return &MailSettingError{"mail.smtp.host", "servers"}
	}
	return nil
}

// loopback reports whether a host is this computer by its very name; what a
// name leads to is looked at again when it is dialled.
func loopback(host string) bool {
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return ip != nil && ip.IsLoopback() || strings.EqualFold(host, "localhost")
}

// Found is what is known about the servers of an address.
type Found struct {
	Mail data.Mail
	// Provider is "" if nobody knows the address's domain: the servers are then
	// those that many domains have.
	Provider string
	// Note says what has to be known before logging in, "" for nothing.
	Note string
	// Ended: the provider has ended log-in by password, so that only the mail
	// program can send (SPEC S11.2).
	Ended bool
}

// FindServers fills in the servers of an address from the table of providers;
// nothing is looked up anywhere (SPEC S11.3). ok is false for what is no
// address.
func FindServers(address string, w *assets.Words) (found Found, ok bool) {
	address, err := mail.Address(address)
	if err != nil {
		return Found{}, false
	}
	p, known := mail.ProviderFor(address)
	if !known {
		p = mail.Guess(address)
	}
	found = Found{Mail: p.Settings(address), Note: p.Note(w), Ended: p.Login == mail.LoginOver}
	if known {
		found.Provider = p.Name
	}
	return found, true
}

// Password is what a person says about a password when they save the settings
// of mail. The zero value leaves everything as it is.
type Password struct {
	Text string
	// Only until the program is closed, not in the keyring.
	Briefly bool
}

// String keeps the password out of whatever prints the struct.
func (Password) String() string { return "password" }

// GoString keeps the password out of whatever prints the struct.
func (Password) GoString() string { return "password" }

// SaveMail stores the settings of mail, and the password if there is one. If
// the servers were changed and no password is given, the one there was goes with
// them. The error is a *MailSettingError, ErrNoKeyring (nothing was stored), or
// one of SaveSettings.
func (a *App) SaveMail(ctx context.Context, m data.Mail, p Password) error {
	if err := CheckMail(m); err != nil {
		return err
	}
	settings, err := a.Settings(ctx)
	if err != nil {
		return err
	}
	if a.ReadOnly() {
		return data.ErrReadOnly
	}
	before := settings.Mail
	if p.Text == "" && !outbox.SameMailbox(before, m) {
		if old, place, err := a.passwords.Find(ctx, before); err == nil && place != outbox.PasswordFromRun {
			p = Password{old, place == outbox.PasswordUntilClosed}
		}
	}
	switch {
	case p.Text == "":
	case p.Briefly:
		a.passwords.Remember(m, p.Text)
	default:
		if err := a.passwords.Keep(ctx, m, p.Text); err != nil {
			return err
		}
	}
	settings.Mail = m
	return a.SaveSettings(ctx, settings)
}

// KeepPassword puts the password of the mailbox into the keyring, ErrNoKeyring
// if there is none.
func (a *App) KeepPassword(ctx context.Context, password string) error {
	settings, err := a.Settings(ctx)
	if err != nil {
		return err
	}
	return a.passwords.Keep(ctx, settings.Mail, password)
}

// PasswordPlace says where the password of a mailbox is kept; ErrNoKeyring if
// the keyring cannot be asked.
func (a *App) PasswordPlace(ctx context.Context, m data.Mail) (outbox.PasswordPlace, error) {
	_, place, err := a.passwords.Find(ctx, m)
	return place, err
}

// MailStep is one line of a test of the settings of mail (SPEC S11.3).
type MailStep struct {
	// Sentence says what was tried and how it went, Detail more about it: the
	// server, or the way out.
	Sentence, Detail string
	// Mailbox is true of the IMAP server, false of the one that sends.
	Mailbox, Works bool
}

// TestMail tries what the chosen way needs, without sending or filing anything,
// and reports each step as it is done. password is the one typed, "" for the one
// that is kept. It returns whether everything works; the error is one of the
// keyring.
func (a *App) TestMail(ctx context.Context, m data.Mail, password string, w *assets.Words, report func(MailStep)) (works bool, err error) {
	if err := errors.Join(CheckMail(m), MissingInMail(m)); err != nil {
		return false, err
	}
	account := mail.Account{Mail: m, Password: password}
	if password == "" {
		if account.Password, _, err = a.passwords.Find(ctx, m); err != nil {
			return false, err
		}
	}
	err = mail.Test(ctx, account, func(r mail.StepResult) {
		if step := stepOf(r, account, w); step.Sentence != "" {
			report(step)
		}
	})
	if problem := new(mail.Error); errors.As(err, &problem) && problem.Reason == mail.Cancelled {
		return false, context.Canceled
	}
	return err == nil, nil
}

// stepOf puts one step of a test in words, those that say nothing more than the
// next one in none.
func stepOf(r mail.StepResult, account mail.Account, w *assets.Words) MailStep {
	protocol := strings.ToLower(string(r.Protocol))
	if r.Problem != nil {
		sentence, wayOut := mail.Explain(w, r.Problem)
		return MailStep{Sentence: sentence, Detail: wayOut, Mailbox: r.Protocol == mail.IMAP}
	}
	key := "mail.works." + protocol + "." + string(r.Step)
	if !w.Has(key) {
		return MailStep{}
	}
	step := MailStep{Sentence: w.T(key), Works: true, Mailbox: r.Protocol == mail.IMAP}
	switch r.Step {
	case mail.StepConnect:
		step.Detail = r.Server
	case mail.StepCertificate:
		step.Detail = w.T("mail.works.private")
		if server := (map[mail.Protocol]data.MailServer{mail.SMTP: account.SMTP, mail.IMAP: account.IMAP})[r.Protocol]; server.Security == data.MailPlain {
			step.Detail = w.T("mail.works.open")
		}
	case mail.StepLogin:
		step.Detail = account.Login()
	case mail.StepFolder:
		step.Detail = r.Folder
	}
	return step
}
