package views

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/report"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// fixture is a window around an organization of twelve people.
type fixture struct {
	*Shell
	base   *viewtest.Fixture
	t      testing.TB
	folder string
	files  *viewtest.Answers
	// reported is what the last report is about.
	reported desk.ReportOf
}

func open(t testing.TB, w viewtest.Want) *fixture {
	t.Helper()
	f := &fixture{t: t}
	screens := allScreens
	screens.Report = func(of desk.ReportOf) desk.PreparedReport {
		f.reported = of
		return report.Prepare(of)
	}
	f.base = viewtest.Open(t, w, func(g viewtest.Given) *desk.Desk {
		f.Shell = New(g.Fyne, g.App, Start{
			Screens: screens, Language: g.Language, LanguageGiven: true, Config: g.Config, Runner: g.Runner, Files: g.Files, OwnMenu: g.OwnMenu,
		})
		return f.Desk
	})
	f.folder, f.files = f.base.Folder, f.base.Files
	t.Cleanup(f.Shell.Close)
	return f
}

// put makes a file, writeUsers one of users.
func (f *fixture) put(name, content string) string { return f.base.Put(name, content) }

func (f *fixture) writeUsers(name string, lines ...string) string {
	return f.base.Write(name, lines...)
}

func (f *fixture) active() int { return f.base.Active() }

func (f *fixture) press(name fyne.KeyName) { f.base.Press(name) }

// user is the stored user with an address.
func (f *fixture) user(email string) data.User { return f.base.User(email) }

// reads reports whether something stands on the screen.
func reads(d *desk.Desk, words string) bool { return strings.Contains(viewtest.Reading(d), words) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// settings goes to a page of Settings, by its name at the left.
func (f *fixture) settings(page string) {
	f.t.Helper()
	f.open(desk.PlaceSettings)
	viewtest.PressNav(f.t, f.Desk, f.Words.T("settings."+page))
}

func TestEveryTextOfTheWindowIsInBothLanguages(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		words := assets.In(language)
		for _, n := range desk.Navigation {
			viewtest.Expect(t, language+": "+n.Words, words.Has(n.Words))
		}
		for _, kind := range widgets.Kinds {
			viewtest.Expect(t, language+": tile of "+string(kind), words.Has("tile."+strings.ToLower(string(kind))))
		}
	}
}

func TestShellNamesTheOrganization(t *testing.T) {
	f := open(t, viewtest.Want{})
	viewtest.Expect(t, "title: "+f.Window.Title(), f.Window.Title() == "Comptoir Bellerive – Headcount")
	f.open(desk.PlaceUpload)
	viewtest.Golden(t, "shell-en", f.Desk)
}

func TestDroppedFileLeadsToTheUpload(t *testing.T) {
	f := open(t, viewtest.Want{})
	f.dropped([]fyne.URI{storage.NewFileURI(f.writeUsers("dropped.csv", viewtest.People()...))})
	viewtest.Expect(t, "the upload did not come up", f.at == desk.PlaceUpload)
	viewtest.Expect(t, "the file was not read", reads(f.Desk, "dropped.csv") && reads(f.Desk, "all 12"))
}

// TestDroppedHierarchyLeadsToItsUpload from the hierarchy, and stays in it.
func TestDroppedHierarchyLeadsToItsUpload(t *testing.T) {
	for _, p := range []desk.Place{desk.PlaceHierarchy, desk.PlaceHierarchyUpload} {
		f := open(t, viewtest.Want{})
		f.open(p)
		f.dropped([]fyne.URI{storage.NewFileURI(f.put("roles.csv", viewtest.HierarchyRows()))})
		viewtest.Expect(t, "from "+string(p)+" it went to "+string(f.at), f.at == desk.PlaceHierarchyUpload)
		viewtest.Expect(t, "the file was not read", reads(f.Desk, "roles.csv"))
	}
}

func TestDroppedOrganizationIsOpened(t *testing.T) {
	f := open(t, viewtest.Want{})
	other := filepath.Join(f.folder, "other.headcount")
	made, err := app.Create(other, "Other", assets.In("en"), app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	made.Close()
	f.dropped([]fyne.URI{storage.NewFileURI(other)})
	viewtest.Expect(t, "still "+f.App.Path(), filepath.Base(f.App.Path()) == "other.headcount")
	viewtest.Expect(t, "the recent ones lack it", f.recent()[0] == f.App.Path())
}

func TestAnOrganizationThatIsNoneLeavesThePresentOneOpen(t *testing.T) {
	f := open(t, viewtest.Want{})
	path := filepath.Join(f.folder, "letter.headcount")
	if err := os.WriteFile(path, []byte("Dear Zoë"), 0o600); err != nil {
		t.Fatal(err)
	}
	f.receive(path)
	viewtest.Expect(t, "closed", filepath.Base(f.App.Path()) == "bellerive.headcount" && f.active() == 12)
	seen := viewtest.Reading(f.Desk)
	viewtest.Expect(t, "no sentence:\n"+seen, strings.Contains(seen, desk.Message(data.ErrNotOrganization, f.Words).Sentence))
}

func TestAnUnforeseenErrorIsASentence(t *testing.T) {
	w := assets.In("en")
	m := desk.Message(&task.PanicError{Value: "index out of range", Stack: []byte("main.go:1")}, w)
	viewtest.Expect(t, "a panic is shown raw: "+m.Sentence, m.Sentence == w.T("error.unexpected") && strings.Contains(m.Details, "index out of range"))
	viewtest.Expect(t, "an error is shown raw", desk.Message(errors.New("sql: no rows"), w).Sentence != "sql: no rows")
}

func TestOfTwoDroppedFilesTheFirstIsTaken(t *testing.T) {
	f := open(t, viewtest.Want{})
	dropped := storage.NewFileURI(f.writeUsers("dropped.csv", viewtest.People()...))
	f.dropped([]fyne.URI{dropped, dropped})
	viewtest.Expect(t, "not in the upload", f.at == desk.PlaceUpload)
	viewtest.Expect(t, "nothing is said of the other file", strings.Contains(f.Status.Words(), "dropped.csv"))
}
