package views

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// noon is the moment of all tests.
var noon = time.Date(2026, 11, 20, 14, 26, 0, 0, time.Local)

const header = "Email;First name;Last name;Role ID;Permission profile;ID\n"

// people is the base of most tests: an administrator and eleven others.
func people() []string {
	rows := []string{"ada@example.org;Ada;Aubry;head-office;Administrator;1"}
	for i, name := range []string{"Zoë;Bäcker", "Benoît;Achard", "Inès;Aït-Ouarab", "Hélène;Bonnefoy-Marchetti", "François;Cœurdevey", "Łukasz;Grabowski", "Émeline;Saint-Ybars", "Ömer;Yıldız", "José;Fernández Muñoz", "Noémie;Pérez-Lachance", "Anaïs;Lemoine"} {
		rows = append(rows, strings.ToLower(strings.Split("zoe benoit ines helene francois lukasz emeline omer jose noemie anais", " ")[i])+
			"@example.org;"+name+";shop-lyon-1;Sales rep;"+string(rune('a'+i)))
	}
	return rows
}

// answers is somebody who answers every question about files.
type answers struct {
	path  string
	asked []desk.FileQuestion
}

func (a *answers) Open(q desk.FileQuestion, chosen func(string)) { a.answer(q, chosen) }
func (a *answers) Save(q desk.FileQuestion, chosen func(string)) { a.answer(q, chosen) }

func (a *answers) answer(q desk.FileQuestion, chosen func(string)) {
	a.asked = append(a.asked, q)
	if a.path != "" {
		chosen(a.path)
	}
}

// fixture is a window around an organization of twelve people.
type fixture struct {
	*Shell
	t      testing.TB
	folder string
	files  *answers
}

type want struct {
	language string
	runner   *task.Runner
	empty    bool     // an organization without users
	users    []string // lines of the file that it was made from, people() if nil
	size     fyne.Size
	ownMenu  bool
}

func open(t testing.TB, w want) *fixture {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "Documents")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	config := app.Config{Now: func() time.Time { return noon }, Account: "camille.roux", Passwords: outbox.NewPasswords(noRing{}, "")}
	if w.language == "" {
		w.language = cmp.Or(shotsLanguage, "en")
	}
	organization, err := app.Create(filepath.Join(folder, "bellerive.headcount"), "Comptoir Bellerive", assets.In("en"), config)
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{t: t, folder: folder, files: &answers{}}
	if !w.empty {
		if w.users == nil {
			w.users = people()
		}
		path := f.Write("before.csv", w.users...)
		simulation, err := organization.Simulate(context.Background(), path, data.Options{CreateRoles: true}, nil)
		if err == nil {
			_, err = organization.Apply(context.Background(), simulation, app.Consent{}, nil)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if w.runner == nil {
		w.runner = task.Inline()
	}
	task.StandStill()
	f.Shell = New(test.NewTempApp(t), organization, Start{
		Screens:  allScreens,
		Language: w.language, LanguageGiven: true, Config: config, Runner: w.runner, Files: f.files, OwnMenu: w.ownMenu,
	})
	if w.size.Width == 0 {
		w.size = fyne.NewSize(1280, 772)
	}
	f.Window.Resize(w.size)
	t.Cleanup(f.Shell.close)
	return f
}

// Write makes a user file of lines under the usual header.
func (f *fixture) Write(name string, lines ...string) string {
	f.t.Helper()
	return f.put(name, header+strings.Join(lines, "\n")+"\n")
}

// put makes a file as old as everything in the tests.
func (f *fixture) put(name, content string) string {
	f.t.Helper()
	path := filepath.Join(f.folder, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		f.t.Fatal(err)
	}
	if err := os.Chtimes(path, noon, noon); err != nil {
		f.t.Fatal(err)
	}
	return path
}

// upload is the screen, with a file chosen in it.
func (f *fixture) upload(path string) *uploadScreen {
	f.t.Helper()
	f.Go.UploadFile(path)
	return f.screens[desk.PlaceUpload].(*uploadScreen)
}

// active counts the active users that are stored.
func (f *fixture) active() int {
	f.t.Helper()
	d, err := f.App.Directory(context.Background())
	if err != nil {
		f.t.Fatal(err)
	}
	return d.Counts().Active
}

func expect(t testing.TB, what string, holds bool) {
	t.Helper()
	if !holds {
		t.Error(what)
	}
}

func TestEveryTextOfTheWindowIsInBothLanguages(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		words := assets.In(language)
		for _, n := range desk.Navigation {
			expect(t, language+": "+n.Words, words.Has(n.Words))
		}
		for _, kind := range widgets.Kinds {
			expect(t, language+": tile of "+string(kind), words.Has("tile."+strings.ToLower(string(kind))))
		}
	}
}

func TestShellNamesTheOrganization(t *testing.T) {
	f := open(t, want{})
	expect(t, "title: "+f.Window.Title(), f.Window.Title() == "Comptoir Bellerive – Headcount")
	f.open(desk.PlaceUpload)
	golden(t, "shell-en", f.Shell)
}

func TestLanguageSwitchesAtOnceAndKeepsWhatIsShown(t *testing.T) {
	f := open(t, want{})
	u := f.upload(f.Write("after.csv", people()[:9]...))
	u.state.options.DeactivateAbsent = true
	u.run()
	u.report.state.filter.words = "noemie"
	u.report.refilter()
	f.setLanguage("fr")
	golden(t, "report-switched-fr", f.Shell)
	now := f.screens[desk.PlaceUpload].(*uploadScreen)
	expect(t, "the report is another one", now != u && now.report != nil)
	expect(t, "the search went", now.report.search_.Text == "noemie" && len(now.report.state.rows) == 1)
}

func TestDroppedFileLeadsToTheUpload(t *testing.T) {
	f := open(t, want{})
	f.dropped([]fyne.URI{storage.NewFileURI(f.Write("dropped.csv", people()...))})
	u, ok := f.screens[desk.PlaceUpload].(*uploadScreen)
	if !ok || f.at != desk.PlaceUpload {
		t.Fatal("the upload did not come up")
	}
	expect(t, "the file was not read", u.state.file != nil && len(u.state.file.Table.Rows) == 12)
}

func TestDroppedOrganizationIsOpened(t *testing.T) {
	f := open(t, want{})
	other := filepath.Join(f.folder, "other.headcount")
	made, err := app.Create(other, "Other", assets.In("en"), app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	made.Close()
	f.dropped([]fyne.URI{storage.NewFileURI(other)})
	expect(t, "still "+f.App.Path(), filepath.Base(f.App.Path()) == "other.headcount")
	expect(t, "the recent ones lack it", f.recent()[0] == f.App.Path())
}

func TestAnOrganizationThatIsNoneLeavesThePresentOneOpen(t *testing.T) {
	f := open(t, want{})
	path := filepath.Join(f.folder, "letter.headcount")
	if err := os.WriteFile(path, []byte("Dear Zoë"), 0o600); err != nil {
		t.Fatal(err)
	}
	f.receive(path)
	expect(t, "closed", filepath.Base(f.App.Path()) == "bellerive.headcount" && f.active() == 12)
	seen := reading(f.Shell)
	expect(t, "no sentence:\n"+seen, strings.Contains(seen, desk.Message(data.ErrNotOrganization, f.Words).Sentence))
}

func TestAnUnforeseenErrorIsASentence(t *testing.T) {
	w := assets.In("en")
	m := desk.Message(&task.PanicError{Value: "index out of range", Stack: []byte("main.go:1")}, w)
	expect(t, "a panic is shown raw: "+m.Sentence, m.Sentence == w.T("error.unexpected") && strings.Contains(m.Details, "index out of range"))
	expect(t, "an error is shown raw", desk.Message(errors.New("sql: no rows"), w).Sentence != "sql: no rows")
}
