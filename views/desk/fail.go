package desk

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

// Message is an error as a person reads it, wherever it is shown: what happened, the
// way out, and what the folded details say.
func Message(err error, w *assets.Words) app.Message {
	var panicked *task.PanicError
	if errors.As(err, &panicked) {
		return app.Message{
			Sentence: w.T("error.unexpected"), WayOut: w.T("error.unexpected.wayout"),
			Details: fmt.Sprintf("%v\n%s", panicked.Value, panicked.Stack),
		}
	}
	return app.Explain(err, w)
}

// Fail shows an error that has no place beside its cause. What somebody cancelled is no
// error.
func (desk *Desk) Fail(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	tell := func(err error) { ShowFailure(desk, Message(err, desk.Words)) }
	if desk.App != nil && app.Unsound(err) {
		desk.OfferBackup(desk.App.Path(), err, tell)
		return
	}
	tell(err)
}

// Late is fail for work that begins now and may last: a dialog if whoever began it is
// still where they were, the status line, which takes neither keys nor clicks, if they went
// on to something else or type.
func (desk *Desk) Late() func(error) {
	c := desk.Window.Canvas()
	at, focused, front, text := desk.Go.At(), c.Focused(), c.Overlays().Top(), typed(c.Focused())
	return func(err error) {
		if typed(focused) != text || desk.Go.At() != at || c.Focused() != focused || c.Overlays().Top() != front {
			desk.Warn(err)
			return
		}
		desk.Fail(err)
	}
}

// InFront reports whether a screen is the one that is looked at, with nothing before it:
// only then may what ended late take the keys, or ask something.
func (desk *Desk) InFront(one Screen) bool {
	return desk.Go.Front() == one && desk.Window.Canvas().Overlays().Top() == nil
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

// Warn is fail for what nobody asked for just now: it says so in the status line, which
// does not take the keys from whoever types, and more when it is asked.
func (desk *Desk) Warn(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	desk.Status.Warn(Message(err, desk.Words).Sentence, widgets.Way{Text: desk.Words.T("error.details"), Do: func() { desk.Fail(err) }})
}
