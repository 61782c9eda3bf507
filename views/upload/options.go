package upload

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// uploadOptions is the right of the upload: what the file may do, and the one button.
type uploadOptions struct {
	screen  *uploadScreen
	content fyne.CanvasObject

	simulate, deactivate, blank, create, rows, email *widgets.OptionRow

	to *widgets.Entry

	anew     *widgets.Text // says that the options were put back
	note     *widgets.Text
	noteIcon *widgets.IconView
	run      *widgets.Button
	rest     *fyne.Container // the button and its note
	bar      *widgets.Progress
}

func newUploadOptions(u *uploadScreen) *uploadOptions {
	o := &uploadOptions{screen: u}
	option := func(set func(on bool)) *widgets.OptionRow {
		return widgets.NewOptionRow("", "", nil, func(on bool) {
			set(on)
			u.state.anew = false
			u.show()
		})
	}
	o.simulate = option(func(on bool) { u.state.real = !on })
	o.simulate.OnTint = true
	o.deactivate = option(func(on bool) {
		if u.roles {
			u.state.options.ArchiveAbsent = on
			return
		}
		u.state.options.DeactivateAbsent = on
	})
	o.blank = option(func(on bool) { u.state.options.BlankErases = on })
	o.create = option(func(on bool) { u.state.options.CreateRoles = on })
	o.rows = option(func(on bool) { u.state.options.RowsPerRole = on })
	o.to = widgets.NewEntry(u.desk.Words.T("mail.ask.hint"))
	o.to.Name = u.desk.Words.T("mail.ask.to")
	o.to.OnChanged = func(text string) { u.state.to, u.state.wrongTo = text, "" }
	o.email = widgets.NewOptionRow("", "", o.to, func(on bool) {
		u.state.email, u.state.wrongTo, u.state.anew = on, "", false
		u.show()
		if on {
			u.desk.Window.Canvas().Focus(o.to)
		}
	})
	o.note = widgets.NewText(widgets.Caption, "").CutBelow(60)
	o.noteIcon = widgets.NewIconView("", "", 16)
	o.run = widgets.NewButton(widgets.Primary, "", u.run).Sized(widgets.Big)
	o.rest = widgets.VStack(8, widgets.HStack(6, o.noteIcon, widgets.Grow(60, o.note)), o.run)
	o.bar = desk.NewBar(u.desk.Words, u.cancel)
	rows := widgets.VStack(0, widgets.Line(), o.simulate, widgets.Line(), o.deactivate, widgets.Line(), o.blank, widgets.Line())
	if !u.roles {
		rows.Add(o.create)
		rows.Add(widgets.Line())
		rows.Add(o.rows)
		rows.Add(widgets.Line())
	}
	rows.Add(o.email)
	rows.Add(widgets.Line())
	o.anew = widgets.NewText(widgets.Caption, u.desk.Words.T("upload.anew")).Align(fyne.TextAlignTrailing).CutBelow(60)
	title := widgets.Inset(14, 16, 10, 16, widgets.HStack(12, widgets.NewText(widgets.Section, u.desk.Words.T("upload.options")), widgets.Grow(60, o.anew)))
	foot := widgets.Inset(10, 16, 16, 16, container.NewStack(o.rest, o.bar))
	o.content = widgets.NewBareCard(widgets.Framed(title, foot, nil, nil, widgets.NewScroll(rows)))
	return o
}

// show sets every widget from the state.
func (o *uploadOptions) show(s *uploadState) {
	w := o.screen.desk.Words
	o.simulate.SetText(w.T("upload.simulate"), desk.Pick(w, !s.real, o.screen.word("upload.simulate.on"), "upload.simulate.off"))
	o.simulate.SetChecked(!s.real)
	o.deactivate.SetText(w.T(o.screen.word("upload.deactivate")), o.absentCaption(w, s))
	o.deactivate.SetChecked(s.options.DeactivateAbsent || s.options.ArchiveAbsent)
	o.blank.SetText(w.T("upload.blank"), desk.Pick(w, s.options.BlankErases, "upload.blank.on", "upload.blank.off"))
	o.blank.SetChecked(s.options.BlankErases)
	o.create.SetText(w.T("upload.create"), desk.Pick(w, s.options.CreateRoles, "upload.create.on", "upload.create.off"))
	o.create.SetChecked(s.options.CreateRoles)
	o.rows.SetText(w.T("upload.rowsperrole"), desk.Pick(w, s.options.RowsPerRole, "upload.rowsperrole.on", "upload.rowsperrole.off"))
	o.rows.SetChecked(s.options.RowsPerRole)
	o.showEmail(w, s)
	o.anew.Hidden = !s.anew
	busy := s.busy != nil
	for _, row := range []*widgets.OptionRow{o.simulate, o.deactivate, o.blank, o.create, o.rows, o.email} {
		widgets.Able(row, !s.locked())
	}
	o.run.SetText(desk.Pick(w, s.real, "button.uploadandapply", "button.simulate"))
	widgets.Able(o.run, !busy && s.file != nil && !refusedForGood(s) && !s.asksNames())
	o.showNote(w, s)
	bar := busy && (s.busy.Shown || s.busy.Cancelling)
	o.rest.Hidden, o.bar.Hidden = bar, !bar
	if bar {
		desk.ShowProgress(w, o.bar, s.busy)
	}
	o.content.Refresh()
}

// showEmail sets the option to mail a copy of the report (SPEC S11.1).
func (o *uploadOptions) showEmail(w *assets.Words, s *uploadState) {
	caption := desk.Pick(w, s.email, "upload.email.on", "upload.email.off")
	if s.wrongTo != "" {
		caption = s.wrongTo
	}
	o.email.SetText(w.T("upload.email"), caption)
	o.email.SetChecked(s.email)
	o.to.Hidden = !s.email
	if o.to.Text != s.to {
		o.to.Put(s.to)
	}
	o.to.SetWrong(s.wrongTo != "")
	widgets.Able(o.to, !s.locked())
	if o.screen.desk.IsReadOnly() {
		o.email.Hide()
	}
}

func (o *uploadOptions) showNote(w *assets.Words, s *uploadState) {
	icon, color := widgets.IconSimulation, widgets.ColorAccent
	if s.real {
		icon, color = widgets.IconWarning, widgets.KindWarning.Color()
	}
	o.noteIcon.Set(icon, color)
	switch {
	case s.busy != nil && s.file == nil:
		o.note.SetText(w.T("upload.reading"))
	case s.err != nil && s.question != nil:
		o.note.SetText(w.T("upload.asked"))
	case s.err != nil && s.path != "" && (s.file == nil || s.file.Table == nil):
		o.note.SetText(w.T("upload.refused"))
	case s.file == nil || s.file.Table == nil:
		o.note.SetText(w.T("upload.nofile"))
	case refusedForGood(s):
		o.note.SetText(w.T("upload.refused"))
	case s.asksNames():
		o.note.SetText(w.T("upload.names.first"))
	default:
		rows := len(s.file.Table.Rows)
		o.note.SetText(w.N(o.screen.word("upload.compare"), rows, "active", w.Number(s.counts.Active)))
	}
}

// refusedForGood reports whether simulating would be refused for what is shown already.
func refusedForGood(s *uploadState) bool {
	code := ""
	if f := asFileError(s.err); f != nil {
		code = f.Code
	}
	switch code {
	case data.FileColumnTwice, data.FileNoKeyColumn, data.FileNoHeader, data.FileNotAddresses, data.FileMergedHeader, data.FileNoRows,
		data.FileNoRoleColumn, data.FileOfUsers, data.FileNameColumn:
		return true
	}
	return false
}

func (o *uploadOptions) absentCaption(w *assets.Words, s *uploadState) string {
	if o.screen.roles {
		return desk.Pick(w, s.options.ArchiveAbsent, "roles.upload.deactivate.on", "roles.upload.deactivate.off")
	}
	return deactivateCaption(w, s)
}

func deactivateCaption(w *assets.Words, s *uploadState) string {
	if !s.options.DeactivateAbsent {
		return w.T("upload.deactivate.off")
	}
	text := w.T("upload.deactivate.on")
	if s.counts.Protected > 0 {
		text += " " + w.N("upload.deactivate.protected", s.counts.Protected)
	}
	return text
}
