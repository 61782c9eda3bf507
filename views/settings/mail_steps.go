package settings

import (
	"time"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/widgets"
)

// mailTest is the panel with the steps of a test of the mail servers (SPEC S11.3).
type mailTest struct {
	words *assets.Words
	title *widgets.Text
	// steps are those of the sending server and of the mailbox, side by side.
	steps [2]*fyne.Container
	card  fyne.CanvasObject
}

func newMailTest(w *assets.Words) *mailTest {
	t := &mailTest{words: w, title: widgets.NewText(widgets.BodyBold, ""), steps: [2]*fyne.Container{widgets.VStack(10), widgets.VStack(10)}}
	t.card = widgets.NewPanel(widgets.VStack(10, t.title, widgets.HFill(16, widgets.Grow(200, t.steps[0]), widgets.Grow(200, t.steps[1]))))
	t.card.Hide()
	return t
}

// begin shows an empty panel.
func (t *mailTest) begin() {
	t.clear()
	t.title.SetText(t.words.T("settings.mail.testing"))
	t.card.Show()
	t.card.Refresh()
}

// working says which step was done last.
func (t *mailTest) working(step string) {
	if step != "" {
		t.title.SetText(t.words.T("settings.mail.testing") + " " + step)
	}
}

// done shows every step, with what the server said.
func (t *mailTest) done(steps []app.MailStep, now time.Time) {
	t.title.SetText(t.words.T("settings.mail.tested", "time", t.words.Time(now)))
	t.clear()
	for _, step := range steps {
		icon, color := widgets.IconApplied, widgets.KindCreated.Color()
		if !step.Works {
			icon, color = widgets.IconProblem, widgets.KindProblem.Color()
		}
		column := t.steps[0]
		if step.Mailbox {
			column = t.steps[1]
		}
		column.Add(widgets.HFill(10, widgets.VStack(0, widgets.NewIconView(icon, color, 18)), widgets.Grow(200, widgets.VStack(
			1, widgets.NewParagraph(widgets.BodyBold, step.Sentence), widgets.NewParagraph(widgets.Caption, step.Detail)))))
	}
	if len(steps) == 0 {
		t.card.Hide()
	}
	t.card.Refresh()
}

func (t *mailTest) clear() {
	for _, column := range t.steps {
		column.Objects = nil
	}
}
