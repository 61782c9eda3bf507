package settings

import (
	"context"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// mostLetters is how many letters the settings list; the terminal lists all of them.
const mostLetters = 20

// outboxList is the outbox at the foot of the settings of mail: what waits, what went
// wrong in the server's words, and what can be done about it (SPEC S11.4).
type outboxList struct {
	desk    *desk.Desk
	title   *widgets.Text
	now     *widgets.Button
	rows    *fyne.Container
	content *fyne.Container
}

func newOutboxList(s *desk.Desk) *outboxList {
	o := &outboxList{desk: s, title: widgets.NewText(widgets.Section, ""), rows: widgets.VStack(0)}
	o.now = widgets.NewButton(widgets.Secondary, s.Words.T("outbox.now"), o.sendNow).Sized(widgets.Small)
	o.content = widgets.VStack(10, widgets.HStack(12, o.title, widgets.Spacer(), o.now), o.rows)
	return o
}

func (o *outboxList) show(box outbox.Contents) {
	w := o.desk.Words
	switch waiting, help := box.Waiting(), box.NeedHelp(); {
	case help > 0:
		o.title.SetText(w.N("outbox.title.help", help))
	case waiting > 0:
		o.title.SetText(w.N("outbox.title.waiting", waiting))
	default:
		o.title.SetText(w.T("outbox.title"))
	}
	o.now.Hidden = box.Waiting() == 0 || o.desk.IsReadOnly()
	o.rows.Objects = nil
	for i := range box.Letters[:min(len(box.Letters), mostLetters)] {
		o.rows.Add(widgets.Line())
		o.rows.Add(widgets.Inset(10, 0, 10, 0, o.row(box.Letters[i])))
	}
	if len(box.Letters) == 0 {
		o.rows.Add(widgets.NewParagraph(widgets.Caption, w.T("outbox.empty")))
	}
	o.content.Refresh()
}

// row is one letter with what can be done about it.
func (o *outboxList) row(l data.Letter) fyne.CanvasObject {
	w := o.desk.Words
	icon, color := widgets.IconApplied, widgets.KindCreated.Color()
	switch {
	case l.NeedsHelp():
		icon, color = widgets.IconProblem, widgets.KindProblem.Color()
	case l.Waiting() || l.Filing == data.FilingDue:
		icon, color = widgets.IconClock, widgets.KindWarning.Color()
	case l.State == data.LetterDiscarded:
		icon, color = widgets.IconAbsent, widgets.ColorMuted
	}
	m := app.LetterMessage(&l, w)
	text := m.String()
	if l.State == data.LetterQueued && l.Attempts > 0 && !l.NextTry.IsZero() {
		text += " " + w.T("outbox.next", "when", desk.When(w, l.NextTry.Local(), o.desk.Now()))
	}
	words := widgets.VStack(2,
		widgets.NewText(widgets.BodyBold, l.Subject).CutBelow(60),
		widgets.NewText(widgets.Caption, w.T("outbox.to", "to", l.To, "when", desk.When(w, l.At.Local(), o.desk.Now()))).CutBelow(60),
		widgets.NewParagraph(widgets.Caption, text))
	line := widgets.HStack(10, widgets.NewIconView(icon, color, 18), widgets.Grow(160, words))
	for _, b := range o.buttons(l) {
		line.Add(b)
	}
	return line
}

// buttons are what a person can do about a letter.
func (o *outboxList) buttons(l data.Letter) []*widgets.Button {
	w := o.desk.Words
	var list []*widgets.Button
	add := func(key string, do func()) {
		b := widgets.NewButton(widgets.Secondary, w.T(key), do).Sized(widgets.Small)
		widgets.Able(b, !o.desk.IsReadOnly())
		list = append(list, b)
	}
	switch {
	case l.Way == data.MailByProgram && (l.State == data.LetterQueued || l.Path != ""):
		add("outbox.open", func() { o.desk.OpenDraft(l.ID) })
	case l.State == data.LetterUnknown:
		add("outbox.retry", func() { o.askAgain(l) })
	case l.NeedsHelp():
		add("outbox.retry", func() { o.retry(l.ID) })
	}
	if l.State == data.LetterQueued || l.NeedsHelp() {
		add("outbox.discard", func() { o.askDiscard(l) })
	}
	return list
}

func (o *outboxList) sendNow() { o.Write(o.desk.App.Outbox.SendNow) }

func (o *outboxList) retry(id int64) {
	a := o.desk.App
	o.Write(func(ctx context.Context) error { return a.Outbox.Retry(ctx, id) })
}

// saved says that the settings were saved, and offers to try what was refused before.
func (o *outboxList) saved() {
	w, a := o.desk.Words, o.desk.App
	refused := o.desk.Outbox.Refused()
	if refused == 0 {
		o.desk.Say(w.T("settings.saved"), nil)
		return
	}
	o.desk.Status.Say(w.N("outbox.refused", refused), widgets.Way{Text: w.T("outbox.refused.retry"), Do: func() { o.Write(a.Outbox.RetryRefused) }})
}

// askAgain asks before a letter is sent that may have been sent already.
func (o *outboxList) askAgain(l data.Letter) {
	w := o.desk.Words
	desk.Ask(o.desk.Window.Canvas(), w, desk.Question{
		Title: w.T("outbox.again"), Text: w.T("outbox.again.text", "to", l.To), Yes: w.T("outbox.again.yes"), Dangerous: true,
	}, func() { o.retry(l.ID) })
}

func (o *outboxList) askDiscard(l data.Letter) {
	a, w := o.desk.App, o.desk.Words
	desk.Ask(o.desk.Window.Canvas(), w, desk.Question{
		Title: w.T("outbox.discard.title"), Text: w.T("outbox.discard.text", "to", l.To), Yes: w.T("outbox.discard.yes"), Dangerous: true,
	}, func() {
		o.Write(func(ctx context.Context) error { return a.Outbox.Discard(ctx, l.ID) })
	})
}

// Write does something about letters and shows the outbox anew.
func (o *outboxList) Write(work func(context.Context) error) {
	fail := o.desk.Late()
	task.Start(o.desk.Run, task.Task[struct{}]{
		Key:  "outbox write",
		Work: func(ctx context.Context, _ task.Progress) (struct{}, error) { return struct{}{}, work(ctx) },
		Done: func(_ struct{}, err error) {
			fail(err)
			o.desk.RefreshOutbox()
		},
	})
}
