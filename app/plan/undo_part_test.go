package plan

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"headcount.app/headcount/data"
)

// drawChoice draws what of a shown undo is left out: people, single fields, kinds.
func drawChoice(t *rapid.T, shown *Plan) (o data.Options) {
	for i := range shown.Lines {
		l := &shown.Lines[i]
		if !l.Kind.Changes() {
			continue
		}
		switch rapid.IntRange(0, 3).Draw(t, "choice") {
		case 0:
			o.LeaveOut = append(o.LeaveOut, l.User().Email)
			if l.Before != nil {
				o.LeaveOut[len(o.LeaveOut)-1] = l.Before.Email
			}
		case 1:
			if l.Before != nil && len(l.Fields) > 0 {
				f := rapid.SampledFrom(l.Fields).Draw(t, "field")
				o.LeaveOutFields = append(o.LeaveOutFields, data.FieldChoice{Email: l.Before.Email, Field: f.Field})
			}
		}
	}
	if rapid.IntRange(0, 3).Draw(t, "kinds") == 0 {
		o.Only = rapid.SliceOfNDistinct(rapid.SampledFrom(UndoKinds), 1, 3, rapid.ID).Draw(t, "only")
	}
	return o
}

// TestLawPartialUndo is S17.6: undoing a part and then the rest gives the base back,
// whatever the part; what is left out stays as it is until then; and undoing what was
// undone gives the upload back.
func TestLawPartialUndo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, _ := drawHistory(t, true)
		w := &world{base: l.base, rows: []entry{drawEntry(t, &world{base: l.base}), drawEntry(t, &world{base: l.base}), drawEntry(t, &world{base: l.base})}}
		w.options = data.Options{CreateRoles: true, DeactivateAbsent: rapid.Bool().Draw(t, "deactivates")}
		before := l.state()
		id := apply(t, l, w.plan(t))
		after := l.state()
		choice := drawChoice(t, l.undo(id))
		part, err := l.undoPart(id, choice)
		if err != nil {
			t.Fatal(err)
		}
		stays(t, part, choice)
		undone := apply(t, l, part)
		rest := l.undo(id)
		if rest.Counts.Kept > 0 {
			t.Fatalf("the rest is kept\n%s\n%s", show(part, nil), show(rest, nil))
		}
		if rapid.Bool().Draw(t, "redo") {
			redo := l.undo(undone)
			apply(t, l, redo)
			if got := l.state(); got != after {
				t.Fatalf("made again:\n%s\nafter the upload:\n%s\n%s\n%s", got, after, show(part, nil), show(redo, nil))
			}
			return
		}
		apply(t, l, rest)
		if got := l.state(); got != before {
			t.Fatalf("undone in two parts:\n%s\nbefore:\n%s\n%s\n%s", got, before, show(part, nil), show(rest, nil))
		}
		if left := l.undo(id); left.Counts.Changes() > 0 {
			t.Fatalf("something is left\n%s", show(left, nil))
		}
	})
}

// stays holds that what was left out does not change, and says so.
func stays(t *rapid.T, p *Plan, choice data.Options) {
	for i := range p.Lines {
		l := &p.Lines[i]
		if l.Before == nil {
			continue
		}
		said := func(f data.Field) bool {
			return slices.ContainsFunc(l.Issues, func(i Issue) bool { return i.Code == "undo.left_out" && i.Field == f })
		}
		if slices.Contains(choice.LeaveOut, l.Before.Email) && (l.Kind != Kept || !l.LeftOut || !said(data.NoField)) {
			t.Fatalf("%s is left out, but %v\n%s", l.Before.Email, l.Kind, show(p, nil))
		}
		for _, c := range choice.LeaveOutFields {
			if c.Email == l.Before.Email && l.After != nil && !l.LeftOut && (l.After.Get(c.Field) != l.Before.Get(c.Field) || !said(c.Field)) {
				t.Fatalf("%s of %s is left out, but changes\n%s", c.Field, c.Email, show(p, nil))
			}
		}
	}
}

// TestUndoChoiceThatFitsNothing: an address that the undo does not change, or a field
// of it, is wrong usage.
func TestUndoChoiceThatFitsNothing(t *testing.T) {
	l := newLedger(threePeople())
	base := l.base.Users[0]
	changed := base
	changed.JobTitle = "Boss"
	p := ByHand(l.base, data.Change{Action: data.Update, Before: base, After: changed})
	id, err := l.apply(p)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		choice data.Options
		fits   bool
	}{
		"person":        {data.Options{LeaveOut: []string{base.Email}}, true},
		"field":         {data.Options{LeaveOutFields: []data.FieldChoice{{Email: base.Email, Field: data.JobTitle}}}, true},
		"another":       {data.Options{LeaveOut: []string{l.base.Users[1].Email}}, false},
		"nobody":        {data.Options{LeaveOut: []string{"nobody@example.org"}}, false},
		"another field": {data.Options{LeaveOutFields: []data.FieldChoice{{Email: base.Email, Field: data.Phone}}}, false},
	} {
		_, err := l.undoPart(id, c.choice)
		if usage := new(UsageError); (err == nil) != c.fits || err != nil && !errors.As(err, &usage) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestOnlyKinds: each kind takes back just what the upload did of it; moves are among
// the updates too.
func TestOnlyKinds(t *testing.T) {
	l := newLedger(threePeople())
	gone, moved, titled := l.base.Users[2], l.base.Users[1], l.base.Users[0]
	changes := []data.Change{}
	for _, c := range []struct {
		user   data.User
		action data.Action
		edit   func(*data.User)
	}{
		{gone, data.Deactivate, func(u *data.User) { u.Status = data.Deactivated }},
		{moved, data.Update, func(u *data.User) { u.Roles = "shop-lyon" }},
		{titled, data.Update, func(u *data.User) { u.JobTitle = "Boss" }},
	} {
		after := c.user
		c.edit(&after)
		changes = append(changes, data.Change{Action: c.action, Before: c.user, After: after})
	}
	id, err := l.apply(ByHand(l.base, changes...))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		only []string
		back []string
	}{
		{[]string{"deactivated"}, []string{gone.Email}},
		{[]string{"moved"}, []string{moved.Email}},
		{[]string{"updated"}, []string{moved.Email, titled.Email}},
		{[]string{"deactivated", "moved"}, []string{gone.Email, moved.Email}},
		{[]string{"created"}, nil},
		{nil, []string{gone.Email, moved.Email, titled.Email}},
	} {
		p, err := l.undoPart(id, data.Options{Only: c.only})
		if err != nil {
			t.Fatal(err)
		}
		var back []string
		for i := range p.Lines {
			if p.Lines[i].Kind.Changes() {
				back = append(back, p.Lines[i].Before.Email)
			}
		}
		slices.Sort(back)
		slices.Sort(c.back)
		if !slices.Equal(back, c.back) || p.Counts.Kept != 3-len(back) {
			t.Errorf("only %v: %v go back, %d kept", c.only, back, p.Counts.Kept)
		}
	}
}

// threePeople are the administrator of the example and two others.
func threePeople() *data.Base {
	b := exampleBase()
	for i, name := range []string{"Bob", "Cy"} {
		b.Users = append(b.Users, data.User{
			Key: data.UserKey(i + 2), Email: name + "@x.fr", FirstName: name, LastName: "Other", Roles: "shop-nantes", Profile: "Manager",
		})
	}
	return b
}
