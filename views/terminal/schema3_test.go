package terminal_test

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/compare"
)

// oldPlace is a place with the organization of version 3 of the tables.
func oldPlace(t *testing.T) *place {
	t.Helper()
	p := newPlace(t)
	packed, err := os.Open(filepath.Join("testdata", "schema3", "organization.headcount.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	r, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p.path("o.headcount"), content, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestOrganizationOfSchema3: an organization that an older program made opens,
// and says of its history, its reports and its undos what it said then; only
// messages may be in other words, and more may be said (SPEC S14.7).
func TestOrganizationOfSchema3(t *testing.T) {
	p := oldPlace(t)
	for _, c := range []struct {
		name string
		args []string
	}{
		{"history", []string{"history"}},
		{"users", []string{"users"}},
		{"outbox", []string{"outbox"}},
		{"report-1", []string{"report", "1"}},
		{"report-2", []string{"report", "2"}},
		{"report-3", []string{"report", "3"}},
		{"report-4", []string{"report", "4"}},
		{"report-5", []string{"report", "5"}},
		{"report-6", []string{"report", "6"}},
		{"report-7", []string{"report", "7"}},
		{"report-8", []string{"report", "8"}},
		{"undo-8", []string{"undo", "8"}},
		{"undo-6", []string{"undo", "6"}},
	} {
		out, _ := p.must(0, append(c.args, "--format", "json", "--lang", "en")...)
		recorded, err := os.ReadFile(filepath.Join("testdata", "schema3", c.name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var then, now any
		if err := json.Unmarshal(recorded, &then); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(out), &now); err != nil {
			t.Fatal(err)
		}
		for _, lost := range without(c.name, then, now) {
			t.Error(lost)
		}
	}
	if text, _ := p.must(0, "report", "5", "--lang", "en"); !strings.Contains(text, "2 people were changed by hand in the meantime") {
		t.Errorf("a guard of then has no sentence now:\n%s", text)
	}
	if backups, err := filepath.Glob(p.path("o backups/*.headcount")); err != nil || len(backups) != 1 {
		t.Errorf("the backups before it was brought up: %v, %v", backups, err)
	}
	p.must(0, "check")
}

// without lists what was said then and is not said now, messages apart.
func without(path string, then, now any) (lost []string) {
	switch then := then.(type) {
	case map[string]any:
		other, ok := now.(map[string]any)
		if !ok {
			return []string{fmt.Sprintf("%s is %v", path, now)}
		}
		for key, value := range then {
			if key != "message" {
				lost = append(lost, without(path+"."+key, value, other[key])...)
			}
		}
	case []any:
		other, ok := now.([]any)
		if !ok || len(other) != len(then) {
			return []string{fmt.Sprintf("%s is %v, not %v", path, now, then)}
		}
		for i := range then {
			lost = append(lost, without(fmt.Sprintf("%s[%d]", path, i), then[i], other[i])...)
		}
	default:
		if then != now {
			lost = append(lost, fmt.Sprintf("%s is %v, not %v", path, now, then))
		}
	}
	slices.Sort(lost)
	return lost
}

// TestSchema3IsWorkedOn: what an older program kept can be undone, made again
// and compared, and the file stays sound.
func TestSchema3IsWorkedOn(t *testing.T) {
	p := oldPlace(t)
	before, _ := p.must(0, "users", "--status", "all", "--format", "json")
	p.must(0, "undo", "8", "--apply")
	p.must(0, "undo", "9", "--apply")
	if after, _ := p.must(0, "users", "--status", "all", "--format", "json"); after != before {
		t.Errorf("undone and made again:\n%s\nnot\n%s", after, before)
	}
	p.must(0, "check")
	a, err := app.Open(p.path("o.headcount"), app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	c, err := a.Compare(t.Context(), 3, 6)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for i := range c.Lines {
		line := &c.Lines[i]
		text := line.Kind.String() + " " + line.Email
		if line.Kind == compare.Differs {
			for _, cell := range line.Cells {
				text += fmt.Sprintf(" %s: %s → %s", cell.Field, cell.Old, cell.New)
			}
		}
		said = append(said, text)
	}
	want := []string{"older fay@x.fr", "older bad@x.fr", "newer gus@x.fr", "differs dan.durand@x.fr job_title: Clerk → Senior clerk"}
	if !slices.Equal(said, want) || c.Same != 3 {
		t.Errorf("the comparison says %q of %d", said, c.Same)
	}
}
