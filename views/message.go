package views

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
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
func (desk *Desk) fail(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	tell := func(err error) { showFailure(desk, message(err, desk.Words)) }
	if desk.App != nil && app.Unsound(err) {
		desk.offerBackup(desk.App.Path(), err, tell)
		return
	}
	tell(err)
}

// late is fail for work that begins now and may last: a dialog if whoever began it is
// still where they were, the status line, which takes neither keys nor clicks, if they went
// on to something else or type.
func (desk *Desk) late() func(error) {
	c := desk.Window.Canvas()
	at, focused, front, text := desk.Go.At(), c.Focused(), c.Overlays().Top(), typed(c.Focused())
	return func(err error) {
		if typed(focused) != text || desk.Go.At() != at || c.Focused() != focused || c.Overlays().Top() != front {
			desk.warn(err)
			return
		}
		desk.fail(err)
	}
}

// inFront reports whether a screen is the one that is looked at, with nothing before it:
// only then may what ended late take the keys, or ask something.
func (desk *Desk) inFront(one Screen) bool {
	return desk.Go.IsFront(one) && desk.Window.Canvas().Overlays().Top() == nil
}

// typed is the text of what takes the keys, "" if it is no entry.
func typed(focused fyne.Focusable) string {
	switch e := focused.(type) {
	case *widgets.Entry:
		return e.Text
	case *widgets.SearchEntry:
		return e.Text
	}
	return ""
}

// warn is fail for what nobody asked for just now: it says so in the status line, which
// does not take the keys from whoever types, and more when it is asked.
func (desk *Desk) warn(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	desk.Status.Warn(message(err, desk.Words).Sentence, widgets.Way{Text: desk.Words.T("error.details"), Do: func() { desk.fail(err) }})
}
