package mail

import (
	"fmt"
	"strconv"
)

// Step is a part of the way to a delivered letter, in order. Its text is stable
// and language-free.
type Step string

// The steps. StepFolder and StepFile are those of IMAP, from StepSender to
// StepHandOver those of SMTP.
const (
	StepLookup      Step = "lookup"      // the server's name is looked up
	StepConnect     Step = "connect"     // the connection is opened; with STARTTLS, a private line asked for
	StepCertificate Step = "certificate" // the line is made private, the certificate verified
	StepGreeting    Step = "greeting"    // both sides say what they are
	StepLogin       Step = "login"
	StepSender      Step = "sender"
	StepRecipient   Step = "recipient"
	StepHandOver    Step = "hand_over"
	StepFolder      Step = "folder"
	StepFile        Step = "file"
)

// Reason says what the matter is. Its text is stable and language-free; each
// has its sentence, see Explain.
type Reason string

// The reasons.
const (
	NotSet              Reason = "not_set"             // no server is set up for this
	NoPassword          Reason = "no_password"         // there is a login but no password
	NoNetwork           Reason = "no_network"          // this computer is not connected
	HostNotFound        Reason = "host_not_found"      // nobody knows the server's name
	Unreachable         Reason = "unreachable"         // refused, or no answer to the call
	Silent              Reason = "silent"              // answered, then said nothing in time
	Dropped             Reason = "dropped"             // hung up in the middle
	NotMail             Reason = "not_mail"            // says what no mail server says
	TooMuch             Reason = "too_much"            // says more than any mail server needs to
	NoTLS               Reason = "no_tls"              // STARTTLS is required and not offered
	NotTLS              Reason = "not_tls"             // TLS is required and something else answers
	Tampered            Reason = "tampered"            // text was put in before the line was private
	OldTLS              Reason = "old_tls"             // nothing newer than TLS 1.1
	CertificateExpired  Reason = "certificate_expired" // or not valid yet
	CertificateName     Reason = "certificate_name"    // belongs to another server
	CertificateUntrusty Reason = "certificate_unknown" // signed by nobody this computer trusts
	NotLoopback         Reason = "not_loopback"        // unencrypted, but not this computer
	LoginRefused        Reason = "login_refused"       // wrong name or password
	AppPassword         Reason = "app_password"        // the provider wants an app password
	LoginEnded          Reason = "login_ended"         // the provider has ended password log-in
	NoLogin             Reason = "no_login"            // the server offers no way to log in that is known here
	SenderRefused       Reason = "sender_refused"      //
	RecipientRefused    Reason = "recipient_refused"   // see Error.Address
	AddressUnsupported  Reason = "address_unsupported" // letters beyond ASCII before the @
	TooLarge            Reason = "too_large"           // the letter is larger than the server takes
	MailboxFull         Reason = "mailbox_full"        //
	Refused             Reason = "refused"             // for a reason of the server's own
	Busy                Reason = "busy"                // refused for now
	NoFolder            Reason = "no_folder"           // none there and none could be made
	Cancelled           Reason = "cancelled"           // by the person
)

// Error says why a letter was not delivered or filed: where, at which step, and
// in the server's own words.
type Error struct {
	// Server is "smtp.example.org:465".
	Server string
	Step   Step
	Reason Reason
	// Address is the recipient or sender that was refused, "" for other steps.
	Address string
	// Code is the number of an SMTP reply, 0 if there was none.
	Code int
	// Words are the server's own, in one line, bounded, without control
	// characters and never with the password. "" if it said nothing.
	Words string
	// Temporary reports that trying again later may help.
	Temporary bool
	// Unknown reports that the connection broke after the text was handed over,
	// or was cut by this end while it was: the letter may or may not have been
	// delivered (SPEC S11.4).
	Unknown bool

	cause error
}

// Error is for logs and folded details: it holds no address and no password.
func (e *Error) Error() string {
	text := fmt.Sprintf("mail: %s at %s of %s", e.Reason, e.Step, e.Server)
	if e.Code != 0 {
		text += " (" + strconv.Itoa(e.Code) + ")"
	}
	if e.Unknown {
		text += ", fate unknown"
	}
	return text
}

// Unwrap returns what the network or the library said, nil if nothing.
func (e *Error) Unwrap() error { return e.cause }
