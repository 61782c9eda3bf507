package stored

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
)

var update = flag.Bool("update", false, "write what the tests see into testdata")

// TestStoredForms: what any version wrote of a plan or a table is read for
// ever, as it was meant (SPEC S14.7). The bytes in testdata/stored are never
// made anew: whoever changes what is written gives it a new version and adds
// bytes of it.
func TestStoredForms(t *testing.T) {
	for _, name := range []string{"users.hcp1", "roles.hcp1", "undo.hcp1", "users.hcp2", "roles.hcp2", "undo.hcp2", "own.hcp2"} {
		t.Run(name, func(t *testing.T) {
			p, err := Decode(readStored(t, name))
			if err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", strings.TrimSuffix(name, filepath.Ext(name))+".json")
			got := dump(t, p)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("it is read as\n%s\nnot\n%s", got, want)
			}
			head, err := DecodeHead(readStored(t, name))
			if err != nil || head.Counts != p.Counts || !reflect.DeepEqual(head.File, p.File) {
				t.Errorf("its head is %+v, %v", head, err)
			}
			again, err := Decode(Encode(p))
			if err != nil || !reflect.DeepEqual(again, p) {
				t.Errorf("written anew it is\n%s%v", dump(t, again), err)
			}
		})
	}
}

// TestStoredTables is TestStoredForms for tables.
func TestStoredTables(t *testing.T) {
	for name, want := range map[string]string{
		"users.hct1": `csv 6 "Cem" "+33 6 12 34 56 78"`, "roles.hct1": `csv 4 "Nantes" "head"`,
	} {
		table, err := DecodeTable(readStored(t, name))
		if err != nil {
			t.Fatal(err)
		}
		third := table.Rows[2]
		cells := []string{table.Format, strconv.Itoa(len(table.Rows)), `"` + third.Cells[1].Text + `"`, `"` + table.Rows[1].Cells[len(table.Rows[1].Cells)-1].Text + `"`}
		if got := strings.Join(cells, " "); got != want {
			t.Errorf("%s is read as %s, not %s", name, got, want)
		}
		if content, err := unpack(tableMagic, EncodeTable(table)); err != nil || content != unpacked(t, tableMagic, name) {
			t.Errorf("%s is written in another form: give it a new version (%v)", name, err)
		}
	}
}

// TestWrittenForm: lines are written in the form of the present version, byte
// for byte. The head is JSON and may say more than it did.
func TestWrittenForm(t *testing.T) {
	for name, from := range map[string]string{
		"users.hcp2": "users.hcp1", "roles.hcp2": "roles.hcp1", "undo.hcp2": "undo.hcp1", "own.hcp2": "own.hcp2",
	} {
		p, err := Decode(readStored(t, from))
		if err != nil {
			t.Fatal(err)
		}
		content, err := unpack(planMagic, Encode(p))
		if err != nil {
			t.Fatal(err)
		}
		written, stored := &reader{rest: content}, &reader{rest: unpacked(t, planMagic, name)}
		written.text()
		stored.text()
		if written.rest != stored.rest {
			t.Errorf("%s is written in another form: give it a new version", name)
		}
	}
}

// TestNewerForm: what a later version wrote is refused, not guessed at.
func TestNewerForm(t *testing.T) {
	p, err := Decode(readStored(t, "own.hcp2"))
	if err != nil {
		t.Fatal(err)
	}
	content := unpacked(t, planMagic, "own.hcp2")
	later := strings.Replace(content, `"Members":["status"`, `"Members":["hat_xx"`, 1)
	if later == content {
		t.Fatal("its members are not named")
	}
	if _, err := Decode(packed(planMagic, later)); err == nil || !strings.Contains(err.Error(), "hat_xx") {
		t.Errorf("an unknown member: %v", err)
	}
	if _, err := Decode(packed("HCP3", content)); err == nil {
		t.Error("the next version is read")
	}
	w := &writer{}
	w.number(uint64(plan.Unchanged))
	w.number(unknownFlag)
	w.number(0)
	if r := (lineReader{reader: &reader{rest: string(w.buf)}}); r.line().Kind != plan.Unchanged || r.err == nil {
		t.Error("a flag of a later version is passed over")
	}
	if p.Schema.Header("own.badge", "en") != "Badge" || data.UserSchema.Place("own.badge") >= 0 {
		t.Error("the plan does not know what its fields are called")
	}
}

func packed(magic, content string) []byte {
	w := newWriter(magic)
	w.buf = append(w.buf, content...)
	return w.packed()
}

func readStored(t *testing.T, name string) []byte {
	t.Helper()
	stored, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

func unpacked(t *testing.T, magic, name string) string {
	t.Helper()
	content, err := unpack(magic, readStored(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// dump is everything of a plan, to be compared.
func dump(t *testing.T, p *plan.Plan) string {
	t.Helper()
	text, err := json.MarshalIndent(p, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text) + "\n"
}

// FuzzDecode reads damaged content. Nothing makes it panic, and what it accepts
// can be applied and stored again.
func FuzzDecode(f *testing.F) {
	for _, name := range []string{"users.hcp1", "roles.hcp1", "undo.hcp1", "users.hcp2", "roles.hcp2", "undo.hcp2", "own.hcp2", "users.hct1", "roles.hct1"} {
		content, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
		inner, err := unpack(string(content[:4]), content)
		if err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(inner))
	}
	f.Fuzz(func(_ *testing.T, content []byte) {
		for _, read := range []func() (*plan.Plan, error){
			func() (*plan.Plan, error) { return Decode(content) }, func() (*plan.Plan, error) { return readPlan(string(content), planVersion) },
			func() (*plan.Plan, error) { return readPlan(string(content), 1) },
		} {
			if p, err := read(); err == nil {
				p.Changes()
				for i := range p.Lines {
					_, _ = p.Lines[i].Title(), p.Lines[i].Key()
				}
				Encode(p)
			}
		}
		for _, read := range []func() (*data.Table, error){
			func() (*data.Table, error) { return DecodeTable(content) }, func() (*data.Table, error) { return readTable(string(content)) },
		} {
			if table, err := read(); err == nil {
				EncodeTable(table)
			}
		}
	})
}

// TestDamagedContent: every cut and every changed byte is noticed.
func TestDamagedContent(t *testing.T) {
	content := readStored(t, "undo.hcp2")
	for i := range content {
		if _, err := Decode(content[:i]); !errors.Is(err, ErrContent) {
			t.Errorf("cut at %d: %v", i, err)
		}
		damaged := slices.Clone(content)
		damaged[i] ^= 0x10
		if _, err := Decode(damaged); !errors.Is(err, ErrContent) {
			t.Errorf("changed at %d: %v", i, err)
		}
	}
	if _, err := Decode(readStored(t, "users.hct1")); !errors.Is(err, ErrContent) {
		t.Errorf("a table is no plan: %v", err)
	}
}
