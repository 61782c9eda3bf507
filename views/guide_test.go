package views

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
)

// guide opens the guide at a page.
func (f *fixture) guide(page string) *guide {
	f.t.Helper()
	f.openGuide(page)
	return f.screens[desk.PlaceGuide].(*guide)
}

// TestEveryPageOfTheGuideIsShown in both languages, in windows so high that nothing is
// out of sight.
func TestEveryPageOfTheGuideIsShown(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, want{language: language, size: fyne.NewSize(1280, 2000)})
		for _, page := range guidePages {
			f.guide(page.name)
			golden(t, "guide-"+page.name+"-"+language, f.Shell)
			if strings.Contains(reading(f.Shell), "help.") {
				t.Errorf("%s %s: a text is missing", page.name, language)
			}
		}
	}
}

// TestTheGuideLeavesNothingOut: every header that is understood and every guard and kind
// of a report stands in it.
func TestTheGuideLeavesNothingOut(t *testing.T) {
	f := open(t, want{size: fyne.NewSize(1280, 2400)})
	f.guide("file")
	file := strings.Join(strings.Fields(reading(f.Shell)), " ")
	for _, info := range data.Fields {
		for _, header := range info.AllHeaders() {
			expect(t, header+" is not in the guide", strings.Contains(file, header))
		}
	}
	for _, code := range plan.GuardCodes {
		expect(t, code+" is not explained", f.Words.Has("help.guard."+code) && f.Words.Has("help.guard."+code+".text"))
	}
	f.guide("kinds")
	kinds := reading(f.Shell)
	for _, k := range plan.Kinds {
		expect(t, k.String()+" is not explained", strings.Contains(kinds, f.Words.T("badge."+k.String())))
	}
}

// TestF1OpensThePageThatFits, and Escape leads back.
func TestF1OpensThePageThatFits(t *testing.T) {
	f := open(t, want{})
	at := func(p desk.Place) string {
		f.Shell.Typed(fyne.KeyF1)
		page := f.screens[desk.PlaceGuide].(*guide).state.page
		f.press(fyne.KeyEscape)
		expect(t, "Escape does not lead back", f.at == p)
		return page
	}
	for p, page := range map[desk.Place]string{desk.PlaceUsers: "journey", desk.PlaceUpload: "file", desk.PlaceExport: "file", desk.PlaceHistory: "wrong", desk.PlaceSettings: "journey"} {
		f.open(p)
		if got := at(p); got != page {
			t.Errorf("%s: %s, want %s", p, got, page)
		}
	}
	f.open(desk.PlaceSettings)
	f.screens[desk.PlaceSettings].(*settingsScreen).state.page = "mail"
	expect(t, "the settings of mail do not lead to it", at(desk.PlaceSettings) == "mail")
	f.simulated(true, novemberRows()...)
	expect(t, "a report with checks does not lead to them", at(desk.PlaceUpload) == "guards")
	f.simulated(false, people()...)
	expect(t, "a report does not lead to what it means", at(desk.PlaceUpload) == "kinds")
}

// TestTheGuideStaysWhereItIs when F1 is pressed in it, and when the language changes.
func TestTheGuideStaysWhereItIs(t *testing.T) {
	f := open(t, want{})
	f.open(desk.PlaceHistory)
	g := f.guide("guards")
	f.press(fyne.KeyF1)
	expect(t, "the page was turned", g.state.page == "guards" && f.at == desk.PlaceGuide)
	f.press(fyne.KeyDown)
	f.press(fyne.KeyReturn)
	expect(t, "the arrows do not turn over", g.state.page == "wrong")
	g = f.guide("file")
	for _, key := range []fyne.KeyName{fyne.KeyPageDown, fyne.KeyEnd} {
		f.press(key)
		expect(t, "the page does not scroll", g.text.Offset.Y > 0)
		f.press(fyne.KeyHome)
		expect(t, "Home does not lead to its beginning", g.text.Offset.Y == 0)
	}
	f.guide("wrong")
	f.setLanguage("fr")
	g = f.screens[desk.PlaceGuide].(*guide)
	expect(t, "the language changed the page", g.state.page == "wrong" && f.at == desk.PlaceGuide)
	g.back()
	expect(t, "it does not lead back", f.at == desk.PlaceHistory)
}
