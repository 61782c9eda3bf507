package report

import (
	"context"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// reading is what the value of a cell can be read as in the whole file: what was typed
// for it, else what it is likeliest meant to be (SPEC S15.6).
func (c *cellForm) reading() (data.Translation, bool) {
	if c.at != c.group[0] {
		return data.Translation{}, false
	}
	s := c.r.state.simulation
	text, pending := c.r.pendingText(c.at)
	if !pending {
		proposals := s.Proposals(c.at.Row, c.issue)
		if len(proposals) == 0 || proposals[0].Choice {
			return data.Translation{}, false
		}
		text = proposals[0].Text
	}
	return s.Translation(c.at.Row, c.issue, text)
}

// readAs reads a value as another one in the whole file, at once. What was typed for it
// is taken back: the file says it already.
func (r *report) readAs(t data.Translation, g cellGroup) {
	s := r.state
	if s.busy != nil {
		return
	}
	for _, at := range g {
		known, _ := s.simulation.Cell(at)
		r.put(known, at)
	}
	r.planWith(app.WithTranslation(s.plan.Options, t))
}

// planWith plans again under other options, with what was corrected.
func (r *report) planWith(o data.Options) {
	if r.unsimulated() == 0 {
		r.change(func(now *data.Options) { *now = o })
		return
	}
	s := r.state
	a, simulation, c := r.desk.App, s.simulation, r.corrections()
	r.planAgain(r.view(), func(ctx context.Context, _ task.Progress) (*app.Simulation, error) {
		return a.SimulateCorrected(ctx, simulation, c, o)
	}, func() { s.pending, s.apart = nil, nil })
}

// showReadings lists what is read as something else, each to be taken back.
func (n *reportNotices) showReadings() {
	w := n.report.desk.Words
	for _, t := range n.report.state.plan.Options.Translations {
		text := w.T("correct.reading", "from", t.From, "to", t.To)
		n.add(widgets.NewQuestionLine(text, false, n.pairButton(w.T("pair.back"), func(o *data.Options) { *o = app.WithoutTranslation(*o, t) })))
	}
}
