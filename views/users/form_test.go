package users

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/viewtest"
)

// form opens the form for somebody new (the zero User) or for a user.
func (f *fixture) form(u data.User) *userForm {
	f.T.Helper()
	screen := f.users()
	screen.edit(u)
	if screen.form == nil {
		f.T.Fatal("no form came up")
	}
	return screen.form
}

func TestFormSaysWhatIsWrongWhereItIs(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		form := f.form(data.User{})
		viewtest.Golden(t, "form-new-"+language, f.Desk)
		f.Press(fyne.KeyReturn)
		viewtest.Golden(t, "form-missing-"+language, f.Desk)
		viewtest.Expect(t, "the first wrong field has the keys", f.Window.Canvas().Focused() == fyne.Focusable(form.texts[data.FirstName]))
		viewtest.Expect(t, "Save is never disabled", !form.dialog.Default.Disabled())
		form.texts[data.Email].SetText("ada@example.org")
		form.check(data.Email)
		viewtest.Golden(t, "form-taken-"+language, f.Desk)
	}
}

func TestFormLeadsToWhoHasTheAddress(t *testing.T) {
	f := open(t, viewtest.Want{})
	form := f.form(data.User{})
	form.texts[data.Email].SetText("ada@example.org")
	form.check(data.Email)
	viewtest.PressButton(t, f.Desk, "Show Ada Aubry")
	u := f.Go.Front().(*usersScreen)
	viewtest.Expect(t, "Ada is not shown", !form.dialog.Shown() && len(u.state.found) == 1 && u.state.found[0].FirstName == "Ada")
}

func TestSomebodyIsCreatedByKeysAlone(t *testing.T) {
	f := open(t, viewtest.Want{})
	form := f.form(data.User{})
	c := f.Window.Canvas()
	test.Type(c.Focused(), "Nora")
	c.FocusNext()
	test.Type(c.Focused(), "Neu")
	c.FocusNext()
	test.Type(c.Focused(), "nora@example.org")
	c.FocusNext()
	test.Type(c.Focused(), "lyon")
	f.Press(fyne.KeyReturn)
	viewtest.Expect(t, "the role was not found: "+string(form.roles.Chosen()), form.roles.Chosen() == "shop-lyon-1")
	form.choose.Pick("Manager")
	form.texts[data.JobTitle].FocusGained()
	f.Press(fyne.KeyReturn)
	u := f.Go.Front().(*usersScreen)
	viewtest.Expect(t, "not created", f.Active() == 13 && !form.dialog.Shown())
	viewtest.Expect(t, "not said", strings.Contains(viewtest.Reading(f.Desk), "Nora Neu was created."))
	viewtest.Expect(t, "not listed", named(t, u, "nora@example.org").Roles == "shop-lyon-1")
}

func TestUserIsEdited(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.users()
	form := f.form(*named(t, u, "zoe@example.org"))
	viewtest.Golden(t, "form-edit-en", f.Desk)
	form.texts[data.JobTitle].SetText(strings.Repeat("Very long title ", 20))
	viewtest.PressButton(t, f.Desk, "Save changes")
	viewtest.Expect(t, "too long a title was stored", form.fields[data.JobTitle].Wrong() != "" && named(t, u, "zoe@example.org").JobTitle == "")
	form.texts[data.JobTitle].SetText("Shop manager")
	form.keep.SetChecked(true)
	viewtest.PressButton(t, f.Desk, "Save changes")
	zoe := named(t, u, "zoe@example.org")
	viewtest.Expect(t, "not stored", zoe.JobTitle == "Shop manager" && zoe.Protected)
}

func TestUnknownRoleIsSaidAndNotLost(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.users()
	form := f.form(*named(t, u, "zoe@example.org"))
	form.roles.Drop("shop-lyon-1")
	test.Type(form.roles.Entry, "shop-nowhere")
	viewtest.PressButton(t, f.Desk, "Save changes")
	viewtest.Expect(t, "not said: "+form.fields[data.RoleID].Wrong(), strings.Contains(form.fields[data.RoleID].Wrong(), "shop-nowhere"))
	viewtest.Expect(t, "lost", form.roles.Entry.Text == "shop-nowhere")
	form.roles.Entry.SetText("head-office")
	viewtest.PressButton(t, f.Desk, "Save changes")
	viewtest.Expect(t, "what is typed counts when it is saved", named(t, u, "zoe@example.org").Roles == "head-office")
}

func TestReadOnlyOrganizationOnlyShows(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.users()
	u.locked = true
	u.show()
	viewtest.Expect(t, "Create can be pressed", u.new.Disabled())
	u.edit(data.User{})
	viewtest.Expect(t, "a form came up", u.form == nil && f.Window.Canvas().Overlays().Top() == nil)
	for _, item := range u.menuOf(named(t, u, "zoe@example.org")) {
		viewtest.Expect(t, item.Text+" can be chosen", item.Disabled || item.Text == "" || item.Text == "Show history")
	}
	u.tickAll(true)
	viewtest.Expect(t, "Deactivate can be pressed", u.bulk.deactivate.Disabled() && !u.bulk.export.Disabled())
}
