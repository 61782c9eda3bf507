package plan

import "headcount/data"

// touched is what was done to one user by hand since the file was made.
type touched struct {
	// gone must not be undone by deactivating: created, reactivated or edited.
	edited bool
	// replaced are the values that manual changes replaced, by field.
	replaced map[data.Field][]string
}

// guardHandChanges trips when the plan would deactivate a user created,
// reactivated or edited by hand, or put back a value that a manual change
// replaced, since the export whose mark the file bears; without a mark, since
// the last applied upload (SPEC S4.9).
func (p *Plan) guardHandChanges(d *draft) {
	users := changedByHand(d.base, since(d.base, d.file.Mark))
	if len(users) == 0 {
		return
	}
	lines := p.linesWhere(func(l *Line) bool {
		if l.Before == nil || !l.Kind.Changes() {
			return false
		}
		t := users[l.Before.Key]
		return t != nil && (l.Kind == Deactivated && t.edited || t.putBack(l))
	})
	if len(lines) > 0 {
		p.trip(HandChanges, lines)
	}
}

// since is the revision after which manual changes count. A mark of another
// organization, or of a revision that this one has not reached, says nothing.
func since(base *data.Base, mark *data.ExportMark) data.Revision {
	if mark != nil && mark.Organization == base.Organization && mark.Revision <= base.Revision {
		return mark.Revision
	}
	return base.LastApplied
}

func changedByHand(base *data.Base, after data.Revision) map[data.UserKey]*touched {
	users := map[data.UserKey]*touched{}
	for i := range base.HandChanges {
		c := &base.HandChanges[i]
		if c.Revision <= after {
			continue
		}
		key := c.After.Key
		if key == 0 {
			key = c.Before.Key
		}
		t := users[key]
		if t == nil {
			t = &touched{replaced: map[data.Field][]string{}}
			users[key] = t
		}
		switch c.Action {
		case data.Create, data.Update, data.Reactivate:
			t.edited = true
		}
		if c.Action != data.Create && c.Action != data.Remove {
			for _, f := range c.Fields(base.Schema) {
				t.replaced[f] = append(t.replaced[f], c.Before.Get(f))
			}
		}
	}
	return users
}

// putBack reports whether a line sets a field to a value that a manual change
// replaced.
func (t *touched) putBack(l *Line) bool {
	for f, values := range t.replaced {
		now, then := l.Before.Get(f), l.After.Get(f)
		if now == then {
			continue
		}
		for _, old := range values {
			if sameValue(f, old, then) {
				return true
			}
		}
	}
	return false
}

// sameValue compares two texts of a field as S2.1 says.
func sameValue(f data.Field, a, b string) bool {
	switch f {
	case data.Email:
		return data.EmailKey(a) == data.EmailKey(b)
	case data.Phone:
		return data.SamePhone(a, b)
	default:
		return data.SameText(a, b)
	}
}
