package plan

import "headcount.app/headcount/data"

// touched is what happened to one user since the file was made, or stands open
// from before.
type touched struct {
	// present must not be undone by deactivating: created, reactivated, changed.
	present bool
	// replaced are the values that changes replaced, by field.
	replaced map[data.Field][]string
	// held are the fields that were left out of an upload (SPEC S4.10).
	held map[data.Field]bool
	// others: not by hand alone.
	others bool
}

// guardSinceExport trips when the plan would deactivate or put back what changed
// by hand or by another upload since the export whose mark the file bears; without
// a mark what changed by hand since the last applied upload. A change by hand, or
// what was left out of an upload, is asked until an applied file bore it
// (SPEC S4.9 since_export).
func (p *Plan) guardSinceExport(d *draft) {
	users := p.touchedSince(d)
	others := false
	lines := p.linesWhere(func(l *Line) bool {
		if l.Before == nil || !l.Kind.Changes() {
			return false
		}
		t := users[l.Before.Key]
		if t == nil || !(l.Kind == Deactivated && t.present || t.putBack(l)) {
			return false
		}
		others = others || t.others
		return true
	})
	switch {
	case len(lines) == 0:
	case others:
		p.trip(SinceExport, lines)
	default:
		p.trip(SinceExport, lines, "reason", "hand")
	}
}

// touchedSince gathers by user what the file may not know of.
func (p *Plan) touchedSince(d *draft) map[data.UserKey]*touched {
	users := touches{}
	base, mark := d.base, d.file.Mark
	if !markFits(base, mark) {
		mark = nil
	}
	after := base.LastApplied()
	if mark != nil {
		after = p.knownTo(d, mark)
	}
	for i := range base.HandChanges {
		if c := &base.HandChanges[i]; c.Revision > after {
			users.add(base.Schema, c)
		}
	}
	if base.Marked != nil && mark != nil {
		users.addUploads(base, after)
	}
	users.addOpen(base, mark)
	return users
}

// markFits reports whether a mark says anything: one of another organization, or
// of a revision that this one has not reached, does not.
func markFits(base *data.Base, mark *data.ExportMark) bool {
	return mark != nil && mark.Organization == base.Organization && mark.Revision <= base.Revision
}

// touches are the users who were touched.
type touches map[data.UserKey]*touched

func (t touches) of(key data.UserKey) *touched {
	if t[key] == nil {
		t[key] = &touched{replaced: map[data.Field][]string{}, held: map[data.Field]bool{}}
	}
	return t[key]
}

// add takes up a change. Who was only protected or released is as before.
func (t touches) add(schema *data.Schema, c *data.Recorded) {
	user := t.of(keyOf(c.Change))
	user.others = user.others || c.Origin != data.ByHand
	switch c.Action {
	case data.Create, data.Update, data.Reactivate:
		user.present = true
	}
	if c.Action != data.Create && c.Action != data.Remove {
		for _, f := range c.Fields(schema) {
			user.replaced[f] = append(user.replaced[f], c.Before.Get(f))
		}
	}
}

// addUploads takes up what applied uploads that stand changed after a revision.
func (t touches) addUploads(base *data.Base, after data.Revision) {
	stands := map[int64]bool{}
	for i := range base.Marked.Uploads {
		stands[base.Marked.Uploads[i].ID] = true
	}
	for i := range base.Marked.Changes {
		if c := &base.Marked.Changes[i]; c.Origin == data.ByUpload && c.Revision > after && stands[c.Upload] {
			t.add(base.Schema, c)
		}
	}
}

// addOpen takes up what stands open from before, unless the export knew it.
func (t touches) addOpen(base *data.Base, mark *data.ExportMark) {
	byHand := map[data.UserKey][]data.OpenChange{}
	for _, o := range openChanges(base) {
		if mark != nil && o.Revision <= mark.Revision {
			continue
		}
		user := t.of(o.User)
		switch {
		case o.Field == data.StatusField:
			user.present = true
			user.others = user.others || o.LeftOut
		case o.LeftOut:
			user.held[o.Field], user.others = true, true
		default:
			byHand[o.User] = append(byHand[o.User], o)
		}
	}
	for i := range base.HandChanges {
		c := &base.HandChanges[i]
		for _, o := range byHand[keyOf(c.Change)] {
			if old := c.Before.Get(o.Field); c.Revision >= o.Revision && old != c.After.Get(o.Field) {
				t[o.User].replaced[o.Field] = append(t[o.User].replaced[o.Field], old)
			}
		}
	}
}

// putBack reports whether a line sets a field to a value that was replaced, or
// changes one that was left as it is.
func (t *touched) putBack(l *Line) bool {
	for f := range t.held {
		if l.Before.Get(f) != l.After.Get(f) {
			return true
		}
	}
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
