package report

import (
	"testing"

	"headcount.app/headcount/views"
	"headcount.app/headcount/views/compare"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/hierarchy"
	"headcount.app/headcount/views/history"
	"headcount.app/headcount/views/settings"
	"headcount.app/headcount/views/upload"
	"headcount.app/headcount/views/users"
	"headcount.app/headcount/views/viewtest"
)

// fixture is a window around an organization of twelve people, with the screens that
// reports are opened from.
type fixture struct {
	*viewtest.Fixture
	shell *views.Shell
	// last is the report that was opened last.
	last *report
}

func open(t testing.TB, w viewtest.Want) *fixture {
	t.Helper()
	f := &fixture{}
	f.Fixture = viewtest.Open(t, w, func(g viewtest.Given) *desk.Desk {
		f.shell = views.New(g.Fyne, g.App, views.Start{
			Screens: views.Screens{
				Users: users.New, Upload: upload.New, HierarchyUpload: upload.NewHierarchy, History: history.New, Hierarchy: hierarchy.New,
				Settings: settings.New, Compare: compare.New, UserHistory: users.ShowHistory, ChooseComparison: compare.Choose,
				Report: func(of desk.ReportOf) desk.PreparedReport { return watched{Prepare(of), f} },
			},
			Language: g.Language, LanguageGiven: true, Config: g.Config, Runner: g.Runner, Files: g.Files, OwnMenu: g.OwnMenu,
		})
		t.Cleanup(f.shell.Close)
		return f.shell.Desk
	})
	return f
}

// watched tells the fixture which report was opened, and seen which one takes its place.
type watched struct {
	desk.PreparedReport
	f *fixture
}

func (w watched) Open(d *desk.Desk, ways desk.ReportWays) desk.Report {
	w.f.last = w.PreparedReport.Open(d, ways).(*report)
	return seen{w.f.last, w.f}
}

type seen struct {
	desk.Report
	f *fixture
}

func (s seen) Kept() desk.PreparedReport { return watched{s.Report.Kept(), s.f} }

// simulated is the report of a file of November.
func (f *fixture) simulated(deactivate bool, rows ...string) *report {
	f.T.Helper()
	f.Go.UploadFile(f.Write("november.csv", rows...))
	viewtest.Turn(f.T, f.Desk, f.Words.T("upload.deactivate"), deactivate)
	viewtest.PressPrimary(f.T, f.Desk)
	return f.last
}
