package plan

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"headcount.app/headcount/data"
)

// TestMain lets the laws be tried 1,000 times each; -rapid.checks=100000 for a
// long run.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "1000"); err != nil {
		panic(err)
	}
	flag.Parse()
	time.Local = time.UTC
	os.Exit(m.Run())
}

// Small alphabets, so that collisions happen.
var (
	someEmails   = []string{"", "a@x.fr", "b@x.fr", "c@x.fr", "d@x.fr", "A@X.fr", "é@x.fr", "broken"}
	someIDs      = []string{"", "", "1", "2", "3", "Z"}
	someFirsts   = []string{"Ann", "Ann", "Bob", "ann", "Zoë", "Lu", "Anne Lu", "Lee", "NULL", "b@x.fr", ""}
	someLasts    = []string{"Lee", "Lee", "May", "LEE", "Öz", "Oez", "Ann", "#NV", "M?y", ""}
	someRoles    = []string{"head", "shop-lyon", "shop-nantes", "", "nowhere", "2"}
	someProfiles = []string{"Manager", "Manager", "Administrator", "Sales rep", "", "Nobody"}
	someStatuses = []string{"", "active", "no", "gone"}
)

// world is a generated base, file and options.
type world struct {
	base    *data.Base
	rows    []entry
	status  bool
	options data.Options
}

func drawWorld(t *rapid.T) *world {
	w := &world{base: exampleBase(), status: rapid.Bool().Draw(t, "status column")}
	w.base.Users = drawUsers(t)
	for range rapid.IntRange(1, 7).Draw(t, "rows") {
		w.rows = append(w.rows, drawEntry(t, w))
	}
	w.options.DeactivateAbsent = rapid.Bool().Draw(t, "deactivate absent")
	return w
}

func drawUsers(t *rapid.T) []data.User {
	var users []data.User
	emails, ids := map[string]bool{}, map[string]bool{}
	for i := range rapid.IntRange(0, 6).Draw(t, "users") {
		u := data.User{
			Key:       data.UserKey(i + 1),
			Email:     rapid.SampledFrom([]string{"a@x.fr", "b@x.fr", "c@x.fr", "d@x.fr", "é@x.fr", "f@x.fr"}).Draw(t, "email"),
			FirstName: rapid.SampledFrom([]string{"Ann", "Bob", "Zoë", "Łu", "Anne-Łu"}).Draw(t, "first"),
			LastName:  rapid.SampledFrom([]string{"Lee", "May", "Öz", "Mœy"}).Draw(t, "last"),
			Roles:     data.RoleIDs(rapid.SampledFrom([]string{"head", "shop-lyon"}).Draw(t, "role")),
			Profile:   rapid.SampledFrom([]string{"Manager", "Administrator"}).Draw(t, "profile"),
			ID:        rapid.SampledFrom([]string{"", "1", "2", "3"}).Draw(t, "id"),
			Protected: rapid.IntRange(0, 5).Draw(t, "protected") == 0,
		}
		if rapid.IntRange(0, 3).Draw(t, "deactivated") == 0 {
			u.Status = data.Deactivated
		}
		if emails[u.Email] || u.ID != "" && ids[u.ID] {
			continue
		}
		emails[u.Email], ids[u.ID] = true, true
		users = append(users, u)
	}
	return users
}

// drawEntry draws a row: often somebody stored with one thing changed.
func drawEntry(t *rapid.T, w *world) entry {
	pick := func(from []string, name string) string { return rapid.SampledFrom(from).Draw(t, name) }
	e := entry{
		pick(someEmails, "row email"), pick(someFirsts, "row first"), pick(someLasts, "row last"), pick(someRoles, "row role"),
		pick(someProfiles, "row profile"), pick(someIDs, "row id"), "",
	}
	if n := len(w.base.Users); n > 0 && rapid.IntRange(0, 2).Draw(t, "like a user") > 0 {
		u := w.base.Users[rapid.IntRange(0, n-1).Draw(t, "which user")]
		like := entry{u.Email, u.FirstName, u.LastName, string(u.Roles), u.Profile, u.ID, ""}
		switch rapid.IntRange(0, 5).Draw(t, "other") {
		case 0:
			like.email = e.email
		case 1:
			like.id = e.id
		case 2:
			like.role, like.profile = e.role, e.profile
		case 3:
			like.first, like.last = e.first, e.last
		}
		e = like
	}
	if w.status {
		e.status = pick(someStatuses, "row status")
	}
	return e
}

// table writes the rows as a file; order puts its columns in another order.
func (w *world) table(order []int) *data.Table {
	header := []string{"Email", "First name", "Last name", "Role ID", "Permission profile", "ID", "Status"}
	if !w.status {
		header = header[:6]
	}
	t := &data.Table{Format: "xlsx", Sheet: "Users", HeaderRow: 1}
	for i, e := range w.rows {
		texts := []string{e.email, e.first, e.last, e.role, e.profile, e.id, e.status}
		row := data.Row{Number: i + 2, Cells: make([]data.Cell, len(header))}
		for c := range header {
			row.Cells[at(order, c)].Text = texts[c]
		}
		t.Rows = append(t.Rows, row)
	}
	t.Header = make([]string, len(header))
	for c := range header {
		t.Header[at(order, c)] = header[c]
	}
	return t
}

func at(order []int, c int) int {
	if order == nil {
		return c
	}
	return order[c]
}

func (w *world) plan(t *rapid.T) *Plan {
	p, err := Build(w.base, w.table(nil), w.options)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// applied returns the base after a plan.
func applied(t *rapid.T, base *data.Base, p *Plan) *data.Base {
	after := *base
	after.Users = slices.Clone(base.Users)
	for _, c := range p.Changes() {
		if c.Action == data.Create {
			after.Users = append(after.Users, c.After)
			continue
		}
		i := slices.IndexFunc(after.Users, func(u data.User) bool { return u.Key == c.After.Key })
		if i < 0 || base.Users[i] != c.Before {
			t.Fatalf("the change of %+v begins with somebody else", c.Before)
		}
		after.Users[i] = c.After
	}
	after.Roles = append(slices.Clone(base.Roles), p.NewRoles...)
	after.Profiles = append(slices.Clone(base.Profiles), p.NewProfiles...)
	after.Users = byKeyThenEmail(after.Users)
	return &after
}

// distinct checks that no two users have the same email or ID.
func distinct(t *rapid.T, users []data.User) {
	seen := map[string]bool{}
	for _, u := range users {
		for _, key := range []string{"email " + data.EmailKey(u.Email), "id " + data.IDKey(u.ID)} {
			if key != "id " && seen[key] {
				t.Fatalf("two users have the %s", key)
			}
			seen[key] = true
		}
	}
}

// numbered gives the new users keys, as a store does.
func numbered(base *data.Base) *data.Base {
	for i := range base.Users {
		if base.Users[i].Key == 0 {
			base.Users[i].Key = data.UserKey(100 + i)
		}
	}
	return base
}

// TestLawModel is P1: what a plan leads to is what the model says.
func TestLawModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		p := w.plan(t)
		want := (&model{base: w.base, rows: w.rows, options: w.options, status: w.status}).result()
		got := applied(t, w.base, p).Users
		if !slices.Equal(got, want) {
			t.Fatalf("base %+v\nrows %+v\noptions %+v\ngives\n%+v\nthe model\n%+v\n%s", w.base.Users, w.rows, w.options, got, want, show(p, nil))
		}
		distinct(t, got)
	})
}

// TestLawEmptyAfterwards is P2: the plan after applying is empty.
func TestLawEmptyAfterwards(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		w.options.CreateRoles = rapid.Bool().Draw(t, "create roles")
		p := w.plan(t)
		after := &world{base: numbered(applied(t, w.base, p)), rows: w.rows, status: w.status, options: w.options}
		if p.Counts.Problem > 0 {
			return
		}
		again := after.plan(t)
		if c := again.Changes(); len(c) > 0 || again.Counts.Problem > 0 || len(again.NewRoles)+len(again.NewProfiles) > 0 {
			t.Fatalf("left over: %+v\n%s\nafter\n%s", c, show(again, nil), show(p, nil))
		}
	})
}

// TestLawReport is P6 and S4.5: every row has one line, every user whom the
// changes touch too; the lines say what differs; the counts add up.
func TestLawReport(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		p := w.plan(t)
		rows, users := map[int]int{}, map[data.UserKey]int{}
		var counts data.Counts
		for i := range p.Lines {
			l := &p.Lines[i]
			if l.Row > 0 {
				rows[l.Row]++
			}
			if l.Before != nil && l.Kind != Problem && l.Kind != Ignored {
				users[l.Before.Key]++
			}
			*counter(&counts, l.Kind)++
			checkLine(t, l)
		}
		for i := range w.rows {
			if rows[i+2] != 1 {
				t.Fatalf("row %d has %d lines", i+2, rows[i+2])
			}
		}
		for key, n := range users {
			if n > 1 {
				t.Fatalf("user %d has %d lines", key, n)
			}
		}
		counts.Moved, counts.Warnings = p.Counts.Moved, p.Counts.Warnings
		if counts != p.Counts {
			t.Fatalf("counts %+v, lines %+v", p.Counts, counts)
		}
		after := applied(t, w.base, p)
		if p.ActiveBefore != w.base.ActiveUsers() || p.ActiveAfter != after.ActiveUsers() {
			t.Fatalf("active %d → %d, not %d → %d", p.ActiveBefore, p.ActiveAfter, w.base.ActiveUsers(), after.ActiveUsers())
		}
	})
}

func checkLine(t *rapid.T, l *Line) {
	switch {
	case l.Kind == Problem != slices.ContainsFunc(l.Issues, func(i Issue) bool { return i.Level == Blocking }):
		t.Fatalf("a problem without a reason, or a reason without a problem: %s", showLine(l))
	case l.User() == nil:
		t.Fatalf("nobody to show: %s", showLine(l))
	case !l.Kind.Changes() && l.Before != nil && *l.After != *l.Before:
		t.Fatalf("a change on a line that changes nothing: %s", showLine(l))
	}
	if !l.Kind.Changes() || l.Before == nil {
		return
	}
	differ := (&data.Change{Before: *l.Before, After: *l.After}).Fields(nil)
	var said []data.Field
	for _, f := range l.Fields {
		said = append(said, f.Field)
		if f.Old != l.Before.Get(f.Field) || f.New != l.After.Get(f.Field) {
			t.Fatalf("%s is said to go from %q to %q: %s", f.Field, f.Old, f.New, showLine(l))
		}
	}
	if l.Kind == Deactivated || l.Kind == Reactivated {
		said = append(said, data.StatusField)
	}
	if !slices.Equal(differ, said) {
		t.Fatalf("%v differ, %v are said: %s", differ, said, showLine(l))
	}
}

// TestLawOrder is P7: the order of rows and columns does not matter.
func TestLawOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		// A last row that sums up is one by its place (S3A.14).
		for i := range w.rows {
			if e := &w.rows[i]; !strings.ContainsAny(e.email, "@＠") && e.first+e.last == "" {
				e.first = "Ann"
			}
		}
		p := w.plan(t)
		shuffled := *w
		shuffled.rows = rapid.Permutation(w.rows).Draw(t, "rows")
		columns := []int{0, 1, 2, 3, 4, 5, 6}
		if !w.status {
			columns = columns[:6]
		}
		order := rapid.Permutation(columns).Draw(t, "columns")
		q, err := Build(w.base, shuffled.table(order), w.options)
		if err != nil {
			t.Fatal(err)
		}
		// Which of equal rows is ignored decides how its address is written.
		lower := func(users []data.User) []data.User {
			for i := range users {
				users[i].Email = strings.ToLower(users[i].Email)
			}
			return byKeyThenEmail(users)
		}
		if a, b := lower(applied(t, w.base, p).Users), lower(applied(t, w.base, q).Users); !slices.Equal(a, b) {
			t.Fatalf("another order leads to\n%s\nnot\n%s", show(q, nil), show(p, nil))
		}
		p.Counts.Warnings, q.Counts.Warnings = 0, 0
		// A column slips in one order of the rows only.
		inOrder := func(g Guard) bool { return g.Code == Shifted }
		p.Guards, q.Guards = slices.DeleteFunc(p.Guards, inOrder), slices.DeleteFunc(q.Guards, inOrder)
		if p.Counts != q.Counts || len(p.Guards) != len(q.Guards) || len(p.Pairs) != len(q.Pairs) {
			t.Fatalf("another order gives\n%s\nnot\n%s", show(q, nil), show(p, nil))
		}
	})
}

// TestLawProblemsChangeNothing is S4.12: who stands in a problem row is as
// before, and a plan without deactivation and Status column deactivates nobody
// (P14).
func TestLawProblemsChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		p := w.plan(t)
		good := map[data.UserKey]bool{}
		for i := range p.Lines {
			if l := &p.Lines[i]; l.Row > 0 && l.Before != nil && l.Kind.Changes() {
				good[l.Before.Key] = true
			}
		}
		m := &model{base: w.base, rows: w.rows}
		for i := range p.Lines {
			l := &p.Lines[i]
			if l.Kind == Deactivated && l.Row == 0 && (!w.options.DeactivateAbsent || l.Before.Protected) {
				t.Fatalf("deactivated for being missing: %s", showLine(l))
			}
			if l.Kind == Deactivated && l.Row > 0 && !w.status {
				t.Fatalf("deactivated by a row: %s", showLine(l))
			}
			if l.Kind != Problem {
				continue
			}
			r := w.rows[l.Row-2]
			for _, k := range []int{m.withID(r.id), m.withEmail(r.email)} {
				if k < 0 || good[w.base.Users[k].Key] {
					continue
				}
				if j := slices.IndexFunc(p.Lines, func(o Line) bool {
					return o.Row == 0 && o.Before != nil && o.Before.Key == w.base.Users[k].Key
				}); j >= 0 {
					t.Fatalf("row %d mentions %s, who is %s", l.Row, w.base.Users[k].Email, p.Lines[j].Kind)
				}
			}
		}
	})
}

// TestLawSame: the same base, file and options give the same plan, and leave
// the base as it was (P5, S4.12). Encoding brings the same plan back.
func TestLawSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		before := slices.Clone(w.base.Users)
		p, q := w.plan(t), w.plan(t)
		if !reflect.DeepEqual(p, q) {
			t.Fatalf("two plans:\n%s\n%s", show(p, nil), show(q, nil))
		}
		if !slices.Equal(before, w.base.Users) {
			t.Fatal("planning changed the base")
		}
		r, err := decode(encode(p))
		if err != nil {
			t.Fatal(err)
		}
		if show(p, nil) != show(r, nil) || !reflect.DeepEqual(p.Changes(), r.Changes()) || !reflect.DeepEqual(p.Options, r.Options) {
			t.Fatalf("decoded:\n%s\nnot\n%s", show(r, nil), show(p, nil))
		}
		table := w.table(nil)
		if back, err := decodeTable(encodeTable(table)); err != nil || !reflect.DeepEqual(table, back) {
			t.Fatalf("the table came back as %+v, %v", back, err)
		}
	})
}

// TestLawLastAdministrator is P12: a plan that leaves no active administrator
// where there was one has a guard that cannot be passed, and only such a plan.
func TestLawLastAdministrator(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		p := w.plan(t)
		count := func(users []data.User) int {
			n := 0
			for _, u := range users {
				if u.Status == data.Active && u.Profile == "Administrator" {
					n++
				}
			}
			return n
		}
		lost := count(w.base.Users) > 0 && count(applied(t, w.base, p).Users) == 0
		guarded := slices.ContainsFunc(p.OpenGuards([]int{0, 1, 2, 3, 4, 5, 6, 7}), func(g Guard) bool { return g.Code == LastAdministrator })
		if lost != guarded {
			t.Fatalf("lost %v, guarded %v\n%s", lost, guarded, show(p, nil))
		}
	})
}

// TestLawLeaveOut: who is left out stays as they are, nobody else's fate goes
// against S4.2, and a second leave-out of the same plan fits as well (S4.10).
func TestLawLeaveOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		p := w.plan(t)
		changes := p.Changes()
		if len(changes) == 0 {
			return
		}
		c := changes[rapid.IntRange(0, len(changes)-1).Draw(t, "left out")]
		address := c.Before.Email
		if c.Action == data.Create {
			address = c.After.Email
			if slices.ContainsFunc(w.base.Users, func(u data.User) bool { return strings.EqualFold(u.Email, address) }) {
				return // the address means the user who has it now
			}
		}
		w.options.LeaveOut, w.options.Remember = []string{address}, []string{address}
		q := w.plan(t)
		after := applied(t, w.base, q)
		distinct(t, after.Users)
		for _, left := range q.Changes() {
			if left.Action == data.Protect && slices.Contains(q.Remembered, left.After.Key) {
				continue
			}
			if !slices.Contains(changes, left) || left == c {
				t.Fatalf("leaving out %s brings %+v", address, left)
			}
		}
		for i := range q.Lines {
			checkLine(t, &q.Lines[i])
		}
		if q.Counts.Problem != p.Counts.Problem || q.Counts.Kept <= p.Counts.Kept {
			t.Fatalf("leaving out %s:\n%s\nfrom\n%s", address, show(q, nil), show(p, nil))
		}
		if remembered := c.Action == data.Deactivate; remembered != slices.Contains(q.Remembered, c.Before.Key) && c.Before.Key != 0 {
			t.Fatalf("remembered %v of %+v", q.Remembered, c)
		}
	})
}

// TestLawPairs: an accepted proposal is an update instead of two fates, and the
// other proposals stay (S4.8).
func TestLawPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		p := w.plan(t)
		if len(p.Pairs) == 0 {
			return
		}
		pair := p.Pairs[rapid.IntRange(0, len(p.Pairs)-1).Draw(t, "pair")].Pair
		w.options.Pairs = []data.Pair{pair}
		q := w.plan(t)
		distinct(t, applied(t, w.base, q).Users)
		if q.Counts.Created != p.Counts.Created-1 || len(q.Pairs) != len(p.Pairs) || q.Counts.Problem != p.Counts.Problem {
			t.Fatalf("accepting %v:\n%s\nfrom\n%s", pair, show(q, nil), show(p, nil))
		}
		line := q.Pairs[slices.IndexFunc(q.Pairs, func(x PairProposal) bool { return x.Accepted })].OldLine
		if got := q.Lines[line]; got.Before.Email != pair.Old || got.After.Email != pair.New || (got.Kind != Updated && got.Kind != Reactivated && got.Kind != Deactivated) {
			t.Fatalf("the pair became %s", showLine(&got))
		}
	})
}

// TestLawKeys is P9: however a key is written, one person is never two and two
// are never one.
func TestLawKeys(t *testing.T) {
	spell := []func(string) string{
		strings.ToUpper, func(s string) string { return " " + s + "\u00a0" }, func(s string) string { return "\ufeff" + s },
		func(s string) string { return strings.ReplaceAll(s, "é", "e\u0301") }, func(s string) string { return s[:1] + "\u200b" + s[1:] },
		func(s string) string { return strings.ReplaceAll(s, "@", "＠") }, func(s string) string { return "mailto:" + s }, func(s string) string { return "X <" + s + ">" },
	}
	rapid.Check(t, func(t *rapid.T) {
		base := exampleBase()
		base.Users = nil
		file := &data.Table{Format: "xlsx", Header: []string{"Email"}}
		for i, email := range []string{"a@x.fr", "zé@x.fr", "e@x.fr", "ze@x.fr"} {
			base.Users = append(base.Users, data.User{Key: data.UserKey(i + 1), Email: email, FirstName: fmt.Sprint("N", i), LastName: "L", Roles: "head", Profile: "Manager"})
			text := rapid.SampledFrom(spell).Draw(t, "spelling")(email)
			file.Rows = append(file.Rows, data.Row{Number: i + 2, Cells: []data.Cell{{Text: text}}})
		}
		p, err := Build(base, file, data.Options{DeactivateAbsent: true})
		if err != nil || p.Counts.Unchanged != len(base.Users) || len(p.Lines) != len(base.Users) {
			t.Fatalf("%+v\n%s", file.Rows, show(p, err))
		}
	})
}

// TestLawExport is P10: whatever may be stored comes back from an export as no
// change, from a workbook and from CSV.
func TestLawExport(t *testing.T) {
	texts := []string{
		"=1+1", "+49 30", "'abc", "00123", "123", "TRUE", "1e5", "2E+7", "_x000D_", "😀 x", "a\u00a0b", "O’Neil", "-1", "@x", "Ωmega", "é", "0", "3.0", "2026-03-04", "#N/A", "Mme",
		"4E5", "3.36E+10", "null", "NULL", "'t Hart", "'102", "000102", "102", "102.0", "1.10", "1.1", "1,042", "1 042", "sur demande", "-", "N/A", "?",
		"Nguy?n", "LefÃ¨vre", "£ukasz", "&amp;Co", "=T(\"x\")", "=\"000102\"", "Err:508", "Loading...", "########", "-75", "a@x.fr",
	}
	text := rapid.SampledFrom(texts)
	rapid.Check(t, func(t *rapid.T) {
		base := exampleBase()
		base.Users, base.Roles = nil, []data.Role{{ID: "1e5"}, {ID: "007"}, {ID: "7"}, {ID: "=a"}, {ID: "old", Archived: true}, {ID: "1.1"}, {ID: "1.10"}, {ID: "6e1"}, {ID: "na"}}
		ids := rapid.SliceOfNDistinct(text, 4, 4, data.Clean).Draw(t, "ids")
		for i := range 4 {
			u := data.User{Key: data.UserKey(i + 1), Email: fmt.Sprintf("U%d@x.fr", i), Status: data.Status(rapid.IntRange(0, 1).Draw(t, "status"))}
			u.FirstName, u.LastName, u.JobTitle = data.Clean(text.Draw(t, "first")), data.Clean(text.Draw(t, "last")), data.Clean(text.Draw(t, "title"))
			u.ID, u.Phone, u.Profile = data.Clean(ids[i]), data.Clean(text.Draw(t, "phone")), "Manager"
			u.Roles = data.NewRoleIDs(rapid.SliceOfDistinct(rapid.SampledFrom([]string{"1e5", "007", "7", "=a", "old", "1.1", "1.10", "6e1", "na"}), rapid.ID).Draw(t, "roles")...)
			base.Users = append(base.Users, u)
		}
		file := exported(base.Users)
		file.Header = append(file.Header, "Status")
		if rapid.Bool().Draw(t, "csv") {
			file.Format = "csv"
		}
		for i := range file.Rows {
			cells := append(file.Rows[i].Cells, data.Cell{Text: base.Users[i].Status.String()})
			for k := range cells {
				if file.Format == "csv" && data.Scientifically(cells[k].Text) {
					cells[k].Kind = data.Scientific
				}
			}
			file.Rows[i].Cells = cells
		}
		p, err := Build(base, file, data.Options{DeactivateAbsent: true})
		if err != nil || p.Counts.Unchanged != 4 || len(p.Lines) != 4 {
			t.Fatalf("%+v\n%s", file.Rows, show(p, err))
		}
	})
}

// TestLawLeaveFields: a field that is left out stays as it is, everything else that
// the plan did to its person still happens, and nobody else is touched but through an
// address that is not given up (S4.10).
func TestLawLeaveFields(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		p := w.plan(t)
		var choices []data.FieldChoice
		for i := range p.Lines {
			if l := &p.Lines[i]; l.Row > 0 && l.Before != nil && l.Kind.Changes() {
				for _, c := range l.Fields {
					choices = append(choices, data.FieldChoice{Email: l.Before.Email, Field: c.Field})
				}
			}
		}
		if len(choices) == 0 {
			return
		}
		choice := rapid.SampledFrom(choices).Draw(t, "left out")
		w.options.LeaveOutFields = []data.FieldChoice{choice}
		q := w.plan(t)
		after := applied(t, w.base, q)
		distinct(t, after.Users)
		full := applied(t, w.base, p)
		for k := range w.base.Users {
			before, got := &w.base.Users[k], userOf(after, w.base.Users[k].Key)
			want := *userOf(full, before.Key)
			if before.Email == choice.Email {
				want.Set(choice.Field, before.Get(choice.Field))
			}
			if got.Email == before.Email && choice.Field == data.Email {
				want.Email = before.Email // it, or the other half of a swap
			}
			if *got != want {
				t.Fatalf("leaving out %v: %+v\nnot\n%+v\n%s", choice, *got, want, show(q, nil))
			}
		}
		if back, err := decode(encode(q)); err != nil || show(back, nil) != show(q, nil) {
			t.Fatalf("decoded: %v\n%s\nnot\n%s", err, show(back, nil), show(q, nil))
		}
		for i := range q.Lines {
			checkLine(t, &q.Lines[i])
		}
	})
}

// userOf is the user with a key.
func userOf(base *data.Base, key data.UserKey) *data.User {
	return &base.Users[slices.IndexFunc(base.Users, func(u data.User) bool { return u.Key == key })]
}
