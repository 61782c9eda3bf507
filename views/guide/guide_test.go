package guide

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
	f.T.Helper()
	f.Go.OpenGuide(page)
	return f.Go.Front().(*guide)
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

// TestTheGuideStaysWhereItIs when F1 is pressed in it, and when the language changes.
func TestTheGuideStaysWhereItIs(t *testing.T) {
	f := open(t, viewtest.Want{})
	f.Go.Open(desk.PlaceHistory)
	g := f.guide("guards")
	f.Press(fyne.KeyF1)
	viewtest.Expect(t, "the page was turned", g.state.page == "guards" && f.Go.At() == desk.PlaceGuide)
	f.Press(fyne.KeyDown)
	f.Press(fyne.KeyReturn)
	viewtest.Expect(t, "the arrows do not turn over", g.state.page == "wrong")
	g = f.guide("file")
	for _, key := range []fyne.KeyName{fyne.KeyPageDown, fyne.KeyEnd} {
		f.Press(key)
		viewtest.Expect(t, "the page does not scroll", g.text.Offset.Y > 0)
		f.Press(fyne.KeyHome)
		viewtest.Expect(t, "Home does not lead to its beginning", g.text.Offset.Y == 0)
	}
	f.guide("wrong")
	f.Go.SetLanguage("fr")
	g = f.Go.Front().(*guide)
	viewtest.Expect(t, "the language changed the page", g.state.page == "wrong" && f.Go.At() == desk.PlaceGuide)
	g.back()
	viewtest.Expect(t, "it does not lead back", f.Go.At() == desk.PlaceHistory)
}
