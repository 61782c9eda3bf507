package upload

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

func TestUploadScreens(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		t.Run(language, func(t *testing.T) {
			f := open(t, viewtest.Want{Language: language})
			f.Go.Open(desk.PlaceUpload)
			viewtest.Golden(t, "upload-empty-"+language, f.Desk)
			u := f.upload(f.Write("after.csv", viewtest.People()...))
			viewtest.Golden(t, "upload-filled-"+language, f.Desk)
			u.options.simulate.Tapped(&fyne.PointEvent{})
			u.options.deactivate.Tapped(&fyne.PointEvent{})
			viewtest.Golden(t, "upload-for-real-"+language, f.Desk)
		})
	}
}

func TestARefusedFileSaysWhyBesideIt(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		path := f.Put("users.xls", "%PDF-1.7 and so on")
		u := f.upload(path)
		viewtest.Golden(t, "upload-refused-"+language, f.Desk)
		u.run()
		viewtest.Expect(t, "a refused file was simulated", u.report == nil && u.options.run.Disabled())
	}
}

func TestBusyUploadShowsABarAndCanBeCancelled(t *testing.T) {
	runner := task.Held()
	f := open(t, viewtest.Want{Runner: runner})
	runner.Release()
	path := f.Write("after.csv", viewtest.People()...)
	u := f.upload(path)
	runner.Release()
	u.run()
	viewtest.Golden(t, "upload-busy-en", f.Desk)
	u.options.bar.Cancel().Press()
	viewtest.Expect(t, "cancelling is not said", u.state.busy.Cancelling && u.options.bar.Cancel().Disabled())
	runner.Release()
	runner.Release()
	viewtest.Expect(t, "the report came all the same", u.report == nil && u.state.busy == nil && u.state.err == nil)
	viewtest.Expect(t, "the form is still locked", !u.options.run.Disabled())
}

func TestColumnsAreMappedByHandAndRemembered(t *testing.T) {
	f := open(t, viewtest.Want{})
	path := f.Put("odd.csv", "Email;First name;Last name;Where;Permission profile\nzoe@example.org;Zoë;Bäcker;shop-lyon-1;Sales rep\n")
	u := f.upload(path)
	viewtest.Expect(t, "Where was known", u.state.file.Columns[3].Field == data.NoField)
	u.file.columns[3].field.Pick("role_ids")
	viewtest.Expect(t, "Where is not read as Role ID", u.state.file.Columns[3].Field == data.RoleID)
	viewtest.Golden(t, "upload-mapped-en", f.Desk)
	again := f.upload(path)
	viewtest.Expect(t, "the mapping was forgotten", again.state.file.Columns[3].Field == data.RoleID)
}

// Where the way out is a choice below, no command of the terminal is named.
func TestAFileWithoutKnownColumnsIsMappedInTheWindow(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.upload(f.Put("unknown.csv", "Naam;Adres;Ding\nZoë;zoe@example.org;x\n"))
		viewtest.Golden(t, "upload-unknown-"+language, f.Desk)
		viewtest.Expect(t, "the terminal is named", !strings.Contains(viewtest.Reading(f.Desk), "--"))
	}
}

func TestAColumnOfFewAddressesIsNotReadAsEmail(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		u := f.upload(f.Put("contacts.csv", "Contact;Prénom;Nom\nzoe;Zoë;Bäcker\nines;Inès;Aït\nbenoit@example.org;Benoît;Achard\n"))
		u.mapColumn("Contact", "email")
		viewtest.Golden(t, "upload-noaddresses-"+language, f.Desk)
		viewtest.Expect(t, "it can be simulated", u.options.run.Disabled())
		u.mapColumn("Contact", "id")
		viewtest.Expect(t, "another choice helps nothing", !u.options.run.Disabled())
	}
}

func TestTwoColumnsForOneFieldAreAsked(t *testing.T) {
	f := open(t, viewtest.Want{})
	path := f.Put("twice.csv", "Email;E-mail;First name;Last name;Role ID;Permission profile\nzoe@example.org;z@home.example;Zoë;Bäcker;shop-lyon-1;Sales rep\n")
	u := f.upload(path)
	viewtest.Golden(t, "upload-twice-en", f.Desk)
	viewtest.Expect(t, "it can be simulated undecided", u.options.run.Disabled())
	u.file.columns[1].field.Pick(ignoredColumn)
	viewtest.Expect(t, "still undecided", u.state.err == nil && !u.options.run.Disabled())
}

func TestSimulationModeOffAsksOnce(t *testing.T) {
	f := open(t, viewtest.Want{})
	rows := viewtest.People()
	rows[1] = strings.Replace(rows[1], "shop-lyon-1", "head-office", 1)
	u := f.upload(f.Write("after.csv", rows...))
	before := len(f.Uploads())
	u.options.simulate.Tapped(&fyne.PointEvent{})
	u.run()
	viewtest.Golden(t, "question-en", f.Desk)
	viewtest.Expect(t, "applied without being asked", u.report.Kept().Of().Mode == data.Simulated)
	f.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	viewtest.Expect(t, "Escape applied it", u.report.Kept().Of().Mode == data.Simulated && f.Window.Canvas().Overlays().Top() == nil)
	viewtest.PressPrimary(t, f.Desk)
	viewtest.Expect(t, "no second question after a refusal", f.Window.Canvas().Overlays().Top() != nil)
	f.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	viewtest.Expect(t, "Enter did not apply it", u.report.Kept().Of().Mode == data.Applied)
	viewtest.Expect(t, "the history has it more than once", len(f.Uploads()) == before+1)
	viewtest.PressButton(t, f.Desk, f.Words.T("screen.report.another"))
	viewtest.Expect(t, "the form is not empty", u.report == nil && u.state.path == "")
}

func TestSimulationModeOffShowsGuardsFirst(t *testing.T) {
	f := open(t, viewtest.Want{})
	u := f.upload(f.Write("after.csv", viewtest.People()[:4]...))
	u.options.simulate.Tapped(&fyne.PointEvent{})
	u.options.deactivate.Tapped(&fyne.PointEvent{})
	u.run()
	viewtest.Expect(t, "asked before the guard was passed", f.Window.Canvas().Overlays().Top() == nil && u.report != nil)
	viewtest.Expect(t, "it can be applied", viewtest.PressPrimary(t, f.Desk).Disabled())
	viewtest.Expect(t, "the history does not have what is to be looked at", u.report.Kept().Of().Upload.ID != 0)
}

func TestVanishedFileSaysSo(t *testing.T) {
	f := open(t, viewtest.Want{})
	path := f.Write("after.csv", viewtest.People()...)
	u := f.upload(path)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	u.run()
	viewtest.Expect(t, "no sentence beside the file", u.report == nil && u.file.refuse.Visible() && u.file.refuse.Sentence() != "")
	viewtest.Expect(t, "the options went", u.options.simulate.Checked())
}

func TestChosenFileIsReadAndItsFolderAskedFor(t *testing.T) {
	f := open(t, viewtest.Want{})
	f.Files.Path = f.Write("after.csv", viewtest.People()...)
	f.Go.Open(desk.PlaceUpload)
	u := f.users
	u.ask()
	viewtest.Expect(t, "not read", u.state.file != nil)
	viewtest.Expect(t, "other files fit too", desk.Fits("a.XLSX", f.Files.Asked[0].Kinds) && !desk.Fits("a.pdf", f.Files.Asked[0].Kinds))
}

// TestAnotherFileStartsAnew: what was ticked for one file is not ticked for the next,
// and the form says so until something is changed; the same file again keeps it.
func TestAnotherFileStartsAnew(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		first := f.Write("first.csv", viewtest.People()...)
		u := f.upload(first)
		viewtest.Expect(t, "said without a file before", u.options.anew.Hidden)
		for _, row := range []*widgets.OptionRow{u.options.simulate, u.options.deactivate, u.options.blank, u.options.create, u.options.rows, u.options.email} {
			row.Tapped(&fyne.PointEvent{})
		}
		u.options.to.SetText("boss@bellerive.example")
		u.Choose(first)
		viewtest.Expect(t, "the same file starts anew", u.state.options.DeactivateAbsent && u.state.email && u.state.real && u.options.anew.Hidden)
		u.Choose(f.Write("second.csv", viewtest.People()...))
		o := u.state.options
		viewtest.Expect(t, "still ticked", !o.DeactivateAbsent && !o.BlankErases && !o.CreateRoles && !o.RowsPerRole && !u.state.email && !u.state.real)
		viewtest.Expect(t, "not said", u.options.anew.Visible())
		viewtest.Golden(t, "upload-anew-"+language, f.Desk)
		u.options.deactivate.Tapped(&fyne.PointEvent{})
		viewtest.Expect(t, "a click unticks, or it is said still", u.state.options.DeactivateAbsent && u.options.anew.Hidden)
	}
}

// TestAnotherFileAfterAReport: the same, whichever way leads to the next file.
func TestAnotherFileAfterAReport(t *testing.T) {
	f := open(t, viewtest.Want{})
	f.SimulateNovember()
	f.ApplyShown()
	viewtest.PressButton(t, f.Desk, f.Words.T("screen.report.another"))
	u := f.upload(f.Write("december.csv", viewtest.People()[:9]...))
	viewtest.Expect(t, "still ticked", !u.state.options.DeactivateAbsent && u.options.anew.Visible())
	u.run()
	f.Go.UploadFile(f.Write("january.csv", viewtest.People()[:9]...))
	viewtest.Expect(t, "said though nothing was put back", !u.state.options.DeactivateAbsent && u.options.anew.Hidden)
}

// TestNothingMovesAsColumnsAreMapped: what is said of a file comes and goes below its
// columns, which stay where they are.
func TestNothingMovesAsColumnsAreMapped(t *testing.T) {
	for name, size := range map[string]fyne.Size{"usual": {}, "narrow": fyne.NewSize(1024, 672)} {
		t.Run(name, func(t *testing.T) {
			f := open(t, viewtest.Want{Size: size})
			path := f.Put("odd.csv", "Email;First name;Last name;Role ID;Profile;Phone;E-mail\nzoe@example.org;Zoë;Bäcker;shop-lyon-1;Sales rep;1;zoe@example.org\n")
			u := f.upload(path)
			places := func() (all []fyne.Position) {
				for _, row := range u.file.columns {
					all = append(all, fyne.CurrentApp().Driver().AbsolutePositionForObject(row.field))
				}
				return append(all, fyne.CurrentApp().Driver().AbsolutePositionForObject(u.options.run))
			}
			before, said := places(), 0
			for _, choice := range []struct {
				column int
				field  string
			}{{6, ""}, {3, ""}, {4, ""}, {3, "role_ids"}, {0, ""}, {0, "email"}, {5, "email"}, {5, "phone"}} {
				u.mapColumn(u.state.file.Columns[choice.column].Header, choice.field)
				if u.file.refuseIn.Visible() || u.file.warnIn.Visible() {
					said++
				}
				viewtest.Expect(t, fmt.Sprintf("%+v moved something", choice), slices.Equal(places(), before))
			}
			viewtest.Expect(t, fmt.Sprint("nothing came and went: ", said), said > 2 && said < 8)
		})
	}
}

func TestColumnLetters(t *testing.T) {
	for index, letter := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA"} {
		viewtest.Expect(t, letter, columnLetter(index) == letter)
	}
}
