package users

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/viewtest"
)

// zoesHistory applies a file that changes two facts about Zoë, takes one away by
// hand, and opens her history.
func (f *fixture) zoesHistory() *usersScreen {
	f.T.Helper()
	rows := viewtest.People()
	rows[1] = "zoe@example.org;Zoë;Bäcker-Roux;head-office;Sales rep;a"
	f.Apply("november.csv", rows...)
	u := f.users()
	zoe := *named(f.T, u, "zoe@example.org")
	zoe.ID = ""
	if _, err := f.App.SaveUser(context.Background(), nil, zoe); err != nil {
		f.T.Fatal(err)
	}
	f.Go.Changed()
	u.desk.Go.ShowUserHistory(zoe)
	return u
}

// TestHistoryOfOneUserTellsEveryChange, field by field, with its upload or as made by hand.
func TestHistoryOfOneUserTellsEveryChange(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.zoesHistory()
		viewtest.Golden(t, "users-history-fields-"+language, f.Desk)
	}
}

// TestLongHistoriesScroll: however much happened to somebody, the dialog fits the window.
func TestLongHistoriesScroll(t *testing.T) {
	f := open(t, viewtest.Want{Size: fyne.NewSize(1024, 672)})
	var changes []data.Recorded
	for i := range 500 {
		before, after := data.User{FirstName: "Zoë", LastName: "Bäcker", JobTitle: "a"}, data.User{FirstName: "Zoë", LastName: "Bäcker", JobTitle: "b", Phone: "1"}
		changes = append(changes, data.Recorded{
			Change: data.Change{Action: data.Update, Before: before, After: after}, At: viewtest.Noon.AddDate(0, 0, -i), Account: "camille.roux", Origin: data.ByHand,
		})
	}
	h := newUserHistory(f.Words, nil, changes[0].After, changes, nil)
	viewtest.Expect(t, "a field is not told", len(h.lines) == 1000)
	h.show(f.Desk)
	viewtest.Golden(t, "users-history-long-en", f.Desk)
}
