package report

import (
	"strings"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app/plan"
	reports "headcount.app/headcount/app/report"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// showBand sets the first line of the report: what this is, and how many users there
// are before and after.
func (r *report) showBand() {
	s, w := r.state, r.words()
	face := widgets.BandFace{
		Filling: r.filling(), Label: w.T("screen.report.activeusers"),
		Before: w.Number(s.plan.ActiveBefore), After: w.Number(s.plan.ActiveAfter),
	}
	headline := reports.Headline(w, reports.Report{Plan: s.plan, Mode: s.mode, At: s.upload.At.Local(), Words: w})
	state, title, _ := strings.Cut(headline, " – ")
	face.State, face.Title = state, "– "+title
	parts := []string{s.plan.File.Name, w.N("screen.report.filerows", s.plan.File.Rows)}
	if r.undoing() {
		parts = []string{reports.UndoneUpload(w, s.plan)}
	}
	if s.mode == data.Applied {
		at := s.upload.At.Local()
		if s.upload.Simulation > 0 {
			parts = append(parts, w.T("screen.report.applied.exactly", "time", desk.Moment(w, s.plan.At.Local(), at)))
		}
		if s.upload.Account != "" {
			parts = append(parts, w.T("screen.report.applied.by", "account", s.upload.Account))
		}
	} else {
		if !r.lowWidth && !r.undoing() {
			parts = append(parts, w.N("screen.report.compared", s.plan.ActiveBefore))
		}
		parts = append(parts, w.DateTime(s.plan.At.Local()))
	}
	face.Caption = []widgets.Span{widgets.Dim(strings.Join(parts, "   ·   "))}
	if s.plan.Blocked() && s.mode == data.Simulated {
		face.Caption = []widgets.Span{
			{Text: w.N("screen.report.blocked", s.plan.Counts.Problem), Bold: true, Color: widgets.KindProblem.Color()},
			widgets.Dim(" " + w.N("screen.report.blocked.wayout", s.plan.Counts.Problem)),
		}
	}
	r.band.Set(face)
}

// showTiles sets the counts. A number of nobody goes in a narrow window, but for the
// deactivated; absent people have a tile only if there are any.
func (r *report) showTiles() {
	s, w := r.state, r.words()
	for kind, tile := range r.tiles {
		n := s.lines.counts[kind]
		nobody := n == 0
		if s.steady && r.lowWidth {
			nobody = tile.Nobody() // tiles come and go with a list that is asked for anew
		}
		tile.SetCount(w.Number(n), r.tileWord(kind, n), nobody)
		tile.SetFilling(r.filling())
		if n == 0 {
			tile.SetFilling(widgets.Hollow)
		}
		tile.SetChosen(s.filter.kind == kind)
		if s.steady {
			continue
		}
		tile.Hidden = n == 0 && (kind == widgets.KindAbsent || r.lowWidth && kind != widgets.KindDeactivated)
	}
	r.tileRow.Refresh()
}

// showCount says how many lines the list holds, and what is folded away.
func (r *report) showCount() {
	s, w := r.state, r.words()
	unchanged := s.lines.counts[widgets.KindUnchanged]
	spans := []widgets.Span{{Text: countWords(w, s), Bold: true, Color: widgets.ColorText}}
	whole := s.filter.kind == "" && s.filter.guard == "" && s.filter.words == ""
	if kept := s.lines.counts[widgets.KindKept] - s.out; whole && kept > 0 {
		spans = append(spans, widgets.Dim("   ·   "+w.N("screen.report.kept", kept)))
	}
	if s.out > 0 && s.filter.kind != widgets.KindKept {
		spans = append(spans, widgets.Dim("   ·   "+w.N("screen.report.out", s.out)))
	}
	if n := r.unsimulated(); n > 0 && r.correcting() {
		spans = append(spans, widgets.Dim("   ·   "+w.N("correct.count", n)))
	}
	r.count.SetSpans(spans...)
	r.showCountTools()
	r.showUnfold(whole, unchanged)
	r.countLine.Refresh()
}

// showUnfold shows the way to the lines that are folded away or filtered out.
func (r *report) showUnfold(whole bool, unchanged int) {
	w := r.words()
	switch {
	case !whole:
		r.unfold.SetText(w.T("screen.report.all"))
	case unchanged > 0 && r.state.filter.unfolded:
		r.unfold.SetText(w.N("screen.report.fold", unchanged))
	case unchanged > 0:
		r.unfold.SetText(w.N("screen.report.unfold", unchanged))
	}
	r.unfold.Hidden = whole && unchanged == 0
}

// showCountTools shows what stands beside the count: search, the box for all who are
// left out, the spaces that can be taken away.
func (r *report) showCountTools() {
	s, w := r.state, r.words()
	hint := desk.Pick(w, r.correcting(), "screen.report.search.problems", "screen.report.search")
	if r.lowWidth {
		hint = w.T("screen.report.search.short")
	}
	if r.searchEntry.PlaceHolder != hint {
		r.searchEntry.Hint(hint)
	}
	r.protect.Hidden = s.protectable == 0 || !r.canLeaveOut() || r.lowWidth
	r.protect.SetText(w.N("screen.report.remember", s.protectable))
	r.protect.SetState(rememberTick(s.listing))
	widgets.Able(r.protect, s.busy == nil)
	r.trim.Hidden = len(s.spaces) == 0 || !r.correcting() || r.lowWidth
	r.trim.SetText(w.N("correct.spaces", len(s.spaces)))
	widgets.Able(r.trim, s.busy == nil)
}

// rememberTick is what the box for all listed people left out shows.
func rememberTick(l listing) widgets.TickState {
	switch l.remembered {
	case 0:
		return widgets.Off
	case l.protectable:
		return widgets.On
	}
	return widgets.Partly
}

// fold shows or hides the unchanged, or takes a filter back.
func (r *report) fold() {
	f := &r.state.filter
	if f.kind == "" && f.guard == "" && f.words == "" {
		f.unfolded = !f.unfolded
	} else {
		*f = filter{}
	}
	r.refilter()
}

// countWords say what the list holds.
func countWords(w *assets.Words, s *reportState) string {
	n := len(s.rows)
	switch {
	case s.filter.words != "":
		return w.N("screen.report.found", n)
	case s.filter.guard != "":
		return w.N("screen.report.people", n)
	case s.filter.kind == widgets.KindProblem:
		for _, i := range s.rows { // a row left out keeps its place
			if s.plan.Lines[i].Kind != plan.Problem {
				n--
			}
		}
		return w.N("screen.report.problems", n)
	case s.filter.kind != "":
		return w.N("screen.report.people", n)
	}
	return w.N("screen.report.changes", s.plan.Counts.Changes())
}

// reportMargin is the room around the parts of a report.
type reportMargin struct{}

// Layout is called by Fyne.
func (reportMargin) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	margin := desk.PageMargin{}.At(size.Width)
	top := float32(14)
	if margin < 20 {
		top = 10
	}
	objects[0].Move(fyne.NewPos(margin, top))
	objects[0].Resize(size.SubtractWidthHeight(2*margin, top+12))
}

// MinSize is called by Fyne.
func (reportMargin) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(24, 22)
}
