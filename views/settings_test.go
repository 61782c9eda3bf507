package views

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

func (f *fixture) settings(page string) *settingsScreen {
	f.t.Helper()
	f.open(desk.PlaceSettings)
	t := f.screens[desk.PlaceSettings].(*settingsScreen)
	t.state.page = page
	t.show()
	return t
}

func TestSettingsReadAsDesigned(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, want{language: language})
		for _, p := range settingsPages {
			f.settings(p.name)
			golden(t, "settings-"+p.name+"-"+language, f.Shell)
		}
		s := f.settings("general")
		s.state.err = data.ErrReadOnly
		s.show()
		golden(t, "settings-failed-"+language, f.Shell)
	}
}

func TestOrganizationIsRenamed(t *testing.T) {
	f := open(t, want{})
	g := f.settings("general").pages["general"].(*generalPage)
	g.name.SetText("")
	g.rename()
	expect(t, "an empty name was taken", g.field.Wrong() != "" && f.name == "Comptoir Bellerive")
	g.name.SetText("Maison Bellerive")
	g.rename()
	expect(t, "not renamed: "+f.name, f.name == "Maison Bellerive" && g.field.Wrong() == "")
}

func TestLanguageSwitchKeepsWhatWasTyped(t *testing.T) {
	f := open(t, want{})
	s := f.settings("general")
	s.pages["general"].(*generalPage).name.SetText("Half a na")
	f.setLanguage("fr")
	now := f.screens[desk.PlaceSettings].(*settingsScreen)
	expect(t, "another screen", now != s && f.at == desk.PlaceSettings)
	expect(t, "the words went", now.pages["general"].(*generalPage).name.Text == "Half a na")
	expect(t, "not in French", strings.Contains(reading(f.Shell), "Réglages"))
	f.settings("look").pages["look"].(*lookPage).look.OnChanged(string(desk.VariantDark))
	expect(t, "not dark", f.Theme.Variant == desk.VariantDark && now.pages["general"].(*generalPage).name.Text == "Half a na")
}

func TestLimitsCanOnlyBeTightened(t *testing.T) {
	f := open(t, want{})
	l := f.settings("limits").pages["limits"].(*limitsPage)
	name := "guards.mass_deactivation.more"
	stored := func() int {
		s, err := f.App.Settings(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return s.Guards.MassDeactivation.More
	}
	before := stored()
	l.typed[name].SetText("100000")
	l.store()
	expect(t, "loosened", l.fields[name].Wrong() != "" && stored() == before)
	l.typed[name].SetText("3")
	l.store()
	expect(t, "not tightened", l.fields[name].Wrong() == "" && stored() == 3)
}

func TestProfilesAreAddedRenamedMarkedAndDeleted(t *testing.T) {
	f := open(t, want{})
	p := f.settings("profiles").pages["profiles"].(*profilesPage)
	names := func() string {
		all, err := f.App.Profiles(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, profile := range all {
			text += profile.Name
			if profile.Administrator {
				text += "*"
			}
			text += " "
		}
		return text
	}
	p.edit(data.Profile{})
	golden(t, "settings-profile-new-en", f.Shell)
	typeInto(t, f, "Trainee")
	pressButton(t, f.Shell, f.Words.T("button.save"))
	expect(t, "not added: "+names(), strings.Contains(names(), "Trainee "))
	p.edit(data.Profile{Name: "Trainee"})
	typeInto(t, f, "2nd ")
	pressButton(t, f.Shell, f.Words.T("button.save"))
	expect(t, "not renamed: "+names(), strings.Contains(names(), "2nd Trainee "))
	p.edit(data.Profile{Name: "Administrator", Administrator: true})
	walk(f.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if c, ok := o.(*widgets.Check); ok {
			c.Tapped(nil)
		}
	})
	pressButton(t, f.Shell, f.Words.T("button.save"))
	golden(t, "settings-profile-last-en", f.Shell)
	expect(t, "the last administrator is gone: "+names(), strings.Contains(names(), "Administrator*"))
	f.press(fyne.KeyEscape)
	p.askDelete(data.Profile{Name: "Manager"})
	pressButton(t, f.Shell, "Delete…")
	expect(t, "not deleted: "+names(), !strings.Contains(names(), "Manager"))
}

func TestExportReadsAsDesigned(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, want{language: language})
		f.open(desk.PlaceExport)
		e := f.screens[desk.PlaceExport].(*exportScreen)
		golden(t, "export-"+language, f.Shell)
		e.change(func(s *exportState) { s.options.Format = "csv" })
		e.Offer(app.Query{Text: "ada"})
		golden(t, "export-shown-"+language, f.Shell)
		f.files.path = filepath.Join(f.folder, "list.csv")
		e.ask()
		golden(t, "export-done-"+language, f.Shell)
		text, err := os.ReadFile(f.files.path)
		expect(t, "not written", err == nil && strings.Contains(string(text), "ada@example.org"))
		expect(t, "too many", !strings.Contains(string(text), "zoe@example.org"))
		e.Write(filepath.Join(f.folder, "no such folder", "list.csv"))
		golden(t, "export-failed-"+language, f.Shell)
	}
}

func TestExportIsBusyUntilItIsWritten(t *testing.T) {
	runner := task.Held()
	f := open(t, want{runner: runner})
	runner.Release()
	f.open(desk.PlaceExport)
	runner.Release()
	e := f.screens[desk.PlaceExport].(*exportScreen)
	path := filepath.Join(f.folder, "list.xlsx")
	e.Write(path)
	golden(t, "export-busy-en", f.Shell)
	e.handle.Cancel()
	runner.Release()
	_, err := os.Stat(path)
	expect(t, "a cancelled export was written", os.IsNotExist(err) && e.state.saved == "")
}

// firstStartIn is a window without an organization, at home in a folder.
func firstStartIn(t *testing.T, language string) (*Shell, *answers, string) {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	files := &answers{}
	task.StandStill()
	s := New(test.NewTempApp(t), nil, Start{Screens: allScreens, Language: language, LanguageGiven: true, Runner: task.Inline(), Files: files})
	s.Window.Resize(fyne.NewSize(1280, 772))
	t.Cleanup(s.close)
	return s, files, home
}

func TestFirstStartReadsAsDesigned(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		s, _, _ := firstStartIn(t, language)
		golden(t, "first-"+language, s)
		s.screens[desk.PlaceFirstStart].(*firstStart).Fail(data.ErrDamaged)
		golden(t, "first-failed-"+language, s)
	}
}

func TestFourWaysToBegin(t *testing.T) {
	s, _, home := firstStartIn(t, "en")
	first := s.screens[desk.PlaceFirstStart].(*firstStart)
	expect(t, "the first way has the keys", s.Window.Canvas().Focused() == fyne.Focusable(first.choices[0]))
	first.startEmpty()
	expect(t, "no empty organization", s.App != nil && s.at == desk.PlaceUsers && strings.HasPrefix(s.App.Path(), home))

	s, _, _ = firstStartIn(t, "fr")
	s.screens[desk.PlaceFirstStart].(*firstStart).startExample()
	d, err := s.App.Directory(context.Background())
	expect(t, "not 251", err == nil && d.Counts().Active == 251)
	expect(t, "no files to try", len(matches(t, s.App.ExampleFolder(), "*.xlsx")) == 3)

	s, files, home := firstStartIn(t, "en")
	files.path = filepath.Join(home, "users.csv")
	if err := os.WriteFile(files.path, []byte(header+people()[0]+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.screens[desk.PlaceFirstStart].(*firstStart).startFromFile()
	expect(t, "not at the upload", s.at == desk.PlaceUpload && s.screens[desk.PlaceUpload].(*uploadScreen).state.file != nil)

	s, _, _ = firstStartIn(t, "en")
	s.dropped([]fyne.URI{storage.NewFileURI(files.path)})
	expect(t, "dropping does not lead to the upload", s.at == desk.PlaceUpload && s.screens[desk.PlaceUpload].(*uploadScreen).state.path == files.path)

	s, files, home = firstStartIn(t, "en")
	files.path = filepath.Join(home, "other.headcount")
	made, err := app.Create(files.path, "Other", assets.In("en"), app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	made.Close()
	s.askOpen()
	expect(t, "not opened", s.App != nil && s.App.Path() == files.path)
}

func matches(t *testing.T, folder, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, pattern))
	if err != nil {
		t.Fatal(err)
	}
	return found
}
