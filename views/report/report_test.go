package report

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

func TestReports(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		t.Run(language, func(t *testing.T) {
			f := open(t, viewtest.Want{Language: language})
			r := f.simulated(true, viewtest.November()...)
			viewtest.Golden(t, "report-simulation-"+language, f.Desk)
			r.passAll(t)
			r.apply()
			viewtest.Golden(t, "report-applied-"+language, f.Desk)
		})
		t.Run(language+" narrow", func(t *testing.T) {
			f := open(t, viewtest.Want{Language: language, Size: fyne.NewSize(1024, 672)})
			r := f.simulated(true, viewtest.November()...)
			viewtest.Golden(t, "report-narrow-"+language, f.Desk)
			r.info.Press()
			viewtest.Expect(t, "the pane stays folded", r.pane.Visible())
		})
		t.Run(language+" nothing to do", func(t *testing.T) {
			f := open(t, viewtest.Want{Language: language})
			r := f.simulated(false, viewtest.People()...)
			viewtest.Golden(t, "report-nothing-"+language, f.Desk)
			viewtest.Expect(t, "nothing can be applied", r.actions.primary.Disabled())
		})
		t.Run(language+" problems", func(t *testing.T) {
			f := open(t, viewtest.Want{Language: language})
			rows := viewtest.November()
			rows[3] = strings.Replace(rows[3], "shop-lyon-1", "shop-lyon-9", 1)
			f.simulated(true, rows...)
			viewtest.Golden(t, "report-problems-"+language, f.Desk)
		})
	}
}

// passAll types and ticks what every guard asks for.
func (r *report) passAll(t testing.TB) {
	t.Helper()
	for _, g := range r.notices.order {
		g.SetLooked(true)
		if e := g.Entry(); e != nil {
			test.Type(e, fmt.Sprint(g.of.Number))
			continue
		}
		for _, c := range g.Checks() {
			c.Tapped(&fyne.PointEvent{})
		}
	}
}

func TestTheNumberMustBeTypedBeforeApplying(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(true, viewtest.November()...)
	viewtest.Expect(t, "it can be applied at once", r.actions.primary.Disabled() && r.actions.reason.Words() != "")
	r.apply()
	viewtest.Expect(t, "applied past the guard", r.state.mode == data.Simulated && f.Active() == 12)
	r.passAll(t)
	viewtest.Expect(t, "it still cannot be applied: "+r.obstacle(), !r.actions.primary.Disabled())
	r.actions.primary.Press()
	viewtest.Expect(t, "not applied", r.state.mode == data.Applied && r.state.err == nil)
	viewtest.Expect(t, fmt.Sprint(f.Active(), " are active"), f.Active() == 12-4+1)
	viewtest.Expect(t, "the guards are still there", len(r.notices.order) == 0)
}

func TestAWrongNumberAppliesNothing(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(true, viewtest.November()...)
	for _, g := range r.notices.order {
		g.SetLooked(true)
		if e := g.Entry(); e != nil {
			test.Type(e, "41")
		}
	}
	r.actions.primary.Press()
	viewtest.Expect(t, "41 passed for 4", r.state.mode == data.Simulated && f.Active() == 12)
}

func TestProblemsStandInTheWayUntilTheyAreSkipped(t *testing.T) {
	f := open(t, viewtest.Want{})
	rows := viewtest.People()
	rows[1] = strings.Replace(rows[1], "shop-lyon-1", "shop-lyon-9", 1)
	rows[2] = strings.Replace(rows[2], "shop-lyon-1", "head-office", 1)
	r := f.simulated(false, rows...)
	viewtest.Expect(t, "the problems are not in front", r.tiles[widgets.KindProblem].Chosen() && len(r.state.rows) == 1)
	viewtest.Expect(t, "the button says "+r.actions.primary.Text, r.actions.primary.Text == f.Words.T("button.again"))
	r.actions.skip.Tapped(&fyne.PointEvent{})
	viewtest.Expect(t, "the problem is not skipped", r.state.plan.Options.SkipProblems && !r.actions.primary.Disabled())
	r.actions.primary.Press()
	viewtest.Expect(t, "not applied", r.state.mode == data.Applied)
}

func TestCorrectedFileIsSimulatedAgain(t *testing.T) {
	f := open(t, viewtest.Want{})
	rows := viewtest.People()
	rows[1] = strings.Replace(rows[1], "shop-lyon-1", "shop-lyon-9", 1)
	r := f.simulated(false, rows...)
	f.Write("november.csv", viewtest.People()...)
	r.actions.primary.Press()
	viewtest.Expect(t, "the problem is still there", r.state.plan.Counts.Problem == 0 && r.state.plan.Counts.Unchanged == 12)
}

func TestTilesFilterAndEscapeShowsAll(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(true, viewtest.November()...)
	all := len(r.state.rows)
	r.tiles[widgets.KindDeactivated].Tapped(&fyne.PointEvent{})
	viewtest.Expect(t, "deactivated", len(r.state.rows) == 4 && r.line(0).User().LastName != "")
	r.tiles[widgets.KindDeactivated].Tapped(&fyne.PointEvent{})
	viewtest.Expect(t, "again shows all", len(r.state.rows) == all)
	r.tiles[widgets.KindMoved].Tapped(&fyne.PointEvent{})
	viewtest.Expect(t, "moved", len(r.state.rows) == 1 && r.line(0).Moved)
	f.Press(fyne.KeyEscape)
	viewtest.Expect(t, "Escape shows all", len(r.state.rows) == all && !r.tiles[widgets.KindMoved].Chosen())
	r.unfold.OnTapped()
	viewtest.Expect(t, "the unchanged stay folded", len(r.state.rows) == len(r.state.plan.Lines))
}

func TestSearchFindsPeopleWithoutAccents(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(true, viewtest.November()...)
	test.Type(r.searchEntry, "PEREZ noemie")
	viewtest.Expect(t, fmt.Sprint(len(r.state.rows), " found"), len(r.state.rows) == 1 && r.line(0).User().LastName == "Pérez-Lachance")
	r.searchEntry.Clear()
	test.Type(r.searchEntry, "ines")
	viewtest.Expect(t, "the unchanged are not searched", len(r.state.rows) == 1)
}

func TestAPersonLeftOutStaysInTheListAndIsNotChanged(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(true, viewtest.November()...)
	before := r.state.plan.Counts.Deactivated
	row := 0
	who := r.line(row).User().Email
	r.list.OnTick(row, false)
	viewtest.Expect(t, "counts do not follow", r.state.plan.Counts.Deactivated == before-1)
	left := false
	for i := range r.state.rows {
		left = left || r.line(i).LeftOut && r.line(i).User().Email == who
	}
	viewtest.Expect(t, "the person is gone from the list", left)
	r.passAll(t)
	r.apply()
	d, err := f.App.Directory(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	viewtest.Expect(t, "deactivated all the same", d.Counts().Active == 12-before+1+1)
}

func TestATypedNumberGoesWhenTheNumberChanges(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(true, viewtest.People()[:4]...) // eight go
	var entry *widgets.NumberEntry
	for _, g := range r.notices.order {
		g.SetLooked(true)
		if entry == nil {
			entry = g.Entry()
		}
	}
	if entry == nil {
		t.Fatal("no guard asks for a number")
	}
	test.Type(entry, "8")
	r.list.OnTick(0, false)
	viewtest.Expect(t, "8 stands where 7 is asked for", entry.Text == "")
}

func TestStalePlanSaysWhatMovedAndIsNotApplied(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(false, viewtest.November()...)
	r.passAll(t)
	d, err := f.App.Directory(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	user := d.Base.Users[3]
	user.JobTitle = "Deputy manager"
	if _, err := f.App.SaveUser(context.Background(), nil, user); err != nil {
		t.Fatal(err)
	}
	r.apply()
	viewtest.Expect(t, "applied", r.state.mode == data.Simulated)
	viewtest.Expect(t, "nothing is said: "+r.error.Sentence(), r.error.Visible() && strings.Contains(r.error.Sentence(), "changed"))
	viewtest.Golden(t, "report-stale-en", f.Desk)
	r.simulateAgain()
	viewtest.Expect(t, "still stale", r.state.err == nil && !r.error.Visible())
}

func TestAbsentPeopleAreNamedAndTheirDeactivationCanBeSeen(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(false, viewtest.November()...)
	viewtest.Golden(t, "report-absent-en", f.Desk)
	r.change(func(o *data.Options) { o.DeactivateAbsent = true })
	viewtest.Expect(t, "nobody would be deactivated", r.state.plan.Counts.Deactivated == 4 && r.state.plan.Counts.Absent == 0)
}

// pairedRows are a file in which so many people have another address, and nothing else
// that joins them.
func pairedRows(n int) []string {
	rows := viewtest.People()
	for i := 1; i <= n; i++ {
		cells := strings.Split(rows[i], ";")
		rows[i] = "new." + strings.Join(cells[:5], ";") + ";"
	}
	return rows
}

// TestPairsAreAnsweredByTheirButtonsAlone: neither a number nor a tick passes this guard,
// and whatever is answered stays where it is (SPEC S4.9).
func TestPairsAreAnsweredByTheirButtonsAlone(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		for _, n := range []int{1, 2, 3, 11} {
			f := open(t, viewtest.Want{Language: language})
			r := f.simulated(true, pairedRows(n)...)
			if len(r.state.plan.Pairs) != n {
				t.Fatalf("%d pairs", len(r.state.plan.Pairs))
			}
			r.passAll(t)
			reason := f.Words.T("screen.report.reason.pairs")
			viewtest.Expect(t, "passed without an answer: "+r.obstacle(), r.actions.primary.Disabled() && r.obstacle() == reason)
			viewtest.Expect(t, "the keys are elsewhere", r.notices.first() == fyne.Focusable(r.notices.pairs[0].Answers))
			if n == 2 {
				viewtest.Golden(t, "report-pair-"+language, f.Desk)
			}
			for i := range n {
				pair := r.notices.pairs[i]
				top := pair.Position().Y
				pair.Answers.TypedKey(&fyne.KeyEvent{Name: []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight}[i%2]})
				viewtest.Expect(t, "it went elsewhere", r.notices.pairs[i] == pair && (pair.Position().Y == top || i == n-1))
				viewtest.Expect(t, "not answered", pair.answer() == []string{samePerson, twoPeople}[i%2])
			}
			if n == 2 {
				viewtest.Golden(t, "report-paired-"+language, f.Desk)
			}
			viewtest.Expect(t, "still asked", r.obstacle() != reason)
			viewtest.Expect(t, "not joined", r.state.plan.Counts.Created == n/2 && r.state.plan.Counts.Deactivated == n/2 &&
				r.state.plan.Counts.Updated == (n+1)/2 && len(r.state.plan.Options.Pairs) == (n+1)/2)
			first := r.notices.pairs[0]
			first.Answers.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
			viewtest.Expect(t, "the answer can't be changed", first.answer() == twoPeople && r.state.plan.Counts.Created == n/2+1)
		}
	}
}

// TestRowsStayUnderThePointer: who is left out stays in the list, greyed, at the same
// height; the list is made anew only by a filter, the search, another order.
func TestRowsStayUnderThePointer(t *testing.T) {
	for name, size := range map[string]fyne.Size{"usual": {}, "narrow": fyne.NewSize(1024, 672)} {
		t.Run(name, func(t *testing.T) {
			f := open(t, viewtest.Want{Size: size})
			r := f.simulated(true, viewtest.November()...)
			place := func() fyne.Position { return fyne.CurrentApp().Driver().AbsolutePositionForObject(r.list) }
			before, at := r.shownLines(), place()
			for row := range before {
				r.list.OnTick(row, false)
				viewtest.Expect(t, "the rows moved", slices.Equal(r.shownLines(), before) && place() == at)
				viewtest.Expect(t, "not greyed", r.line(row).LeftOut && r.list.Faded(row))
			}
			viewtest.Expect(t, "a guard is left", len(r.state.plan.Guards) == 0)
			if size.Width == 0 {
				viewtest.Golden(t, "report-allout-en", f.Desk)
			}
			r.list.OnTick(2, true)
			viewtest.Expect(t, "the rows moved back", slices.Equal(r.shownLines(), before) && place() == at)
			r.list.OnSort(byWhat, false)
			viewtest.Expect(t, "not asked for anew", !slices.Equal(r.shownLines(), before) && !r.state.steady)
		})
	}
}

// TestTicksDoNotScroll: a tick far from the chosen person leaves the list where it was
// scrolled to.
func TestTicksDoNotScroll(t *testing.T) {
	f := open(t, viewtest.Want{Users: manyPeople(200)})
	r := f.simulated(true, manyPeople(20)...)
	r.list.SetCurrent(150)
	first, _ := r.list.Shown()
	r.list.OnTick(first+1, false)
	again, _ := r.list.Shown()
	viewtest.Expect(t, fmt.Sprint("scrolled from ", first, " to ", again), first > 100 && again == first)
}

// manyPeople are an administrator and so many others.
func manyPeople(n int) []string {
	rows := viewtest.People()[:1]
	for i := range n {
		rows = append(rows, fmt.Sprintf("p%03d@example.org;First%03d;Last%03d;shop-lyon-1;Sales rep;n%03d", i, i, i, i))
	}
	return rows
}

// shownLines are the people of the list, from the top.
func (r *report) shownLines() []string {
	var all []string
	for row := range r.state.rows {
		all = append(all, address(r.line(row)))
	}
	return all
}

func TestApplyingCanBeCancelledBeforeItBegins(t *testing.T) {
	runner := task.Held()
	f := open(t, viewtest.Want{Runner: runner})
	for range 3 {
		runner.Release()
	}
	f.Go.UploadFile(f.Write("november.csv", viewtest.November()...))
	runner.Release()
	viewtest.PressPrimary(t, f.Desk)
	runner.Release()
	r := f.last
	r.passAll(t)
	r.applyNow()
	viewtest.Golden(t, "report-busy-en", f.Desk)
	r.cancel()
	runner.Release()
	viewtest.Expect(t, "applied", r.state.mode == data.Simulated && r.state.busy == nil && f.Active() == 12)
}

func TestReportIsSaved(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(true, viewtest.November()...)
	f.Files.Path = filepath.Join(f.Folder, "report.txt")
	r.actions.copies[0].Press()
	content, err := os.ReadFile(f.Files.Path)
	viewtest.Expect(t, fmt.Sprint("no report: ", err), err == nil && strings.Contains(string(content), "SIMULATION"))
	viewtest.Expect(t, "it is not said", strings.Contains(f.Status.Words(), "report.txt"))
}

func TestF6GoesThroughTheParts(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(true, viewtest.November()...)
	canvas := f.Window.Canvas()
	seen := map[fyne.Focusable]bool{}
	start := canvas.Focused()
	for range 6 {
		seen[canvas.Focused()] = true
		r.jump()
	}
	viewtest.Expect(t, fmt.Sprint(len(seen), " parts"), len(seen) == 6 && seen[r.list.Focus()] && seen[r.searchEntry] && seen[r.paneFirst])
	viewtest.Expect(t, "F6 does not come round", canvas.Focused() == start)
}

// TestImpatientClicks: nothing is applied twice, and nothing beside another plan in the
// making.
func TestImpatientClicks(t *testing.T) {
	runner := task.Held()
	f := open(t, viewtest.Want{Runner: runner})
	for range 3 {
		runner.Release()
	}
	f.Go.UploadFile(f.Write("november.csv", viewtest.November()...))
	runner.Release()
	viewtest.PressPrimary(t, f.Desk).Press()
	runner.Release()
	r := f.last
	runner.Release()
	r.passAll(t)
	r.list.OnTick(0, true)
	r.change(func(o *data.Options) { o.DeactivateAbsent = true })
	r.apply()
	viewtest.Expect(t, "applied while planning", f.Active() == 12)
	runner.Release()
	runner.Release()
	r.passAll(t)
	r.apply()
	r.apply()
	r.actions.primary.Press()
	r.simulateAgain()
	runner.Release()
	runner.Release()
	viewtest.Expect(t, fmt.Sprint("not applied: ", r.state.err, r.obstacle(), r.state.plan.Counts, f.Active()), r.state.mode == data.Applied)
	r.apply()
	r.applyNow()
	runner.Release()
	viewtest.Expect(t, fmt.Sprint(len(f.Uploads()), " uploads"), len(f.Uploads()) == 4 && r.state.err == nil)
}

func TestLinesAreSortedByTheirHeaders(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(true, viewtest.November()...)
	who := r.line(0).User().Email
	r.list.OnSort(byPerson, false)
	for i := 1; i < len(r.state.rows); i++ {
		a, b := r.line(i-1).User(), r.line(i).User()
		viewtest.Expect(t, a.LastName+" before "+b.LastName, data.FoldName(a.LastName) <= data.FoldName(b.LastName))
	}
	viewtest.Expect(t, "the chosen person changed", r.state.plan.Lines[r.state.current].User().Email == who)
	r.list.OnSort(byRow, true)
	last := r.line(len(r.state.rows) - 1)
	viewtest.Expect(t, "people without a row come last", r.line(0).Row == 0 && last.Row > 0)
	r.list.OnTick(0, false)
	column, descending := r.list.Sort()
	viewtest.Expect(t, "the order is lost", column == byRow && descending)
	r.list.OnSort(byWhat, false)
	viewtest.Expect(t, "not in the report's own order", slices.IsSorted(r.state.rows))
}

// TestWhatHasTheFocusIsInSight: the notices scroll to the guard or pair that gets the
// keys.
func TestWhatHasTheFocusIsInSight(t *testing.T) {
	f := open(t, viewtest.Want{Size: fyne.NewSize(1024, 672)})
	rows := viewtest.People()[:6]
	rows[5] = "f.coeurdevey@example.org;François;Cœurdevey;shop-lyon-1;Sales rep;"
	r := f.simulated(true, rows...)
	viewtest.Expect(t, "nothing to scroll", r.notices.scroll.Content.Size().Height > r.notices.scroll.Size().Height)
	last := r.notices.order[len(r.notices.order)-1].First()
	f.Window.Canvas().Focus(last)
	viewtest.Expect(t, "the last guard is out of sight", r.notices.scroll.Offset.Y > 0 && stands(last, r.notices.content))
	f.Window.Canvas().Focus(r.notices.first())
	viewtest.Expect(t, "the first pair is out of sight", stands(r.notices.first(), r.notices.content))
}
