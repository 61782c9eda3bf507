package users

import (
	"testing"

	"headcount.app/headcount/views"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/export"
	"headcount.app/headcount/views/history"
	"headcount.app/headcount/views/report"
	"headcount.app/headcount/views/upload"
	"headcount.app/headcount/views/viewtest"
)

// fixture is a window around an organization of twelve people, with the screens that the
// tests of this one need.
type fixture struct{ *viewtest.Fixture }

func open(t testing.TB, w viewtest.Want) *fixture {
	t.Helper()
	return &fixture{viewtest.Open(t, w, func(g viewtest.Given) *desk.Desk {
		s := views.New(g.Fyne, g.App, views.Start{
			Screens: views.Screens{
				Users: New, Export: export.New, Upload: upload.New, Report: report.Prepare, History: history.New, UserHistory: ShowHistory,
			},
			Language: g.Language, LanguageGiven: true, Config: g.Config, Runner: g.Runner, Files: g.Files, OwnMenu: g.OwnMenu,
		})
		t.Cleanup(s.Close)
		return s.Desk
	})}
}
