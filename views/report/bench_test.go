package report

import (
	"fmt"
	"testing"
	"time"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// crowdReport is the report of a file of 60,000 rows against 100,000 users: 40,000
// deactivated, 20,000 moved, or 5,000 rows with problems.
func crowdReport(b *testing.B, runner *task.Runner, wrong bool) *report {
	b.Helper()
	line := func(i int, role string) string {
		return fmt.Sprintf("first.last%d@example.fr;Zoë%d;Bäcker%d;%s;Sales rep;%08d", i, i%977, i%7919, role, i)
	}
	users, rows := make([]string, 100_000), make([]string, 0, 100_000)
	for i := range users {
		users[i] = line(i, fmt.Sprintf("shop-%03d", i%200))
		switch {
		case wrong && i%20 == 3:
			rows = append(rows, line(i, fmt.Sprintf("shop-x%03d", i%97)))
		case wrong || i%5 > 2:
			rows = append(rows, users[i])
		case i%5 == 2:
			rows = append(rows, line(i, fmt.Sprintf("shop-%03d", (i+7)%200)))
		}
	}
	f := open(b, viewtest.Want{Users: users, Runner: runner})
	s, err := f.App.Simulate(b.Context(), f.Write("november.csv", rows...), data.Options{DeactivateAbsent: true}, nil)
	if err != nil {
		b.Fatal(err)
	}
	r := Prepare(desk.ReportOf{Simulation: s, Upload: s.Upload, Mode: data.Simulated}).Open(f.Desk, desk.ReportWays{}).(*report)
	f.Window.SetContent(r.content)
	r.Sized(f.Window.Canvas().Size())
	return r
}

// BenchmarkReport100000 takes the time that the goroutine of the window is kept busy:
// everything else runs aside, with a bar and Cancel after 200 ms.
func BenchmarkReport100000(b *testing.B) {
	r := crowdReport(b, task.Held(), false)
	s := r.state
	deactivated := reportView{filter: filter{kind: widgets.KindDeactivated}, mode: data.Simulated}.of(s.lines)
	moved := reportView{filter: filter{kind: widgets.KindMoved}, mode: data.Simulated}.of(s.lines)
	out := make([]string, len(deactivated.rows))
	for i, row := range deactivated.rows {
		out[i] = address(&s.plan.Lines[row])
	}
	o := s.plan.Options
	o.LeaveOut = out
	left, err := r.desk.App.Replan(b.Context(), s.simulation, o)
	if err != nil {
		b.Fatal(err)
	}
	out40000 := reportView{mode: data.Simulated}.of(newReportLines(left.Plan))
	for _, step := range []struct {
		name string
		do   func()
	}{
		{"open", func() {
			(&reportState{simulation: s.simulation, plan: s.plan, mode: data.Simulated, listing: s.listing}).Open(r.desk, desk.ReportWays{})
		}},
		{"tile", func() {
			r.choose(widgets.KindDeactivated, true)
			r.take(deactivated)
			r.toFirst()
		}},
		{"typing", func() { r.searchEntry.SetText(r.searchEntry.Text + "a") }},
		{"found", func() {
			r.take(moved)
			r.toFirst()
		}},
		{"leave out 40000", func() {
			s.busy = nil
			r.take(deactivated)
			r.leaveOut(s.rows, true)
		}},
		{"40000 left out", func() {
			s.busy = nil
			r.take(out40000)
			r.show()
		}},
	} {
		b.Run(step.name, func(b *testing.B) { busy(b, step.do) })
	}
}

// busy reports the longest that one of the steps took, beside the mean.
func busy(b *testing.B, do func()) {
	longest := time.Duration(0)
	for b.Loop() {
		start := time.Now()
		do()
		longest = max(longest, time.Since(start))
	}
	b.ReportMetric(float64(longest.Microseconds())/1000, "max-ms")
}

// BenchmarkReportAside100000 takes the work that runs aside: search and sort.
func BenchmarkReportAside100000(b *testing.B) {
	r := crowdReport(b, task.Held(), false)
	for _, c := range []struct {
		name string
		view reportView
	}{
		{"all", reportView{}},
		{"search", reportView{filter: filter{words: "zoe12 backer1"}}},
		{"sort by person", reportView{order: order{column: byPerson}}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				c.view.of(r.state.lines)
			}
		})
	}
}

// BenchmarkCorrect5000 takes the time that one key, one step to the next problem, and
// scrolling keep the window busy with 5,000 rows to correct.
func BenchmarkCorrect5000(b *testing.B) {
	r := crowdReport(b, task.Inline(), true)
	if r.state.plan.Counts.Problem != 5000 || !r.correcting() {
		b.Fatal(r.state.plan.Counts)
	}
	first := r.forms.Form(0).(*problemForm).parts[0].cell
	b.Run("key", func(b *testing.B) { busy(b, func() { first.entry.SetText(first.entry.Text + "x") }) })
	b.Run("next problem", func(b *testing.B) { busy(b, r.nextProblem) })
	at := 0
	b.Run("scroll", func(b *testing.B) {
		busy(b, func() {
			at = (at + 37) % 5000
			r.forms.SetCurrent(at)
		})
	})
	b.Run("show", func(b *testing.B) { busy(b, r.show) })
	if first.issue.Level != plan.Blocking {
		b.Fatal("no problem")
	}
}
