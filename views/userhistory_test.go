package views

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
)

// TestHistoryOfOneUserLeadsToTheReport of an upload, but from a change by hand nowhere.
func TestHistoryOfOneUserLeadsToTheReport(t *testing.T) {
	f := open(t, viewtest.Want{})
	rows := viewtest.People()
	rows[1] = "zoe@example.org;Zoë;Bäcker-Roux;head-office;Sales rep;a"
	f.base.Apply("november.csv", rows...)
	f.open(desk.PlaceUsers)
	zoe := f.user("zoe@example.org")
	zoe.ID = ""
	_, err := f.App.SaveUser(context.Background(), nil, zoe)
	must(t, err)
	f.changed()
	f.Go.ShowUserHistory(zoe)
	f.press(fyne.KeyReturn)
	viewtest.Expect(t, "a change by hand leads somewhere", f.at == desk.PlaceUsers)
	f.press(fyne.KeyDown)
	f.press(fyne.KeyReturn)
	viewtest.Expect(t, "the report is not open", f.at == desk.PlaceHistory && f.reported.Upload.File.Name == "november.csv" && f.reported.Mode == data.Applied)
	viewtest.Golden(t, "users-history-report-en", f.Desk)
}
