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
	"headcount.app/headcount/views/viewtest"
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
		f := open(t, viewtest.Want{Language: language})
		for _, p := range settingsPages {
			f.settings(p.name)
			viewtest.Golden(t, "settings-"+p.name+"-"+language, f.Desk)
		}
		s := f.settings("general")
		s.state.err = data.ErrReadOnly
		s.show()
		viewtest.Golden(t, "settings-failed-"+language, f.Desk)
	}
}

func TestOrganizationIsRenamed(t *testing.T) {
	f := open(t, viewtest.Want{})
	g := f.settings("general").pages["general"].(*generalPage)
	g.name.SetText("")
	g.rename()
	viewtest.Expect(t, "an empty name was taken", g.field.Wrong() != "" && f.name == "Comptoir Bellerive")
	g.name.SetText("Maison Bellerive")
	g.rename()
	viewtest.Expect(t, "not renamed: "+f.name, f.name == "Maison Bellerive" && g.field.Wrong() == "")
}

func TestLanguageSwitchKeepsWhatWasTyped(t *testing.T) {
	f := open(t, viewtest.Want{})
	s := f.settings("general")
	s.pages["general"].(*generalPage).name.SetText("Half a na")
	f.setLanguage("fr")
	now := f.screens[desk.PlaceSettings].(*settingsScreen)
	viewtest.Expect(t, "another screen", now != s && f.at == desk.PlaceSettings)
	viewtest.Expect(t, "the words went", now.pages["general"].(*generalPage).name.Text == "Half a na")
	viewtest.Expect(t, "not in French", strings.Contains(viewtest.Reading(f.Desk), "Réglages"))
	f.settings("look").pages["look"].(*lookPage).look.OnChanged(string(desk.VariantDark))
	viewtest.Expect(t, "not dark", f.Theme.Variant == desk.VariantDark && now.pages["general"].(*generalPage).name.Text == "Half a na")
}

func TestLimitsCanOnlyBeTightened(t *testing.T) {
	f := open(t, viewtest.Want{})
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
	viewtest.Expect(t, "loosened", l.fields[name].Wrong() != "" && stored() == before)
	l.typed[name].SetText("3")
	l.store()
	viewtest.Expect(t, "not tightened", l.fields[name].Wrong() == "" && stored() == 3)
}

func TestProfilesAreAddedRenamedMarkedAndDeleted(t *testing.T) {
	f := open(t, viewtest.Want{})
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
	viewtest.Golden(t, "settings-profile-new-en", f.Desk)
	viewtest.TypeInto(t, f.base, "Trainee")
	viewtest.PressButton(t, f.Desk, f.Words.T("button.save"))
	viewtest.Expect(t, "not added: "+names(), strings.Contains(names(), "Trainee "))
	p.edit(data.Profile{Name: "Trainee"})
	viewtest.TypeInto(t, f.base, "2nd ")
	viewtest.PressButton(t, f.Desk, f.Words.T("button.save"))
	viewtest.Expect(t, "not renamed: "+names(), strings.Contains(names(), "2nd Trainee "))
	p.edit(data.Profile{Name: "Administrator", Administrator: true})
	viewtest.Walk(f.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if c, ok := o.(*widgets.Check); ok {
			c.Tapped(nil)
		}
	})
	viewtest.PressButton(t, f.Desk, f.Words.T("button.save"))
	viewtest.Golden(t, "settings-profile-last-en", f.Desk)
	viewtest.Expect(t, "the last administrator is gone: "+names(), strings.Contains(names(), "Administrator*"))
	f.press(fyne.KeyEscape)
	p.askDelete(data.Profile{Name: "Manager"})
	viewtest.PressButton(t, f.Desk, "Delete…")
	viewtest.Expect(t, "not deleted: "+names(), !strings.Contains(names(), "Manager"))
}

// firstStartIn is a window without an organization, at home in a folder.
func firstStartIn(t *testing.T, language string) (*Shell, *viewtest.Answers, string) {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	files := &viewtest.Answers{}
	task.StandStill()
	s := New(test.NewTempApp(t), nil, Start{Screens: allScreens, Language: language, LanguageGiven: true, Runner: task.Inline(), Files: files})
	s.Window.Resize(fyne.NewSize(1280, 772))
	t.Cleanup(s.Close)
	return s, files, home
}

func TestFirstStartReadsAsDesigned(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		s, _, _ := firstStartIn(t, language)
		viewtest.Golden(t, "first-"+language, s.Desk)
		s.screens[desk.PlaceFirstStart].(*firstStart).Fail(data.ErrDamaged)
		viewtest.Golden(t, "first-failed-"+language, s.Desk)
	}
}

func TestFourWaysToBegin(t *testing.T) {
	s, _, home := firstStartIn(t, "en")
	first := s.screens[desk.PlaceFirstStart].(*firstStart)
	viewtest.Expect(t, "the first way has the keys", s.Window.Canvas().Focused() == fyne.Focusable(first.choices[0]))
	first.startEmpty()
	viewtest.Expect(t, "no empty organization", s.App != nil && s.at == desk.PlaceUsers && strings.HasPrefix(s.App.Path(), home))

	s, _, _ = firstStartIn(t, "fr")
	s.screens[desk.PlaceFirstStart].(*firstStart).startExample()
	d, err := s.App.Directory(context.Background())
	viewtest.Expect(t, "not 251", err == nil && d.Counts().Active == 251)
	viewtest.Expect(t, "no files to try", len(matches(t, s.App.ExampleFolder(), "*.xlsx")) == 3)

	s, files, home := firstStartIn(t, "en")
	files.Path = filepath.Join(home, "users.csv")
	if err := os.WriteFile(files.Path, []byte(viewtest.Header+viewtest.People()[0]+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.screens[desk.PlaceFirstStart].(*firstStart).startFromFile()
	viewtest.Expect(t, "not at the upload", s.at == desk.PlaceUpload && s.screens[desk.PlaceUpload].(*uploadScreen).state.file != nil)

	s, _, _ = firstStartIn(t, "en")
	s.dropped([]fyne.URI{storage.NewFileURI(files.Path)})
	viewtest.Expect(t, "dropping does not lead to the upload", s.at == desk.PlaceUpload && s.screens[desk.PlaceUpload].(*uploadScreen).state.path == files.Path)

	s, files, home = firstStartIn(t, "en")
	files.Path = filepath.Join(home, "other.headcount")
	made, err := app.Create(files.Path, "Other", assets.In("en"), app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	made.Close()
	s.askOpen()
	viewtest.Expect(t, "not opened", s.App != nil && s.App.Path() == files.Path)
}

func matches(t *testing.T, folder, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, pattern))
	if err != nil {
		t.Fatal(err)
	}
	return found
}
