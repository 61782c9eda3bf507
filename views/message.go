package views

import (
	"context"
	"errors"
	"fmt"

	"headcount/app"
	"headcount/assets"
	"headcount/views/task"
	"headcount/views/widgets"
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

// warn is fail for what nobody asked for just now: it says so in the status line, which
// does not take the keys from whoever types, and more when it is asked.
func (s *Shell) warn(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	s.status.Warn(message(err, s.words).Sentence, widgets.Way{Text: s.words.T("error.details"), Do: func() { s.fail(err) }})
}
