package plan

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/data"
)

// guardModel is what SPEC S17.1 to S17.5 (S4.9) says of the guards against the wrong
// people, written a second time and as plainly as can be over what becomes of
// everybody. It knows nothing of the code that judges them.
type guardModel struct {
	base *data.Base
	file *data.Table
	p    *Plan
}

// numbers are the guards that have to trip, by code and column, with the number
// that each asks for.
func (m *guardModel) numbers() map[string]int {
	found := map[string]int{}
	put := func(name string, n int) {
		if n > 0 {
			found[name] = n
		}
	}
	put(LongFile, m.beyond())
	put(ManyWarnings, m.warned())
	put(Rotated, m.goRound())
	put(OtherPerson, m.becomeOthers())
	put(SinceExport, m.takenBack())
	for _, f := range data.Fields {
		if f.Field != data.StatusField && !(found[Rotated] > 0 && (f.Field == data.Email || f.Field == data.ID) && m.roundIn(f.Field)) {
			put(Shifted+" "+f.Field.Name(), m.slips(f.Field))
		}
	}
	return found
}

// ofRows are the lines of the file's rows.
func (m *guardModel) ofRows() (lines []*Line) {
	for i := range m.p.Lines {
		if l := &m.p.Lines[i]; l.Row > 0 {
			lines = append(lines, l)
		}
	}
	return lines
}

// beyond: more rows than 150 % of the largest of the last five files and of the
// active users, and at least 20 more.
func (m *guardModel) beyond() int {
	if len(m.base.Past) == 0 {
		return 0
	}
	largest := 0
	for _, u := range m.base.Users {
		if u.Status == data.Active {
			largest++
		}
	}
	for i := range m.base.Past[:min(5, len(m.base.Past))] {
		largest = max(largest, m.base.Past[i].File.Rows-m.base.Past[i].Counts.Ignored)
	}
	rows := 0
	for _, l := range m.ofRows() {
		if l.Kind != Ignored {
			rows++
		}
	}
	if n := rows - largest; n >= 20 && float64(rows) > 1.5*float64(largest) {
		return n
	}
	return 0
}

// warned: warnings in more than 30 % of the rows and more than 10, in columns that
// had none in the last file.
func (m *guardModel) warned() int {
	if len(m.base.Past) == 0 {
		return 0
	}
	n, rows := 0, m.ofRows()
	for _, l := range rows {
		if slices.ContainsFunc(l.Issues, func(i Issue) bool {
			return i.Level == Warning && i.Field != data.NoField && !slices.Contains(m.base.Past[0].Recall.Warned, i.Field)
		}) {
			n++
		}
	}
	if n > 10 && float64(n) > 0.3*float64(len(rows)) {
		return n
	}
	return 0
}

// changed are the lines that change somebody stored.
func (m *guardModel) changed() (lines []*Line) {
	for _, l := range m.ofRows() {
		if l.Before != nil && l.After != nil && l.Kind != Kept && l.Kind != Problem && l.Kind != Ignored && l.Kind != Unchanged {
			lines = append(lines, l)
		}
	}
	return lines
}

// anothers reports whether a new address or ID is that of another user today.
func (m *guardModel) anothers(l *Line, f data.Field) bool {
	now := strings.ToLower(l.After.Get(f))
	return now != "" && now != strings.ToLower(l.Before.Get(f)) && slices.ContainsFunc(m.base.Users, func(u data.User) bool {
		return u.Key != l.Before.Key && strings.ToLower(u.Get(f)) == now
	})
}

// goRound: three or more people whose new address or ID is another user's of today.
func (m *guardModel) goRound() int {
	n := 0
	for _, l := range m.changed() {
		if m.anothers(l, data.Email) || m.anothers(l, data.ID) {
			n++
		}
	}
	if n < 3 {
		return 0
	}
	return n
}

// roundIn reports whether a column takes part in what goes round.
func (m *guardModel) roundIn(f data.Field) bool {
	return slices.ContainsFunc(m.changed(), func(l *Line) bool {
		return (m.anothers(l, data.Email) || m.anothers(l, data.ID)) && l.Before.Get(f) != l.After.Get(f)
	})
}

// becomeOthers: the first name becomes another one together with another last name,
// address or ID.
func (m *guardModel) becomeOthers() int {
	n := 0
	for _, l := range m.changed() {
		a, b := l.Before, l.After
		first := !sameWidely(a.FirstName, b.FirstName) && !shortOf(a.FirstName, b.FirstName) && !shortOf(b.FirstName, a.FirstName)
		if first && (!sameWidely(a.LastName, b.LastName) || !strings.EqualFold(a.Email, b.Email) || a.ID != b.ID) {
			n++
		}
	}
	return n
}

// takenBack: what changed by hand since the export whose mark the file bears, else
// since the last applied upload, and that the plan would deactivate or put back.
func (m *guardModel) takenBack() int {
	since := data.Revision(0)
	if len(m.base.Past) > 0 {
		since = m.base.Past[0].Revision
	}
	if mark := m.file.Mark; mark != nil && mark.Organization == m.base.Organization && mark.Revision <= m.base.Revision {
		since = mark.Revision
	}
	n := 0
	for i := range m.p.Lines {
		l := &m.p.Lines[i]
		if l.Before == nil || l.After == nil || l.Kind == Kept || l.Kind == Absent || l.Kind == Unchanged || l.Kind == Problem || l.Kind == Ignored {
			continue
		}
		for k := range m.base.HandChanges {
			c := &m.base.HandChanges[k]
			if c.Revision <= since || c.After.Key != l.Before.Key {
				continue
			}
			back := l.Kind == Deactivated && (c.Action == data.Create || c.Action == data.Update || c.Action == data.Reactivate)
			for _, f := range data.Fields {
				old, now := c.Before.Get(f.Field), c.After.Get(f.Field)
				back = back || c.Action == data.Update && old != now && l.Before.Get(f.Field) != l.After.Get(f.Field) && l.After.Get(f.Field) == old
			}
			if back {
				n++
				break
			}
		}
	}
	return n
}

// slips is what S17.2 says of one column: how many people the guard lists, 0 if it
// does not trip.
func (m *guardModel) slips(f data.Field) int {
	var lines []*Line
	for _, l := range m.ofRows() {
		if l.Before != nil && l.Kind != Ignored {
			lines = append(lines, l)
		}
	}
	slices.SortStableFunc(lines, func(a, b *Line) int { return a.Row - b.Row })
	key := func(u *data.User) string {
		text := strings.ToLower(u.Get(f))
		if f == data.Phone {
			text = strings.Map(func(r rune) rune {
				if r >= '0' && r <= '9' || r == '+' {
					return r
				}
				return -1
			}, text)
		}
		return text
	}
	n := len(lines)
	old, now := make([]string, n), make([]string, n)
	for i, l := range lines {
		old[i], now[i] = key(l.Before), key(l.Before)
		if l.After != nil && l.Kind != Kept && l.Kind != Problem {
			now[i] = key(l.After)
		}
	}
	moved := func(i int) bool { return old[i] != now[i] }
	counts := make([]bool, n)
	all := 0
	for i := range lines {
		counts[i] = moved(i) && old[i] != "" // a blank that gets a value never counts
	}
	different, filled := map[string]bool{}, 0
	for i := range m.base.Users {
		if text := key(&m.base.Users[i]); text != "" {
			different[text] = true
			filled++
		}
	}
	coarse := 2*len(different) < filled
	if !coarse {
		var swapped []int
		for i := range lines {
			for k := range lines {
				if i != k && counts[i] && counts[k] && old[i] == now[k] && now[i] == old[k] && times(old, now, counts, i) == 1 && times(old, now, counts, k) == 1 {
					swapped = append(swapped, i)
				}
			}
		}
		if len(swapped) <= 4 { // two pairs
			for _, i := range swapped {
				counts[i] = false
			}
		}
	}
	for i := range lines {
		if counts[i] {
			all++
		}
	}
	// listed counts the changes between the first and the last row that show it.
	listed := func(shows []bool) (shown, listed int) {
		first, last := -1, -1
		for i := range lines {
			if shows[i] && counts[i] {
				shown++
				if first < 0 {
					first = i
				}
				last = i
			}
		}
		for i := first; first >= 0 && i <= last; i++ {
			if counts[i] || moved(i) && shows[i] {
				listed++
			}
		}
		return shown, listed
	}
	beside := func(d int) []bool {
		shows := make([]bool, n)
		for i := range lines {
			shows[i] = i+d >= 0 && i+d < n && now[i] != "" && now[i] == old[i+d] && moved(i)
		}
		return shows
	}
	if !coarse {
		best := 0
		try := func(shows []bool) {
			if shown, number := listed(shows); best == 0 && shown >= 3 && 2*shown > all {
				best = number
			}
		}
		most := 0
		var nearest []bool
		for d := 1; d < n; d++ { // the distance that shows most, of two the nearer one
			for _, d := range []int{-d, d} {
				if shown, _ := listed(beside(d)); shown > most {
					most, nearest = shown, beside(d)
				}
			}
		}
		if nearest != nil {
			try(nearest)
		}
		given := make([]bool, n)
		for i := range lines {
			for k := range lines {
				given[i] = given[i] || now[i] != "" && moved(i) && counts[k] && now[i] == old[k]
			}
		}
		try(given)
		try(filledDown(old, now, counts, 3, 2))
		try(inSteps(now, moved, 3))
		return best
	}
	if inOrder(now) && !inOrder(old) {
		return 0
	}
	best, number := 0, 0
	try := func(shows []bool) {
		if shown, listed := listed(shows); shown > best {
			best, number = shown, listed
		}
	}
	run := func(d, least, kinds int) []bool {
		shows := make([]bool, n)
		for from := 0; from < n; from++ {
			changes, values, to := 0, map[string]bool{}, from
			for to < n && to+d >= 0 && to+d < n && (now[to] == old[to+d] || old[to+d] == "" && !moved(to)) {
				if counts[to] {
					changes++
					values[now[to]] = true
				}
				to++
			}
			if changes >= least && len(values) >= kinds {
				for i := from; i < to; i++ {
					shows[i] = moved(i)
				}
			}
			from = max(from, to-1)
		}
		return shows
	}
	try(run(-1, 4, 2))
	try(run(1, 4, 2))
	try(filledDown(old, now, counts, 5, 3))
	try(inSteps(now, moved, 5))
	for d := 2; d <= 30; d++ {
		try(run(-d, 5, 3))
		try(run(d, 5, 3))
	}
	return number
}

// times counts the changes of one value to another.
func times(old, now []string, counts []bool, at int) int {
	n := 0
	for i := range old {
		if counts[i] && old[i] == old[at] && now[i] == now[at] {
			n++
		}
	}
	return n
}

// filledDown marks runs of rows with the value of the row just before, of so many
// changes that replace so many values.
func filledDown(old, now []string, counts []bool, least, kinds int) []bool {
	shows := make([]bool, len(now))
	for i := 1; i < len(now); i++ {
		from := i
		for from > 0 && now[from-1] == now[i] {
			from--
		}
		to := i
		for to+1 < len(now) && now[to+1] == now[i] {
			to++
		}
		changes, replaced := 0, map[string]bool{}
		for k := from + 1; k <= to; k++ {
			if counts[k] {
				changes++
				replaced[old[k]] = true
			}
		}
		shows[i] = i > from && now[i] != "" && changes >= least && len(replaced) >= kinds
	}
	return shows
}

// inSteps marks runs of so many changed rows whose values differ by the same step
// of one number.
func inSteps(now []string, moved func(int) bool, least int) []bool {
	shows := make([]bool, len(now))
	for from := range now {
		for to := from + 1; to < len(now); to++ {
			if !moved(to) {
				break
			}
			step := stepOf(now[from], now[from+1])
			if step == 0 || stepOf(now[to-1], now[to]) != step {
				break
			}
			first := from
			if !moved(from) {
				first++
			}
			if to+1-first >= least {
				for i := first; i <= to; i++ {
					shows[i] = true
				}
			}
		}
	}
	return shows
}

// stepOf is by how much the one number in which two texts differ grows.
func stepOf(a, b string) int {
	digits := func(s string) (head string, n int, tail string, ok bool) {
		at := strings.LastIndexAny(s, "0123456789")
		if at < 0 {
			return s, 0, "", false
		}
		from := at
		for from > 0 && strings.ContainsAny(s[from-1:from], "0123456789") {
			from--
		}
		_, err := fmt.Sscan(strings.TrimLeft(s[max(from, at-8):at+1], "0")+" ", &n)
		return s[:from], n, s[at+1:], err == nil || strings.Trim(s[from:at+1], "0") == ""
	}
	ha, na, ta, oka := digits(a)
	hb, nb, tb, okb := digits(b)
	if !oka || !okb || ha != hb || ta != tb {
		return 0
	}
	return nb - na
}

// inOrder reports whether three values or more rise or fall from row to row.
func inOrder(values []string) bool {
	var filled []string
	kinds := map[string]bool{}
	for _, v := range values {
		if v != "" {
			filled = append(filled, v)
			kinds[v] = true
		}
	}
	up, down := true, true
	for i := 1; i < len(filled); i++ {
		up, down = up && filled[i-1] <= filled[i], down && filled[i-1] >= filled[i]
	}
	return (up || down) && len(kinds) >= 3
}

// TestGuardModel compares the guards against the wrong people with the model, over
// ordinary months and accidents in offices of every size, with changes by hand and
// marks of exports among them.
func TestGuardModel(t *testing.T) {
	each := uint64(25)
	if testing.Short() {
		each = 4
	}
	fields := []data.Field{data.Phone, data.JobTitle, data.RoleID, data.LastName, data.FirstName, data.Email, data.ID}
	accidents := []func(*rand.Rand, []string){
		shift(0.4, 1), lift(0.3, 2), shift(0.5, 3), fill(0.2, 0.3), drag(0.3, 0.4), sortAlone(0.5), shuffleAlone(0.6), shift(0.7, 1),
		func(_ *rand.Rand, column []string) { slices.Reverse(column[len(column)/2:]) },
		aFew(1), aFew(1), aFew(-1), aFew(2), aFew(0), aFew(0),
	}
	tripped := map[string]int{}
	for _, n := range []int{12, 25, 40, 80, 200, 600} {
		for seed := range each {
			r := rand.New(rand.NewPCG(seed, uint64(n)))
			base := office(n, seed)
			base.Revision = 9
			if r.IntN(5) > 0 {
				base.Past = []data.Upload{past(r.IntN(2*n) + 1)}
				base.Past[0].Revision = 5
				for _, f := range data.Fields {
					if r.IntN(4) == 0 {
						base.Past[0].Recall.Warned = append(base.Past[0].Recall.Warned, f.Field)
					}
				}
			}
			handWork(r, base)
			users := slices.Clone(base.Users)
			if r.IntN(2) == 0 {
				users = month(r, base)
			}
			file := exported(users)
			for range r.IntN(3) {
				f := fields[r.IntN(len(fields))]
				at := slices.Index(file.Header, f.Header("en"))
				column := make([]string, len(file.Rows))
				for i := range file.Rows {
					column[i] = file.Rows[i].Cells[at].Text
				}
				accidents[r.IntN(len(accidents))](r, column)
				for i := range file.Rows {
					file.Rows[i].Cells[at].Text = column[i]
				}
			}
			if r.IntN(4) == 0 {
				spoil(r, file)
			}
			if r.IntN(2) == 0 {
				forget(r, base, file)
			}
			if r.IntN(3) == 0 {
				file.Mark = &data.ExportMark{Organization: pick(r, []string{base.Organization, base.Organization, "another"}), Revision: data.Revision(r.IntN(12))}
			}
			p, err := Build(base, file, data.Options{DeactivateAbsent: r.IntN(2) == 0, SkipProblems: true})
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]int{}
			for _, g := range p.Guards {
				switch g.Code {
				case LongFile, ManyWarnings, Rotated, OtherPerson, SinceExport:
					got[g.Code] = g.Number
				case Shifted:
					got[g.Code+" "+g.Arg("field")] = g.Number
				}
			}
			want := (&guardModel{base, file, p}).numbers()
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%d people, seed %d: %v, the model says %v", n, seed, got, want)
			}
			for code := range got {
				tripped[strings.Fields(code)[0]]++
			}
		}
	}
	for _, code := range []string{LongFile, ManyWarnings, Rotated, Shifted, OtherPerson, SinceExport} {
		if tripped[code] == 0 {
			t.Errorf("%s never tripped", code)
		}
	}
	t.Logf("%v", tripped)
}

// aFew gives two to six people what stands d rows away from them, or all what the
// first has if d is 0: around where the guard trips.
func aFew(d int) func(*rand.Rand, []string) {
	return func(r *rand.Rand, column []string) {
		old := slices.Clone(column)
		from, n := 2+r.IntN(max(1, len(column)-9)), 2+r.IntN(5)
		for i := from; i < min(len(column)-2, from+n); i++ {
			if column[i] = old[from-1]; d != 0 {
				column[i] = old[i+d]
			}
		}
	}
}

// handWork changes some people by hand, before and after the last applied upload.
func handWork(r *rand.Rand, base *data.Base) {
	for range r.IntN(4) {
		at := 1 + r.IntN(len(base.Users)-1)
		before := base.Users[at]
		after := before
		action := data.Update
		switch r.IntN(3) {
		case 0:
			after.JobTitle = "By hand"
		case 1:
			after.Phone = phoneNumber(r)
		default:
			action, before.Status = data.Reactivate, data.Deactivated
		}
		base.Users[at] = after
		base.HandChanges = append(base.HandChanges, data.Recorded{
			Change: data.Change{Action: action, Before: before, After: after}, Origin: data.ByHand, Revision: data.Revision(4 + r.IntN(5)),
		})
	}
	slices.SortStableFunc(base.HandChanges, func(a, b data.Recorded) int { return int(a.Revision) - int(b.Revision) })
}

// forget makes the file one of somebody who knows nothing of some changes by hand.
func forget(r *rand.Rand, base *data.Base, file *data.Table) {
	email := slices.Index(file.Header, data.Email.Header("en"))
	for i := range base.HandChanges {
		c := &base.HandChanges[i]
		at := slices.IndexFunc(file.Rows, func(row data.Row) bool { return row.Cells[email].Text == c.After.Email })
		switch {
		case at < 0 || r.IntN(3) == 0:
		case c.Action == data.Reactivate:
			file.Rows = slices.Delete(file.Rows, at, at+1)
		default:
			for _, f := range []data.Field{data.JobTitle, data.Phone} {
				file.Rows[at].Cells[slices.Index(file.Header, f.Header("en"))].Text = c.Before.Get(f)
			}
		}
	}
}

// spoil pastes errors over phones, or the list once more below itself under other
// addresses.
func spoil(r *rand.Rand, file *data.Table) {
	phone := slices.Index(file.Header, data.Phone.Header("en"))
	email, id := slices.Index(file.Header, data.Email.Header("en")), slices.Index(file.Header, data.ID.Header("en"))
	switch r.IntN(2) {
	case 0:
		for i := range file.Rows {
			if r.IntN(2) == 0 {
				file.Rows[i].Cells[phone].Text = "#NV"
			}
		}
	case 1:
		for _, row := range slices.Clone(file.Rows) {
			cells := slices.Clone(row.Cells)
			cells[email].Text, cells[id].Text = "other."+cells[email].Text, ""
			file.Rows = append(file.Rows, data.Row{Number: len(file.Rows) + 2, Cells: cells})
		}
	}
}
