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
}

func open(t testing.TB, w viewtest.Want) *fixture {
	t.Helper()
	f := &fixture{t: t}
	f.base = viewtest.Open(t, w, func(g viewtest.Given) *desk.Desk {
		f.Shell = New(g.Fyne, g.App, Start{
			Screens: allScreens, Language: g.Language, LanguageGiven: true, Config: g.Config, Runner: g.Runner, Files: g.Files, OwnMenu: g.OwnMenu,
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

// upload is the screen, with a file chosen in it.
func (f *fixture) upload(path string) *uploadScreen {
	f.t.Helper()
	f.Go.UploadFile(path)
	return f.screens[desk.PlaceUpload].(*uploadScreen)
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

func TestLanguageSwitchesAtOnceAndKeepsWhatIsShown(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.upload(f.writeUsers("after.csv", viewtest.People()[:9]...))
	u.state.options.DeactivateAbsent = true
	u.run()
	u.report.(*report).state.filter.words = "noemie"
	u.report.(*report).refilter()
	f.setLanguage("fr")
	viewtest.Golden(t, "report-switched-fr", f.Desk)
	now := f.screens[desk.PlaceUpload].(*uploadScreen)
	viewtest.Expect(t, "the report is another one", now != u && now.report != nil)
	viewtest.Expect(t, "the search went", now.report.(*report).searchEntry.Text == "noemie" && len(now.report.(*report).state.rows) == 1)
}

func TestDroppedFileLeadsToTheUpload(t *testing.T) {
	f := open(t, viewtest.Want{})
	f.dropped([]fyne.URI{storage.NewFileURI(f.writeUsers("dropped.csv", viewtest.People()...))})
	u, ok := f.screens[desk.PlaceUpload].(*uploadScreen)
	if !ok || f.at != desk.PlaceUpload {
		t.Fatal("the upload did not come up")
	}
	viewtest.Expect(t, "the file was not read", u.state.file != nil && len(u.state.file.Table.Rows) == 12)
}

// TestDroppedHierarchyLeadsToItsUpload from the hierarchy, and stays in it.
func TestDroppedHierarchyLeadsToItsUpload(t *testing.T) {
	for _, p := range []desk.Place{desk.PlaceHierarchy, desk.PlaceHierarchyUpload} {
		f := open(t, viewtest.Want{})
		f.open(p)
		f.dropped([]fyne.URI{storage.NewFileURI(f.put("roles.csv", viewtest.HierarchyRows()))})
		u, ok := f.screens[desk.PlaceHierarchyUpload].(*uploadScreen)
		if !ok || f.at != desk.PlaceHierarchyUpload {
			t.Fatalf("from %s it went to %s", p, f.at)
		}
		viewtest.Expect(t, "the file was not read", u.state.file != nil)
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
