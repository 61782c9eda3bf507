package report

import (
	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
)

// reportState is all that a report shows.
type reportState struct {
	// simulation is what can be planned again and applied; nil for a report that can
	// only be read. plan is its plan, or the one read from the history.
	simulation *app.Simulation
	plan       *plan.Plan
	upload     data.Upload
	mode       data.Mode
	direct     bool // Simulation mode was off: applying asks once

	listing
	order  order
	detail bool
	err    error
	busy   *desk.Progress
	// pending are the corrections as typed, nil if they are those of the simulation.
	pending app.Corrections
	// unsimulated counts those that the plan does not know.
	unsimulated int
	// apart are cells that go their own way: they do not follow the first one with the
	// same value, or nobody follows them.
	apart map[app.CellAt]bool
	// spaces are the corrections that would take extra spaces out, once they are found.
	spaces app.Corrections
}

// Prepare looks through the lines of a report that is to be opened. It is best
// called aside.
func Prepare(of desk.ReportOf) desk.PreparedReport {
	s := &reportState{simulation: of.Simulation, plan: of.Plan, upload: of.Upload, mode: of.Mode, direct: of.Direct}
	if s.plan == nil {
		s.plan = s.simulation.Plan
	}
	s.listing = reportView{mode: s.mode, fresh: true}.of(newReportLines(s.plan))
	return s
}

// Of is what the report is about now.
func (s *reportState) Of() desk.ReportOf {
	return desk.ReportOf{Simulation: s.simulation, Plan: s.plan, Upload: s.upload, Mode: s.mode, Direct: s.direct}
}

// Open makes the widgets of the report.
func (s *reportState) Open(d *desk.Desk, ways desk.ReportWays) desk.Report {
	r := &report{desk: d, state: s, ways: ways}
	r.build()
	r.Sized(d.Go.Room())
	r.show()
	r.lookAside()
	return r
}

// Kept is the report as it stands.
func (r *report) Kept() desk.PreparedReport { return r.state }
