package store

import (
	"bufio"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"headcount.app/headcount/data"
)

var update = flag.Bool("update", false, "write the history of the present version if there is none yet")

// separatorSign stands for the separator in testdata.
const separatorSign = "␟"

// testProfiles are the profiles that the histories in testdata know.
func testProfiles() *Profiles {
	p := NewProfiles()
	for i, name := range []string{"Administrator", "Manager", "Sales rep"} {
		p.add(&ProfileRow{Profile: data.Profile{Name: name, Administrator: i == 0}, Number: int64(i + 1)})
	}
	return p
}

// readHistory reads rows of changes from testdata.
func readHistory(t *testing.T, name string) []ChangeRow {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []ChangeRow
	for scanner := bufio.NewScanner(f); scanner.Scan(); {
		cells := strings.Split(strings.ReplaceAll(scanner.Text(), separatorSign, Separator), "\t")
		var n [7]int64
		for i := range n {
			n[i], _ = strconv.ParseInt(cells[i], 10, 64)
		}
		rows = append(rows, ChangeRow{data.Revision(n[0]), data.UserKey(n[1]), int(n[2]), data.Action(n[3]), cells[4], cells[5], n[6]})
	}
	return rows
}

// TestHistoryForms: what any version wrote of the history is read for ever
// (SPEC S14.7). The rows in testdata are never made anew: whoever changes what
// is written gives the lines a new version and adds rows of it.
func TestHistoryForms(t *testing.T) {
	all := map[string][]data.Change{}
	for _, name := range []string{"history1.txt", "history2.txt"} {
		reader := NewChangeReader(testProfiles())
		for _, row := range readHistory(t, name) {
			c, err := reader.Read(&row)
			if err != nil {
				t.Fatalf("%s: revision %d: %v", name, row.Revision, err)
			}
			all[name] = append(all[name], c)
		}
	}
	first, second := all["history1.txt"], all["history2.txt"]
	if len(first) != 24 || !reflect.DeepEqual(second[:len(first)], first) {
		t.Errorf("the versions do not say the same of %d changes", len(first))
	}
	dan := data.User{Key: 4, Email: "dan.durand@x.fr", FirstName: "Dan", LastName: "Durand", Roles: "shop-lyon", Profile: "Sales rep", ID: "14", JobTitle: "Clerk", Phone: "0102"}
	after := dan
	after.JobTitle, after.Phone = "Deputy = a&b", ""
	if want := (data.Change{Action: data.Update, Before: dan, After: after}); first[10] != want {
		t.Errorf("a change by hand is read as %+v", first[10])
	}
	if first[14].Before.Protected || !first[14].After.Protected || first[3].Before != (data.User{}) || first[23].After.Status != data.Active {
		t.Error("marks are not read as they should be")
	}
	if last := second[len(second)-1]; last.After.Get("own.badge") != "A=1\n" || last.Before.Get("own.badge") != "" || last.After.Get("own.locker") != "7" {
		t.Errorf("own values are read as %q", last.After.Own)
	}
}

// TestWrittenHistory: what is written is the form of the present version, byte
// for byte.
func TestWrittenHistory(t *testing.T) {
	profiles := testProfiles()
	reader := NewChangeReader(profiles)
	var text strings.Builder
	write := func(row ChangeRow, c data.Change) {
		w := &userWriter{numbers: profiles.numbers(), commit: &commit{Revision: &Revision{rows: &written{to: &text}, base: row.Revision - 1}}}
		if err := w.remember(&c, row.User, row.N); err != nil {
			t.Fatal(err)
		}
	}
	for _, row := range readHistory(t, "history1.txt") {
		c, err := reader.Read(&row)
		if err != nil {
			t.Fatal(err)
		}
		write(row, c)
	}
	before := data.User{Key: 9, Email: "ida@x.fr", Profile: "Manager", Protected: true}
	before.Set("own.locker", "7")
	after := before
	after.Set("own.badge", "A=1\n")
	write(ChangeRow{Revision: 13, User: 9}, data.Change{Action: data.Remove, Before: after})
	write(ChangeRow{Revision: 14, User: 9}, data.Change{Action: data.Update, Before: before, After: after})
	path := filepath.Join("testdata", "history2.txt")
	if _, err := os.Stat(path); *update && os.IsNotExist(err) {
		if err := os.WriteFile(path, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if text.String() != string(want) {
		t.Errorf("the history is written in another form: give its lines a new version\n%s", text.String())
	}
}

// written takes the rows of changes down as testdata has them.
type written struct {
	Rows
	to *strings.Builder
}

func (w *written) InsertChange(r *ChangeRow) error {
	cells := []string{
		strconv.Itoa(int(r.Revision)), strconv.Itoa(int(r.User)), strconv.Itoa(r.N), strconv.Itoa(int(r.Action)), r.Before, r.After,
		strconv.FormatInt(r.Mark, 10),
	}
	w.to.WriteString(strings.ReplaceAll(strings.Join(cells, "\t"), Separator, separatorSign) + "\n")
	return nil
}

// TestHistoryRefusesWhatItDoesNotKnow: a later version's facet is never taken
// for another one.
func TestHistoryRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, lines := range [][2]string{
		{"v2\x1fkey=1\x1femail=a@x.fr", "hat=red"},
		{"v2\x1fkey=1\x1femail=a@x.fr", "e"},
		{"v2\x1fkey=x", ""},
		{"v2\x1fkey=1\x1fprofile=9", ""},
		{"v3\x1fkey=1", ""},
		{"1\x1fa@x.fr\x1f\x1f\x1f\x1f1\x1f\x1f\x1f\x1f0\x1f0", "kx"},
		{"1\x1fa@x.fr", ""},
	} {
		if c, err := parseChange(data.Update, lines[0], lines[1], testProfiles()); err == nil {
			t.Errorf("%q and %q are read as %+v", lines[0], lines[1], c)
		}
	}
}
