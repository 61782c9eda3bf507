package plan

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/data"
)

// withColumn is the list of an organization with one column as an accident leaves
// it.
func withColumn(base *data.Base, f data.Field, values []string) *data.Table {
	file := exported(base.Users)
	at := slices.Index(file.Header, f.Header("en"))
	for i := range file.Rows {
		file.Rows[i].Cells[at] = data.Cell{Text: values[i]}
	}
	return file
}

func column(base *data.Base, f data.Field) []string {
	values := make([]string, len(base.Users))
	for i := range base.Users {
		values[i] = base.Users[i].Get(f)
	}
	return values
}

// TestAccidentsAlarm: a column that was shifted, filled, dragged or sorted alone
// never goes through without a question, in offices of every size (SPEC S4.9).
func TestAccidentsAlarm(t *testing.T) {
	accidents := []accident{
		{"inserted at the top", shift(0, 1)},
		{"inserted in the middle", shift(0.5, 1)},
		{"inserted below", shift(0.6, 1)},
		{"three inserted", shift(0.55, 3)},
		{"deleted at the top", lift(0, 1)},
		{"deleted in the middle", lift(0.55, 1)},
		{"two deleted", lift(0.6, 2)},
		{"filled over less than half", fill(0.2, 0.45)},
		{"filled at the end", fill(0.55, 0.4)},
		{"dragged as a series", drag(0.2, 0.45)},
		{"sorted below", sortAlone(0.5)},
		{"shuffled below", shuffleAlone(0.52)},
	}
	for _, n := range []int{6, 12, 20, 40, 60, 150, 600} {
		for _, f := range []data.Field{data.Phone, data.JobTitle, data.RoleID, data.LastName, data.FirstName} {
			for _, a := range accidents {
				for seed := range uint64(5) {
					base := office(n, seed)
					values := column(base, f)
					a.do(rand.New(rand.NewPCG(seed, 1)), values)
					p, err := Build(base, withColumn(base, f, values), data.Options{})
					if err != nil {
						t.Fatal(err)
					}
					if tellable(p, f, a.name) && len(p.Guards) == 0 && !p.Blocked() {
						t.Errorf("%s of %d people %s (seed %d): no guard\n%s", f, n, a.name, seed, show(p, nil))
					}
				}
			}
		}
	}
}

// tellable reports whether an accident met enough people to be told from a few who
// happen to stand together: three values that were replaced, in a column where many
// are alike five of three kinds. Values in another order can be told only where
// they differ.
func tellable(p *Plan, f data.Field, accident string) bool {
	reordered := accident == "shuffled below" || accident == "sorted below"
	met, olds, news := 0, map[string]bool{}, map[string]bool{}
	for i := range p.Lines {
		for _, c := range p.Lines[i].Fields {
			if c.Old != "" {
				met++
				olds[c.Old], news[c.New] = true, true
			}
		}
	}
	if f == data.Phone {
		return met >= 3 && (!reordered || met > 12)
	}
	return met >= 6 && len(olds) >= 3 && (len(news) >= 3 || len(news) == 1) && !reordered
}

// TestShiftedThresholds tries every condition of the guard one below, on and one
// above where it trips.
func TestShiftedThresholds(t *testing.T) {
	for _, c := range []struct {
		name  string
		field data.Field
		// old and now are the column before and after, one value a row.
		old, now string
		trips    int
	}{
		{"fine, two rows at one distance", data.Phone, "1 2 3 4 5 6", "1 2 3 2 3 6", 0},
		{"fine, three rows at one distance", data.Phone, "1 2 3 4 5 6", "1 2 3 1 2 3", 3},
		{"fine, exactly half", data.Phone, "1 2 3 4 5 6 7 8 9", "1 2 3 1 2 3 71 95 83", 0},
		{"fine, one more than half", data.Phone, "1 2 3 4 5 6 7 8 9", "1 2 3 1 2 3 71 95 9", 3},
		{"fine, two filled", data.Phone, "1 2 3 4 5 6", "1 1 1 4 5 6", 0},
		{"fine, three filled", data.Phone, "1 2 3 4 5 6", "1 1 1 1 5 6", 3},
		{"fine, filled but for a gap", data.Phone, "1 2 3 4 5 6", "1 1 1 4 1 6", 0},
		{"fine, two of a series", data.Phone, "1 20 3 4 5 6", "1 20 21 22 5 6", 0},
		{"fine, three of a series", data.Phone, "1 20 3 4 5 6", "1 20 21 22 23 6", 3},
		{"fine, steps that differ", data.Phone, "1 20 3 4 5 6", "1 20 21 22 24 6", 0},
		{"fine, a series backwards", data.Phone, "1 40 3 4 5 6", "1 40 37 34 31 6", 3},
		{"fine, two pairs swapped", data.Phone, "1 2 3 4 5 6", "2 1 4 3 5 6", 0},
		{"fine, three pairs swapped", data.Phone, "1 2 3 4 5 6", "2 1 4 3 6 5", 6},
		{"fine, turned round", data.Phone, "1 2 3 4 5 6 7 8", "1 8 7 6 5 4 3 2", 6},
		{"coarse, three slipped", data.JobTitle, "a b c a b c a a a a", "a a b c b c a a a a", 0},
		{"coarse, four slipped", data.JobTitle, "a b c a b c a a a a", "a a b c a c a a a a", 4},
		{"coarse, four slipped, one had it", data.JobTitle, "a b c c b a a a a a", "a a b c c a a a a a", 0},
		{"coarse, five slipped, one had it", data.JobTitle, "a b c c b a a a a a", "a a b c c b a a a a", 4},
		{"coarse, four slipped to one value", data.JobTitle, "a a a a b a b b b b", "a a a a a a a b b b", 0},
		{"coarse, four filled", data.JobTitle, "a b c d b a a a a a a", "a a a a a a a a a a a", 0},
		{"coarse, five filled", data.JobTitle, "b a c d c a b b b b b", "b b b b b b b b b b b", 5},
		{"coarse, five filled over two values", data.JobTitle, "b a c a c a b b b b b", "b b b b b b b b b b b", 0},
		{"coarse, sorted anew", data.JobTitle, "c b a c b a c b a c", "a a a b b b c c c c", 0},
		{"coarse, four of a series", data.JobTitle, "j1 j2 j1 j2 j1 j2 j1 j2 j1 j2", "j1 j2 j3 j4 j5 j6 j1 j2 j1 j2", 0},
		{"coarse, five of a series", data.JobTitle, "j1 j2 j1 j2 j1 j2 j1 j2 j1 j2 j1", "j1 j2 j3 j4 j5 j6 j7 j2 j1 j2 j1", 5},
	} {
		base, _ := staff(0)
		old, now := strings.Fields(c.old), strings.Fields(c.now)
		for i, text := range old {
			u := data.User{Key: data.UserKey(i + 1), Email: fmt.Sprintf("u%d@x.fr", i), FirstName: fmt.Sprint("F", i), LastName: "L", Roles: "head", Profile: "Manager"}
			u.Set(c.field, text)
			base.Users = append(base.Users, u)
		}
		p, err := Build(base, withColumn(base, c.field, now), data.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := guardNumber(p, Shifted); got != c.trips {
			t.Errorf("%s: the guard asks for %d, not %d\n%s", c.name, got, c.trips, show(p, nil))
		}
	}
}
