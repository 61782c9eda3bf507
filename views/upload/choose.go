package upload

import (
	"context"
	"errors"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
)

// ask lets the person choose a file.
func (u *uploadScreen) ask() {
	w := u.desk.Words
	u.desk.Files.Open(desk.FileQuestion{
		Title: w.T(u.word("files.open.users")), Accept: w.T("button.open"), Sort: "users",
		Kinds: u.desk.UserFiles(),
	}, u.Choose)
}

// Choose reads a file and shows what was recognised; a report in front is left.
func (u *uploadScreen) Choose(path string) {
	u.report = nil
	s := &u.state
	another := s.last != "" && s.last != path && !(app.IsHeld(s.last) && app.IsHeld(path))
	s.path, s.last, s.file, s.err, s.question, s.mapping = path, path, nil, nil, nil, nil
	s.choices, s.choosing = nil, false
	o := s.options
	s.options = data.Options{
		DeactivateAbsent: o.DeactivateAbsent, BlankErases: o.BlankErases, CreateRoles: o.CreateRoles, RowsPerRole: o.RowsPerRole,
		ArchiveAbsent: o.ArchiveAbsent, Hierarchy: u.roles,
	}
	if another {
		u.startAnew()
	}
	u.read()
}

// startAnew gives another file the options that files start with: what was ticked for
// the one before is not meant for it. The form says so until one of them is changed.
func (u *uploadScreen) startAnew() {
	s := &u.state
	usual := data.Options{Hierarchy: u.roles, CreateRoles: s.usual.CreateRoles}
	s.anew = s.real || s.email || s.options.RowsPerRole || s.options.DeactivateAbsent || s.options.ArchiveAbsent || s.options.BlankErases ||
		s.options.CreateRoles != usual.CreateRoles
	s.options, s.real, s.email, s.wrongTo = usual, false, false, ""
	u.begun = false // there may be roles by now
	u.loadFacts()
}

// read reads the chosen file, again after another sheet was chosen.
func (u *uploadScreen) read() {
	a, path, options := u.desk.App, u.state.path, u.state.options
	u.start(true)
	u.handle = task.Start(u.desk.Run, task.Task[*app.File]{
		Key: "upload",
		Work: func(ctx context.Context, p task.Progress) (*app.File, error) {
			f, err := a.Read(ctx, path, options, p)
			if err == nil {
				err = a.ReadNames(ctx, f, options)
			}
			return f, err
		},
		Progress: u.progress,
		Done: func(f *app.File, err error) {
			u.state.busy, u.state.file, u.state.err = nil, f, err
			if errors.Is(err, context.Canceled) {
				u.state.path, u.state.err = "", nil
			}
			u.state.question = u.askReading(err, u.state.question)
			if f != nil && f.Table != nil {
				u.state.choices = choicesOf(f.Table)
			} else if refused := asFileError(err); refused != nil && refused.Reading != nil {
				u.state.choices = choicesLeft(refused.Reading, u.state.options.HeaderRow)
				u.state.choosing = u.state.choosing || u.state.question == nil // they are the way out
			}
			u.show()
		},
	})
	u.show()
}
