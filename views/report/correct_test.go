package report

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/viewtest"
)

// wrongRows give two people a role that is spelled wrong, and one a bad address.
func wrongRows() []string {
	rows := viewtest.People()
	rows[1] = strings.Replace(rows[1], "shop-lyon-1", "shop-lyon-9", 1)
	rows[2] = strings.Replace(rows[2], "shop-lyon-1", "shop-lyon-9", 1)
	return append(rows, "new@example,org;Maëlys;Delacroix;shop-lyon-1;Sales rep;new")
}

// cellIn is the form of the first cell of a row of the problems.
func (r *report) cellIn(row int) *cellForm {
	return r.forms.Form(row).(*problemForm).parts[0].cell
}

func TestCorrectingCellsInTheReport(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(false, wrongRows()...)
	problems := r.state.plan.Counts.Problem
	viewtest.Expect(t, "no problems to correct", problems == 3 && r.unsimulated() == 0 && r.correcting())
	canvas := f.Window.Canvas()
	canvas.Focus(r.cellIn(0).entry)
	for range 2 {
		before := canvas.Focused()
		canvas.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF8})
		viewtest.Expect(t, "F8 stays", canvas.Focused() != before && canvas.Focused() != nil)
	}
	r.cellIn(0).entry.SetText("shop-lyon-1")
	viewtest.Expect(t, "the row with the same value does not follow", r.unsimulated() == 2)
	r.cellIn(2).entry.SetText("new@example.org")
	r.apply()
	viewtest.Expect(t, "applied without simulating the corrections", r.state.plan.Counts.Problem == problems && f.Active() == 12)

	target := filepath.Join(t.TempDir(), "corrected.csv")
	f.Files.Path = target
	r.saveCorrected()
	content, err := os.ReadFile(target)
	viewtest.Expect(t, "corrections that wait are not saved", err == nil && strings.Contains(string(content), "new@example.org") && !strings.Contains(string(content), "shop-lyon-9"))

	r.actions.primary.Press()
	viewtest.Expect(t, "problems are left", r.state.plan.Counts.Problem == 0 && r.state.err == nil && !r.correcting())
	viewtest.Expect(t, "corrections wait", r.unsimulated() == 0 && len(r.corrections()) == 3)
	viewtest.Expect(t, "applying is not offered", r.obstacle() == "" && !r.actions.primary.Disabled())
}

// TestTheCorrectedFileGivesTheSamePlan: corrected in the report or in the saved file,
// the plan is the same.
func TestTheCorrectedFileGivesTheSamePlan(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(true, wrongRows()...)
	r.cellIn(0).entry.SetText("head-office")
	r.cellIn(2).entry.SetText("new@example.org")
	r.actions.primary.Press()
	target := filepath.Join(t.TempDir(), "corrected.csv")
	f.Files.Path = target
	r.saveCorrected()
	again, err := f.App.Simulate(t.Context(), target, r.state.plan.Options, nil)
	if err != nil {
		t.Fatal(err)
	}
	seen, saved := r.state.plan.Lines, again.Plan.Lines
	viewtest.Expect(t, "other plans", len(seen) == len(saved) && again.Plan.Counts == r.state.plan.Counts)
	for i := range seen {
		viewtest.Expect(t, "another fate of "+address(&seen[i]), seen[i].Kind == saved[i].Kind && seen[i].Row == saved[i].Row && address(&seen[i]) == address(&saved[i]))
	}
}

func TestARowIsCorrectedAloneWhereItIsUnticked(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(false, wrongRows()...)
	first, second := r.cellIn(0), r.cellIn(1)
	viewtest.Expect(t, "the second has proposals of its own", len(first.proposals.Objects) > 0 && len(second.proposals.Objects) == 0)
	first.entry.SetText("head-office")
	viewtest.Expect(t, "only one row follows", r.unsimulated() == 2)
	first.entry.SetText("shop-lyon-9")
	viewtest.Expect(t, "typing it back leaves corrections", r.unsimulated() == 0)
	first.entry.SetText("head-office")
	first.all.Tapped(&fyne.PointEvent{})
	viewtest.Expect(t, "the second row still follows", r.unsimulated() == 1 && second.entry.Text == "shop-lyon-9")
	first.all.Tapped(&fyne.PointEvent{})
	viewtest.Expect(t, "the second row does not follow again", r.unsimulated() == 2)
	second.entry.SetText("shop-lyon-1")
	first.entry.SetText("warehouse")
	one, _ := r.pendingText(first.at)
	two, _ := r.pendingText(second.at)
	viewtest.Expect(t, "a row that was typed into follows: "+two, one == "warehouse" && two == "shop-lyon-1")
	first.back.OnTapped()
	_, pending := r.pendingText(first.at)
	viewtest.Expect(t, "not taken back", !pending && r.unsimulated() == 1)
}

// TestAProposalIsTakenByTheKeyboard: entry, proposals, the reading for the whole file and the box stand one after the
// other in the order of the Tab key, and Enter goes to the next problem.
func TestAProposalIsTakenByTheKeyboard(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(false, wrongRows()...)
	canvas := f.Window.Canvas()
	canvas.Focus(r.cellIn(0).entry)
	viewtest.Expect(t, "no button to use it", r.cellIn(0).use.Visible() && r.state.rows[0] == r.state.current)
	for canvas.Focused() != r.cellIn(0).proposals.Objects[0].(fyne.Focusable) {
		canvas.FocusNext()
	}
	canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	text, pending := r.pendingText(r.cellIn(0).at)
	viewtest.Expect(t, "not taken: "+text, pending && strings.HasPrefix(text, "shop-lyon-"))
	viewtest.Expect(t, "it cannot be taken back at once", canvas.Focused() == fyne.Focusable(r.cellIn(0).back) && r.cellIn(0).back.Visible())
	canvas.FocusNext()
	viewtest.Expect(t, "reading it so in the whole file is not next", canvas.Focused() == fyne.Focusable(r.cellIn(0).read))
	canvas.FocusNext()
	viewtest.Expect(t, "the box is not next", canvas.Focused() == fyne.Focusable(r.cellIn(0).all))
	canvas.Focus(r.cellIn(0).entry)
	r.cellIn(0).entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	viewtest.Expect(t, "Enter does not go on", canvas.Focused() == fyne.Focusable(r.cellIn(2).entry))
}

func TestCorrectedRowsSayWhatTheyWere(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		rows := append(wrongRows(), "benoit@example.org;Benoît;Twice;shop-lyon-1;Sales rep;", "other@example.org;Other;Twice;shop-lyon-1;Sales rep;9001", "third@example.org;Third;Twice;shop-lyon-1;Sales rep;9001")
		r := f.simulated(false, rows...)
		r.cellIn(0).entry.SetText("head-office")
		for row := range r.state.rows {
			if l := r.line(row); l.User() != nil && l.User().FirstName == "Third" {
				r.cellIn(row).entry.SetText("9002")
			}
		}
		r.recorrected()
		viewtest.Golden(t, "report-correcting-"+language, f.Desk)
	}
}

func TestTheAnnotatedCopyIsSavedFromTheReport(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		r := f.simulated(false, wrongRows()...)
		copies := r.copies()
		viewtest.Expect(t, "what can be made of it", len(copies) == 5 && copies[0].off && r.actions.copies[0].Disabled())
		target := filepath.Join(t.TempDir(), "annotated.xlsx")
		f.Files.Path = target
		copies[1].do()
		file, err := app.ReadFile(t.Context(), target, data.Options{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		header := file.Table.Header
		viewtest.Expect(t, "no column of problems", strings.HasPrefix(header[len(header)-1], "Probl"))
	}
}

// TestAnotherWrongValueStaysAProblem: a cell corrected to something that is wrong too is
// shown with it, and a correction that makes another row a problem shows that row.
func TestAnotherWrongValueStaysAProblem(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(false, wrongRows()...)
	r.cellIn(0).entry.SetText("shop-nowhere")
	r.cellIn(2).entry.SetText("ines@example.org")
	r.actions.primary.Press()
	viewtest.Expect(t, "no problems", r.state.plan.Counts.Problem == 4 && r.correcting() && r.unsimulated() == 0)
	viewtest.Expect(t, "another value stands there", r.cellIn(0).entry.Text == "shop-nowhere" && r.cellIn(0).entry.Wrong() || r.cellIn(0).use.Visible())
	both := 0
	for row := range r.state.rows {
		for _, issue := range r.line(row).Issues {
			if issue.Arg("rows") != "" {
				both++
			}
		}
	}
	viewtest.Expect(t, "the row that has the address is no problem", both == 2)
}

// TestACorrectedFileNeedsTheFileThatWasSimulated: one that was changed or has vanished
// meanwhile is not written over in silence.
func TestACorrectedFileNeedsTheFileThatWasSimulated(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(false, wrongRows()...)
	r.cellIn(0).entry.SetText("head-office")
	target := filepath.Join(t.TempDir(), "corrected.csv")
	f.Files.Path = target
	for name, spoil := range map[string]func(){
		"changed":  func() { f.Write("november.csv", viewtest.People()...) },
		"vanished": func() { os.Remove(r.ways.Path) },
	} {
		spoil()
		r.saveCorrected()
		_, err := os.Stat(target)
		dialog := f.Window.Canvas().Overlays().Top()
		viewtest.Expect(t, name+": it was written, or nothing is said", os.IsNotExist(err) && dialog != nil && r.state.busy == nil)
		viewtest.Golden(t, "report-corrected-"+name+"-en", f.Desk)
		f.Window.Canvas().Overlays().Remove(dialog)
	}
}

// TestThousandsOfProblemsAreShownAFewAtATime: only the rows in sight are made.
func TestThousandsOfProblemsAreShownAFewAtATime(t *testing.T) {
	f := open(t, viewtest.Want{})
	rows := viewtest.People()
	for i := range 5000 {
		rows = append(rows, fmt.Sprintf("new%d@example.org;%s;Person;nowhere-%d;Sales rep;n%d", i, strings.Repeat("Long name ", 15), i%50, i))
	}
	r := f.simulated(false, rows...)
	viewtest.Expect(t, fmt.Sprint(r.state.plan.Counts), r.state.plan.Counts.Problem == 5000 && r.correcting())
	for range 60 {
		f.Press(fyne.KeyF8)
	}
	viewtest.Expect(t, "F8 went elsewhere", r.forms.Current() == 60 && f.Window.Canvas().Focused() == fyne.Focusable(r.cellIn(60).entry))
	r.cellIn(0).entry.SetText("head-office")
	viewtest.Expect(t, fmt.Sprint(r.unsimulated(), " corrected"), r.unsimulated() == 100)
	viewtest.Golden(t, "report-thousands-en", f.Desk)
}

// TestReadingAValueAsAnother: in the correction of a value that is not known it can be
// read as a known one in the whole file, at once, and that can be taken back
// (SPEC S15.6).
func TestReadingAValueAsAnother(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(false, wrongRows()...)
	cell := r.cellIn(0)
	viewtest.Expect(t, "the reading is not offered with the likeliest role", !cell.read.Hidden && strings.Contains(cell.read.Text, "shop-lyon-9"))
	cell.entry.SetText("nothing-known")
	cell.show()
	viewtest.Expect(t, "a reading as something that is not there is offered", cell.read.Hidden)
	cell.entry.SetText("head-office")
	cell.show()
	viewtest.Expect(t, "the reading is not that of what was typed", !cell.read.Hidden && strings.Contains(cell.read.Text, "head-office"))
	cell.read.OnTapped()
	options := r.state.plan.Options
	viewtest.Expect(t, "it is not read so", len(options.Translations) == 1 && options.Translations[0] == data.Translation{Field: "role_ids", From: "shop-lyon-9", To: "head-office"})
	viewtest.Expect(t, "rows with the same value are still problems", r.state.plan.Counts.Problem == 1)
	viewtest.Expect(t, "what was typed still waits", r.unsimulated() == 0)
	r.regard(func(o *data.Options) { *o = app.WithoutTranslation(*o, o.Translations[0]) })
	viewtest.Expect(t, "it can't be taken back", len(r.state.plan.Options.Translations) == 0 && r.state.plan.Counts.Problem == 3)
}
