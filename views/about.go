package views

import (
	"context"
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app/release"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// About is what the window says of the program (SPEC S22.5).
type About struct {
	// Number is the version, Version how support wants to hear it: with the commit.
	Number, Version string
	// Log is the path of the log, "" without one.
	Log string
	// Newest asks which version was published last, on a goroutine of its own; nil if
	// nobody can be asked. Asked is who is, as a person reads it.
	Newest func(context.Context) (release.Version, error)
	Asked  string
}

// aboutDialog says what this is, where the data lies and whose work is in it.
type aboutDialog struct {
	shell  *Shell
	dialog *widgets.Dialog
	check  *widgets.OptionRow
	told   *widgets.Paragraph
	page   *widgets.Link
}

func (s *Shell) showAbout() {
	w := s.Words
	d := &aboutDialog{shell: s, told: widgets.NewParagraph(widgets.Caption, ""), page: widgets.NewLink(w.T("about.check.open"), s.openVersionPage)}
	content := widgets.VStack(12, widgets.NewParagraph(widgets.Body, w.T("about.text")), widgets.VStack(0, d.places()...))
	if s.about.Newest != nil {
		d.check = widgets.NewOptionRow(w.T("about.check"), w.T("about.check.text", "host", s.about.Asked), widgets.VStack(2, d.told, widgets.HStack(0, d.page)), d.turn)
		d.check.SetChecked(s.checksVersion())
		content.Add(widgets.Line())
		content.Add(d.check)
		d.say(s.lastAnswer())
	}
	d.dialog = &widgets.Dialog{Title: "Headcount", Caption: w.T("about.version", "version", s.about.Version), Content: content}
	d.dialog.Before = widgets.NewEmblem(widgets.KindAccent, widgets.IconUsers, "", 40)
	d.dialog.Default = widgets.NewButton(widgets.Primary, w.T("button.close"), d.dialog.Hide)
	d.dialog.Others = []*widgets.Button{widgets.NewButton(widgets.Secondary, w.T("about.licences"), s.showLicences)}
	d.dialog.Show(s.Window.Canvas())
}

// places are where the data lies, each with the way there.
func (d *aboutDialog) places() []fyne.CanvasObject {
	s := d.shell
	var rows []fyne.CanvasObject
	place := func(words, path string) {
		show := widgets.NewLink(s.Words.T("menu.folder"), func() { s.ShowInFolder(path) })
		name := widgets.NewText(widgets.Caption, s.Words.T(words))
		rows = append(rows, widgets.Inset(4, 0, 4, 0, widgets.VStack(1, widgets.HStack(12, name, widgets.Spacer(), show), widgets.NewParagraph(widgets.CaptionText, path))))
	}
	if s.App != nil {
		place("about.data", s.App.Path())
		place("about.backups", s.App.BackupFolder())
	}
	if s.about.Log != "" {
		place("about.log", s.about.Log)
	}
	return rows
}

// turn switches the question for a new version on or off, and asks at once.
func (d *aboutDialog) turn(on bool) {
	d.shell.setChecksVersion(on)
	d.say("", false)
	if !on {
		return
	}
	d.say(d.shell.Words.T("about.check.asking"), false)
	d.shell.askVersion(func(_ release.Version, err error) {
		if err != nil {
			m := desk.Message(err, d.shell.Words)
			d.say(m.String(), false)
			return
		}
		d.say(d.shell.lastAnswer())
	})
}

// say shows what is known of a newer version, and whether there is one to be had.
func (d *aboutDialog) say(text string, newer bool) {
	if d.dialog != nil && !d.check.Checked() {
		text, newer = "", false // switched off while it was asked
	}
	d.told.SetText(text)
	d.told.Hidden, d.page.Hidden = text == "", !newer
	d.check.Refresh()
	if d.dialog != nil {
		d.dialog.Refresh()
	}
}

// showLicences lists whose work is in the program; a click shows the text.
func (s *Shell) showLicences() {
	all := assets.Licences()
	rows := widgets.VStack(4, widgets.NewParagraph(widgets.Body, s.Words.N("about.licences.text", len(all))))
	for _, one := range all {
		link := widgets.NewLink(desk.Joined("  ·  ", one.Of, one.File), func() { s.showLicence(one) })
		rows.Add(widgets.HStack(0, link))
	}
	s.showRead(s.Words.T("about.licences.title"), rows)
}

func (s *Shell) showLicence(l assets.Licence) {
	s.showRead(l.Of, widgets.NewParagraph(widgets.CaptionText, l.Text))
}

// showRead shows something to be read.
func (s *Shell) showRead(title string, content fyne.CanvasObject) {
	d := &widgets.Dialog{Title: title, Content: container.NewStack(content), Width: widgets.FormWidth}
	d.Default = widgets.NewButton(widgets.Primary, s.Words.T("button.close"), d.Hide)
	d.Show(s.Window.Canvas())
}

// openVersionPage opens the page of the newest version in the browser.
func (s *Shell) openVersionPage() {
	page, err := url.Parse(s.Prefs().String(prefVersionPage))
	if err != nil {
		return
	}
	fail := s.Late()
	task.Start(s.Run, task.Task[struct{}]{
		Work: func(context.Context, task.Progress) (struct{}, error) { return struct{}{}, s.OpenURL(page) },
		Done: func(_ struct{}, err error) { fail(err) },
	})
}
