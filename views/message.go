package views

import (
	"context"
	"errors"
	"fmt"

	"headcount/app"
	"headcount/assets"
	"headcount/views/task"
)

// message is an error as a person reads it, wherever it is shown: what happened, the
// way out, and what the folded details say.
func message(err error, w *assets.Words) app.Message {
	var panicked *task.PanicError
	if errors.As(err, &panicked) {
		return app.Message{
			Sentence: w.T("error.unexpected"), WayOut: w.T("error.unexpected.wayout"),
			Details: fmt.Sprintf("%v\n%s", panicked.Value, panicked.Stack),
		}
	}
	return app.Explain(err, w)
}

// fail shows an error that has no place beside its cause. What somebody cancelled is no
// error.
func (s *Shell) fail(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	tell := func(err error) { showFailure(s, message(err, s.words)) }
	if s.app != nil && app.Unsound(err) {
		s.offerBackup(s.app.Path(), err, tell)
		return
	}
	tell(err)
}
