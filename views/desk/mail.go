package desk

import (
	"context"
	"net/url"
	"path/filepath"
	"slices"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// RefreshOutbox loads what lies in the outbox.
func (desk *Desk) RefreshOutbox() {
	a := desk.App
	task.Start(desk.Run, task.Task[outbox.Contents]{
		Key:  "outbox",
		Work: func(ctx context.Context, _ task.Progress) (outbox.Contents, error) { return a.Outbox.Contents(ctx) },
		Done: func(o outbox.Contents, err error) {
			if err != nil {
				desk.Warn(err)
				return
			}
			desk.Go.ShowOutbox(o)
		},
	})
}

// Posted follows the letters about an upload that were just queued: drafts are opened
// in the mail program, others are on their way.
func (desk *Desk) Posted(upload int64) {
	a := desk.App
	task.Start(desk.Run, task.Task[outbox.Contents]{
		Work: func(ctx context.Context, _ task.Progress) (outbox.Contents, error) { return a.Outbox.Contents(ctx) },
		Done: func(o outbox.Contents, err error) {
			if err != nil {
				desk.Warn(err)
				return
			}
			desk.Go.ShowOutbox(o)
			newest := slices.IndexFunc(o.Letters, func(l data.Letter) bool { return l.Upload == upload })
			if newest < 0 {
				return
			}
			switch l := o.Letters[newest]; {
			case l.Way == data.MailByProgram && l.State == data.LetterQueued:
				desk.OpenDraft(l.ID)
			case l.State == data.LetterSent:
				desk.Say(desk.Words.T("mail.sent", "to", l.To), nil)
			case l.Waiting():
				desk.Say(desk.Words.T("mail.posted", "to", l.To), nil)
			}
		},
	})
}

// OpenDraft saves a letter as a draft, opens it in the mail program and says where it
// was saved (SPEC S11.2). It comes when it comes, and takes the keys from nobody.
func (desk *Desk) OpenDraft(id int64) {
	a, w := desk.App, desk.Words
	task.Start(desk.Run, task.Task[data.Letter]{
		Work: func(ctx context.Context, _ task.Progress) (data.Letter, error) {
			l, err := a.Outbox.SaveDraft(ctx, id)
			if err == nil && !desk.opens(l.Path) {
				return l, nil
			}
			if err == nil {
				err = a.Outbox.Opened(ctx, id)
			}
			l.State = data.LetterOpened
			return l, err
		},
		Done: func(l data.Letter, err error) {
			desk.RefreshOutbox()
			if err != nil {
				desk.Warn(err)
				return
			}
			key := "mail.draft.opened"
			if l.State != data.LetterOpened {
				key = "mail.draft.saved"
			}
			desk.Status.Say(w.T(key, "to", l.To, "name", filepath.Base(l.Path)),
				widgets.Way{Text: w.T("button.open"), Do: func() { desk.OpenFile(l.Path) }},
				widgets.Way{Text: w.T("menu.folder"), Do: func() { desk.ShowInFolder(l.Path) }})
		},
	})
}

// AskEmail asks to whom a copy of a report is to go; send queues it.
func (desk *Desk) AskEmail(send func(context.Context, app.Copy) (data.Letter, error)) {
	a, w := desk.App, desk.Words
	entry := widgets.NewEntry(w.T("mail.ask.hint"))
	entry.Put(desk.Prefs().String(PrefMailTo))
	field := widgets.NewField(w.T("mail.ask.to"), "", entry)
	how := widgets.NewParagraph(widgets.Caption, "")
	failed := NewErrorBox(w)
	d := &widgets.Dialog{
		Title: w.T("mail.ask.title"), Content: widgets.VStack(12, failed, field, how), Cancel: w.T("button.cancel"), First: entry,
	}
	d.Default = widgets.NewButton(widgets.Primary, w.T("mail.ask.yes"), func() {
		to, err := app.CheckAddress(entry.Text)
		if err != nil {
			field.SetWrong(Message(err, w).Sentence)
			return
		}
		desk.Prefs().SetString(PrefMailTo, to)
		task.Start(desk.Run, task.Task[data.Letter]{
			Key: "email",
			Work: func(ctx context.Context, _ task.Progress) (data.Letter, error) {
				return send(ctx, app.Copy{To: to, Words: w})
			},
			Done: func(l data.Letter, err error) {
				if err != nil {
					SayError(failed, err, w)
					d.Refresh()
					return
				}
				d.Hide()
				desk.Posted(l.Upload)
			},
		})
	})
	task.Start(desk.Run, task.Task[data.Settings]{
		Work: func(ctx context.Context, _ task.Progress) (data.Settings, error) { return a.Settings(ctx) },
		Done: func(settings data.Settings, err error) {
			if err == nil {
				how.SetText(w.T("mail.way."+string(settings.Mail.Effective()), "from", settings.Mail.From))
				d.Refresh()
			}
		},
	})
	d.Show(desk.Window.Canvas())
}

// WriteMail saves a report and opens a new mail that tells of it, to which the person
// attaches it.
func (desk *Desk) WriteMail(p *plan.Plan, mode data.Mode, name string) {
	a, w := desk.App, desk.Words
	desk.Files.Save(ReportQuestion(desk, name), func(path string) {
		fail := desk.Late()
		task.Start(desk.Run, task.Task[string]{
			Work: func(ctx context.Context, _ task.Progress) (string, error) {
				if err := a.SaveReport(ctx, p, mode, path, w); err != nil {
					return "", err
				}
				return a.MailLink(ctx, p, mode, path, w)
			},
			Done: func(link string, err error) {
				if err == nil {
					var u *url.URL
					if u, err = url.Parse(link); err == nil {
						err = desk.OpenURL(u)
					}
				}
				if err != nil {
					fail(err)
					return
				}
				desk.Say(w.T("mail.written", "name", filepath.Base(path)), nil)
			},
		})
	})
}
