package plan

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"headcount.app/headcount/data"
)

// TestLawPartners: whoever is offered as the same person can be joined with
// the one pair, and the two then have one fate; a pair of an absent and a
// created person that is not offered is wrong usage (S4.8).
func TestLawPartners(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		p := w.plan(t)
		if len(p.Lines) == 0 {
			return
		}
		created, missing := p.pairable()
		for _, c := range created {
			offered := p.Partners(w.base, c)
			for _, m := range missing {
				pair := data.Pair{Old: p.Lines[m].Before.Email, New: p.Lines[c].After.Email}
				o := w.options
				o.Pairs = []data.Pair{pair}
				q, err := Build(w.base, w.table(nil), o)
				there := slices.ContainsFunc(offered, func(x Partner) bool { return x.Pair == pair })
				back := slices.ContainsFunc(p.Partners(w.base, m), func(x Partner) bool { return x.Pair == pair })
				if there != (err == nil) || there != back {
					t.Fatalf("%v offered %v and %v, but joined: %v", pair, there, back, err)
				}
				if err == nil && (q.Counts.Created != p.Counts.Created-1 || len(q.Lines) != len(p.Lines)-1) {
					t.Fatalf("joining %v:\n%s\nfrom\n%s", pair, show(q, nil), show(p, nil))
				}
			}
		}
	})
}

// pairable are the lines of the plan that create somebody, and those of users
// without a row.
func (p *Plan) pairable() (created, missing []int) {
	for i := range p.Lines {
		switch l := &p.Lines[i]; {
		case l.Kind == Created:
			created = append(created, i)
		case l.Row == 0:
			missing = append(missing, i)
		}
	}
	return created, missing
}

// TestLawRebuild: choices that fit nothing are dropped and named, those that
// fit stay, and what comes out is the plan of the choices that are left.
func TestLawRebuild(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		some := rapid.SampledFrom([]string{"a@x.fr", "b@x.fr", "c@x.fr", "d@x.fr", "nobody@x.fr"})
		o := w.options
		for range rapid.IntRange(0, 3).Draw(t, "choices") {
			if rapid.Bool().Draw(t, "pair") {
				o.Pairs = append(o.Pairs, data.Pair{Old: some.Draw(t, "old"), New: some.Draw(t, "new")})
				continue
			}
			o.LeaveOut = append(o.LeaveOut, some.Draw(t, "left out"))
		}
		p, err := Rebuild(context.Background(), w.base, w.table(nil), o)
		if err != nil {
			t.Fatal(err)
		}
		dropped := slices.IndexFunc(p.FileIssues, func(i Issue) bool { return i.Code == "choice.dropped" })
		left := len(o.Pairs) + len(o.LeaveOut) - len(p.Options.Pairs) - len(p.Options.LeaveOut)
		if (dropped >= 0) != (left > 0) {
			t.Fatalf("%d of %+v dropped, but named at %d", left, o, dropped)
		}
		q, err := Build(w.base, w.table(nil), p.Options)
		if err != nil {
			t.Fatalf("%+v still fits nothing: %v", p.Options, err)
		}
		if dropped >= 0 {
			p.FileIssues = slices.Delete(p.FileIssues, dropped, dropped+1)
			p.Counts.Warnings--
		}
		if show(p, nil) != show(q, nil) {
			t.Fatalf("%s\nis not\n%s", show(p, nil), show(q, nil))
		}
	})
}
