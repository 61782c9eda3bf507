package outbox

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/zalando/go-keyring"

	"headcount.app/headcount/data"
)

// keyringService is the name under which the keyring lists our passwords.
const keyringService = "Headcount"

// Keyring keeps passwords: the operating system's, outside tests.
type Keyring interface {
	// Get answers ErrNoPassword if it has none for the account.
	Get(service, account string) (string, error)
	Set(service, account, password string) error
	// Delete answers ErrNoPassword if there was none.
	Delete(service, account string) error
}

var (
	// ErrNoPassword says that the keyring has no password for an account.
	ErrNoPassword = errors.New("no password is kept")
	// ErrNoKeyring says that this computer has no keyring, or it is locked (SPEC S9.4).
	ErrNoKeyring = data.Expect("no_keyring", "no keyring")
)

// PasswordPlace says where a mail password comes from.
type PasswordPlace string

// The places.
const (
	PasswordNowhere     PasswordPlace = "none"
	PasswordInKeyring   PasswordPlace = "keyring"
	PasswordUntilClosed PasswordPlace = "session"
	PasswordFromRun     PasswordPlace = "environment"
)

// Passwords finds the passwords of mailboxes: in the keyring, in this process's
// memory where there is none, or given for one run. They are never written
// anywhere else. Its methods may be called from any goroutine.
type Passwords struct {
	ring Keyring
	// given is the password of this one run, "" if none.
	given string

	mu      sync.Mutex
	session map[string]string
}

// NewPasswords finds passwords in a keyring, the system's if nil; given is one
// that serves for every mailbox as long as the process runs, "" for none.
func NewPasswords(ring Keyring, given string) *Passwords {
	if ring == nil {
		ring = systemKeyring{}
	}
	return &Passwords{ring: ring, given: given, session: map[string]string{}}
}

// String keeps the passwords out of whatever prints the struct.
func (p *Passwords) String() string { return "passwords" }

// GoString keeps the passwords out of whatever prints the struct.
func (p *Passwords) GoString() string { return "passwords" }

// SameMailbox reports whether two settings of mail have one password.
func SameMailbox(a, b data.Mail) bool { return keyringAccount(a) == keyringAccount(b) }

// keyringAccount names a mailbox in the keyring. The servers are part of it: a
// password is never told to a server that it was not typed for, whatever an
// organization file from elsewhere says.
func keyringAccount(m data.Mail) string {
	var hosts []string
	for _, s := range []data.MailServer{m.SMTP, m.IMAP} {
		if host := strings.ToLower(s.Host); host != "" && !(len(hosts) > 0 && hosts[0] == host) {
			hosts = append(hosts, host)
		}
	}
	return m.Login() + " at " + strings.Join(hosts, ", ")
}

// Find returns the password of a mailbox and where it comes from; none is no
// error. ErrNoKeyring if the keyring cannot be asked.
func (p *Passwords) Find(ctx context.Context, m data.Mail) (string, PasswordPlace, error) {
	if p.given != "" {
		return p.given, PasswordFromRun, nil
	}
	account := keyringAccount(m)
	p.mu.Lock()
	password, there := p.session[account]
	p.mu.Unlock()
	if there {
		return password, PasswordUntilClosed, nil
	}
	err := patiently(ctx, func() (err error) {
		password, err = p.ring.Get(keyringService, account)
		return err
	})
	switch {
	case errors.Is(err, ErrNoPassword):
		return "", PasswordNowhere, nil
	case err != nil:
		return "", PasswordNowhere, err
	}
	return password, PasswordInKeyring, nil
}

// Keep puts the password of a mailbox into the keyring: ErrNoKeyring if there
// is none.
func (p *Passwords) Keep(ctx context.Context, m data.Mail, password string) error {
	account := keyringAccount(m)
	if err := patiently(ctx, func() error { return p.ring.Set(keyringService, account, password) }); err != nil {
		return err
	}
	p.mu.Lock()
	delete(p.session, account)
	p.mu.Unlock()
	return nil
}

// Remember keeps the password of a mailbox until the program is closed.
func (p *Passwords) Remember(m data.Mail, password string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.session[keyringAccount(m)] = password
}

// Forget takes the password of a mailbox out of the keyring and of memory.
func (p *Passwords) Forget(ctx context.Context, m data.Mail) error {
	account := keyringAccount(m)
	p.mu.Lock()
	delete(p.session, account)
	p.mu.Unlock()
	err := patiently(ctx, func() error { return p.ring.Delete(keyringService, account) })
	if errors.Is(err, ErrNoPassword) {
		return nil
	}
	return err
}

// patiently asks the keyring, which may ask the person to unlock it. Nothing
// can call that question off: a cancelled context only stops the waiting.
func patiently(ctx context.Context, ask func() error) error {
	answered := make(chan error, 1)
	go func() { answered <- ask() }()
	select {
	case err := <-answered:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// systemKeyring is the Secret Service on Linux, the Keychain on macOS and the
// Credential Manager on Windows.
type systemKeyring struct{}

// Get is Keyring's.
func (systemKeyring) Get(service, account string) (string, error) {
	password, err := keyring.Get(service, account)
	return password, ringError(err)
}

// Set is Keyring's.
func (systemKeyring) Set(service, account, password string) error {
	return ringError(keyring.Set(service, account, password))
}

// Delete is Keyring's.
func (systemKeyring) Delete(service, account string) error {
	return ringError(keyring.Delete(service, account))
}

func ringError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return ErrNoPassword
	}
	return fmt.Errorf("%w: %w", ErrNoKeyring, err)
}
