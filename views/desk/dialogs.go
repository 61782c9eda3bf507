package desk

import (
	"fyne.io/fyne/v2"
	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/widgets"
)

// Question is what a dialog asks, in words.
type Question struct {
	Title, Text string
	// Yes is the verb of the button that does it.
	Yes string
	// Dangerous draws that button in the colour of problems, and lets Enter cancel.
	Dangerous bool
}

// Ask asks once; yes is called if the person agrees.
func Ask(on fyne.Canvas, w *assets.Words, q Question, yes func()) *widgets.Dialog {
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

// ShowFailure tells of an error that has no place beside its cause.
func ShowFailure(s *Desk, m app.Message) {
	box := NewErrorBox(s.Words)
	box.Say(m.Sentence, m.WayOut, m.Details)
	d := &widgets.Dialog{Title: s.Words.T("error.title"), Content: box}
	d.Default = widgets.NewButton(widgets.Primary, s.Words.T("button.close"), d.Hide)
	d.First = d.Default
	d.Show(s.Window.Canvas())
}

// NewErrorBox is a hidden place for an error.
func NewErrorBox(w *assets.Words) *widgets.ErrorBox {
	return widgets.NewErrorBox(widgets.ErrorWords{Details: w.T("error.details"), Less: w.T("error.less")})
}

// SayError shows an error in a box, or hides the box.
func SayError(box *widgets.ErrorBox, err error, w *assets.Words) {
	if err == nil {
		box.Hide()
		return
	}
	m := Message(err, w)
	box.Say(m.Sentence, m.WayOut, m.Details)
}
