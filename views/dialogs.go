package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/widgets"
)

// question is what a dialog asks, in words.
type question struct {
	Title, Text string
	// Yes is the verb of the button that does it.
	Yes string
	// Dangerous draws that button in the colour of problems, and lets Enter cancel.
	Dangerous bool
}

// askQuestion asks once; yes is called if the person agrees.
func askQuestion(on fyne.Canvas, w *assets.Words, q question, yes func()) *widgets.Dialog {
	d := &widgets.Dialog{
		Title: q.Title, Content: widgets.NewParagraph(widgets.Body, q.Text), Cancel: w.T("button.cancel"),
	}
	importance := widgets.Primary
	if q.Dangerous {
		importance = widgets.DangerousPrimary
	}
	d.Default = widgets.NewButton(importance, q.Yes, func() {
		d.Hide()
		yes()
	})
	d.Show(on)
	return d
}

// showFailure tells of an error that has no place beside its cause.
func showFailure(s *Desk, m app.Message) {
	box := newErrorBox(s.Words)
	box.Say(m.Sentence, m.WayOut, m.Details)
	d := &widgets.Dialog{Title: s.Words.T("error.title"), Content: box}
	d.Default = widgets.NewButton(widgets.Primary, s.Words.T("button.close"), d.Hide)
	d.First = d.Default
	d.Show(s.Window.Canvas())
}

// newErrorBox is a hidden place for an error.
func newErrorBox(w *assets.Words) *widgets.ErrorBox {
	return widgets.NewErrorBox(widgets.ErrorWords{Details: w.T("error.details"), Less: w.T("error.less")})
}

// sayError shows an error in a box, or hides the box.
func sayError(box *widgets.ErrorBox, err error, w *assets.Words) {
	if err == nil {
		box.Hide()
		return
	}
	m := message(err, w)
	box.Say(m.Sentence, m.WayOut, m.Details)
}

// newProgress is a bar with Cancel.
func newProgress(w *assets.Words, cancel func()) *widgets.Progress {
	return widgets.NewProgress(widgets.ProgressWords{Cancel: w.T("button.cancel"), Cancelling: w.T("progress.cancelling")}, cancel)
}

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
