package plan

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"headcount.app/headcount/data"
)

// undoCase is one case of testdata/undo: what happened, and what undoing an
// upload would do. See testdata/README.txt.
func undoCase(t *testing.T, archive *txtar.Archive) (p *Plan, want *[]byte) {
	t.Helper()
	l := newLedger(exampleBase())
	for i := range archive.Files {
		f := &archive.Files[i]
		name, about, _ := strings.Cut(f.Name, " ")
		text := string(f.Data)
		switch name {
		case "organization":
			parseOrganization(t, l.base, text)
		case "users":
			l.base.Users = parseUsers(t, text)
			l.lastKey = data.UserKey(len(l.base.Users))
		case "upload":
			l.upload(t, parseOptions(t, strings.ReplaceAll(about, ", ", "\n")), text)
		case "hand":
			for _, line := range lines(text) {
				l.hand(t, line)
			}
		case "undo":
			if _, err := l.apply(l.undoSome(t, about)); err != nil {
				t.Fatal(err)
			}
		case "plan":
			p, want = l.undoSome(t, strings.TrimPrefix(about, "of ")), &f.Data
		default:
			t.Fatalf("what is %s?", f.Name)
		}
	}
	if p == nil {
		t.Fatal("no plan")
	}
	return p, want
}

// undoSome undoes "N" or, with a choice behind it, "N, leave out: EMAIL, only: KIND".
func (l *ledger) undoSome(t *testing.T, about string) *Plan {
	t.Helper()
	id, choice, _ := strings.Cut(about, ", ")
	p, err := l.undoPart(int64(number(t, id)), parseOptions(t, strings.ReplaceAll(choice, ", ", "\n")))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (l *ledger) upload(t *testing.T, o data.Options, text string) {
	t.Helper()
	p, err := Build(l.base, parseTable(t, text), o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.apply(p); err != nil {
		t.Fatalf("%v\n%s", err, show(p, nil))
	}
}

// hand carries out a line of a case: "edit EMAIL field=value", "deactivate
// EMAIL", "reactivate EMAIL", "protect EMAIL", "create EMAIL First Last role
// Profile", "erase EMAIL", "drop role ID", "drop profile NAME", "role ID under
// ID".
func (l *ledger) hand(t *testing.T, line string) {
	t.Helper()
	words := strings.Fields(line)
	var err error
	switch words[0] {
	case "edit":
		name, value, _ := strings.Cut(strings.Join(words[2:], " "), "=")
		err = l.byHand(words[1], data.Update, func(u *data.User) { u.Set(data.Field(name), value) })
	case "deactivate":
		err = l.byHand(words[1], data.Deactivate, func(u *data.User) { u.Status = data.Deactivated })
	case "reactivate":
		err = l.byHand(words[1], data.Reactivate, func(u *data.User) { u.Status = data.Active })
	case "protect":
		err = l.byHand(words[1], data.Protect, func(u *data.User) { u.Protected = true })
	case "create":
		u := data.User{Email: words[1], FirstName: words[2], LastName: words[3], Roles: data.RoleIDs(words[4]), Profile: words[5]}
		err = l.commit([]data.Change{{Action: data.Create, After: u}}, data.ByHand, 0)
	case "erase":
		l.erase(words[1])
	case "role":
		at := slices.IndexFunc(l.base.Roles, func(r data.Role) bool { return r.ID == words[1] })
		l.base.Roles[at].Superiors = data.RoleIDs(words[3])
	case "drop":
		l.base.Roles = slices.DeleteFunc(l.base.Roles, func(r data.Role) bool { return words[1] == "role" && r.ID == words[2] })
		l.base.Profiles = slices.DeleteFunc(l.base.Profiles, func(p data.Profile) bool { return words[1] == "profile" && p.Name == words[2] })
	default:
		err = fmt.Errorf("what is %q", line)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// showUndo writes a plan of inverses as the text that cases compare.
func showUndo(p *Plan) string {
	text := show(p, nil)
	if p.Counts.Removed > 0 {
		text = fmt.Sprintf("removed %d\n", p.Counts.Removed) + text
	}
	for _, r := range p.DropRoles {
		text += "drops role " + r.ID + "\n"
	}
	for _, r := range p.DropProfiles {
		text += "drops profile " + r.Name + "\n"
	}
	return text
}

func undoCases(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/undo/*.txtar")
	if err != nil || len(paths) < 15 {
		t.Fatalf("%d cases, %v", len(paths), err)
	}
	return paths
}

// TestUndoGolden plans the undo of every case of testdata/undo.
func TestUndoGolden(t *testing.T) {
	for _, path := range undoCases(t) {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			p, want := undoCase(t, archive)
			got := showUndo(p)
			if *update {
				*want = []byte(got)
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != string(*want) {
				t.Errorf("the plan is\n%s\nnot\n%s", got, *want)
			}
		})
	}
}
