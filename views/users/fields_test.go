package users

import (
	"testing"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/viewtest"
)

// TestFormHasEveryFieldOfTheSchema: a field of the organization's own is typed,
// checked, stored and found like the others (SPEC S14.2).
func TestFormHasEveryFieldOfTheSchema(t *testing.T) {
	f := open(t, viewtest.Want{})
	badge := data.NewOwnField("Badge")
	badge.Mandatory = true
	if err := f.App.SaveFields(t.Context(), data.NewOwnField("Locker"), badge); err != nil {
		t.Fatal(err)
	}
	form := f.form(data.User{})
	viewtest.Golden(t, "form-own-fields", f.Desk)
	for field, text := range map[data.Field]string{
		data.FirstName: "Nora", data.LastName: "Neu", data.Email: "nora@example.org", "own.locker": "north 12",
	} {
		form.texts[field].SetText(text)
	}
	form.choose.Pick("Manager")
	form.roles.Take("shop-lyon-1")
	save := f.Words.T("users.form.create")
	viewtest.PressButton(t, f.Desk, save)
	viewtest.Expect(t, "the missing badge is not said", form.fields["own.badge"].Wrong() != "" && form.fields["own.locker"].Wrong() == "")
	form.texts["own.badge"].SetText("B 7")
	viewtest.PressButton(t, f.Desk, save)
	d, err := f.App.Directory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	found := d.Find(app.Query{Text: "NORTH 12"})
	viewtest.Expect(t, "Nora is not found by her locker", len(found) == 1 && found[0].Get("own.badge") == "B 7")
}
