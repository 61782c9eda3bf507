package plan

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"headcount.app/headcount/data"
)

// undoBack plans to undo back to an upload, that one too.
func (l *ledger) undoBack(id int64, choice data.Options) (*Plan, error) {
	past := Past{Upload: l.uploads[id-1], Uploads: l.uploads, Choice: choice}
	for _, c := range l.changes {
		if c.Revision >= past.Upload.Revision {
			past.Changes = append(past.Changes, c)
		}
	}
	return UndoBack(l.base, past, l.plans)
}

// drawUndone draws uploads with changes by hand and undos among them.
func drawUndone(t *rapid.T) *ledger {
	l, uploads := drawHistory(t, true)
	for range rapid.IntRange(0, 3).Draw(t, "more") {
		if rapid.Bool().Draw(t, "an undo") {
			id := rapid.SampledFrom(l.uploads).Draw(t, "which").ID
			if !l.undone(id) {
				apply(t, l, l.undo(id))
			}
			continue
		}
		w := &world{base: l.base}
		w.rows = append(w.rows, drawEntry(t, w))
		w.options.CreateRoles = rapid.Bool().Draw(t, "roles")
		uploads = append(uploads, apply(t, l, w.plan(t)))
		drawHand(t, l)
	}
	return l
}

// inTurn undoes back to an upload, one upload after the other.
func inTurn(t *rapid.T, l *ledger, from int64, only []string) (undone int) {
	for id := int64(len(l.uploads)); id >= from; id-- {
		within := func(of int64) bool { return of >= from }
		undoes := l.uploads[id-1].Undone()
		if l.undone(id) || len(undoes) > 0 && !slices.ContainsFunc(undoes, func(of int64) bool { return !within(of) }) {
			continue
		}
		p, err := l.undoPart(id, data.Options{Only: only})
		if err != nil {
			t.Fatal(err)
		}
		apply(t, l, p)
		undone++
	}
	return undone
}

// TestLawUndoBack is S17.6: undoing back to a date is one plan that leaves what
// undoing the uploads from the newest to the oldest leaves, and undoing that one
// gives everything again.
func TestLawUndoBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawUndone(t)
		from := rapid.SampledFrom(l.uploads).Draw(t, "since").ID
		before, one := l.state(), *l
		one.uploads, one.changes, one.plans = slices.Clone(l.uploads), slices.Clone(l.changes), map[int64]*Plan{}
		for id, p := range l.plans {
			one.plans[id] = p
		}
		var only []string
		if rapid.IntRange(0, 2).Draw(t, "kinds") == 0 {
			only = rapid.SliceOfNDistinct(rapid.SampledFrom(UndoKinds), 1, 3, rapid.ID).Draw(t, "only")
		}
		n := inTurn(t, l, from, only)
		p, err := one.undoBack(from, data.Options{Only: only})
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			if p != nil {
				t.Fatalf("there is nothing to undo\n%s", show(p, nil))
			}
			return
		}
		for i := range p.Lines {
			if line := &p.Lines[i]; line.Kind != Removed {
				checkLine(t, line)
			}
		}
		id := apply(t, &one, p)
		if got, want := one.state(), l.state(); got != want {
			t.Fatalf("at once:\n%s\nin turn:\n%s\n%s", got, want, show(p, nil))
		}
		if got := len(one.uploads[id-1].Undone()); got != n {
			t.Fatalf("it names %d uploads, not %d", got, n)
		}
		if again, err := one.undoBack(from, data.Options{}); len(only) == 0 && (err != nil || again != nil) {
			t.Fatalf("undone once more: %v\n%s", err, show(again, nil))
		}
		if apply(t, &one, one.undo(id)); one.state() != before {
			t.Fatalf("made again:\n%s\nbefore:\n%s\n%s", one.state(), before, show(p, nil))
		}
	})
}

// TestLawPartOfUndoBack: what is left out of an undo back to a date stays, and the
// rest goes back with the next one.
func TestLawPartOfUndoBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, _ := drawHistory(t, false)
		shown, err := l.undoBack(1, data.Options{})
		if err != nil {
			t.Fatal(err)
		}
		choice := drawChoice(t, shown)
		choice.Only = nil // TestLawUndoBack names kinds
		part, err := l.undoBack(1, choice)
		if err != nil {
			t.Fatal(err)
		}
		stays(t, part, choice)
		before := l.state()
		id := apply(t, l, part)
		if apply(t, l, l.undo(id)); l.state() != before {
			t.Fatalf("made again:\n%s\nbefore:\n%s\n%s", l.state(), before, show(part, nil))
		}
	})
}

// TestUndoBackKeepsWhatIsMadeAgain: a profile that one step does away with and an
// older one makes again stays, as it does when the uploads are undone in turn.
func TestUndoBackKeepsWhatIsMadeAgain(t *testing.T) {
	base := exampleBase()
	base.Users = nil
	l := newLedger(numbered(base))
	upload := func(profile string) {
		p, err := Build(l.base, parseTable(t, "Email;First name;Last name;Role ID;Permission profile\na@x.fr;Ann;Lee;head;"+profile+"\n"), data.Options{CreateRoles: true})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.apply(p); err != nil {
			t.Fatal(err)
		}
	}
	upload("Nobody")
	if _, err := l.apply(l.undo(1)); err != nil {
		t.Fatal(err)
	}
	upload("Nobody")
	upload("Manager")
	p, err := l.undoBack(2, data.Options{Only: []string{"deactivated"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.DropProfiles) > 0 || len(p.NewProfiles) > 0 {
		t.Errorf("profiles go or come: %v, %v", p.DropProfiles, p.NewProfiles)
	}
}
