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
)

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
	viewtest.Expect(t, "not at the upload", s.at == desk.PlaceUpload && reads(s.Desk, "users.csv"))

	s, _, _ = firstStartIn(t, "en")
	s.dropped([]fyne.URI{storage.NewFileURI(files.Path)})
	viewtest.Expect(t, "dropping does not lead to the upload", s.at == desk.PlaceUpload && reads(s.Desk, filepath.Base(files.Path)))

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
