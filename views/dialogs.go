package views

import (
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/views/widgets"
)

// showAbout says what this is.
func (s *Shell) showAbout() {
	version := s.Fyne.Metadata().Version
	if version == "" {
		version = "0.0.0"
	}
	content := container.NewVBox(
		widgets.NewParagraph(widgets.Body, s.Words.T("about.text")),
		widgets.NewText(widgets.Caption, s.Words.T("about.version", "version", version)),
	)
	d := &widgets.Dialog{Title: "Headcount", Content: content}
	d.Before = widgets.NewEmblem(widgets.KindAccent, widgets.IconUsers, "", 40)
	d.Default = widgets.NewButton(widgets.Primary, s.Words.T("button.close"), d.Hide)
	d.Show(s.Window.Canvas())
}
