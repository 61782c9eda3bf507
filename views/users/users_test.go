package users

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// users is Manage users in front of the fixture.
func (f *fixture) users() *usersScreen {
	f.T.Helper()
	f.Go.Open(desk.PlaceUsers)
	return f.Go.Front().(*usersScreen)
}

// named is the user with an address as the screen has them.
func named(t testing.TB, u *usersScreen, email string) *data.User {
	t.Helper()
	for i := range u.state.directory.Base.Users {
		if user := &u.state.directory.Base.Users[i]; user.Email == email {
			return user
		}
	}
	t.Fatalf("nobody has %s", email)
	return nil
}

// choose does what an item of a user's menu does.
func choose(t *testing.T, items []widgets.MenuItem, text string) {
	t.Helper()
	for _, item := range items {
		if item.Text == text && !item.Disabled {
			item.Do()
			return
		}
	}
	t.Fatalf("no item %q", text)
}

func TestUsersReadAsDesigned(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		u := f.users()
		viewtest.Golden(t, "users-"+language, f.Desk)
		u.list.list.OnTick(1, true)
		u.list.list.OnTick(2, true)
		viewtest.Golden(t, "users-bulk-"+language, f.Desk)
		u.tickNobody()
		u.filter(func(q *app.Query) { q.Text = "bonefoy" })
		viewtest.Golden(t, "users-nobody-"+language, f.Desk)
		u.filter(func(q *app.Query) { q.Text = "" })
		u.state.err = data.ErrDamaged
		u.show()
		viewtest.Golden(t, "users-failed-"+language, f.Desk)
		empty := open(t, viewtest.Want{Language: language, Empty: true})
		empty.users()
		viewtest.Golden(t, "users-empty-"+language, empty.Desk)
		narrow := open(t, viewtest.Want{Language: language, Size: fyne.NewSize(1024, 672)})
		narrow.users()
		viewtest.Golden(t, "users-narrow-"+language, narrow.Desk)
	}
}

func TestUsersBeforeTheyAreLoaded(t *testing.T) {
	runner := task.Held()
	f := open(t, viewtest.Want{Runner: runner})
	u := f.users()
	viewtest.Golden(t, "users-busy-en", f.Desk)
	runner.Release()
	viewtest.Expect(t, "nobody came", len(u.state.found) == 12)
}

func TestTabGoesInReadingOrder(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.users()
	u.Search()
	want := []fyne.Focusable{u.export, u.upload, u.new, u.status, u.role, u.profile}
	for i, w := range want {
		f.Window.Canvas().FocusNext()
		viewtest.Expect(t, fmt.Sprintf("stop %d is %T", i, f.Window.Canvas().Focused()), f.Window.Canvas().Focused() == w)
	}
	f.Window.Canvas().FocusNext() // the header
	f.Window.Canvas().FocusNext()
	viewtest.Expect(t, "the rows come after the header", f.Window.Canvas().Focused() == u.list.list.Focus())
	f.Press(fyne.KeySpace)
	viewtest.Expect(t, "Space ticks", len(u.state.ticked) == 1)
	f.Press(fyne.KeyEscape)
	viewtest.Expect(t, "Escape ticks nobody", len(u.state.ticked) == 0)
	f.Press(fyne.KeyReturn)
	viewtest.Expect(t, "Enter opens the form", strings.Contains(viewtest.Reading(f.Desk), "Edit profile"))
}

func TestSearchFollowsTheTyping(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.users()
	test.Type(u.box, "ait ou")
	viewtest.Expect(t, "accents make a difference", len(u.state.found) == 1 && u.state.found[0].LastName == "Aït-Ouarab")
	f.Go.SetLanguage("fr")
	now := f.Go.Front().(*usersScreen)
	viewtest.Expect(t, "the search went with the language", now != u && now.box.Text == "ait ou" && len(now.state.found) == 1)
}

func TestSearchAmong100000TakesAMoment(t *testing.T) {
	base := &data.Base{}
	for i := range 100_000 {
		base.Users = append(base.Users, data.User{
			Key: data.UserKey(i + 1), FirstName: "Zoë", LastName: fmt.Sprintf("Bäcker %d", i), Email: fmt.Sprintf("zoe%d@example.org", i),
		})
	}
	f := open(t, viewtest.Want{})
	u := f.users()
	u.state.directory = app.NewDirectory(base)
	cells := 0
	cell := u.list.list.Cell
	u.list.list.Cell = func(row int, column string) widgets.Cell { cells++; return cell(row, column) }
	u.filter(func(q *app.Query) { q.Text = "zoe" })
	viewtest.Expect(t, "not all were found", len(u.state.found) == 100_000)
	viewtest.Expect(t, fmt.Sprintf("%d cells were asked for", cells), cells > 0 && cells < 1000)
}

func TestDeactivatedUserCanBeTakenBack(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.users()
	choose(t, u.menuOf(named(t, u, "zoe@example.org")), f.Words.T("users.menu.deactivate"))
	viewtest.Golden(t, "users-ask-en", f.Desk)
	f.Press(fyne.KeyEscape)
	viewtest.Expect(t, "Escape deactivated", f.Active() == 12)
	choose(t, u.menuOf(named(t, u, "zoe@example.org")), "Deactivate this user…")
	viewtest.PressButton(t, f.Desk, "Deactivate")
	viewtest.Expect(t, "still active", f.Active() == 11)
	viewtest.Expect(t, "not said", strings.Contains(viewtest.Reading(f.Desk), "Zoë Bäcker was deactivated.  Undo"))
	viewtest.Expect(t, "no last update", !u.last.Hidden)
	viewtest.PressButton(t, f.Desk, "Undo")
	viewtest.Expect(t, "not taken back", f.Active() == 12)
}

func TestManyAreDeactivatedOnlyWithTheirNumber(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.users()
	u.filter(func(q *app.Query) { q.Profile = "Sales rep" })
	u.tickAll(true)
	u.askStatus(u.tickedUsers(), data.Deactivated)
	viewtest.Golden(t, "users-guard-en", f.Desk)
	viewtest.PressButton(t, f.Desk, "Deactivate 11 users")
	viewtest.Expect(t, "deactivated without the number", f.Active() == 12)
	q := u.question
	q.guards[0].SetLooked(true)
	test.Type(q.guards[0].Entry(), "11")
	viewtest.PressButton(t, f.Desk, "Deactivate 11 users")
	viewtest.Expect(t, "not deactivated with it", f.Active() == 1)
}

func TestLastAdministratorCannotBeDeactivated(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.users()
	u.askStatus([]*data.User{named(t, u, "ada@example.org")}, data.Deactivated)
	viewtest.Golden(t, "users-last-administrator-en", f.Desk)
	viewtest.PressButton(t, f.Desk, "Deactivate")
	viewtest.Expect(t, "the last administrator is gone", f.Active() == 12)
}

func TestDeletingForGoodWantsTheName(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.users()
	zoe := *named(t, u, "zoe@example.org")
	u.setStatus([]*data.User{&zoe}, data.Deactivated, app.Consent{})
	zoe.Status = data.Deactivated
	choose(t, u.menuOf(&zoe), f.Words.T("users.menu.erase"))
	viewtest.Golden(t, "users-erase-en", f.Desk)
	viewtest.PressButton(t, f.Desk, "Delete for good")
	d, err := f.App.Directory(context.Background())
	viewtest.Expect(t, "deleted without the name", err == nil && len(d.Base.Users) == 12)
	viewtest.TypeInto(t, f.Fixture, "zoe backer")
	viewtest.PressButton(t, f.Desk, "Delete for good")
	d, err = f.App.Directory(context.Background())
	viewtest.Expect(t, "not deleted with the name", err == nil && len(d.Base.Users) == 11)
}

func TestProtectedUserBearsTheShield(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.users()
	choose(t, u.menuOf(named(t, u, "zoe@example.org")), "Keep when absent from files")
	viewtest.Expect(t, "not counted", u.state.counts.Protected == 1)
	viewtest.Expect(t, "no shield", u.list.cell(rowOf(u, "zoe@example.org"), "name").After == widgets.IconKept)
}

func rowOf(u *usersScreen, email string) int {
	for i, user := range u.state.found {
		if user.Email == email {
			return i
		}
	}
	return -1
}

func TestSortIsRemembered(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.users()
	u.list.sort("email", true)
	viewtest.Expect(t, "not sorted", u.state.found[0].Email == "zoe@example.org")
	viewtest.Expect(t, "not remembered", newUsersScreen(f.Desk).state.query.Order == app.Order{By: data.Email, Descending: true})
	u.list.list.OnWidths(map[string]float32{"email": 300})
	viewtest.Expect(t, "widths not remembered", f.RememberedWidths(prefUsersWidths)["email"] == 300)
}

func TestHistoryAndLastUpdateSayWhatWasDone(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.users()
	zoe := *named(t, u, "zoe@example.org")
	zoe.JobTitle = "Shop manager"
	_, err := f.App.SaveUser(context.Background(), nil, zoe)
	viewtest.Expect(t, fmt.Sprint(err), err == nil)
	f.Go.Changed()
	u.desk.Go.ShowUserHistory(zoe)
	viewtest.Golden(t, "users-history-en", f.Desk)
	f.Press(fyne.KeyEscape)
	u.showHandChanges()
	viewtest.Golden(t, "users-changes-en", f.Desk)
	f.Files.Path = f.Folder + "/changes.csv"
	viewtest.PressButton(t, f.Desk, "Export list…")
	viewtest.Expect(t, "not saved", strings.Contains(viewtest.Reading(f.Desk), "changes.csv"))
}

func TestStatesThatOtherTestsDoNotReach(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		u := f.users()
		f.Go.Open(desk.PlaceUsers)
		u.locked = true
		u.show()
		viewtest.Golden(t, "users-read-only-"+language, f.Desk)
		u.locked = false
		u.show()
		widgets.ShowMenu(f.Window.Canvas(), fyne.NewPos(900, 300), u.menuOf(named(t, u, "zoe@example.org")))
		viewtest.Golden(t, "users-menu-"+language, f.Desk)
		f.Window.Canvas().Overlays().Remove(f.Window.Canvas().Overlays().Top())
	}
}

// A control that is only an icon says in words what it does, in dialogs too.
func TestEveryControlWithoutWordsHasATip(t *testing.T) {
	f := open(t, viewtest.Want{Size: fyne.NewSize(1024, 700)})
	look := func(where string) { viewtest.LookForTips(t, f.Desk, where) }
	u := f.users()
	u.state.query.Text = ""
	u.find()
	u.tickAll(true)
	look("bulk bar")
	u.edit(*named(t, u, "zoe@example.org"))
	look("user form")
	f.Press(fyne.KeyEscape)
	u.askErase(data.User{FirstName: "Zoë", LastName: "Bäcker"})
	look("deleting")
	f.Press(fyne.KeyEscape)
}
