package plan

import (
	"fmt"
	"slices"
	"testing"

	"headcount.app/headcount/data"
)

// past is an applied upload of so many rows with all columns and these warned.
func past(rows int, warned ...data.Field) data.Upload {
	u := data.Upload{Mode: data.Applied, Revision: 3, File: data.FileInfo{Rows: rows}, Recall: &data.Recall{Warned: warned}}
	for _, info := range data.Fields {
		u.File.Columns = append(u.File.Columns, data.Column{Header: info.Field.Name(), Field: info.Field})
	}
	return u
}

// TestLongFile tries the guard one row below, on and one row above its threshold:
// more than 150 % of the largest of the last files and of the active users, and at
// least 20 more; never on a first file.
func TestLongFile(t *testing.T) {
	for _, c := range []struct {
		active, rows int
		past         []int
		want         int
	}{
		{100, 150, []int{100}, 0},
		{100, 151, []int{100}, 51},
		{100, 151, nil, 0},
		{10, 29, []int{10}, 0},
		{10, 30, []int{10}, 20},
		{10, 31, []int{10}, 21},
		{100, 180, []int{90, 120, 80}, 0},
		{100, 181, []int{90, 120, 80}, 61},
		{4, 60, []int{40}, 0},
		{4, 61, []int{40}, 21},
	} {
		base, file := staff(c.active)
		for i := c.active; i < c.rows; i++ {
			row := newcomerRow(i)
			row.Cells[slices.Index(file.Header, "Email")].Text = fmt.Sprintf("new%d@x.fr", i)
			file.Rows = append(file.Rows, row)
		}
		for _, rows := range c.past {
			base.Past = append(base.Past, past(rows))
		}
		p, err := Build(base, file, data.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := guardNumber(p, LongFile); got != c.want {
			t.Errorf("%d rows for %d active users after %v: the guard asks for %d, not %d", c.rows, c.active, c.past, got, c.want)
		}
	}
}

// TestManyWarnings tries the guard below, on and above its threshold: more than
// 30 % of the rows and more than 10, in columns without warnings in the last file
// that had them.
func TestManyWarnings(t *testing.T) {
	all := past(40)
	withoutID := past(40)
	withoutID.File.Columns = slices.DeleteFunc(slices.Clone(withoutID.File.Columns), func(c data.Column) bool { return c.Field == data.ID })
	for _, c := range []struct {
		name         string
		rows, warned int
		past         []data.Upload
		want         int
	}{
		{"30 %", 40, 12, []data.Upload{all}, 0},
		{"one more", 40, 13, []data.Upload{all}, 13},
		{"ten of few", 20, 10, []data.Upload{all}, 0},
		{"eleven of few", 20, 11, []data.Upload{all}, 11},
		{"a first file", 40, 20, nil, 0},
		{"a file of an earlier build", 40, 20, []data.Upload{{Mode: data.Applied, Revision: 3}}, 0},
		{"the last file had them too", 40, 20, []data.Upload{past(40, data.ID)}, 0},
		{"the last file had them elsewhere", 40, 20, []data.Upload{past(40, data.Phone)}, 20},
		{"the last file lacked the column, the one before had them", 40, 20, []data.Upload{withoutID, past(40, data.ID)}, 0},
		{"no file had the column", 40, 20, []data.Upload{withoutID}, 20},
	} {
		base, file := staff(c.rows)
		id := slices.Index(file.Header, data.ID.Header("en"))
		for i := range c.rows {
			base.Users[i].ID = fmt.Sprint("A", i)
			file.Rows[i].Cells[id].Text = fmt.Sprint("A", i)
			if i < c.warned { // another ID under the same name and address: id.changed
				file.Rows[i].Cells[id].Text = fmt.Sprint("B", i)
			}
		}
		base.Past = c.past
		p, err := Build(base, file, data.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := guardNumber(p, ManyWarnings); got != c.want {
			t.Errorf("%s: the guard asks for %d, not %d", c.name, got, c.want)
		}
	}
}

// TestShortFileAgainstTheLastUpload tries the boundary of 80 % of the last file that
// was applied with deactivation, one row below, on and one above.
func TestShortFileAgainstTheLastUpload(t *testing.T) {
	for rows, want := range map[int]int{79: 2, 80: 0, 81: 0} {
		base, file := staff(82)
		base.LastDeactivatingRows = 100
		file.Rows = file.Rows[2:]
		for len(file.Rows) > rows-1 {
			file.Rows = file.Rows[1:]
		}
		gone := 82 - len(file.Rows)
		file.Rows = append(file.Rows, newcomerRow(90))
		p, err := Build(base, file, data.Options{DeactivateAbsent: true})
		if err != nil {
			t.Fatal(err)
		}
		if want > 0 {
			want = gone
		}
		if got := guardNumber(p, ShortFile); got != want {
			t.Errorf("%d rows after 100: the guard asks for %d, not %d", rows, got, want)
		}
	}
}

// TestMovingBetweenAdministratorProfiles is no raise: who may everything already
// becomes no administrator (SPEC S4.5, S4.9 new_administrator).
func TestMovingBetweenAdministratorProfiles(t *testing.T) {
	for _, c := range []struct {
		from, to string
		raised   bool
	}{
		{"Administrator", "Owner", false}, {"Manager", "Owner", true}, {"Owner", "Manager", false}, {"Manager", "Sales rep", false},
	} {
		base, _ := staff(5)
		base.Profiles = append(base.Profiles, data.Profile{Name: "Owner", Administrator: true})
		base.Users[0].Profile, base.Users[1].Profile = "Administrator", c.from
		file := exported(base.Users)
		file.Rows[1].Cells[slices.Index(file.Header, data.PermissionProfile.Header("en"))].Text = c.to
		p, err := Build(base, file, data.Options{})
		if err != nil || p.Counts.Updated != 1 {
			t.Fatalf("%v: %s", err, show(p, err))
		}
		for i := range p.Lines {
			if l := &p.Lines[i]; l.Kind == Updated && (!l.ProfileChanged || l.Raised != c.raised) {
				t.Errorf("from %s to %s: raised %v", c.from, c.to, l.Raised)
			}
		}
		if got := guardNumber(p, NewAdministrator) > 0; got != c.raised {
			t.Errorf("from %s to %s: new_administrator %v", c.from, c.to, got)
		}
	}
}
