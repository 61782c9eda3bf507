package report

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/plan/stored"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// same reports whether two plans have the same lines, guards and options.
func same(a, b *plan.Plan) bool { return string(stored.Encode(a)) == string(stored.Encode(b)) }

func TestLeavingAGroupOutAndBackGivesTheSamePlan(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(true, viewtest.November()...)
	before := r.state.plan
	r.tiles[widgets.KindDeactivated].Tapped(&fyne.PointEvent{})
	r.list.OnTickAll(false)
	viewtest.Expect(t, "not all are left out", r.state.plan.Counts.Deactivated == 0 && r.state.plan.Counts.Kept == 4)
	viewtest.Expect(t, "guards stay", len(r.notices.order) < len(before.Guards))
	r.tiles[widgets.KindKept].Tapped(&fyne.PointEvent{})
	r.list.OnTickAll(true)
	after := *r.state.plan
	after.Options.LeaveOut, after.Options.Remember = nil, nil
	viewtest.Expect(t, "another plan", same(before, &after))
}

func TestLeftOutPeopleAreRememberedOneByOneAndAsAGroup(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		r := f.simulated(true, viewtest.November()...)
		r.tiles[widgets.KindDeactivated].Tapped(&fyne.PointEvent{})
		r.list.OnTickAll(false)
		r.tiles[widgets.KindKept].Tapped(&fyne.PointEvent{})
		first := r.line(0).Before.Email
		r.remember([]int{r.state.rows[0]}, true)
		viewtest.Expect(t, "not one", len(r.state.plan.Remembered) == 1 && r.protect.State() == widgets.Partly)
		viewtest.Golden(t, "report-remembered-"+language, f.Desk)
		r.protect.OnChanged(true)
		viewtest.Expect(t, "not all", len(r.state.plan.Remembered) == 4 && r.protect.State() == widgets.On)
		r.remember([]int{r.state.rows[1]}, false)
		r.passAll(t)
		r.apply()
		viewtest.Expect(t, "not applied", r.state.mode == data.Applied)
		viewtest.Golden(t, "report-protected-"+language, f.Desk)
		viewtest.Expect(t, "not protected", f.User(first).Protected && f.User(first).Status == data.Active)
		viewtest.Expect(t, "protected though it was taken back", !f.User(r.state.plan.Lines[r.kept(1)].Before.Email).Protected)
	}
}

// kept is the nth kept line of the plan.
func (r *report) kept(n int) int {
	for i := range r.state.plan.Lines {
		if r.state.plan.Lines[i].Kind == plan.Kept {
			if n == 0 {
				return i
			}
			n--
		}
	}
	return -1
}

func TestWhoIsMadeAfterAllIsNotRemembered(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(true, viewtest.November()...)
	line := []int{r.state.rows[0]}
	r.leaveOut(line, true)
	left := []int{r.kept(0)}
	r.remember(left, true)
	viewtest.Expect(t, "not remembered", len(r.state.plan.Remembered) == 1)
	r.leaveOut(left, false)
	viewtest.Expect(t, "remembered still", len(r.state.plan.Remembered) == 0 && len(r.state.plan.Options.Remember) == 0)
}

func TestOnlyToProtectCanBeAppliedToo(t *testing.T) {
	f := open(t, viewtest.Want{})
	rows := viewtest.People()
	r := f.simulated(true, rows[:len(rows)-1]...)
	r.list.OnTick(0, false)
	r.remember([]int{r.kept(0)}, true)
	viewtest.Expect(t, "the button says "+r.actions.primary.Text, r.actions.primary.Text == f.Words.N("screen.report.apply.protect", 1) && r.obstacle() == "")
	r.apply()
	viewtest.Expect(t, "nobody changed", f.Active() == 12 && r.state.mode == data.Applied)
}

func TestWhatWasChosenByHandStaysWhenSimulatedAgain(t *testing.T) {
	f := open(t, viewtest.Want{})
	r := f.simulated(true, viewtest.November()...)
	r.list.OnTick(0, false)
	left := r.state.plan.Options.LeaveOut
	r.simulateAgain()
	viewtest.Expect(t, "the choice is lost", len(left) == 1 && len(r.state.plan.Options.LeaveOut) == 1 && r.state.plan.Counts.Kept == 1)
	f.Write("november.csv", viewtest.People()...)
	r.simulateAgain()
	viewtest.Expect(t, "a choice that fits nothing stays", len(r.state.plan.Options.LeaveOut) == 0 && r.state.err == nil)
	viewtest.Golden(t, "report-choice-dropped-en", f.Desk)
}

func TestPeopleAreJoinedFreely(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		rows := viewtest.November()
		rows[len(rows)-1] = strings.TrimSuffix(rows[len(rows)-1], "new") // an ID of its own is another person
		r := f.simulated(true, rows...)
		created := -1
		for i := range r.state.plan.Lines {
			if r.state.plan.Lines[i].Kind == plan.Created {
				created = i
			}
		}
		r.state.current = created
		r.showPane()
		r.askPartner(created)
		viewtest.Golden(t, "report-partner-"+language, f.Desk)
		offered := r.state.simulation.Partners(created)
		viewtest.Expect(t, "not all that are absent", len(offered) == 4)
		f.Press(fyne.KeyReturn) // from the search to the list
		f.Press(fyne.KeyReturn)
		o := r.state.plan.Options
		viewtest.Expect(t, "not joined", len(o.Pairs) == 1 && o.Pairs[0] == offered[0].Pair && r.state.plan.Counts.Created == 0)
		again, err := f.App.Simulate(t.Context(), r.ways.Path, o, nil)
		if err != nil {
			t.Fatal(err)
		}
		seen, typed := *r.state.plan, *again.Plan
		seen.At = typed.At
		viewtest.Expect(t, "not as with --pair", same(&seen, &typed))
		r.change(func(o *data.Options) { forget(o, o.Pairs[0]) })
		viewtest.Expect(t, "not taken back", r.state.plan.Counts.Created == 1 && len(r.state.plan.Options.Pairs) == 0)
	}
}
