package terminal_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
)

// The columns of the staff.
const (
	pEmail = iota
	pFirst
	pLast
	pRole
	pProfile
	pID
	pJob
	pPhone
	pLocker // a field of the organization's own
)

var staffHeader = strings.Split("Email,First name,Last name,Role ID,Permission profile,ID,Job title,Phone,Locker", ",")

// staff is a list of n people as offices keep them: shops of about eight, a few
// titles, family names that come often.
func staff(n int) [][]string {
	firsts := strings.Fields("Nina Kim Ida Luc Noa Anna Ugo Sam Eva Leo Jean Mia Marie Tom Zoe Paul Lea Max Ines Hugo")
	lasts := strings.Fields("Bertrand Martin Moreau Roux Vincent Durand David Laurent Michel Simon Petit Garcia Leroy")
	jobs := strings.Fields("Seller Cashier Buyer Trainee Stocker")
	rows := make([][]string, n)
	for i := range rows {
		first, last := firsts[(i*7+i/20)%20], lasts[(i*5+i/13)%13]
		rows[i] = []string{
			fmt.Sprintf("%s.%s.%d@acme.fr", strings.ToLower(first), strings.ToLower(last), i), first, last, fmt.Sprint("shop-", (i*11+i/7)%max(2, n/8)), "Manager",
			fmt.Sprintf("%06d", i+1), jobs[(i*3+i/5)%5], fmt.Sprintf("+33 6 %02d %02d %02d %02d", i*37%100, i/100, i*71%100, i*29%100), fmt.Sprint("L", 5000+i*13),
		}
	}
	rows[0][pProfile] = "Administrator"
	return rows
}

// column lets do change one column of the rows from one row on.
func column(rows [][]string, at, from int, do func(values []string)) {
	values := make([]string, 0, len(rows)-from)
	for _, row := range rows[from:] {
		values = append(values, row[at])
	}
	do(values)
	for i := range values {
		rows[from+i][at] = values[i]
	}
}

// inserted pushes what stands below n cells down, lifted pulls it up.
func inserted(n int) func([]string) {
	return func(v []string) { copy(v[n:], slices.Clone(v)); clear(v[:n]) }
}

func lifted(n int) func([]string) {
	return func(v []string) { copy(v, v[n:]); clear(v[len(v)-n:]) }
}

// turned gives each of the first n the next one's.
func turned(n int) func([]string) {
	return func(v []string) { first := v[0]; copy(v[:n-1], v[1:n]); v[n-1] = first }
}

// TestFilesThatHitTheWrongPeople plays such files through the terminal, from an
// office of 6 to one of 600: status 4, and the guard asks for the number of those
// whom the file meets. A wrong number does not pass, the right one does (SPEC S4.9).
func TestFilesThatHitTheWrongPeople(t *testing.T) {
	for _, c := range []struct {
		name   string
		people int
		// do spoils the rows and returns the next file's.
		do func(rows [][]string) [][]string
		// guard is the code that is wanted, met whom it has to list: those whose value
		// in a column differs and was not blank, or a number.
		guard  string
		column int
		number int
	}{
		{"addresses of three of six go round", 6, func(r [][]string) [][]string { column(r, pEmail, 1, turned(3)); return r }, "rotated", -1, 3},
		{"IDs of five go round", 200, func(r [][]string) [][]string { column(r, pID, 90, turned(5)); return r }, "rotated", -1, 5},
		{"phones filled down", 12, func(r [][]string) [][]string {
			column(r, pPhone, 4, func(v []string) {
				for i := range 5 {
					v[i+1] = v[0]
				}
			})
			return r
		}, "shifted", pPhone, 0},
		{"a cell of the last names deleted", 25, func(r [][]string) [][]string { column(r, pLast, 10, lifted(1)); return r }, "shifted", pLast, 0},
		{"two titles inserted", 60, func(r [][]string) [][]string { column(r, pJob, 35, inserted(2)); return r }, "shifted", pJob, 0},
		{"seven first names inserted", 300, func(r [][]string) [][]string { column(r, pFirst, 200, inserted(7)); return r }, "shifted", pFirst, 0},
		{"three roles deleted", 80, func(r [][]string) [][]string { column(r, pRole, 50, lifted(3)); return r }, "shifted", pRole, 0},
		{"a field of the organization’s own inserted", 40, func(r [][]string) [][]string { column(r, pLocker, 25, inserted(1)); return r }, "shifted", pLocker, 0},
		{"lockers as a series", 150, func(r [][]string) [][]string {
			column(r, pLocker, 100, func(v []string) {
				for i := range 30 {
					v[i+1] = fmt.Sprint("L", 9000+i)
				}
			})
			return r
		}, "shifted", pLocker, 0},
		{"phones sorted alone", 600, func(r [][]string) [][]string { column(r, pPhone, 400, slices.Sort); return r }, "shifted", pPhone, 0},
		{"phones in the reverse order", 70, func(r [][]string) [][]string { column(r, pPhone, 50, slices.Reverse); return r }, "shifted", pPhone, 0},
		{"a leaver’s ID for a new colleague of the same name", 400, func(r [][]string) [][]string {
			r[77][pFirst], r[77][pEmail], r[77][pJob] = "Gaston", "gaston@acme.fr", "Trainee"
			return r
		}, "other_person", -1, 1},
		{"errors pasted over the phones", 40, func(r [][]string) [][]string {
			for _, row := range r[10:30] {
				row[pPhone] = "#NV"
			}
			return r
		}, "many_warnings", -1, 20},
		{"another list below", 50, func(r [][]string) [][]string {
			for i, row := range staff(90)[50:] {
				row[pEmail], row[pID], row[pRole] = fmt.Sprint("other", i, "@acme.fr"), "", "shop-1"
				r = append(r, row)
			}
			return r
		}, "long_file", -1, 40},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newPlace(t)
			p.office(c.people)
			next := c.do(staff(c.people))
			want := c.number
			if c.column >= 0 {
				for i, row := range staff(c.people) {
					if now := next[i][c.column]; now != "" && now != row[c.column] {
						want++
					}
				}
			}
			file := p.table("next.csv", next)
			numbers, got := p.guards(file)
			if got[c.guard] != want {
				t.Fatalf("guards %v, want %s %d", got, c.guard, want)
			}
			wrong := slices.Clone(numbers)
			for i := range wrong {
				wrong[i] += 1000
			}
			p.must(4, append([]string{"upload", file, "--apply"}, confirm(wrong)...)...)
			p.must(0, append([]string{"upload", file, "--apply"}, confirm(numbers)...)...)
		})
	}
}

// TestAnExportUploadedAgain: an export made before another upload would take that
// back (SPEC S17.5), here in an office of 120.
func TestAnExportUploadedAgain(t *testing.T) {
	p := newPlace(t)
	p.office(120)
	p.must(0, "export", p.path("export.xlsx"))
	rows := staff(120)
	rows[3][pRole], rows[40][pJob] = "shop-1", "Chief"
	for i := range 2 {
		rows = append(rows, []string{fmt.Sprint("new", i, "@acme.fr"), "Nora", fmt.Sprint("New", i), "shop-1", "Manager", fmt.Sprint("N", i), "", "", ""})
	}
	p.must(0, "upload", p.table("next.csv", rows), "--apply")
	numbers, got := p.guards(p.path("export.xlsx"), "--deactivate-absent")
	if got["since_export"] != 4 {
		t.Errorf("guards %v", got)
	}
	p.must(4, "upload", p.path("export.xlsx"), "--deactivate-absent", "--apply")
	p.must(0, append([]string{"upload", p.path("export.xlsx"), "--deactivate-absent", "--apply"}, confirm(numbers)...)...)
}

func confirm(numbers []int) []string {
	var flags []string
	for _, n := range numbers {
		flags = append(flags, "--confirm", strconv.Itoa(n))
	}
	return flags
}

// office uploads the staff as the first file.
func (p *place) office(n int) {
	p.t.Helper()
	p.must(0, "upload", p.path("users.csv"), "--create-roles", "--apply")
	a, err := app.Open(p.path("o.headcount"), app.Config{})
	if err != nil {
		p.t.Fatal(err)
	}
	if err := a.SaveFields(p.t.Context(), data.NewOwnField("Locker")); err != nil {
		p.t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		p.t.Fatal(err)
	}
	file := p.table("staff.csv", staff(n))
	numbers, _ := p.guards(file, "--create-roles", "--deactivate-absent")
	p.must(0, append([]string{"upload", file, "--create-roles", "--deactivate-absent", "--apply"}, confirm(numbers)...)...)
}

// table writes rows as a file of users.
func (p *place) table(name string, rows [][]string) string {
	p.t.Helper()
	var text strings.Builder
	w := csv.NewWriter(&text)
	if err := w.WriteAll(append([][]string{staffHeader}, rows...)); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(p.path(name), []byte(text.String()), 0o600); err != nil {
		p.t.Fatal(err)
	}
	return p.path(name)
}

// guards simulates a file and returns the numbers that are asked for, and those of
// each guard.
func (p *place) guards(file string, flags ...string) (numbers []int, byCode map[string]int) {
	p.t.Helper()
	var out strings.Builder
	if status, said := p.run(&out, append([]string{"upload", file, "--format", "json"}, flags...)...); status != 4 && status != 0 {
		p.t.Fatalf("status %d: %s", status, said)
	}
	var report struct {
		Guards []struct {
			Code    string
			Confirm string
		}
	}
	if err := json.Unmarshal([]byte(out.String()), &report); err != nil {
		p.t.Fatal(err)
	}
	byCode = map[string]int{}
	for _, g := range report.Guards {
		n, err := strconv.Atoi(g.Confirm)
		if err != nil {
			p.t.Fatalf("%s asks for %q", g.Code, g.Confirm)
		}
		byCode[g.Code] = n
		numbers = append(numbers, n)
	}
	return numbers, byCode
}
