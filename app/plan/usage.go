package plan

import "strings"

// UsageError is a choice that fits nothing in the plan: the terminal answers
// it with exit status 2, the window by asking again (SPEC S4.8, S4.10, S12.1).
type UsageError struct {
	Code string
	// Args are name, value, name, value … for the sentence.
	Args []string
}

// Codes of UsageError.
const (
	UsageLeaveOut     = "usage.leave_out"      // no change has this address; args: email
	UsageLeaveOutRole = "usage.leave_out_role" // no change is about this role; args: role
	UsageSkipRow      = "usage.skip_row"       // the file has no such row; args: row
	UsageTranslation  = "usage.translation"    // nothing can be read so; args: what, from, to
	// UsageLeaveOutField: that field of this person does not change; args: email, what.
	UsageLeaveOutField = "usage.leave_out_field"
	UsagePair          = "usage.pair" // these two cannot be joined; args: old, new
)

// Sentence returns Code and Args.
func (e *UsageError) Sentence() (string, []string) { return e.Code, e.Args }

// Error returns the code and its arguments, for logs.
func (e *UsageError) Error() string { return e.Code + " " + strings.Join(e.Args, " ") }
