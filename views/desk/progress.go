package desk

import (
	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/widgets"
)

// NewBar is a bar with Cancel.
func NewBar(w *assets.Words, cancel func()) *widgets.Progress {
	return widgets.NewProgress(widgets.ProgressWords{Cancel: w.T("button.cancel"), Cancelling: w.T("progress.cancelling")}, cancel)
}

// Progress is how far the work is that a person waits for.
type Progress struct {
	Step        string
	Done, Total int
	Cancelling  bool
	Shown       bool // patience is over
	Begun       bool // the bar was started
	Free        bool // the form may be used meanwhile
}

// Tell takes what the work reports.
func (p *Progress) Tell(done, total int, step string) {
	p.Step, p.Done, p.Total, p.Shown = step, done, total, true
}

// ShowProgress sets a bar from how far the work is.
func ShowProgress(w *assets.Words, bar *widgets.Progress, p *Progress) {
	title := w.T("progress.working")
	if p.Step != "" {
		title = w.T(p.Step)
	}
	detail := ""
	if p.Total > 0 && p.Step != "progress.reading" {
		detail = w.T("progress.of", "done", w.Number(p.Done), "total", w.Number(p.Total))
	}
	if !p.Begun {
		bar.Start(title)
		p.Begun = true
	}
	bar.Set(title, detail, p.Done, p.Total)
}
