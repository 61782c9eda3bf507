package users

import (
	"slices"
	"testing"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// TestWhoIsDeactivatedStaysInTheRow: after somebody was deactivated by hand nobody else
// lies under the pointer; the row is grey, says so and can't be ticked, until the list is
// asked for anew.
func TestWhoIsDeactivatedStaysInTheRow(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.Go.Open(desk.PlaceUsers)
		u := f.Go.Front().(*usersScreen)
		keys := func() []data.UserKey {
			var all []data.UserKey
			for _, user := range u.state.found {
				all = append(all, user.Key)
			}
			return all
		}
		before := keys()
		person := *u.state.found[3]
		u.askStatus([]*data.User{&person}, data.Deactivated)
		viewtest.PressButton(t, f.Desk, f.Words.N("users.ask.deactivate.verb", 1))
		viewtest.Expect(t, "nobody was deactivated", f.User(person.Email).Status == data.Deactivated && u.state.counts.Active == 11)
		viewtest.Expect(t, "the rows moved", slices.Equal(keys(), before))
		viewtest.Golden(t, "users-held-"+language, f.Desk)
		viewtest.Expect(t, "it looks like the others", u.list.list.Faded(3) && u.list.list.Tick(3) == widgets.NoTick)
		u.tickAll(true)
		viewtest.Expect(t, "it is ticked with the others", len(u.tickedUsers()) == 11 && u.list.list.TickAll() == widgets.On)
		u.tickNobody()
		second := *u.state.found[4]
		u.setStatus([]*data.User{&second}, data.Deactivated, app.Consent{})
		viewtest.Expect(t, "the first one left with the second", slices.Equal(keys(), before) && u.list.list.Faded(3) && u.list.list.Faded(4))
		u.filter(func(q *app.Query) { q.Text = "" })
		viewtest.Expect(t, "they stay when the list is asked for anew", len(u.state.found) == 10 && len(u.state.gone) == 0)
		f.UndoLast()
		viewtest.Expect(t, "undone they are not back", len(u.state.found) == 11)
	}
}
