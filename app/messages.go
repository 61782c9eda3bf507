package app

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"

	"headcount.app/headcount/app/mail"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
)

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

// CodeCancelled and its kind are the codes of errors that are no
// *data.FileError; they are language-free and stand in JSON as error.code.
const (
	CodeCancelled = "cancelled"
	CodeStale     = "stale"
	CodeApplied   = "applied"
	CodeRefused   = "refused"
	CodeInvalid   = "invalid"
	CodeThreshold = "threshold"
	CodeAddress   = "address"
	CodeMail      = "mail_setting"
	CodeOther     = "other"
)

// Explain says an error in one or two sentences in the language of w. Every
// error has a message; one that nobody foresaw keeps its text for the details.
func Explain(err error, w *assets.Words) Message {
	if err == nil {
		return Message{}
	}
	if m, ok := explainDetailed(err, w); ok {
		return m
	}
	code, args := errorCode(err)
	m := message(w, code, args)
	m.Details = err.Error()
	return m
}

// Code returns the stable, language-free code of an error (SPEC S6.6 error.code).
func Code(err error) string {
	code, _ := errorCode(err)
	return code
}

// sentinels are the expected errors of data with their codes.
var sentinels = []struct {
	err  error
	code string
}{
	{context.Canceled, CodeCancelled},
	{context.DeadlineExceeded, CodeCancelled},
	{data.ErrUnknownOutcome, "unknown_outcome"},
	{data.ErrStale, CodeStale},
	{data.ErrTaken, "taken"},
	{data.ErrNotFound, "not_found"},
	{data.ErrReadOnly, "read_only"},
	{data.ErrNewer, "newer"},
	{data.ErrLocked, "locked"},
	{data.ErrNotOrganization, "not_organization"},
	{data.ErrDamaged, "damaged"},
	{data.ErrInUse, "in_use"},
	{ErrNotConfirmed, "not_confirmed"},
	{ErrChangedSince, "changed_since"},
	{outbox.ErrNoKeyring, "no_keyring"},
	{fs.ErrExist, "exists"},
}

// errorCode returns the code of an error and the arguments of its sentence.
// What a commit left behind is asked first: it says more than its cause.
func errorCode(err error) (string, []string) {
	var (
		file     *data.FileError
		usage    *plan.UsageError
		loosened *data.LoosenedError
		refused  *RefusedError
		stale    *StaleError
		other    *OtherFileError
		format   *ReportFormatError
		invalid  *InvalidUserError
		role     *InvalidRoleError
		gone     *ContentsGoneError
		undo     *UndoError
		since    *UndoSinceError
		pathErr  *fs.PathError
		address  *mail.AddressError
		setting  *MailSettingError
		done     *data.DoneError
	)
	switch {
	case errors.As(err, &done):
		return "done_" + done.Code, nil
	case errors.Is(err, data.ErrUnknownOutcome):
		return "unknown_outcome", nil
	case errors.As(err, &file):
		return file.Code, file.Args
	case errors.As(err, &usage):
		return usage.Code, usage.Args
	case errors.As(err, &loosened):
		return CodeThreshold, nil
	case errors.As(err, &refused):
		return CodeRefused, nil
	case errors.As(err, &address):
		return CodeAddress, nil
	case errors.As(err, &setting):
		return CodeMail, nil
	case errors.As(err, &stale) && stale.Applied != 0:
		return CodeApplied, nil
	case errors.As(err, &undo):
		return undo.code()
	case errors.As(err, &since):
		return since.code()
	case errors.As(err, &invalid), errors.As(err, &role):
		return CodeInvalid, nil
	case errors.As(err, &gone):
		return "contents_gone", []string{"n", strconv.FormatInt(gone.Upload.ID, 10), "file", gone.Upload.File.Name}
	case errors.As(err, &other) && other.Copying:
		return "other_file_copy", []string{"path", other.Path}
	case errors.As(err, &other):
		return "other_file", []string{"path", other.Path}
	case errors.As(err, &format):
		return "report_format", []string{"path", format.Path}
	}
	for _, s := range sentinels {
		if errors.Is(err, s.err) {
			if errors.As(err, &pathErr) {
				return s.code, []string{"path", pathErr.Path}
			}
			return s.code, nil
		}
	}
	if code := disk.Code(err); code != "" {
		if errors.As(err, &pathErr) {
			return code, []string{"path", pathErr.Path}
		}
		return code, nil
	}
	return CodeOther, nil
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
	switch {
	case argument(args, "nearest") != "" && w.Has(key+".near"):
		key += ".near"
	case argument(args, "headers") != "" && w.Has(key+".found"):
		key += ".found"
	}
	switch part := argument(args, "part"); {
	case part == "text" && w.Has(key+".text"):
		key += ".text"
	case argument(args, "row") != "" && w.Has(key+".row"):
		key += ".row"
	case part != "" && w.Has(key+".part"):
		key += ".part"
	}
	if argument(args, "path") == "" && w.Has(key+".unnamed") {
		key += ".unnamed"
	}
	if !w.Has(key) {
		key, values = "error."+CodeOther, nil
	}
	m := Message{Sentence: w.T(key, values...)}
	if w.Has(key + ".out") {
		m.WayOut = w.T(key+".out", values...)
	}
	return m
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
