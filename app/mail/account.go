package mail

import (
	"crypto/x509"
	"fmt"

	"headcount.app/headcount/data"
)

// Account is a mailbox with what it takes to use it.
type Account struct {
	data.Mail
	// Password is never written to a file, a log or an error.
	Password string
	// HandOver, if not nil, is called before the text of a letter goes to a
	// server; its error stops the letter there. Whoever calls off the letter after
	// that gets an Error that is Unknown (SPEC S11.4).
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
