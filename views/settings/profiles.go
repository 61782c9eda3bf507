package settings

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	reports "headcount.app/headcount/app/report"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// profilesPage is the list of permission profiles (SPEC S13.4).
type profilesPage struct {
	screen *settingsScreen
	rows   *fyne.Container
	add    *widgets.Button
	box    fyne.CanvasObject
}

func newProfilesPage(t *settingsScreen) *profilesPage {
	w := t.desk.Words
	p := &profilesPage{screen: t, rows: widgets.VStack(0)}
	p.add = widgets.NewButton(widgets.Secondary, w.T("settings.profiles.add"), func() { p.edit(data.Profile{}) })
	p.add.Icon = widgets.IconAdd
	p.box = widgets.VStack(
		14, heading(w.T("settings.profiles.title"), w.T("settings.profiles.text")), widgets.Line(), p.rows,
		widgets.HStack(0, p.add, widgets.Spacer()),
	)
	return p
}

func (p *profilesPage) content() fyne.CanvasObject { return p.box }

func (p *profilesPage) show(st *settingsState) {
	w, locked := p.screen.desk.Words, p.screen.desk.IsReadOnly()
	p.rows.Objects = nil
	for _, profile := range st.profiles {
		words := widgets.VStack(
			2, widgets.NewText(widgets.BodyBold, profile.Name).CutBelow(60),
			widgets.NewText(widgets.Caption, w.N("settings.profiles.users", st.users[profile.Name])).CutBelow(60),
		)
		line := widgets.HStack(12, widgets.Grow(120, words))
		if profile.Administrator {
			line.Add(widgets.NewBadge(widgets.BadgeFace{Kind: widgets.KindWarning, Word: w.T("settings.profiles.administrator"), Icon: widgets.IconAdministrator}))
		}
		edit := widgets.NewButton(widgets.Secondary, w.T("button.edit"), func() { p.edit(profile) }).Sized(widgets.Small)
		remove := widgets.NewButton(widgets.Secondary, w.T("button.delete"), func() { p.askDelete(profile) }).Sized(widgets.Small)
		widgets.Able(edit, !locked)
		widgets.Able(remove, !locked && st.users[profile.Name] == 0)
		line.Add(edit)
		line.Add(remove)
		p.rows.Add(widgets.Inset(10, 0, 10, 0, line))
		p.rows.Add(widgets.Line())
	}
	widgets.Able(p.add, !locked)
	p.rows.Refresh()
}

// edit asks for the name and the mark of a profile.
func (p *profilesPage) edit(profile data.Profile) {
	s, w := p.screen.desk, p.screen.desk.Words
	entry := widgets.NewEntry("")
	entry.Put(profile.Name)
	field := widgets.NewField(w.T("settings.profiles.name"), "", entry)
	mark := widgets.NewCheck(w.T("settings.profiles.mark"), nil)
	mark.SetChecked(profile.Administrator)
	failed := desk.NewErrorBox(w)
	d := &widgets.Dialog{
		Title:   w.T(desk.PickKey(profile.Name == "", "settings.profiles.new", "settings.profiles.edit")),
		Content: widgets.VStack(12, failed, field, mark, widgets.NewParagraph(widgets.Caption, w.T("settings.profiles.mark.text"))),
		Cancel:  w.T("button.cancel"), First: entry,
	}
	d.Default = widgets.NewButton(widgets.Primary, w.T("button.save"), func() {
		changed := profile
		changed.Name, changed.Administrator = data.Clean(entry.Text), mark.Checked()
		if changed.Name == "" || data.HasControl(changed.Name) || len([]rune(changed.Name)) > data.MaxName {
			field.SetWrong(w.T("settings.name.wrong"))
			return
		}
		p.Write(func(ctx context.Context) error { return s.App.SaveProfile(ctx, profile.Name, changed) }, func(err error) {
			var refused *app.RefusedError
			switch {
			case err == nil:
				d.Hide()
				return
			case errors.As(err, &refused) && len(refused.Guards) > 0:
				failed.Say(reports.GuardText(w, nil, &refused.Guards[0]), "", "")
			case errors.Is(err, data.ErrTaken):
				field.SetWrong(w.T("settings.profiles.taken", "name", data.Clean(entry.Text)))
			default:
				desk.SayError(failed, err, w)
			}
			d.Refresh()
		})
	})
	d.Show(s.Window.Canvas())
}

func (p *profilesPage) askDelete(profile data.Profile) {
	s, w := p.screen.desk, p.screen.desk.Words
	desk.Ask(s.Window.Canvas(), w, desk.Question{
		Title: w.T("settings.profiles.delete", "name", profile.Name), Text: w.T("settings.profiles.delete.text"),
		Yes: w.T("button.delete"), Dangerous: true,
	}, func() {
		p.Write(func(ctx context.Context) error { return s.App.DeleteProfile(ctx, profile.Name) }, s.Fail)
	})
}

// Write does it, tells how it went, and shows the list anew.
func (p *profilesPage) Write(work func(context.Context) error, told func(error)) {
	task.Start(p.screen.desk.Run, task.Task[struct{}]{
		Key:  "settings write",
		Work: func(ctx context.Context, _ task.Progress) (struct{}, error) { return struct{}{}, work(ctx) },
		Done: func(_ struct{}, err error) {
			told(err)
			if err == nil {
				p.screen.load()
			}
		},
	})
}
