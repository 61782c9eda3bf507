package views

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
)

// TestF1OpensThePageThatFits, and Escape leads back.
func TestF1OpensThePageThatFits(t *testing.T) {
	f := open(t, viewtest.Want{})
	at := func(p desk.Place) string {
		f.Shell.typed(fyne.KeyF1)
		seen, page := strings.Join(strings.Fields(viewtest.Reading(f.Desk)), " "), ""
		for _, name := range []string{"journey", "file", "kinds", "guards", "wrong", "mail"} {
			if start, _, _ := strings.Cut(f.Words.T("help.lead."+name), "."); strings.Contains(seen, start[:min(40, len(start))]) {
				page = name
			}
		}
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
	f.settings("mail")
	viewtest.Expect(t, "the settings of mail do not lead to it", at(desk.PlaceSettings) == "mail")
	f.base.SimulateNovember()
	viewtest.Expect(t, "a report with checks does not lead to them", at(desk.PlaceUpload) == "guards")
	f.base.Simulate(f.writeUsers("people.csv", viewtest.People()...))
	viewtest.Expect(t, "a report does not lead to what it means", at(desk.PlaceUpload) == "kinds")
}
