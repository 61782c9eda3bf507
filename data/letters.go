package data

import "time"

// LetterState is how far a letter has come (SPEC S11.4).
type LetterState uint8

// The states of a letter. From LetterQueued on it waits; it is LetterSending
// while its text is being handed over, which is written down before that
// begins: a letter found so later is one whose fate is LetterUnknown.
const (
	LetterQueued LetterState = iota + 1
	LetterSending
	// LetterSent: a server took it, to be delivered or to be put into a folder.
	LetterSent
	// LetterFailed: it was refused for good, or tried for long enough.
	LetterFailed
	// LetterUnknown: it may have been sent. It never is again by itself.
	LetterUnknown
	LetterDiscarded
	// LetterSaved: it was written as a draft to a file, for a mail program.
	LetterSaved
	// LetterOpened: the mail program was started with that file.
	LetterOpened
)

// String returns the stable name of the state, as JSON has it.
func (s LetterState) String() string {
	return [...]string{"", "queued", "sending", "sent", "failed", "unknown", "discarded", "saved", "opened"}[s]
}

// Filing is how far the copy for the Sent folder has come. It is a step of its
// own that never sends a letter again.
type Filing uint8

// The states of filing.
const (
	// FilingNone: no copy is to be filed.
	FilingNone Filing = iota
	FilingDue
	FilingDone
	// FilingFailed: the letter was sent, no copy is kept.
	FilingFailed
)

// String returns the stable name of the state, as JSON has it.
func (f Filing) String() string { return [...]string{"none", "due", "done", "failed"}[f] }

// Letter is one mail whose text is fixed, and how far it has come. The text is
// kept apart, and only until nobody needs it any more.
type Letter struct {
	ID int64
	// Upload is the upload whose report it holds.
	Upload int64
	// At is when it was written, Since from when on it waits: later than At if
	// somebody asked for it to be tried again.
	At, Since time.Time
	Way       MailWay
	// From and To are addresses; From may be empty for the mail program.
	From, To  string
	Subject   string
	MessageID string // with its angle brackets
	// Size is that of the whole text in bytes.
	Size   int
	State  LetterState
	Filing Filing
	// Attempts counts those since Since. LastTry and NextTry are zero if there
	// was none, or will be none.
	Attempts         int
	LastTry, NextTry time.Time
	// Trouble is what went wrong last; its Code is empty if nothing did.
	Trouble Trouble
	// Path is the file that a draft for the mail program was saved to.
	Path string
}

// Trouble is why a letter did not go out, or its copy was not filed: Code is
// stable and language-free, Server the one that was spoken to ("host:port"),
// Step where it happened, Words what the server said.
type Trouble struct {
	Code, Server, Step, Words string
}

// Waiting reports whether the letter still has to go out.
func (l *Letter) Waiting() bool { return l.State == LetterQueued || l.State == LetterSending }

// NeedsHelp reports whether a person has to decide about it.
func (l *Letter) NeedsHelp() bool {
	return l.State == LetterFailed || l.State == LetterUnknown || l.Filing == FilingFailed
}

// Open reports whether anything is left to do with it, for the program or for a
// person; its text is kept as long.
func (l *Letter) Open() bool { return l.Waiting() || l.NeedsHelp() || l.Filing == FilingDue }

// Posting is a letter to be queued with its text.
type Posting struct {
	Letter Letter
	Text   []byte
}

// Outcome is what became of one attempt to deliver a letter or to file its
// copy. NextTry is zero if there is to be no other.
type Outcome struct {
	State   LetterState
	Filing  Filing
	NextTry time.Time
	Trouble Trouble
	Path    string
}
