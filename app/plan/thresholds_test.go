package plan

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"headcount.app/headcount/data"
)

// sizes of organizations at whose thresholds guards are tried (one below, on,
// one above).
var sizes = []int{0, 1, 2, 3, 4, 10, 99, 100, 101, 5000}

// staff is an organization of n active managers, and the rows that say the
// same of them. One more user is a deactivated administrator, so that none of
// the guards of administrators speaks.
func staff(n int) (*data.Base, *data.Table) {
	base := exampleBase()
	base.Users = nil
	for i := range n {
		base.Users = append(base.Users, data.User{
			Key: data.UserKey(i + 1), Email: fmt.Sprintf("u%d@x.fr", i), FirstName: fmt.Sprint("F", i), LastName: "L", Roles: "head", Profile: "Manager", JobTitle: "T",
		})
	}
	return base, exported(base.Users)
}

// guardNumber is the number that a guard asks for, 0 if it has not tripped.
func guardNumber(p *Plan, code string) int {
	for _, g := range p.Guards {
		if g.Code == code {
			return g.Number
		}
	}
	return 0
}

// massTrips is S4.9 in words: more than 3 and more than 5 %, or at least 2 and
// more than 20 %.
func massTrips(n, total int) bool {
	return n > 3 && float64(n) > float64(total)*0.05 || n >= 2 && float64(n) > float64(total)*0.2
}

// around are the numbers of people at which a guard can change its mind.
func around(total int) []int {
	var at []int
	for _, edge := range []int{0, 2, 3, 4, total / 20, total / 10, total / 5, total / 2, total} {
		for _, n := range []int{edge - 1, edge, edge + 1, edge + 2} {
			if n >= 0 && n <= total && !slices.Contains(at, n) {
				at = append(at, n)
			}
		}
	}
	return at
}

// TestMassDeactivation tries the threshold at every size (FAULTS 2.4).
func TestMassDeactivation(t *testing.T) {
	for _, total := range sizes {
		base, full := staff(total)
		for _, gone := range around(total) {
			file := *full
			file.Rows = append(slices.Clone(full.Rows[gone:]), newcomerRow(total))
			p, err := Build(base, &file, data.Options{DeactivateAbsent: true})
			if err != nil {
				t.Fatal(err)
			}
			want := 0
			if massTrips(gone, total) {
				want = gone
			}
			if got := guardNumber(p, MassDeactivation); got != want || p.Counts.Deactivated != gone {
				t.Errorf("%d of %d deactivated: the guard asks for %d, not %d", p.Counts.Deactivated, total, got, want)
			}
			for _, g := range p.Guards {
				if g.Code == MassDeactivation && g.NamesFirst != (gone*5 > total) {
					t.Errorf("%d of %d: names first %v", gone, total, g.NamesFirst)
				}
			}
			wantShort := 0
			if rows := total - gone + 1; gone > 0 && float64(rows) < 0.8*float64(total) {
				wantShort = gone
			}
			if got := guardNumber(p, ShortFile); got != wantShort {
				t.Errorf("%d of %d gone: short_file asks for %d, not %d", gone, total, got, wantShort)
			}
		}
	}
}

func newcomerRow(n int) data.Row {
	cells := make([]data.Cell, len(data.Fields)-1)
	for f, text := range map[data.Field]string{data.Email: "new@x.fr", data.FirstName: "New", data.LastName: "Comer", data.RoleID: "head", data.PermissionProfile: "Manager"} {
		cells[data.UserSchema.Place(f)].Text = text
	}
	return data.Row{Number: n + 2, Cells: cells}
}

// TestMassReactivation tries the same threshold for reactivations: total users
// are active, and n others come back.
func TestMassReactivation(t *testing.T) {
	for _, total := range sizes {
		for _, back := range around(total) {
			base, file := staff(total + back)
			if len(file.Rows) == 0 {
				continue
			}
			for i := range back {
				base.Users[total+i].Status = data.Deactivated
			}
			p, err := Build(base, file, data.Options{})
			if err != nil {
				t.Fatal(err)
			}
			want := 0
			if massTrips(back, total) {
				want = back
			}
			if got := guardNumber(p, MassReactivation); got != want || p.Counts.Reactivated != back {
				t.Errorf("%d reactivated beside %d: the guard asks for %d, not %d", p.Counts.Reactivated, total, got, want)
			}
		}
	}
}

// TestMassUpdate tries the thresholds of one column: job title (more than 5 and
// more than 50 %) and profile (more than 3 and more than 10 %).
func TestMassUpdate(t *testing.T) {
	for _, total := range sizes[1:] {
		base, full := staff(total)
		for _, n := range around(total) {
			for _, c := range []struct {
				field data.Field
				text  string
				trips bool
			}{
				{data.JobTitle, "X", n > 5 && float64(n) > 0.5*float64(total)},
				{data.PermissionProfile, "Sales rep", n > 3 && float64(n) > 0.1*float64(total)},
				{data.RoleID, "shop-lyon", n > 5 && float64(n) > 0.5*float64(total)},
			} {
				file := *full
				file.Rows = slices.Clone(full.Rows)
				for i := range n {
					file.Rows[i].Cells = slices.Clone(full.Rows[i].Cells)
					file.Rows[i].Cells[data.UserSchema.Place(c.field)].Text = c.text
				}
				p, err := Build(base, &file, data.Options{})
				if err != nil {
					t.Fatal(err)
				}
				want := 0
				if c.trips {
					want = n
				}
				if got := guardNumber(p, MassUpdate); got != want || p.Counts.Updated != n {
					t.Errorf("%s of %d of %d: the guard asks for %d, not %d", c.field, p.Counts.Updated, total, got, want)
				}
			}
		}
	}
}

// TestMassUpdateOfKeys tries the threshold of what people are found by: the address
// of those found by their ID, and the ID of those found by their address.
func TestMassUpdateOfKeys(t *testing.T) {
	for _, total := range sizes[1:] {
		base, _ := staff(total)
		for i := range base.Users {
			base.Users[i].ID = fmt.Sprintf("N-%d", i)
		}
		full := exported(base.Users)
		for _, n := range around(total) {
			for field, text := range map[data.Field]string{data.Email: "new%d@y.fr", data.ID: "Z-%d"} {
				file := *full
				file.Rows = slices.Clone(full.Rows)
				for i := range n {
					file.Rows[i].Cells = slices.Clone(full.Rows[i].Cells)
					file.Rows[i].Cells[data.UserSchema.Place(field)].Text = fmt.Sprintf(text, i)
				}
				p, err := Build(base, &file, data.Options{})
				if err != nil {
					t.Fatal(err)
				}
				want := 0
				if n > 3 && float64(n) > 0.1*float64(total) {
					want = n
				}
				if got := guardNumber(p, MassUpdate); got != want || p.Counts.Updated != n {
					t.Errorf("%s of %d of %d: the guard asks for %d, not %d", field, p.Counts.Updated, total, got, want)
				}
			}
		}
	}
}

// TestThresholdsTighten: guards can be tightened, never switched off (S4.9),
// and who trips with n people trips with more (P13).
func TestThresholdsTighten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, total := rapid.IntRange(0, 300).Draw(t, "n"), rapid.IntRange(0, 300).Draw(t, "total")
		number := rapid.IntRange(-5, 150)
		set := data.Threshold{More: number.Draw(t, "more"), Percent: number.Draw(t, "percent"), SmallAtLeast: number.Draw(t, "small"), SmallPercent: number.Draw(t, "small percent")}
		loose := data.Guards{MassDeactivation: set, MassReactivation: set, MassUpdate: set, MassUpdateKey: set, ShortFilePercent: number.Draw(t, "short")}
		tight, usual := loose.Tightened(), data.DefaultGuards()
		for i, pair := range [][2]data.Threshold{
			{tight.MassDeactivation, usual.MassDeactivation},
			{tight.MassReactivation, usual.MassReactivation},
			{tight.MassUpdate, usual.MassUpdate},
			{tight.MassUpdateKey, usual.MassUpdateKey},
		} {
			if pair[1].Trips(n, total) && !pair[0].Trips(n, total) {
				t.Fatalf("threshold %d: %+v made of %+v lets %d of %d pass", i, pair[0], set, n, total)
			}
			if pair[0].Trips(n, total) && !pair[0].Trips(n+1, total) {
				t.Fatalf("threshold %d: %+v trips with %d of %d and not with one more", i, pair[0], n, total)
			}
		}
		if tight.ShortFilePercent < usual.ShortFilePercent || tight.ShortFilePercent > 100 {
			t.Fatalf("short file %d %%", tight.ShortFilePercent)
		}
	})
	strict := data.Guards{MassDeactivation: data.Threshold{}}
	base, file := staff(10)
	base.Settings.Guards = strict
	file.Rows = file.Rows[1:]
	p, err := Build(base, file, data.Options{DeactivateAbsent: true})
	if err != nil || guardNumber(p, MassDeactivation) != 1 {
		t.Errorf("a threshold of 0 trips with one person: %v %v", p.Guards, err)
	}
}
