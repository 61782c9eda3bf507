package upload

import (
	"testing"

	"headcount.app/headcount/views"
	"headcount.app/headcount/views/compare"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/hierarchy"
	"headcount.app/headcount/views/history"
	"headcount.app/headcount/views/report"
	"headcount.app/headcount/views/users"
	"headcount.app/headcount/views/viewtest"
)

// fixture is a window around an organization of twelve people, with the screens that the
// tests of this one need.
type fixture struct {
	*viewtest.Fixture
	shell *views.Shell
	// users and roles are the two uploads, once they were gone to.
	users, roles *uploadScreen
}

func open(t testing.TB, w viewtest.Want) *fixture {
	t.Helper()
	f := &fixture{}
	f.Fixture = viewtest.Open(t, w, func(g viewtest.Given) *desk.Desk {
		f.shell = views.New(g.Fyne, g.App, views.Start{
			Screens: views.Screens{
				Users:           users.New,
				Upload:          func(d *desk.Desk) desk.Upload { f.users = newUploadScreen(d, false); return f.users },
				HierarchyUpload: func(d *desk.Desk) desk.Upload { f.roles = newUploadScreen(d, true); return f.roles },
				History:         history.New, Report: report.Prepare, Hierarchy: hierarchy.New,
				Compare: compare.New, ChooseComparison: compare.Choose,
			},
			Language: g.Language, LanguageGiven: true, Config: g.Config, Runner: g.Runner, Files: g.Files, OwnMenu: g.OwnMenu,
		})
		t.Cleanup(f.shell.Close)
		return f.shell.Desk
	})
	return f
}

// upload is the screen, with a file chosen in it.
func (f *fixture) upload(path string) *uploadScreen {
	f.T.Helper()
	f.Go.UploadFile(path)
	return f.users
}
