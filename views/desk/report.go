package desk

import (
	"context"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/task"
)

// Report shows a plan: what it would do to whom, and why. It stands in the place of the
// form or the list that it was opened from.
type Report interface {
	Screen
	Searcher
	Keyed
	Sized
	Guided
	// AskApply asks once whether the plan is to be applied (SPEC S5.4).
	AskApply()
	// Kept is the report as it stands, for another one in another language.
	Kept() PreparedReport
}

// ReportOf is what a report is about.
type ReportOf struct {
	// Simulation can be planned again and applied; nil for a report that can only be
	// read. Plan is its plan, or the one read from the history.
	Simulation *app.Simulation
	Plan       *plan.Plan
	Upload     data.Upload
	Mode       data.Mode
	// Direct: Simulation mode was off, applying asks once.
	Direct bool
}

// PreparedReport is a report whose lines were looked through, which takes its time with
// 100,000 of them, and which can be opened at once.
type PreparedReport interface {
	Of() ReportOf
	// Open makes the widgets, on Fyne's goroutine.
	Open(*Desk, ReportWays) Report
}

// ReportWays lead on from a report, each nil where it has no sense there.
type ReportWays struct {
	// Path is the file that was simulated, "" if it is not known any more.
	Path string
	// Again gives what reads the file once more under changed options, nil if there is
	// none to be read.
	Again func(change func(*data.Options)) func(context.Context, task.Progress) (*app.Simulation, error)
	// Back returns to where the report was opened, Another goes to an empty form.
	Back, Another func()
	// UndoFrom shows what undoing the upload and everything after it would change.
	UndoFrom func()
}
