package views

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
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
		f := open(t, viewtest.Want{Language: language, Size: fyne.NewSize(1280, 2000)})
		for _, page := range guidePages {
			f.guide(page.name)
			viewtest.Golden(t, "guide-"+page.name+"-"+language, f.Desk)
			if strings.Contains(viewtest.Reading(f.Desk), "help.") {
				t.Errorf("%s %s: a text is missing", page.name, language)
			}
		}
	}
}

// TestTheGuideLeavesNothingOut: every header that is understood and every guard and kind
// of a report stands in it.
func TestTheGuideLeavesNothingOut(t *testing.T) {
	f := open(t, viewtest.Want{Size: fyne.NewSize(1280, 2400)})
	f.guide("file")
	file := strings.Join(strings.Fields(viewtest.Reading(f.Desk)), " ")
	for _, info := range data.Fields {
		for _, header := range info.AllHeaders() {
			viewtest.Expect(t, header+" is not in the guide", strings.Contains(file, header))
		}
	}
	for _, code := range plan.GuardCodes {
		viewtest.Expect(t, code+" is not explained", f.Words.Has("help.guard."+code) && f.Words.Has("help.guard."+code+".text"))
	}
	f.guide("kinds")
	kinds := viewtest.Reading(f.Desk)
	for _, k := range plan.Kinds {
		viewtest.Expect(t, k.String()+" is not explained", strings.Contains(kinds, f.Words.T("badge."+k.String())))
	}
}

// TestF1OpensThePageThatFits, and Escape leads back.
func TestF1OpensThePageThatFits(t *testing.T) {
	f := open(t, viewtest.Want{})
	at := func(p desk.Place) string {
		f.Shell.Typed(fyne.KeyF1)
		page := f.screens[desk.PlaceGuide].(*guide).state.page
		f.press(fyne.KeyEscape)
		viewtest.Expect(t, "Escape does not lead back", f.at == p)
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
	viewtest.Expect(t, "the settings of mail do not lead to it", at(desk.PlaceSettings) == "mail")
	f.simulated(true, novemberRows()...)
	viewtest.Expect(t, "a report with checks does not lead to them", at(desk.PlaceUpload) == "guards")
	f.simulated(false, viewtest.People()...)
	viewtest.Expect(t, "a report does not lead to what it means", at(desk.PlaceUpload) == "kinds")
}

// TestTheGuideStaysWhereItIs when F1 is pressed in it, and when the language changes.
func TestTheGuideStaysWhereItIs(t *testing.T) {
	f := open(t, viewtest.Want{})
	f.open(desk.PlaceHistory)
	g := f.guide("guards")
	f.press(fyne.KeyF1)
	viewtest.Expect(t, "the page was turned", g.state.page == "guards" && f.at == desk.PlaceGuide)
	f.press(fyne.KeyDown)
	f.press(fyne.KeyReturn)
	viewtest.Expect(t, "the arrows do not turn over", g.state.page == "wrong")
	g = f.guide("file")
	for _, key := range []fyne.KeyName{fyne.KeyPageDown, fyne.KeyEnd} {
		f.press(key)
		viewtest.Expect(t, "the page does not scroll", g.text.Offset.Y > 0)
		f.press(fyne.KeyHome)
		viewtest.Expect(t, "Home does not lead to its beginning", g.text.Offset.Y == 0)
	}
	f.guide("wrong")
	f.setLanguage("fr")
	g = f.screens[desk.PlaceGuide].(*guide)
	viewtest.Expect(t, "the language changed the page", g.state.page == "wrong" && f.at == desk.PlaceGuide)
	g.back()
	viewtest.Expect(t, "it does not lead back", f.at == desk.PlaceHistory)
}
