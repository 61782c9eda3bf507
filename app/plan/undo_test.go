package plan

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"headcount.app/headcount/data"
)

// history draws a base and a few uploads on it, with changes by hand between
// them if asked for.
func drawHistory(t *rapid.T, hands bool) (*ledger, []int64) {
	first := drawWorld(t)
	l := newLedger(first.base)
	var uploads []int64
	for n := range rapid.IntRange(1, 4).Draw(t, "uploads") {
		w := first
		if n > 0 {
			w = &world{base: l.base, status: rapid.Bool().Draw(t, "status column")}
			for range rapid.IntRange(1, 7).Draw(t, "rows") {
				w.rows = append(w.rows, drawEntry(t, w))
			}
			w.options.DeactivateAbsent = rapid.Bool().Draw(t, "deactivate absent")
		}
		w.options.CreateRoles = rapid.Bool().Draw(t, "create roles")
		p := w.plan(t)
		if gone := p.ofKind(Deactivated); len(gone) > 0 && rapid.Bool().Draw(t, "remember") {
			w.options.LeaveOut = []string{p.Lines[gone[0]].Before.Email}
			w.options.Remember = w.options.LeaveOut
			p = w.plan(t)
		}
		uploads = append(uploads, apply(t, l, p))
		if hands {
			drawHand(t, l)
		}
	}
	return l, uploads
}

func apply(t *rapid.T, l *ledger, p *Plan) int64 {
	id, err := l.apply(p)
	if err != nil {
		t.Fatalf("%v\n%s", err, show(p, nil))
	}
	return id
}

// drawHand changes something by hand, where that can be done.
func drawHand(t *rapid.T, l *ledger) {
	if len(l.base.Users) == 0 || rapid.IntRange(0, 2).Draw(t, "by hand") == 0 {
		return
	}
	u := rapid.SampledFrom(l.base.Users).Draw(t, "whom")
	after, action := u, data.Update
	switch rapid.IntRange(0, 5).Draw(t, "what") {
	case 0:
		after.Email = rapid.SampledFrom([]string{"a@x.fr", "b@x.fr", "c@x.fr", "z@x.fr"}).Draw(t, "email")
	case 1:
		after.ID = rapid.SampledFrom([]string{"", "1", "2", "3"}).Draw(t, "id")
	case 2:
		after.Status, action = data.Deactivated-after.Status, data.Deactivate
		if u.Status == data.Deactivated {
			action = data.Reactivate
		}
	case 3:
		after.Protected, action = !u.Protected, data.Protect
		if u.Protected {
			action = data.Unprotect
		}
	case 4:
		after.Roles = "region-sud"
	case 5:
		after.JobTitle = rapid.SampledFrom([]string{"", "Boss"}).Draw(t, "title")
	}
	if after == u {
		return
	}
	before := *l
	if err := l.commit([]data.Change{{Action: action, Before: u, After: after}}, data.ByHand, 0); err != nil {
		*l = before
		l.changes = before.changes
	}
}

// TestLawUndo is S4.12: undo gives the base back, field for field, roles,
// profiles and protections too; and undoing the undo makes the change again.
func TestLawUndo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, uploads := drawHistory(t, true)
		w := &world{base: l.base, rows: []entry{drawEntry(t, &world{base: l.base})}}
		w.options = data.Options{CreateRoles: true, DeactivateAbsent: rapid.Bool().Draw(t, "last deactivates")}
		before := l.state()
		p := w.plan(t)
		if gone := p.ofKind(Deactivated); len(gone) > 0 && rapid.Bool().Draw(t, "keep") {
			w.options.LeaveOut = []string{p.Lines[gone[0]].Before.Email}
			w.options.Remember = w.options.LeaveOut
			p = w.plan(t)
		}
		id := apply(t, l, p)
		after := l.state()
		undo := l.undo(id)
		back := apply(t, l, undo)
		if got := l.state(); got != before {
			t.Fatalf("undone:\n%s\nbefore:\n%s\n%s", got, before, show(undo, nil))
		}
		if undo.Counts.Kept > 0 || undo.Counts.Warnings > 0 {
			t.Fatalf("kept though nothing came between\n%s", show(undo, nil))
		}
		redo := l.undo(back)
		again := apply(t, l, redo)
		if got := l.state(); got != after {
			t.Fatalf("redone:\n%s\nafter:\n%s\n%s", got, after, show(redo, nil))
		}
		apply(t, l, l.undo(again))
		if got := l.state(); got != before || len(uploads) == 0 {
			t.Fatalf("undone once more:\n%s\nbefore:\n%s", got, before)
		}
	})
}

// TestLawUndoInTurn: uploads undone from the newest to the oldest give the first
// base back; undoing those undos in turn gives the last one back.
func TestLawUndoInTurn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := drawWorld(t)
		start := newLedger(first.base).state()
		l := newLedger(first.base)
		var uploads []int64
		for range 3 {
			w := &world{base: l.base, options: data.Options{CreateRoles: true, DeactivateAbsent: rapid.Bool().Draw(t, "deactivate")}}
			for range rapid.IntRange(1, 5).Draw(t, "rows") {
				w.rows = append(w.rows, drawEntry(t, w))
			}
			uploads = append(uploads, apply(t, l, w.plan(t)))
		}
		end := l.state()
		var undos []int64
		for _, id := range slices.Backward(uploads) {
			undos = append(undos, apply(t, l, l.undo(id)))
		}
		if got := l.state(); got != start {
			t.Fatalf("all undone:\n%s\nat first:\n%s", got, start)
		}
		for _, id := range slices.Backward(undos) {
			apply(t, l, l.undo(id))
		}
		if got := l.state(); got != end {
			t.Fatalf("all made again:\n%s\nin the end:\n%s", got, end)
		}
	})
}

// TestLawUndoAnyOrder: uploads, hands and undos in any order keep the base sound;
// an undo touches only what its upload touched, never a field that somebody
// touched since, and says of each line what differs; and, if no hand comes between, taking every undo back,
// from the newest to the oldest, brings the base back.
func TestLawUndoAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, _ := drawHistory(t, true)
		before := l.state()
		mixed := rapid.Bool().Draw(t, "hands between")
		var undos []int64
		for range rapid.IntRange(1, 6).Draw(t, "undos") {
			var open []int64
			for i := range l.uploads {
				if !l.undone(l.uploads[i].ID) {
					open = append(open, l.uploads[i].ID)
				}
			}
			id := rapid.SampledFrom(open).Draw(t, "which")
			p := l.undo(id)
			checkUndo(t, l, id, p)
			undos = append(undos, apply(t, l, p))
			if mixed {
				drawHand(t, l)
			}
		}
		if mixed {
			return
		}
		for _, id := range slices.Backward(undos) {
			if !l.undone(id) {
				apply(t, l, l.undo(id))
			}
		}
		if got := l.state(); got != before {
			t.Fatalf("all undos taken back:\n%s\nbefore:\n%s", got, before)
		}
	})
}

// checkUndo compares an undo with the history: simple rules that hold whatever
// was undone before.
func checkUndo(t *rapid.T, l *ledger, id int64, p *Plan) {
	r := l.uploads[id-1].Revision
	own, hands := map[string]bool{}, map[string]bool{}
	for _, c := range l.changes {
		for f := range touchedBy(nil, &c.Change) {
			key := fmt.Sprint(keyOf(c.Change), " ", f)
			own[key] = own[key] || c.Revision == r
			hands[key] = hands[key] || c.Revision > r && c.Origin == data.ByHand
		}
	}
	for _, c := range p.Changes() {
		for f := range touchedBy(nil, &c) {
			if key := fmt.Sprint(keyOf(c), " ", f); !own[key] || hands[key] {
				t.Fatalf("it touches facet %s of %s %s (own %v, by hand %v)\n%s", f, c.Before.Email, c.After.Email, own[key], hands[key], show(p, nil))
			}
		}
	}
	for i := range p.Lines {
		if line := &p.Lines[i]; line.Kind != Removed {
			checkLine(t, line)
		}
	}
	if again, err := decode(encode(p)); err != nil || show(again, nil) != show(p, nil) {
		t.Fatalf("decoded %v:\n%s\nnot\n%s", err, show(again, nil), show(p, nil))
	}
	var kinds []string // one for each run of lines of a kind
	for i := range p.Lines {
		l := &p.Lines[i]
		kind := fmt.Sprint(l.Kind, l.Kind == Updated && l.Moved)
		if len(kinds) == 0 || kinds[len(kinds)-1] != kind {
			kinds = append(kinds, kind)
		}
	}
	if slices.Sort(kinds); len(slices.Compact(slices.Clone(kinds))) != len(kinds) {
		t.Fatalf("groups %s", strings.Join(kinds, " "))
	}
}
