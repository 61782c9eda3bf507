package plan

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/data"
)

// FuzzPlan plans any text as a file against an organization of four. No text
// makes the planner panic, two users one, or a missing user out of a problem.
func FuzzPlan(f *testing.F) {
	for _, seed := range []string{
		"Email;ID;Role;Profile;Status;First name;Last name;Phone\nada@x.fr;001;head;Manager;no;Ada;Admin;1",
		"Email;Title\nBea <bea@x.fr>;Mme\n\xff;é\u0301", "ID\n1\n01\n001\n12", "Email;Role;Role 2\ncem@x.fr;a,b;|\n;;", "Mail;Courriel\n1;2",
	} {
		f.Add(seed, byte(0), byte(0))
		f.Add(seed, byte(255), byte(3))
	}
	f.Fuzz(func(t *testing.T, text string, options, kinds byte) {
		base := handBase()
		file := anyTable(text, kinds)
		o := data.Options{
			DeactivateAbsent: options&1 != 0, BlankErases: options&2 != 0, CreateRoles: options&4 != 0,
		}
		if options&16 != 0 {
			o.LeaveOut = []string{"bea@x.fr"}
		}
		if options&8 != 0 {
			o.Remember = []string{"bea@x.fr"}
		}
		if options&32 != 0 {
			o.Pairs = []data.Pair{{Old: "eva@x.fr", New: "new@x.fr"}}
		}
		p, err := Build(base, file, o)
		if err != nil {
			var refused *data.FileError
			var usage *UsageError
			if !errors.As(err, &refused) && !errors.As(err, &usage) {
				t.Fatalf("unexpected %T: %v", err, err)
			}
			return
		}
		checkFuzzed(t, base, p)
	})
}

// anyTable reads text as rows of cells between semicolons; kinds decides what
// the cells of a column held.
func anyTable(text string, kinds byte) *data.Table {
	file := &data.Table{Format: "xlsx", HeaderRow: 1}
	if kinds&1 != 0 {
		file.Format = "csv"
	}
	for n, line := range strings.Split(text, "\n") {
		if n == 0 {
			file.Header = strings.Split(line, ";")
			continue
		}
		row := data.Row{Number: n + 1}
		for i, cell := range strings.Split(line, ";") {
			row.Cells = append(row.Cells, data.Cell{Text: cell, Kind: data.CellKind((int(kinds>>1) * (i + n)) % 9)})
		}
		row.Ragged = len(row.Cells) > len(file.Header)
		file.Rows = append(file.Rows, row)
	}
	return file
}

func checkFuzzed(t *testing.T, base *data.Base, p *Plan) {
	t.Helper()
	users := slices.Clone(base.Users)
	for _, c := range p.Changes() {
		if c.Action == data.Create {
			users = append(users, c.After)
			continue
		}
		users[c.After.Key-1] = c.After
	}
	emails, ids := map[string]bool{}, map[string]bool{}
	for _, u := range users {
		if emails[data.EmailKey(u.Email)] || u.ID != "" && ids[data.IDKey(u.ID)] {
			t.Fatalf("two users are %s %s", u.Email, u.ID)
		}
		emails[data.EmailKey(u.Email)], ids[data.IDKey(u.ID)] = true, true
		if u.FirstName == "" || u.LastName == "" || u.Profile == "" || data.HasControl(u.FirstName+u.LastName+u.Email+u.ID+u.JobTitle+u.Phone+string(u.Roles)) {
			t.Fatalf("a user that cannot be: %+v", u)
		}
	}
	back, err := decode(encode(p))
	if err != nil || show(back, nil) != show(p, nil) {
		t.Fatalf("decoded %v\n%s\nnot\n%s", err, show(back, err), show(p, nil))
	}
}

// FuzzFullName splits any text. Both halves of what is split are there, and hold
// the words of the text and no other; every proposed reading is split as it says.
func FuzzFullName(f *testing.F) {
	for _, seed := range []string{
		"Jean Dupont", "DUPONT Jean", "Dupont, Jean", "Jean de la Tour", "de la TOUR Jean Marie", "Mme d’Ormesson", "J. R. R. Tolkien Jr.", ",", "a,b,c",
		"Al Green", "García López de Haro, Ana María", "İ ß Ǆ", "\u0301 \u200b x", "von van der",
	} {
		f.Add(seed, "jean.dupont@x.fr", byte(0))
		f.Add(seed, "jdupont", byte(7))
	}
	f.Fuzz(func(t *testing.T, text, address string, how byte) {
		row := namedRow{name: newFullName(text), address: address}
		orders := [...]data.NameOrder{"", data.FirstLast, data.LastFirst, ""}
		c := decideNames([]namedRow{row}, orders[how&3], orders[how>>2&3], orders[how>>4&3])
		p, v := c.split(&row)
		if v == nameSplit {
			whole := slices.Sorted(slices.Values(append(strings.Fields(p.first), strings.Fields(p.last)...)))
			if p.first == "" || p.last == "" || !slices.Equal(whole, slices.Sorted(slices.Values(row.name.words))) {
				t.Fatalf("%q becomes %q and %q", text, p.first, p.last)
			}
		}
		for _, reading := range row.name.readings(data.FirstLast) {
			last, first, _ := strings.Cut(reading, ", ")
			again := namedRow{name: newFullName(reading)}
			if p, v := c.split(&again); v != nameSplit || p != (parted{first, last}) {
				t.Fatalf("%q is read as %q and %q", reading, p.first, p.last)
			}
		}
	})
}
