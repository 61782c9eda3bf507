package data

import (
	"strings"

	"headcount.app/headcount/assets"
)

// Told is an error with a sentence of its own for people (SPEC S10). Sentence returns
// its stable, language-free code, which stands in JSON as error.code, and what fills in
// the text "error.CODE", or "CODE": name, value, name, value …
type Told interface {
	error
	Sentence() (code string, args []string)
}

// Explained is an error whose sentence is made of more than its code and arguments.
type Explained interface {
	Told
	Explain(w *assets.Words) Message
}

// Message is an error put in words for people (SPEC S10): what the matter is
// and where, the way out of it, and the technical reason for the folded
// details. WayOut and Details may be empty.
type Message struct {
	Sentence string
	WayOut   string
	Details  string
}

// String returns the sentence and the way out.
func (m Message) String() string { return strings.TrimSpace(m.Sentence + " " + m.WayOut) }

// Expected is an error that a caller can expect and tell apart with errors.Is. Its
// sentence is the text "error.CODE".
type Expected struct{ code, text string }

// Expect makes an error to be expected: its code, and what logs say.
func Expect(code, text string) error { return &Expected{code, text} }

// Error is for logs.
func (e *Expected) Error() string { return e.text }

// Code returns the code, which stands in JSON as error.code.
func (e *Expected) Code() string { return e.code }
