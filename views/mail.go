package views

import (
	"context"

	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
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
	s.RefreshOutbox()
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

// showOutbox has the sidebar and the settings say what lies in the outbox.
func (s *Shell) showOutbox(o outbox.Contents) {
	s.Outbox = o
	s.side.showMail(o)
	if now, ok := s.screens[s.at].(desk.Posting); ok {
		now.OutboxChanged()
	}
}

// openMailSettings goes to the page of Settings with the outbox.
func (s *Shell) openMailSettings() {
	s.open(desk.PlaceSettings)
	s.settings().ShowOutbox()
}
