package views

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/data"
)

// Which name stands first is asked below the column, where the file does not show it;
// the answer is seen in its names at once (SPEC S15.1).
func TestTheOrderOfNamesIsAskedInPlace(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, want{language: language})
		u := f.upload(f.put("noms.csv", "Email;Nom complet;Rôle;Profil\n"+
			"neu@example.org;Martin Thomas;shop-lyon-1;Manager\nps@example.org;Simon Paul;shop-lyon-1;Manager\n"))
		golden(t, "upload-names-"+language, f.Shell)
		expect(t, "it can be simulated unanswered", u.options.run.Disabled())
		u.file.names.order.OnChanged(string(data.LastFirst))
		golden(t, "upload-names-answered-"+language, f.Shell)
		expect(t, "it cannot be simulated", !u.options.run.Disabled())
		u.file.names.order.OnChanged(string(data.FirstLast))
		expect(t, "another answer is not seen", strings.Contains(reading(f.Shell), "Simon"))
		u.file.names.order.OnChanged(string(data.LastFirst))
		u.run()
		found := ""
		for _, l := range u.report.state.plan.Lines {
			found += l.User().FirstName + " " + l.User().LastName + "|"
		}
		expect(t, "split otherwise: "+found, strings.Contains(found, "Thomas Martin|Paul Simon"))
	}
}

// What is stored shows the order: nothing is asked, and it can be changed all the same.
func TestTheOrderOfNamesThatTheFileShows(t *testing.T) {
	f := open(t, want{})
	u := f.upload(f.put("names.csv", "Email;Name;Role ID;Permission profile\nzoe@example.org;Bäcker Zoë;shop-lyon-1;Sales rep\n"))
	expect(t, "another order", u.state.nameOrder() == data.LastFirst)
	expect(t, "it is asked", !u.state.asksNames() && !u.options.run.Disabled())
	expect(t, "a name is missing", !strings.Contains(reading(f.Shell), "no column"))
	u.file.columns[1].field.Pick(ignoredColumn)
	expect(t, "still split", u.state.file.Names == nil && u.file.names == nil)
	u.file.columns[1].field.Pick(data.FullName.Name())
	expect(t, "not split again", u.state.file.Names != nil && u.file.names != nil)
}

// Nom alone with names of one word is asked too.
func TestALoneNameIsAskedInPlace(t *testing.T) {
	f := open(t, want{language: "fr"})
	u := f.upload(f.put("noms.csv", "Email;Nom;Rôle;Profil\nneu@example.org;Thomas;shop-lyon-1;Manager\n"))
	golden(t, "upload-nom-fr", f.Shell)
	expect(t, "it can be simulated unanswered", u.options.run.Disabled())
	u.file.columns[1].field.Pick(data.LastName.Name())
	expect(t, "still asked", u.state.err == nil && !u.options.run.Disabled())
}

// A report with several rows for some people that differ only in the role offers to
// read them as their roles, with one button (SPEC S15.2).
func TestRowsPerRoleAreOffered(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, want{language: language})
		row := func(email, first, role string) string {
			return email + ";" + first + ";Neu;" + role + ";Sales rep;"
		}
		u := f.upload(f.Write("roles.csv",
			row("a@example.org", "Anna", "shop-lyon-1"), row("a@example.org", "Anna", "head-office"),
			row("b@example.org", "Ben", "shop-lyon-1"), row("b@example.org", "Ben", "head-office")))
		u.run()
		golden(t, "report-rows-"+language, f.Shell)
		expect(t, "they are no problems", u.report.state.plan.Counts.Problem == 4)
		buttons := u.report.notices.buttons
		buttons[len(buttons)-1].Tapped(&fyne.PointEvent{})
		counts := u.report.state.plan.Counts
		expect(t, "they are not read as two people", counts.Problem == 0 && counts.Created == 2)
		golden(t, "report-rows-joined-"+language, f.Shell)
		u.report.simulateAgain()
		expect(t, "it is forgotten", u.report.state.plan.Options.RowsPerRole)
		u.report.back()
		expect(t, "the form does not follow", u.options.rows.Checked())
	}
}
