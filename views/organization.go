package views

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
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
			s.say(s.Words.T("status.onefile", "name", filepath.Base(path)), nil)
		}
	}
}

func (s *Shell) receive(path string) {
	if strings.EqualFold(filepath.Ext(path), app.Extension) {
		s.openOrganization(path, nil)
		return
	}
	if now, ok := s.screens[s.at].(Dropped); ok {
		now.Drop(path)
		return
	}
	s.Go.UploadFile(path)
}

// openOrganization opens another organization in the place of the present one, which
// stays open if that fails; failed may be nil.
func (s *Shell) openOrganization(path string, failed func(error)) {
	if failed == nil {
		failed = s.fail
	}
	told := failed
	failed = func(err error) {
		if app.Unsound(err) {
			s.offerBackup(path, err, told)
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
		s.say(s.Words.T("organization.readonly"), nil)
	}
}

// close ends the program: the base is let go before the window is.
func (s *Shell) close() {
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

func (desk *Desk) organizationKind() []FileKind {
	return []FileKind{{desk.Words.T("files.organization"), []string{app.Extension}}}
}

func (s *Shell) askOpen() {
	s.Files.Open(Question{
		Title: s.Words.T("files.open.organization"), Accept: s.Words.T("button.open"),
		Sort: "organization", Kinds: s.organizationKind(),
	}, func(path string) { s.openOrganization(path, nil) })
}

func (s *Shell) askNew() {
	s.Files.Save(Question{
		Title: s.Words.T("files.new.organization"), Accept: s.Words.T("button.create"),
		Sort: "organization", Kinds: s.organizationKind(), Name: s.Words.T("files.new.name") + app.Extension,
	}, func(path string) { s.createOrganization(path) })
}

// createOrganization makes an empty organization and opens it.
func (s *Shell) createOrganization(path string) {
	words, config := s.Words, s.Config
	s.bring(s.fail, func(context.Context) (*app.App, error) {
		return app.Create(path, app.NameFor(path), words, config)
	})
}

func (desk *Desk) askCopy() {
	a := desk.App
	desk.Files.Save(Question{
		Title: desk.Words.T("files.copy"), Accept: desk.Words.T("button.save"),
		Sort: "organization", Kinds: desk.organizationKind(), Name: desk.Words.T("files.copy.name", "name", app.NameFor(a.Path())) + app.Extension,
	}, func(path string) {
		desk.write(path, "status.copied", func(ctx context.Context, _ task.Progress) error { return a.BackupTo(ctx, path) })
	})
}

// write saves a file and says so, with the words of a key that name the file.
func (desk *Desk) write(path, said string, work func(context.Context, task.Progress) error) {
	fail := desk.late()
	task.Start(desk.Run, task.Task[struct{}]{
		Work: func(ctx context.Context, p task.Progress) (struct{}, error) { return struct{}{}, work(ctx, p) },
		Done: func(_ struct{}, err error) {
			if err != nil {
				fail(err)
				return
			}
			desk.say(desk.Words.T(said, "name", filepath.Base(path)), nil)
		},
	})
}

// downloadTemplate saves an empty user file with the right columns.
func (desk *Desk) downloadTemplate() {
	a, words := desk.App, desk.Words
	desk.Files.Save(Question{
		Title: words.T("files.template"), Accept: words.T("button.save"), Sort: "users", Kinds: desk.tableKinds(),
		Name: words.T("files.template.name") + ".xlsx",
	}, func(path string) {
		desk.write(path, "status.template", func(ctx context.Context, _ task.Progress) error { return a.Template(ctx, path, words) })
	})
}

// downloadTemplate saves an empty file of the kind that is uploaded here.
func (u *uploadScreen) downloadTemplate() {
	if !u.roles {
		u.desk.downloadTemplate()
		return
	}
	s := u.desk
	a, words := s.App, s.Words
	s.Files.Save(Question{
		Title: words.T("files.template"), Accept: words.T("button.save"), Sort: hierarchyFileKind, Kinds: s.tableKinds(),
		Name: words.T("roles.files.template.name") + ".xlsx",
	}, func(path string) {
		s.write(path, "status.template", func(ctx context.Context, _ task.Progress) error { return a.HierarchyTemplate(ctx, path, words) })
	})
}

// tableKinds are the files a list of users is saved as.
func (desk *Desk) tableKinds() []FileKind {
	return []FileKind{{desk.Words.T("files.xlsx"), []string{".xlsx"}}, {desk.Words.T("files.csv"), []string{".csv"}}}
}
