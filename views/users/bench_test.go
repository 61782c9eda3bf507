package users

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/viewtest"
)

// crowd is as many users as SPEC S12.2 speaks of.
func crowd(n int) []string {
	firsts := []string{"Zoë", "Hélène", "Łukasz", "Amélie", "François", "Inès", "Benoît", "Aïcha"}
	lasts := []string{"Bäcker", "Bonnefoy-Marchetti", "Grabowski", "D’Hondt", "Cœurdevey", "Aït-Ouarab", "Achard"}
	lines := make([]string, n)
	for i := range lines {
		lines[i] = fmt.Sprintf("user%06d@bellerive.example;%s;%s %d;shop-lyon-%d;Sales rep;%06d",
			i, firsts[i%len(firsts)], lasts[i%len(lasts)], i, i%40, i)
	}
	return lines
}

// BenchmarkSearch100000 is one letter more in the search box of 100,000 users: finding
// them, and setting and laying out all that is in sight (SPEC S12.2: within 50 ms).
func BenchmarkSearch100000(b *testing.B) {
	u := crowded(b)
	words := []string{"h", "he", "hel", "hele", "helene", "helene b", "helene bon", "999", ""}
	i := 0
	for b.Loop() {
		u.filter(func(q *app.Query) { q.Text = words[i%len(words)] })
		i++
	}
}

// BenchmarkSort100000 is a click on a header of 100,000 users, each field for the
// first time.
func BenchmarkSort100000(b *testing.B) {
	u := crowded(b)
	for b.Loop() {
		b.StopTimer()
		u.Shown() // a directory that was never sorted
		b.StartTimer()
		for _, field := range []data.Field{data.Email, data.RoleID, data.ID} {
			u.filter(func(q *app.Query) { q.Order = app.Order{By: field} })
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(3*b.N), "ms/column")
}

// BenchmarkTick100000 is ticking one more where all 100,000 are ticked.
func BenchmarkTick100000(b *testing.B) {
	u := crowded(b)
	u.tickAll(true)
	on := false
	for b.Loop() {
		u.list.list.OnTick(0, on)
		on = !on
	}
}

func crowded(b *testing.B) *usersScreen {
	b.Helper()
	f := open(b, viewtest.Want{Users: crowd(100_000), Size: fyne.NewSize(1280, 772)})
	u := f.Go.Front().(*usersScreen)
	if len(u.state.found) != 100_000 {
		b.Fatal(len(u.state.found), " users")
	}
	return u
}
