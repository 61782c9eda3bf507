package views

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/viewtest"
)

// Which name stands first is asked below the column, where the file does not show it;
// the answer is seen in its names at once (SPEC S15.1).
func TestTheOrderOfNamesIsAskedInPlace(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		u := f.upload(f.put("noms.csv", "Email;Nom complet;Rôle;Profil\n"+
			"neu@example.org;Martin Thomas;shop-lyon-1;Manager\nps@example.org;Simon Paul;shop-lyon-1;Manager\n"))
		viewtest.Golden(t, "upload-names-"+language, f.Desk)
		viewtest.Expect(t, "it can be simulated unanswered", u.options.run.Disabled())
		u.file.names.order.OnChanged(string(data.LastFirst))
		viewtest.Golden(t, "upload-names-answered-"+language, f.Desk)
		viewtest.Expect(t, "it cannot be simulated", !u.options.run.Disabled())
		u.file.names.order.OnChanged(string(data.FirstLast))
		viewtest.Expect(t, "another answer is not seen", strings.Contains(viewtest.Reading(f.Desk), "Simon"))
		u.file.names.order.OnChanged(string(data.LastFirst))
		u.run()
		found := ""
		for _, l := range u.report.(*report).state.plan.Lines {
			found += l.User().FirstName + " " + l.User().LastName + "|"
		}
		viewtest.Expect(t, "split otherwise: "+found, strings.Contains(found, "Thomas Martin|Paul Simon"))
	}
}

// What is stored shows the order: nothing is asked, and it can be changed all the same.
func TestTheOrderOfNamesThatTheFileShows(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.upload(f.put("names.csv", "Email;Name;Role ID;Permission profile\nzoe@example.org;Bäcker Zoë;shop-lyon-1;Sales rep\n"))
	viewtest.Expect(t, "another order", u.state.nameOrder() == data.LastFirst)
	viewtest.Expect(t, "it is asked", !u.state.asksNames() && !u.options.run.Disabled())
	viewtest.Expect(t, "a name is missing", !strings.Contains(viewtest.Reading(f.Desk), "no column"))
	u.file.columns[1].field.Pick(ignoredColumn)
	viewtest.Expect(t, "still split", u.state.file.Names == nil && u.file.names == nil)
	u.file.columns[1].field.Pick(data.FullName.Name())
	viewtest.Expect(t, "not split again", u.state.file.Names != nil && u.file.names != nil)
}

// Nom alone with names of one word is asked too.
func TestALoneNameIsAskedInPlace(t *testing.T) {
	f := open(t, viewtest.Want{Language: "fr"})
	u := f.upload(f.put("noms.csv", "Email;Nom;Rôle;Profil\nneu@example.org;Thomas;shop-lyon-1;Manager\n"))
	viewtest.Golden(t, "upload-nom-fr", f.Desk)
	viewtest.Expect(t, "it can be simulated unanswered", u.options.run.Disabled())
	u.file.columns[1].field.Pick(data.LastName.Name())
	viewtest.Expect(t, "still asked", u.state.err == nil && !u.options.run.Disabled())
}

// A report with several rows for some people that differ only in the role offers to
// read them as their roles, with one button (SPEC S15.2).
func TestRowsPerRoleAreOffered(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		row := func(email, first, role string) string {
			return email + ";" + first + ";Neu;" + role + ";Sales rep;"
		}
		u := f.upload(f.writeUsers("roles.csv",
			row("a@example.org", "Anna", "shop-lyon-1"), row("a@example.org", "Anna", "head-office"),
			row("b@example.org", "Ben", "shop-lyon-1"), row("b@example.org", "Ben", "head-office")))
		u.run()
		viewtest.Golden(t, "report-rows-"+language, f.Desk)
		viewtest.Expect(t, "they are no problems", u.report.(*report).state.plan.Counts.Problem == 4)
		buttons := u.report.(*report).notices.buttons
		buttons[len(buttons)-1].Tapped(&fyne.PointEvent{})
		counts := u.report.(*report).state.plan.Counts
		viewtest.Expect(t, "they are not read as two people", counts.Problem == 0 && counts.Created == 2)
		viewtest.Golden(t, "report-rows-joined-"+language, f.Desk)
		u.report.(*report).simulateAgain()
		viewtest.Expect(t, "it is forgotten", u.report.(*report).state.plan.Options.RowsPerRole)
		u.report.(*report).ways.Back()
		viewtest.Expect(t, "the form does not follow", u.options.rows.Checked())
	}
}
