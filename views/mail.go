package views

import (
	"context"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// startMail has letters delivered in the background, and the window follow them.
func (s *Shell) startMail() {
	s.Outbox = outbox.Contents{}
	if s.App == nil {
		return
	}
	if s.delivers {
		s.App.Outbox.Start()
		s.watchOutbox()
	}
	s.refreshOutbox()
}

// watchOutbox shows the outbox whenever a letter has come further.
func (s *Shell) watchOutbox() {
	a, seen := s.App, s.Outbox
	task.Start(s.Run, task.Task[outbox.Contents]{
		Key:  "outbox watch",
		Work: func(ctx context.Context, _ task.Progress) (outbox.Contents, error) { return a.Outbox.Await(ctx, seen) },
		Done: func(o outbox.Contents, err error) {
			if err == nil && a == s.App {
				s.showOutbox(o)
				s.watchOutbox()
			}
		},
	})
}

// refreshOutbox loads what lies in the outbox.
func (desk *Desk) refreshOutbox() {
	a := desk.App
	task.Start(desk.Run, task.Task[outbox.Contents]{
		Key:  "outbox",
		Work: func(ctx context.Context, _ task.Progress) (outbox.Contents, error) { return a.Outbox.Contents(ctx) },
		Done: func(o outbox.Contents, err error) {
			if err != nil {
				desk.warn(err)
				return
			}
			desk.Go.ShowOutbox(o)
		},
	})
}

// showOutbox has the sidebar and the settings say what lies in the outbox.
func (s *Shell) showOutbox(o outbox.Contents) {
	s.Outbox = o
	s.side.showMail(o)
	if now, ok := s.screens[s.at].(Posting); ok {
		now.OutboxChanged()
	}
}

// openMailSettings goes to the page of Settings with the outbox.
func (s *Shell) openMailSettings() {
	s.open(PlaceSettings)
	s.settings().ShowOutbox()
}

// posted follows the letters about an upload that were just queued: drafts are opened
// in the mail program, others are on their way.
func (desk *Desk) posted(upload int64) {
	a := desk.App
	task.Start(desk.Run, task.Task[outbox.Contents]{
		Work: func(ctx context.Context, _ task.Progress) (outbox.Contents, error) { return a.Outbox.Contents(ctx) },
		Done: func(o outbox.Contents, err error) {
			if err != nil {
				desk.warn(err)
				return
			}
			desk.Go.ShowOutbox(o)
			newest := slices.IndexFunc(o.Letters, func(l data.Letter) bool { return l.Upload == upload })
			if newest < 0 {
				return
			}
			switch l := o.Letters[newest]; {
			case l.Way == data.MailByProgram && l.State == data.LetterQueued:
				desk.openDraft(l.ID)
			case l.State == data.LetterSent:
				desk.say(desk.Words.T("mail.sent", "to", l.To), nil)
			case l.Waiting():
				desk.say(desk.Words.T("mail.posted", "to", l.To), nil)
			}
		},
	})
}

// openDraft saves a letter as a draft, opens it in the mail program and says where it
// was saved (SPEC S11.2). It comes when it comes, and takes the keys from nobody.
func (desk *Desk) openDraft(id int64) {
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
			desk.refreshOutbox()
			if err != nil {
				desk.warn(err)
				return
			}
			key := "mail.draft.opened"
			if l.State != data.LetterOpened {
				key = "mail.draft.saved"
			}
			desk.Status.Say(w.T(key, "to", l.To, "name", filepath.Base(l.Path)),
				widgets.Way{Text: w.T("button.open"), Do: func() { desk.openFile(l.Path) }},
				widgets.Way{Text: w.T("menu.folder"), Do: func() { desk.showInFolder(l.Path) }})
		},
	})
}

// opens starts the system's program for a file, and reports whether it could.
func (desk *Desk) opens(path string) bool { return desk.OpenURL(fileURL(path)) == nil }

// fileURL is the address of a file.
func fileURL(path string) *url.URL {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	return &url.URL{Scheme: "file", Path: slashed}
}

// askEmail asks to whom a copy of a report is to go; send queues it.
func (desk *Desk) askEmail(send func(context.Context, app.Copy) (data.Letter, error)) {
	a, w := desk.App, desk.Words
	entry := widgets.NewEntry(w.T("mail.ask.hint"))
	entry.Put(desk.prefs().String(prefMailTo))
	field := widgets.NewField(w.T("mail.ask.to"), "", entry)
	how := widgets.NewParagraph(widgets.Caption, "")
	failed := newErrorBox(w)
	d := &widgets.Dialog{
		Title: w.T("mail.ask.title"), Content: widgets.VStack(12, failed, field, how), Cancel: w.T("button.cancel"), First: entry,
	}
	d.Default = widgets.NewButton(widgets.Primary, w.T("mail.ask.yes"), func() {
		to, err := app.CheckAddress(entry.Text)
		if err != nil {
			field.SetWrong(message(err, w).Sentence)
			return
		}
		desk.prefs().SetString(prefMailTo, to)
		task.Start(desk.Run, task.Task[data.Letter]{
			Key: "email",
			Work: func(ctx context.Context, _ task.Progress) (data.Letter, error) {
				return send(ctx, app.Copy{To: to, Words: w})
			},
			Done: func(l data.Letter, err error) {
				if err != nil {
					sayError(failed, err, w)
					d.Refresh()
					return
				}
				d.Hide()
				desk.posted(l.Upload)
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

// writeMail saves a report and opens a new mail that tells of it, to which the person
// attaches it.
func (desk *Desk) writeMail(p *plan.Plan, mode data.Mode, name string) {
	a, w := desk.App, desk.Words
	desk.Files.Save(reportQuestion(desk, name), func(path string) {
		fail := desk.late()
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
				desk.say(w.T("mail.written", "name", filepath.Base(path)), nil)
			},
		})
	})
}
