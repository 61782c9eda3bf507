package upload

import (
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/viewtest"
)

// Which name stands first is asked below the column, where the file does not show it;
// the answer is seen in its names at once (SPEC S15.1).
func TestTheOrderOfNamesIsAskedInPlace(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		u := f.upload(f.Put("noms.csv", "Email;Nom complet;Rôle;Profil\n"+
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
		for _, l := range u.report.Kept().Of().Plan.Lines {
			found += l.User().FirstName + " " + l.User().LastName + "|"
		}
		viewtest.Expect(t, "split otherwise: "+found, strings.Contains(found, "Thomas Martin|Paul Simon"))
	}
}

// What is stored shows the order: nothing is asked, and it can be changed all the same.
func TestTheOrderOfNamesThatTheFileShows(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.upload(f.Put("names.csv", "Email;Name;Role ID;Permission profile\nzoe@example.org;Bäcker Zoë;shop-lyon-1;Sales rep\n"))
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
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		u := f.upload(f.Put("noms.csv", "Email;Nom;Rôle;Profil\nneu@example.org;Thomas;shop-lyon-1;Manager\n"))
		viewtest.Golden(t, "upload-nom-"+language, f.Desk)
		viewtest.Expect(t, "it can be simulated unanswered", u.options.run.Disabled())
		u.file.columns[1].field.Pick(data.LastName.Name())
		viewtest.Expect(t, "still asked", u.state.err == nil && !u.options.run.Disabled())
	}
}
