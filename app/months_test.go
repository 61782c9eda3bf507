package app

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
)

// office is an organization with the list that its HR department keeps.
type office struct {
	t    *testing.T
	app  *App
	list [][]string
	mark *data.ExportMark // of the workbook the list is kept in, nil for a CSV file
}

// The columns of the list.
const (
	atEmail = iota
	atFirst
	atLast
	atRole
	atProfile
	atID
	atJob
	atPhone
)

var listHeader = []string{"Email", "First name", "Last name", "Role ID", "Permission profile", "ID", "Job title", "Phone"}

// newOffice has 48 people in six shops.
func newOffice(t *testing.T) *office {
	t.Helper()
	a, err := Create(filepath.Join(t.TempDir(), "office.headcount"), "Office", assets.In("en"), Config{Account: "anna"})
	try(t, err)
	t.Cleanup(func() { a.Close() })
	o := &office{t: t, app: a}
	firsts := strings.Fields("Nina Kim Ida Luc Noa Anna Ugo Sam Eva Leo Jean Mia Marie Tom Zoe Paul")
	lasts := strings.Fields("Bertrand Martin Moreau Roux Vincent Durand David Laurent Michel Simon Petit Garcia")
	jobs := []string{"Seller", "Cashier", "Stock keeper", "Buyer"}
	for i := range 48 {
		first, last := firsts[i*7%16], lasts[(i*5+i/16)%12]
		o.list = append(o.list, []string{
			strings.ToLower(first+"."+last) + fmt.Sprint(i) + "@acme.fr", first, last, fmt.Sprint("shop-", i*11%6), "Manager",
			fmt.Sprintf("%04d", 1000+i), jobs[i*3%4], fmt.Sprintf("+33 6 %02d %02d %02d %02d", i*37%100, i*53%100, i*71%100, i*29%100),
		})
	}
	o.list[0][atProfile] = "Administrator"
	return o
}

// file writes some rows as a file of users.
func (o *office) file(rows [][]string) string {
	o.t.Helper()
	all := func(yield func([]string) bool) {
		for _, row := range rows {
			if !yield(row) {
				return
			}
		}
	}
	path := filepath.Join(o.t.TempDir(), "users.csv")
	write := func(w io.Writer) error { return sheet.WriteCSV(w, listHeader, all, ';') }
	if o.mark != nil {
		path = filepath.Join(o.t.TempDir(), "users.xlsx")
		book := sheet.Book{Mark: o.mark, Sheets: []sheet.Sheet{{Name: "Users", Rows: sheet.PlainRows(all)}}}
		for _, title := range listHeader {
			book.Sheets[0].Columns = append(book.Sheets[0].Columns, sheet.Column{Title: title})
		}
		write = func(w io.Writer) error { return sheet.Write(w, book) }
	}
	try(o.t, sheet.WriteFile(path, write))
	return path
}

// wrongPeople are the guards against files that hit the wrong people (SPEC S4.9).
var wrongPeople = []string{plan.LongFile, plan.ManyWarnings, plan.Shifted, plan.Rotated, plan.OtherPerson, plan.SinceExport}

// upload applies rows as a file and returns which of those guards it trips; the
// numbers of all are typed.
func (o *office) upload(rows [][]string, options data.Options) (alarms []string, upload data.Upload) {
	o.t.Helper()
	s, upload := run(o.t, o.app, o.file(rows), options)
	if s.Plan.Counts.Problem > 0 {
		o.t.Errorf("%d problem rows", s.Plan.Counts.Problem)
	}
	for i := range s.Plan.Guards {
		if g := &s.Plan.Guards[i]; slices.Contains(wrongPeople, g.Code) {
			alarms = append(alarms, fmt.Sprint(g.Code, " ", g.Number, " ", report.GuardText(assets.In("en"), s.Plan, g)))
		}
	}
	return alarms, upload
}

// everybody are the options of a monthly upload.
var everybody = data.Options{DeactivateAbsent: true, CreateRoles: true}

func (o *office) join(first, last, role string, id int) []string {
	row := []string{strings.ToLower(first+"."+last) + fmt.Sprint(id) + "@" + strings.SplitN(o.list[0][atEmail], "@", 2)[1], first, last, role, "Manager", fmt.Sprint(id), "Trainee", ""}
	o.list = append(o.list, row)
	return row
}

func (o *office) each(change func(i int, row []string)) {
	for i, row := range o.list {
		change(i, row)
	}
}

// byHand edits somebody in the window.
func (o *office) byHand(email string, change func(*data.User)) data.User {
	o.t.Helper()
	u := person(o.t, o.app, email)
	change(&u)
	stored, err := o.app.SaveUser(o.t.Context(), nil, u)
	try(o.t, err)
	return stored
}

// export marks the list as kept in a workbook that is exported now.
func (o *office) export() {
	base, err := o.app.Base(o.t.Context())
	try(o.t, err)
	o.mark = &data.ExportMark{Organization: base.Organization, Revision: base.Revision}
}

// TestOrdinaryMonths plays what happens in an office as files one after the other on
// one base: none of the guards against the wrong people may speak (SPEC S4.9).
func TestOrdinaryMonths(t *testing.T) {
	o := newOffice(t)
	gone := [][]string{}
	leave := func(at int) {
		gone = append(gone, o.list[at])
		o.list = slices.Delete(o.list, at, at+1)
	}
	months := []struct {
		name string
		do   func()
	}{
		{"the first file", func() {}},
		{"nothing new", func() {}},
		{"joiners", func() {
			o.join("Rose", "Blanc", "shop-1", 2001)
			o.join("Hugo", "Leroy", "shop-2", 2002)
			o.join("Lea", "Petit", "shop-1", 2003)
		}},
		{"leavers", func() { leave(40); leave(20) }},
		{"a wedding", func() { o.list[5][atLast], o.list[5][atEmail] = "Blanchard", "wedding@acme.fr" }},
		{"a reorganised department", func() {
			o.each(func(_ int, row []string) {
				if row[atRole] == "shop-3" {
					row[atRole] = "shop-5"
				}
			})
			slices.SortStableFunc(o.list, func(a, b []string) int { return strings.Compare(a[atRole], b[atRole]) })
		}},
		{"a new mail domain", func() {
			o.each(func(_ int, row []string) { row[atEmail] = strings.Replace(row[atEmail], "@acme.fr", "@acme.com", 1) })
		}},
		{"promotions", func() {
			for _, at := range []int{3, 11, 12, 25, 33, 41} {
				o.list[at][atJob] = "Store manager"
			}
		}},
		{"phones reformatted", func() {
			o.each(func(_ int, row []string) {
				row[atPhone] = strings.ReplaceAll(strings.Replace(row[atPhone], "+33 ", "0", 1), " ", ".")
			})
		}},
		{"an undo and the same file again", func() {
			o.list[7][atPhone], o.list[9][atRole], o.list[2][atJob] = "07 11 22 33 44", "shop-0", "Buyer in chief"
			_, upload := o.upload(o.list, everybody)
			undo(t, o.app, upload.ID)
		}},
		{"a workbook from now on", func() { o.export(); o.list[6][atJob] = "Deputy" }},
		{"the workbook again", func() { o.list[14][atRole] = "shop-4"; o.join("Elsa", "Robin", "shop-2", 2004) }},
		{"a partial upload", func() {
			o.list[30][atRole], o.list[31][atRole] = "shop-2", "shop-2"
			mark := o.mark
			o.mark = nil
			if alarms, _ := o.upload(o.list[30:32], data.Options{}); len(alarms) > 0 {
				t.Errorf("the partial upload: %v", alarms)
			}
			o.mark = mark
		}},
		{"a hand edit that HR hears of", func() {
			o.byHand(o.list[22][atEmail], func(u *data.User) { u.Phone = "07 99 88 77 66" })
			o.list[22][atPhone] = "07 99 88 77 66"
		}},
		{"somebody by hand, then in the list", func() {
			row := o.join("Yann", "Morin", "shop-1", 2005)
			o.byHand(o.list[0][atEmail], func(u *data.User) {
				*u = data.User{Email: row[atEmail], FirstName: "Yann", LastName: "Morin", Roles: "shop-1", Profile: "Manager", ID: "2005"}
			})
		}},
		{"a CSV file again", func() { o.mark = nil; o.list[3][atPhone] = "07 55 44 33 22" }},
		{"a shared address passed on", func() {
			desk := o.list[8][atEmail]
			o.list[8][atEmail] = "former.desk@acme.com"
			o.join("Clara", "Henry", "shop-0", 2006)[atEmail] = desk
		}},
		{"two swap their shops and phones", func() {
			a, b := o.list[4], o.list[37]
			a[atRole], b[atRole], a[atPhone], b[atPhone] = b[atRole], a[atRole], b[atPhone], a[atPhone]
		}},
		{"short forms and second names", func() {
			o.list[10][atFirst], o.list[10][atEmail] = o.list[10][atFirst]+" Marie", "second@acme.com"
			o.list[13][atFirst], o.list[13][atEmail] = o.list[13][atFirst][:2], "short@acme.com"
		}},
		{"phones for those without", func() {
			for n, row := range o.list[len(o.list)-5:] {
				row[atPhone] = fmt.Sprintf("01 40 00 00 %02d", 10+n)
			}
		}},
		{"sorted by name", func() {
			slices.SortStableFunc(o.list, func(a, b []string) int { return strings.Compare(a[atLast]+a[atFirst], b[atLast]+b[atFirst]) })
			o.list[17][atRole] = "shop-1"
		}},
		{"somebody comes back", func() {
			row := slices.Clone(gone[0])
			row[atEmail] = "back@acme.com"
			row[atRole] = "shop-2"
			o.list = append(o.list, row)
		}},
		{"a protection, and a leaver", func() {
			try(t, o.app.Protect(t.Context(), person(t, o.app, o.list[1][atEmail]).Key))
			leave(1)
			leave(9)
		}},
	}
	for _, month := range months {
		month.do()
		if alarms, _ := o.upload(o.list, everybody); len(alarms) > 0 {
			t.Errorf("%s: %s", month.name, strings.Join(alarms, "\n"))
		}
	}
}

// alarmed reports whether one of the alarms is of a code with a number.
func alarmed(alarms []string, code string, n int) bool {
	return slices.ContainsFunc(alarms, func(a string) bool { return strings.HasPrefix(a, fmt.Sprint(code, " ", n, " ")) })
}

// TestAnExportFromBeforeAnotherUpload: what another upload changed since is asked
// before an older export takes it back; an upload that was undone is not, and neither
// is one of the same workbook whose changes it still bears (SPEC S4.9 since_export).
func TestAnExportFromBeforeAnotherUpload(t *testing.T) {
	o := newOffice(t)
	o.upload(o.list, everybody)
	o.export()
	mine := slices.Clone(o.list)
	theirs := [][]string{slices.Clone(o.list[3]), {"new@acme.fr", "New", "Comer", "shop-1", "Manager", "3001", "", ""}}
	theirs[0][atRole] = "shop-5"
	mark := o.mark
	o.mark = nil
	_, other := o.upload(theirs, data.Options{})
	undone, _ := undo(t, o.app, other.ID)
	if undone.Plan.Counts.Changes() != 2 {
		t.Fatalf("%+v", undone.Plan.Counts)
	}
	o.mark = mark
	if alarms, _ := o.upload(mine, everybody); len(alarms) > 0 {
		t.Errorf("after an undo: %v", alarms)
	}
	o.mark = nil
	o.upload(theirs, data.Options{})
	o.mark = mark
	if alarms, _ := o.upload(mine, everybody); !alarmed(alarms, plan.SinceExport, 2) {
		t.Errorf("one moved and one created by another upload: %v", alarms)
	}
}

// TestOneExportEditedByTwo: two people edit one export and upload it one after the
// other; the second would take back what the first changed.
func TestOneExportEditedByTwo(t *testing.T) {
	o := newOffice(t)
	o.upload(o.list, everybody)
	o.export()
	copyOf := func() [][]string {
		var rows [][]string
		for _, row := range o.list {
			rows = append(rows, slices.Clone(row))
		}
		return rows
	}
	first, second := copyOf(), copyOf()
	first[2][atJob], first[4][atJob], first[6][atRole] = "Deputy", "Deputy", "shop-5"
	second[10][atJob] = "Deputy"
	if alarms, _ := o.upload(first, everybody); len(alarms) > 0 {
		t.Errorf("the first: %v", alarms)
	}
	if alarms, _ := o.upload(second, everybody); !alarmed(alarms, plan.SinceExport, 3) {
		t.Errorf("the second: %v", alarms)
	}
	// The first goes on with their own: what the second put back is asked.
	first[8][atJob] = "Deputy"
	if alarms, _ := o.upload(first, everybody); !alarmed(alarms, plan.SinceExport, 4) {
		t.Errorf("the first again: %v", alarms)
	}
}

// TestUndosAreNoUploads: an undo is recorded as one, so that what was done by hand
// before it stays known, and the files before it are what later ones are measured by.
func TestUndosAreNoUploads(t *testing.T) {
	o := newOffice(t)
	_, first := o.upload(o.list, everybody)
	o.byHand(o.list[3][atEmail], func(u *data.User) { u.JobTitle = "Boss" })
	_, second := o.upload(o.list[:2], data.Options{})
	undo(t, o.app, second.ID)
	base, err := o.app.Base(t.Context())
	try(t, err)
	if len(base.Past) != 1 || base.LastApplied() != first.Revision {
		t.Errorf("%d uploads stand, the last made revision %d", len(base.Past), base.LastApplied())
	}
	changes, err := o.app.store.Changes(t.Context(), first.Revision)
	try(t, err)
	for _, c := range changes {
		if c.Upload > second.ID && c.Origin != data.ByUndo {
			t.Errorf("the undo is recorded as %v", c.Origin)
		}
	}
	if alarms, _ := o.upload(o.list, everybody); !alarmed(alarms, plan.SinceExport, 1) {
		t.Errorf("a hand edit is forgotten: %v", alarms)
	}
}

// TestProtectingIsNoChange: somebody only protected and released by hand may leave.
func TestProtectingIsNoChange(t *testing.T) {
	o := newOffice(t)
	o.upload(o.list, everybody)
	key := person(t, o.app, o.list[9][atEmail]).Key
	try(t, o.app.Protect(t.Context(), key))
	try(t, o.app.Unprotect(t.Context(), key))
	if alarms, _ := o.upload(slices.Delete(slices.Clone(o.list), 9, 10), everybody); len(alarms) > 0 {
		t.Errorf("%v", alarms)
	}
}
