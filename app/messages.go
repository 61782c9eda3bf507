package app

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
)

// Message is an error put in words for people.
type Message = data.Message

// Codes that others ask for; they are language-free and stand in JSON as error.code.
const (
	CodeCancelled = "cancelled"
	CodeAddress   = "address"
	CodeOther     = "other"
)

// Explain says an error in one or two sentences in the language of w. Every
// error has a message; one that nobody foresaw keeps its text for the details.
func Explain(err error, w *assets.Words) Message {
	if err == nil {
		return Message{}
	}
	told := foremost(err)
	if e, ok := told.(data.Explained); ok {
		return e.Explain(w)
	}
	code, args := errorCode(err)
	m := message(w, code, args)
	if !w.Has(code) { // what somebody chose needs no technical reason
		m.Details = err.Error()
	}
	return m
}

// Code returns the stable, language-free code of an error (SPEC S6.6 error.code).
func Code(err error) string {
	code, _ := errorCode(err)
	return code
}

// foremost is what says most of an error, nil if it has nothing but a code. What a
// commit left behind is asked first: it says more than its cause.
func foremost(err error) (told data.Told) {
	if done := (*data.DoneError)(nil); errors.As(err, &done) {
		return done
	}
	if !errors.Is(err, data.ErrUnknownOutcome) {
		errors.As(err, &told)
	}
	return told
}

// errorCode returns the code of an error and the arguments of its sentence.
func errorCode(err error) (string, []string) {
	if told := foremost(err); told != nil {
		return told.Sentence()
	}
	code := plainCode(err)
	if pathErr := (*fs.PathError)(nil); code != CodeOther && errors.As(err, &pathErr) {
		return code, []string{"path", pathErr.Path}
	}
	return code, nil
}

// plainCode is the code of an error that has no arguments.
func plainCode(err error) string {
	var expected *data.Expected
	switch {
	case errors.Is(err, data.ErrUnknownOutcome):
		errors.As(data.ErrUnknownOutcome, &expected)
		return expected.Code()
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return CodeCancelled
	case errors.As(err, &expected):
		return expected.Code()
	case errors.Is(err, fs.ErrExist):
		return "exists"
	}
	return cmp.Or(disk.Code(err), CodeOther)
}

// message finds the sentence and the way out of a code: text files have their
// own where a workbook is spoken of. Paths are shortened to the file's name,
// lists are quoted.
func message(w *assets.Words, code string, args []string) Message {
	values := make([]any, 0, len(args)+8)
	for i := 0; i+1 < len(args); i += 2 {
		values = append(values, args[i], errorValue(w, args[i], args[i+1]))
	}
	key := "error." + code
	if w.Has(code) {
		key = code
	}
	part := argument(args, "part")
	key = variant(w, key, argument(args, "nearest") != "", ".near", argument(args, "headers") != "", ".found")
	key = variant(w, key, part == "text", ".text", argument(args, "row") != "", ".row", part != "", ".part")
	key = variant(w, key, argument(args, "path") == "", ".unnamed")
	if !w.Has(key) {
		key, values = "error."+CodeOther, nil
	}
	m := Message{Sentence: w.T(key, values...)}
	if w.Has(key + ".out") {
		m.WayOut = w.T(key+".out", values...)
	}
	return m
}

// variant is the key with the first ending that holds and has a sentence: holds,
// ending, holds, ending …
func variant(w *assets.Words, key string, endings ...any) string {
	for i := 0; i+1 < len(endings); i += 2 {
		if longer := key + endings[i+1].(string); endings[i].(bool) && w.Has(longer) {
			return longer
		}
	}
	return key
}

func argument(args []string, name string) string {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1]
		}
	}
	return ""
}

// mostListed is how many headers or sheets a sentence names.
const mostListed = 12

func errorValue(w *assets.Words, name, value string) string {
	switch name {
	case "path":
		return filepath.Base(value)
	case "field":
		return data.Field(value).Header(w.Language())
	case "columns", "rows", "names", "order":
		return w.List(strings.Split(value, "\n"))
	case "headers", "sheets":
		var items []string
		for item := range strings.SplitSeq(value, "\n") {
			if item = strings.TrimSpace(item); item != "" {
				items = append(items, w.T("error.quoted", "text", item))
			}
		}
		if more := len(items) - mostListed; more > 0 {
			items = append(items[:mostListed], w.N("error.more", more))
		}
		return w.List(items)
	}
	return value
}
