package terminal_test

import (
	"os"
	"strings"
	"testing"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
)

// TestOwnFieldsInTheTerminal: a field of the organization's own is mapped,
// printed and refused like any other (SPEC S14.2).
func TestOwnFieldsInTheTerminal(t *testing.T) {
	p := newPlace(t)
	p.must(0, "upload", p.path("users.csv"), "--apply", "--create-roles")
	a, err := app.Open(p.path("o.headcount"), app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.SaveFields(t.Context(), data.NewOwnField("Locker")); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p.path("next.csv"), []byte("Email,Key\nanna@x.fr,Attic\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"own.locker", "locker"} {
		out, _ := p.must(0, "upload", p.path("next.csv"), "--map", "Key="+name, "--format", "json", "--lang", "en")
		if !strings.Contains(out, `"fields":[{"field":"own.locker","old":"","new":"Attic"}]`) || !strings.Contains(out, `"own":{"locker":"Attic"}`) {
			t.Errorf("mapped as %s it is\n%s", name, out)
		}
	}
	p.must(0, "upload", p.path("next.csv"), "--map", "Key=own.locker", "--apply")
	if out, _ := p.must(0, "users", "--search", "ATTIC", "--format", "json"); !strings.Contains(out, `"locker": "Attic"`) || strings.Contains(out, "zoe") {
		t.Errorf("the users found are\n%s", out)
	}
	if err := os.WriteFile(p.path("moved.csv"), []byte("Email,Locker,Phone\nanna@x.fr,Cellar,+33 1 02 03 04 05\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Locker", "own.locker", " LOCKER "} {
		out, _ := p.must(0, "upload", p.path("moved.csv"), "--leave-out", "anna@x.fr:"+name, "--format", "json")
		if !strings.Contains(out, `"left_out":[{"field":"own.locker","old":"Attic","new":"Cellar"}]`) || !strings.Contains(out, `"field":"phone"`) {
			t.Errorf("left out as %q it is\n%s", name, out)
		}
	}
	if out, _ := p.must(0, "upload", p.path("moved.csv"), "--leave-out", "anna@x.fr:Téléphone", "--format", "json", "--lang", "en"); !strings.Contains(out, `"left_out":[{"field":"phone"`) {
		t.Errorf("left out in the other language it is\n%s", out)
	}
	for _, name := range []string{"hat", "own.hat", "Full name", ""} {
		if _, said := p.must(2, "upload", p.path("moved.csv"), "--leave-out", "anna@x.fr:"+name, "--lang", "en"); !strings.Contains(said, "own.locker (Locker)") || !strings.Contains(said, "job_title") {
			t.Errorf("to leave out %q is refused so: %s", name, said)
		}
	}
	if _, said := p.must(2, "undo", "1", "--leave-out", "anna@x.fr:hat", "--lang", "en"); !strings.Contains(said, "own.locker (Locker)") {
		t.Errorf("to leave it out of an undo is refused so: %s", said)
	}
	if _, said := p.must(2, "upload", p.path("next.csv"), "--map", "Key=own.hat", "--lang", "en"); !strings.Contains(said, "own.locker") {
		t.Errorf("a field that is not there: %s", said)
	}
	if err := os.WriteFile(p.path("twice.csv"), []byte("Email,Locker,locker *\nanna@x.fr,Attic,Cellar\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, said := p.must(3, "upload", p.path("twice.csv"), "--lang", "en"); !strings.Contains(said, "Locker") {
		t.Errorf("two columns: %s", said)
	}
}
