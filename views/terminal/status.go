package terminal

import (
	"errors"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// Exit statuses (SPEC S12.1). Of several that fit, the first of 2, 1, 5, 3, 4
// counts: usage is looked at before anything is opened, a failure before the
// plan is judged, and staleness before problems and guards.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitRefused = 3
	exitGuards  = 4
	exitStale   = 5
)

// usageError is a command line that cannot be understood. Its sentence is the
// text terminal.usage.CODE.
type usageError struct {
	code string
	args []any
}

func usage(code string, args ...any) *usageError { return &usageError{code, args} }

// Error returns the code, for logs.
func (e *usageError) Error() string { return "usage: " + e.code }

func (e *usageError) sentence(w *assets.Words) string {
	key := "terminal.usage." + e.code
	for i := 0; i+1 < len(e.args); i += 2 {
		if e.args[i] == "nearest" && e.args[i+1] != "" && w.Has(key+".near") {
			key += ".near"
		}
	}
	return w.T(key, e.args...)
}

// environment are the refusals that say nothing about the file's content: the
// file could not be read at all, so something failed.
var environment = map[string]bool{
	data.FileVanished: true, data.FileNoRight: true, data.FileInUse: true, data.FileIsFolder: true,
	data.FileDiskFull: true, data.FileUnreadable: true,
}

// status returns the exit status of an outcome.
func status(err error) int {
	var (
		wrong   *usageError
		choice  *plan.UsageError
		loose   *data.LoosenedError
		file    *data.FileError
		refused *app.RefusedError
		undo    *app.UndoError
		since   *app.UndoSinceError
		mail    *app.MailSettingError
	)
	switch {
	case err == nil, app.Done(err):
		return exitDone
	case errors.As(err, &wrong), errors.As(err, &choice), errors.As(err, &loose), errors.As(err, &mail):
		return exitUsage
	case errors.As(err, &undo) && undo.Simulated(), errors.As(err, &since) && since.Hierarchy != 0:
		return exitUsage
	case errors.Is(err, data.ErrUnknownOutcome):
		return exitFailed
	case errors.Is(err, data.ErrStale):
		return exitStale
	case errors.As(err, &file) && !environment[file.Code]:
		return exitRefused
	case errors.As(err, &refused) && refused.Passable():
		return exitGuards
	case errors.As(err, &refused):
		return exitRefused
	}
	return exitFailed
}
