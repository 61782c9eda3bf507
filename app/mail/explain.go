package mail

import (
	"net"
	"strings"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// Explain says in the language of w what went wrong, and the way out, which may
// be empty. What was kept of an error is enough: Server, Step, Reason, Words,
// Address, Unknown.
func Explain(w *assets.Words, e *Error) (sentence, wayOut string) {
	key := "mail.error." + string(e.Reason)
	switch {
	case e.Unknown:
		key = "mail.error.unknown"
	case !w.Has(key):
		key = "mail.error." + string(Refused)
	}
	host, _, err := net.SplitHostPort(e.Server)
	if err != nil {
		host = e.Server
	}
	args := []any{"server", e.Server, "host", host, "step", lowerFirst(StepWord(w, e.Step)), "address", e.Address}
	sentence = w.T(key, args...)
	if e.Words != "" {
		sentence += " " + w.T("mail.words", "words", e.Words)
	}
	if w.Has(key + ".out") {
		wayOut = w.T(key+".out", args...)
	}
	return sentence, wayOut
}

// StepWord names a step for people.
func StepWord(w *assets.Words, s Step) string { return w.T("mail.step." + string(s)) }

// Sentence returns the code alone.
func (e *AddressError) Sentence() (string, []string) { return "address", nil }

// Explain says in the language of w why an address was refused.
func (e *AddressError) Explain(w *assets.Words) data.Message {
	return data.Message{Sentence: w.T("mail.address." + string(e.Reason))}
}

// Explain says in the language of w that a letter is too large.
func (e *SizeError) Explain(w *assets.Words) string {
	return strings.TrimSpace(w.T("mail.size", "size", w.Number((e.Size+1<<20-1)>>20), "limit", w.Number(e.Limit>>20)))
}
