package views

import (
	"context"
	"time"

	"headcount.app/headcount/app/release"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// What this machine remembers of newer versions: whether to ask (off unless somebody
// switched it on), when it was asked last, and what the answer was.
const (
	prefVersionCheck  = "version.check"
	prefVersionAsked  = "version.asked"
	prefVersionNewest = "version.newest"
	prefVersionPage   = "version.page"
)

// versionEvery is how often a new version is asked for.
const versionEvery = 24 * time.Hour

func (s *Shell) checksVersion() bool { return s.Prefs().Bool(prefVersionCheck) }

// setChecksVersion switches the question on or off; off forgets the answers.
func (s *Shell) setChecksVersion(on bool) {
	s.Prefs().SetBool(prefVersionCheck, on)
	if !on {
		for _, key := range []string{prefVersionAsked, prefVersionNewest, prefVersionPage} {
			s.Prefs().RemoveValue(key)
		}
	}
}

// checkVersion asks once a day if somebody wanted that, and says so if there is a newer
// version. Failures are silent: nobody asked just now.
func (s *Shell) checkVersion() {
	if s.about.Newest == nil || !s.checksVersion() {
		return
	}
	asked, err := time.Parse(time.RFC3339, s.Prefs().String(prefVersionAsked))
	if since := s.Now().Sub(asked); err == nil && since >= 0 && since < versionEvery {
		return
	}
	s.askVersion(func(newest release.Version, err error) {
		if err == nil && s.isNewer(newest.Number) {
			s.Status.Say(s.Words.T("about.check.newer", "version", newest.Number),
				widgets.Way{Text: s.Words.T("about.check.open"), Do: s.openVersionPage})
		}
	})
}

// askVersion asks which version is the newest and remembers the answer, unless the
// question was switched off meanwhile.
func (s *Shell) askVersion(told func(release.Version, error)) {
	task.Start(s.Run, task.Task[release.Version]{
		Key:  "version",
		Work: func(ctx context.Context, _ task.Progress) (release.Version, error) { return s.about.Newest(ctx) },
		Done: func(newest release.Version, err error) {
			if !s.checksVersion() {
				return
			}
			if err == nil {
				s.Prefs().SetString(prefVersionAsked, s.Now().Format(time.RFC3339))
				s.Prefs().SetString(prefVersionNewest, newest.Number)
				s.Prefs().SetString(prefVersionPage, newest.Page)
			}
			told(newest, err)
		},
	})
}

// isNewer reports whether a version is newer than this one.
func (s *Shell) isNewer(version string) bool {
	return release.Newer(version, s.about.Number)
}

// lastAnswer is what is known of a newer version, and whether there is one.
func (s *Shell) lastAnswer() (text string, newer bool) {
	newest := s.Prefs().String(prefVersionNewest)
	asked, err := time.Parse(time.RFC3339, s.Prefs().String(prefVersionAsked))
	switch {
	case newest == "" || err != nil:
		return "", false
	case s.isNewer(newest):
		return s.Words.T("about.check.newer", "version", newest), true
	}
	return s.Words.T("about.check.newest", "when", desk.When(s.Words, asked.Local(), s.Now())), false
}
