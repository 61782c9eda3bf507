package views

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
	"headcount.app/headcount/views/widgets"
)

// users is Manage users in front of the fixture.
func (f *fixture) users() *usersScreen {
	f.t.Helper()
	f.open(desk.PlaceUsers)
	return f.screens[desk.PlaceUsers].(*usersScreen)
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

// press presses the key in whatever has the keys now.
func (f *fixture) press(name fyne.KeyName) {
	c := f.Window.Canvas()
	if focused := c.Focused(); focused != nil {
		focused.TypedKey(&fyne.KeyEvent{Name: name})
		return
	}
	c.OnTypedKey()(&fyne.KeyEvent{Name: name})
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
		f := open(t, want{language: language})
		u := f.users()
		golden(t, "users-"+language, f.Shell)
		u.list.list.OnTick(1, true)
		u.list.list.OnTick(2, true)
		golden(t, "users-bulk-"+language, f.Shell)
		u.tickNobody()
		u.filter(func(q *app.Query) { q.Text = "bonefoy" })
		golden(t, "users-nobody-"+language, f.Shell)
		u.filter(func(q *app.Query) { q.Text = "" })
		u.state.err = data.ErrDamaged
		u.show()
		golden(t, "users-failed-"+language, f.Shell)
		empty := open(t, want{language: language, empty: true})
		empty.users()
		golden(t, "users-empty-"+language, empty.Shell)
		narrow := open(t, want{language: language, size: fyne.NewSize(1024, 672)})
		narrow.users()
		golden(t, "users-narrow-"+language, narrow.Shell)
	}
}

func TestUsersBeforeTheyAreLoaded(t *testing.T) {
	runner := task.Held()
	f := open(t, want{runner: runner})
	u := f.users()
	golden(t, "users-busy-en", f.Shell)
	runner.Release()
	expect(t, "nobody came", len(u.state.found) == 12)
}

func TestTabGoesInReadingOrder(t *testing.T) {
	f := open(t, want{})
	u := f.users()
	u.Search()
	want := []fyne.Focusable{u.export, u.upload, u.new, u.status, u.role, u.profile}
	for i, w := range want {
		f.Window.Canvas().FocusNext()
		expect(t, fmt.Sprintf("stop %d is %T", i, f.Window.Canvas().Focused()), f.Window.Canvas().Focused() == w)
	}
	f.Window.Canvas().FocusNext() // the header
	f.Window.Canvas().FocusNext()
	expect(t, "the rows come after the header", f.Window.Canvas().Focused() == u.list.list.Focus())
	f.press(fyne.KeySpace)
	expect(t, "Space ticks", len(u.state.ticked) == 1)
	f.press(fyne.KeyEscape)
	expect(t, "Escape ticks nobody", len(u.state.ticked) == 0)
	f.press(fyne.KeyReturn)
	expect(t, "Enter opens the form", strings.Contains(reading(f.Shell), "Edit profile"))
}

func TestSearchFollowsTheTyping(t *testing.T) {
	f := open(t, want{})
	u := f.users()
	test.Type(u.box, "ait ou")
	expect(t, "accents make a difference", len(u.state.found) == 1 && u.state.found[0].LastName == "Aït-Ouarab")
	f.setLanguage("fr")
	now := f.screens[desk.PlaceUsers].(*usersScreen)
	expect(t, "the search went with the language", now != u && now.box.Text == "ait ou" && len(now.state.found) == 1)
}

func TestSearchAmong100000TakesAMoment(t *testing.T) {
	base := &data.Base{}
	for i := range 100_000 {
		base.Users = append(base.Users, data.User{
			Key: data.UserKey(i + 1), FirstName: "Zoë", LastName: fmt.Sprintf("Bäcker %d", i), Email: fmt.Sprintf("zoe%d@example.org", i),
		})
	}
	f := open(t, want{})
	u := f.users()
	u.state.directory = app.NewDirectory(base)
	cells := 0
	cell := u.list.list.Cell
	u.list.list.Cell = func(row int, column string) widgets.Cell { cells++; return cell(row, column) }
	u.filter(func(q *app.Query) { q.Text = "zoe" })
	expect(t, "not all were found", len(u.state.found) == 100_000)
	expect(t, fmt.Sprintf("%d cells were asked for", cells), cells > 0 && cells < 1000)
}

func TestDeactivatedUserCanBeTakenBack(t *testing.T) {
	f := open(t, want{})
	u := f.users()
	choose(t, u.menuOf(named(t, u, "zoe@example.org")), f.Words.T("users.menu.deactivate"))
	golden(t, "users-ask-en", f.Shell)
	f.press(fyne.KeyEscape)
	expect(t, "Escape deactivated", f.active() == 12)
	choose(t, u.menuOf(named(t, u, "zoe@example.org")), "Deactivate this user…")
	pressButton(t, f.Shell, "Deactivate")
	expect(t, "still active", f.active() == 11)
	expect(t, "not said", strings.Contains(reading(f.Shell), "Zoë Bäcker was deactivated.  Undo"))
	expect(t, "no last update", !u.last.Hidden)
	pressButton(t, f.Shell, "Undo")
	expect(t, "not taken back", f.active() == 12)
}

func TestManyAreDeactivatedOnlyWithTheirNumber(t *testing.T) {
	f := open(t, want{})
	u := f.users()
	u.filter(func(q *app.Query) { q.Profile = "Sales rep" })
	u.tickAll(true)
	u.askStatus(u.tickedUsers(), data.Deactivated)
	golden(t, "users-guard-en", f.Shell)
	pressButton(t, f.Shell, "Deactivate 11 users")
	expect(t, "deactivated without the number", f.active() == 12)
	q := u.question
	q.guards[0].SetLooked(true)
	test.Type(q.guards[0].Entry(), "11")
	pressButton(t, f.Shell, "Deactivate 11 users")
	expect(t, "not deactivated with it", f.active() == 1)
}

func TestLastAdministratorCannotBeDeactivated(t *testing.T) {
	f := open(t, want{})
	u := f.users()
	u.askStatus([]*data.User{named(t, u, "ada@example.org")}, data.Deactivated)
	golden(t, "users-last-administrator-en", f.Shell)
	pressButton(t, f.Shell, "Deactivate")
	expect(t, "the last administrator is gone", f.active() == 12)
}

func TestDeletingForGoodWantsTheName(t *testing.T) {
	f := open(t, want{})
	u := f.users()
	zoe := *named(t, u, "zoe@example.org")
	u.setStatus([]*data.User{&zoe}, data.Deactivated, app.Consent{})
	zoe.Status = data.Deactivated
	choose(t, u.menuOf(&zoe), f.Words.T("users.menu.erase"))
	golden(t, "users-erase-en", f.Shell)
	pressButton(t, f.Shell, "Delete for good")
	d, err := f.App.Directory(context.Background())
	expect(t, "deleted without the name", err == nil && len(d.Base.Users) == 12)
	typeInto(t, f, "zoe backer")
	pressButton(t, f.Shell, "Delete for good")
	d, err = f.App.Directory(context.Background())
	expect(t, "not deleted with the name", err == nil && len(d.Base.Users) == 11)
}

func TestProtectedUserBearsTheShield(t *testing.T) {
	f := open(t, want{})
	u := f.users()
	choose(t, u.menuOf(named(t, u, "zoe@example.org")), "Keep when absent from files")
	expect(t, "not counted", u.state.counts.Protected == 1)
	expect(t, "no shield", u.list.cell(rowOf(u, "zoe@example.org"), "name").After == widgets.IconKept)
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
	f := open(t, want{})
	u := f.users()
	u.list.sort("email", true)
	expect(t, "not sorted", u.state.found[0].Email == "zoe@example.org")
	expect(t, "not remembered", newUsersScreen(f.Desk).state.query.Order == app.Order{By: data.Email, Descending: true})
	u.list.list.OnWidths(map[string]float32{"email": 300})
	expect(t, "widths not remembered", f.RememberedWidths(prefUsersWidths)["email"] == 300)
}

func TestHistoryAndLastUpdateSayWhatWasDone(t *testing.T) {
	f := open(t, want{})
	u := f.users()
	zoe := *named(t, u, "zoe@example.org")
	zoe.JobTitle = "Shop manager"
	_, err := f.App.SaveUser(context.Background(), nil, zoe)
	expect(t, fmt.Sprint(err), err == nil)
	f.changed()
	u.desk.Go.ShowUserHistory(zoe)
	golden(t, "users-history-en", f.Shell)
	f.press(fyne.KeyEscape)
	u.showHandChanges()
	golden(t, "users-changes-en", f.Shell)
	f.Shell.Files.(*answers).path = f.folder + "/changes.csv"
	pressButton(t, f.Shell, "Export list…")
	expect(t, "not saved", strings.Contains(reading(f.Shell), "changes.csv"))
}
