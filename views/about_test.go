package views

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/release"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// aboutIn is a window of version 0.1.0 that asks what says.
func aboutIn(t *testing.T, language string, now *time.Time, says func() (release.Version, error)) *Shell {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	task.StandStill()
	s := New(test.NewTempApp(t), nil, Start{
		Screens: allScreens, Language: language, LanguageGiven: true, Runner: task.Inline(), Files: &viewtest.Answers{},
		Config: app.Config{Now: func() time.Time { return *now }},
		About: About{
			Number: "0.1.0", Version: "0.1.0 (0123456789ab)", Log: "/home/anne/.cache/headcount/headcount.log", Asked: "headcount.app",
			Newest: func(context.Context) (release.Version, error) { return says() },
		},
	})
	s.Window.Resize(fyne.NewSize(1280, 772))
	t.Cleanup(s.Close)
	return s
}

// A new version is asked for only by who switched that on, then at once and once a day;
// it is said in one line, and its page is opened by hand.
func TestNewVersionIsAskedForOnlyIfWanted(t *testing.T) {
	now := time.Date(2026, 11, 27, 9, 0, 0, 0, time.Local)
	asked, says, broken := 0, "0.1.0", error(nil)
	s := aboutIn(t, "en", &now, func() (release.Version, error) {
		asked++
		return release.Version{Number: says, Page: "https://headcount.app/download"}, broken
	})
	var opened []string
	s.OpenURL = func(u *url.URL) error { opened = append(opened, u.String()); return nil }
	reads := func(text string) bool { return strings.Contains(viewtest.Reading(s.Desk), text) }
	tick := func() {
		viewtest.Walk(s.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
			if row, ok := o.(*widgets.OptionRow); ok {
				row.Tapped(&fyne.PointEvent{})
			}
		})
	}
	s.checkVersion()
	s.showAbout()
	viewtest.Expect(t, "asked though nobody wanted it", asked == 0)
	tick()
	viewtest.Expect(t, "asked once, and nothing newer", asked == 1 && reads("This is the newest version. Asked today, 09:00.") && !reads("Open its page"))
	now = now.Add(23 * time.Hour)
	s.checkVersion()
	viewtest.Expect(t, "asked twice in a day", asked == 1)
	now, says = now.Add(time.Hour), "0.2.0"
	s.checkVersion()
	viewtest.Expect(t, "a newer one is said", asked == 2 && s.Status.Words() == "Version 0.2.0 is out.")
	top := s.Window.Canvas().Overlays().Top()
	s.Window.Canvas().Overlays().Remove(top)
	s.showAbout()
	viewtest.PressButton(t, s.Desk, "Open its page")
	viewtest.Expect(t, "its page is opened", len(opened) == 1 && opened[0] == "https://headcount.app/download")
	tick()
	now = now.Add(48 * time.Hour)
	s.checkVersion()
	viewtest.Expect(t, "asked though it was switched off", asked == 2 && !reads("Version 0.2.0 is out."))
	broken = errors.Join(release.ErrUnreachable, errors.New("dial tcp"))
	tick()
	viewtest.Expect(t, "no sentence", asked == 3 && reads(assets.In("en").T("error.release.unreachable")))
	s.checkVersion()
	viewtest.Expect(t, "a failure is tried again at the next start", asked == 4)
}

// What About says, where data lies, and each licence.
func TestAboutReadsAsMeant(t *testing.T) {
	now := time.Date(2026, 11, 27, 9, 0, 0, 0, time.Local)
	for _, language := range []string{"en", "fr"} {
		s := aboutIn(t, language, &now, func() (release.Version, error) {
			return release.Version{Number: "0.2.0", Page: "https://headcount.app/download"}, nil
		})
		s.setChecksVersion(true)
		s.checkVersion()
		s.showAbout()
		viewtest.Golden(t, "about-"+language, s.Desk)
		viewtest.PressButton(t, s.Desk, s.Words.T("about.licences"))
		viewtest.Expect(t, "SQLite is not among the licences", strings.Contains(strings.Join(licencesIn(s), "\n"), "SQLite"))
		viewtest.PressButton(t, s.Desk, "Go  ·  LICENSE")
		viewtest.Expect(t, "Go's licence is not shown", strings.Contains(viewtest.Reading(s.Desk), "The Go Authors"))
	}
}

// licencesIn are the links of the list in front.
func licencesIn(s *Shell) (all []string) {
	viewtest.Walk(s.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if link, ok := o.(*widgets.Link); ok {
			all = append(all, link.Text)
		}
	})
	return all
}
