package views

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
)

// dropped takes files dropped anywhere in the window: an organization is opened, any
// other file leads to the upload.
func (s *Shell) dropped(uris []fyne.URI) {
	if len(uris) == 0 {
		return
	}
	path := uris[0].Path()
	switch {
	case s.TakeDrop != nil:
		s.TakeDrop(path)
	case s.Window.Canvas().Overlays().Top() == nil:
		s.receive(path)
		if len(uris) > 1 {
			s.Say(s.Words.T("status.onefile", "name", filepath.Base(path)), nil)
		}
	}
}

func (s *Shell) receive(path string) {
	if strings.EqualFold(filepath.Ext(path), app.Extension) {
		s.openOrganization(path, nil)
		return
	}
	if now, ok := s.screens[s.at].(desk.Dropped); ok {
		now.Drop(path)
		return
	}
	s.Go.UploadFile(path)
}

// openOrganization opens another organization in the place of the present one, which
// stays open if that fails; failed may be nil.
func (s *Shell) openOrganization(path string, failed func(error)) {
	if failed == nil {
		failed = s.Fail
	}
	told := failed
	failed = func(err error) {
		if app.Unsound(err) {
			s.OfferBackup(path, err, told)
			return
		}
		told(err)
	}
	if s.App != nil && s.App.Path() == path {
		s.open(s.firstPlace())
		return
	}
	s.bring(failed, func(ctx context.Context) (*app.App, error) { return app.OpenContext(ctx, path, s.Config) })
}

// bring opens or makes an organization and puts the window around it.
func (s *Shell) bring(failed func(error), open func(context.Context) (*app.App, error)) {
	s.bringThen(failed, open, func() {})
}

// bringThen does something more once the window is around the organization.
func (s *Shell) bringThen(failed func(error), open func(context.Context) (*app.App, error), then func()) {
	task.Start(s.Run, task.Task[*app.App]{
		Key:  "open",
		Work: func(ctx context.Context, _ task.Progress) (*app.App, error) { return open(ctx) },
		Done: func(a *app.App, err error) {
			if err != nil {
				failed(err)
				return
			}
			s.adopt(a)
			then()
		},
	})
}

// adopt puts the window around an organization that was opened, and closes the one
// before.
func (s *Shell) adopt(a *app.App) {
	s.Run.CancelAll()
	if s.App != nil {
		s.App.Close()
	}
	s.App = a
	s.rememberRecent(a.Path())
	s.rebuild(s.firstPlace())
	s.startMail()
	if a.ReadOnly() {
		s.Say(s.Words.T("organization.readonly"), nil)
	}
}

// Close ends the program: the base is let go before the window is.
func (s *Shell) Close() {
	if s.closed {
		return
	}
	s.closed = true
	s.rememberSize()
	s.Run.CancelAll()
	if s.App != nil {
		s.App.Close()
	}
	s.Window.Close()
}

func (s *Shell) askOpen() {
	s.Files.Open(desk.FileQuestion{
		Title: s.Words.T("files.open.organization"), Accept: s.Words.T("button.open"),
		Sort: "organization", Kinds: s.OrganizationKind(),
	}, func(path string) { s.openOrganization(path, nil) })
}

func (s *Shell) askNew() {
	s.Files.Save(desk.FileQuestion{
		Title: s.Words.T("files.new.organization"), Accept: s.Words.T("button.create"),
		Sort: "organization", Kinds: s.OrganizationKind(), Name: s.Words.T("files.new.name") + app.Extension,
	}, func(path string) { s.createOrganization(path) })
}

// createOrganization makes an empty organization and opens it.
func (s *Shell) createOrganization(path string) {
	words, config := s.Words, s.Config
	s.bring(s.Fail, func(context.Context) (*app.App, error) {
		return app.Create(path, app.NameFor(path), words, config)
	})
}
