// Package report is the report: what a plan would do to whom, and why, with everything
// that can be said of it before it is applied: checks, people and fields left out, cells
// corrected, pairs joined. It is also that of an undo, and of an upload in the history.
//
// It hides how 100,000 lines are listed, filtered and sorted aside. It does not know from
// where it was opened: the desk says what it is about (ReportOf) and where it leads on
// (ReportWays).
package report
