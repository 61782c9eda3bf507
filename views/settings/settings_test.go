package settings

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// settings is the screen, at one of its pages.
func (f *fixture) settings(page string) *settingsScreen {
	f.T.Helper()
	f.Go.Open(desk.PlaceSettings)
	t := f.Go.Front().(*settingsScreen)
	t.state.page = page
	t.show()
	return t
}

func TestSettingsReadAsDesigned(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		for _, p := range settingsPages {
			f.settings(p.name)
			viewtest.Golden(t, "settings-"+p.name+"-"+language, f.Desk)
		}
		s := f.settings("general")
		s.state.err = data.ErrReadOnly
		s.show()
		viewtest.Golden(t, "settings-failed-"+language, f.Desk)
	}
}

// name is what the organization is called.
func (f *fixture) name() string {
	f.T.Helper()
	stored, err := f.App.Settings(f.T.Context())
	if err != nil {
		f.T.Fatal(err)
	}
	return stored.Name
}

func TestOrganizationIsRenamed(t *testing.T) {
	f := open(t, viewtest.Want{})
	g := f.settings("general").pages["general"].(*generalPage)
	g.name.SetText("")
	g.rename()
	viewtest.Expect(t, "an empty name was taken", g.field.Wrong() != "" && f.name() == "Comptoir Bellerive")
	g.name.SetText("Maison Bellerive")
	g.rename()
	viewtest.Expect(t, "not renamed: "+f.name(), f.name() == "Maison Bellerive" && g.field.Wrong() == "")
}

func TestLanguageSwitchKeepsWhatWasTyped(t *testing.T) {
	f := open(t, viewtest.Want{})
	s := f.settings("general")
	s.pages["general"].(*generalPage).name.SetText("Half a na")
	f.Go.SetLanguage("fr")
	now := f.Go.Front().(*settingsScreen)
	viewtest.Expect(t, "another screen", now != s && f.Go.At() == desk.PlaceSettings)
	viewtest.Expect(t, "the words went", now.pages["general"].(*generalPage).name.Text == "Half a na")
	viewtest.Expect(t, "not in French", strings.Contains(viewtest.Reading(f.Desk), "Réglages"))
	f.settings("look").pages["look"].(*lookPage).look.OnChanged(string(desk.VariantDark))
	viewtest.Expect(t, "not dark", f.Theme.Variant == desk.VariantDark && now.pages["general"].(*generalPage).name.Text == "Half a na")
}

func TestLimitsCanOnlyBeTightened(t *testing.T) {
	f := open(t, viewtest.Want{})
	l := f.settings("limits").pages["limits"].(*limitsPage)
	name := "guards.mass_deactivation.more"
	stored := func() int {
		s, err := f.App.Settings(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return s.Guards.MassDeactivation.More
	}
	before := stored()
	l.typed[name].SetText("100000")
	l.store()
	viewtest.Expect(t, "loosened", l.fields[name].Wrong() != "" && stored() == before)
	l.typed[name].SetText("3")
	l.store()
	viewtest.Expect(t, "not tightened", l.fields[name].Wrong() == "" && stored() == 3)
}

func TestProfilesAreAddedRenamedMarkedAndDeleted(t *testing.T) {
	f := open(t, viewtest.Want{})
	p := f.settings("profiles").pages["profiles"].(*profilesPage)
	names := func() string {
		all, err := f.App.Profiles(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, profile := range all {
			text += profile.Name
			if profile.Administrator {
				text += "*"
			}
			text += " "
		}
		return text
	}
	p.edit(data.Profile{})
	viewtest.Golden(t, "settings-profile-new-en", f.Desk)
	viewtest.TypeInto(t, f.Fixture, "Trainee")
	viewtest.PressButton(t, f.Desk, f.Words.T("button.save"))
	viewtest.Expect(t, "not added: "+names(), strings.Contains(names(), "Trainee "))
	p.edit(data.Profile{Name: "Trainee"})
	viewtest.TypeInto(t, f.Fixture, "2nd ")
	viewtest.PressButton(t, f.Desk, f.Words.T("button.save"))
	viewtest.Expect(t, "not renamed: "+names(), strings.Contains(names(), "2nd Trainee "))
	p.edit(data.Profile{Name: "Administrator", Administrator: true})
	viewtest.Walk(f.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if c, ok := o.(*widgets.Check); ok {
			c.Tapped(nil)
		}
	})
	viewtest.PressButton(t, f.Desk, f.Words.T("button.save"))
	viewtest.Golden(t, "settings-profile-last-en", f.Desk)
	viewtest.Expect(t, "the last administrator is gone: "+names(), strings.Contains(names(), "Administrator*"))
	f.Press(fyne.KeyEscape)
	p.askDelete(data.Profile{Name: "Manager"})
	viewtest.PressButton(t, f.Desk, "Delete…")
	viewtest.Expect(t, "not deleted: "+names(), !strings.Contains(names(), "Manager"))
}
