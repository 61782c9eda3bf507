package plan

import "headcount.app/headcount/data"

// knownTo is the revision up to which the author of a file with a mark knew the
// base: that of the export, or the last applied upload that bore the same mark and
// of whose changes the file still bears at least half. One export that two people
// edit and upload one after the other is not the same file (SPEC S4.9).
func (p *Plan) knownTo(d *draft, mark *data.ExportMark) data.Revision {
	if d.base.Marked == nil {
		return mark.Revision
	}
	var lines map[data.UserKey]*Line
	for i := range d.base.Marked.Uploads {
		u := &d.base.Marked.Uploads[i]
		if u.Revision <= mark.Revision || u.Recall == nil || u.Recall.Mark == nil || u.Recall.Mark.Revision != mark.Revision ||
			u.Recall.Mark.Organization != mark.Organization {
			continue
		}
		if lines == nil {
			lines = p.linesByUser()
		}
		if d.bearsHalf(u.ID, lines) {
			return u.Revision
		}
	}
	return mark.Revision
}

func (p *Plan) linesByUser() map[data.UserKey]*Line {
	lines := make(map[data.UserKey]*Line, len(p.Lines))
	for i := range p.Lines {
		if l := &p.Lines[i]; l.Before != nil && l.Kind != Ignored {
			lines[l.Before.Key] = l
		}
	}
	return lines
}

// bearsHalf reports whether the file bears at least half of the values and people
// that an upload changed. Columns that the file lacks say nothing.
func (d *draft) bearsHalf(upload int64, lines map[data.UserKey]*Line) bool {
	bears, all := 0, 0
	count := func(is bool) {
		all++
		if is {
			bears++
		}
	}
	for i := range d.base.Marked.Changes {
		c := &d.base.Marked.Changes[i]
		if c.Upload != upload {
			continue
		}
		l := lines[keyOf(c.Change)]
		inFile := l != nil && l.Row != 0
		switch c.Action {
		case data.Create, data.Reactivate:
			count(inFile)
		case data.Deactivate:
			count(!inFile || l.After.Status == data.Deactivated)
		}
		if c.Action == data.Create || c.Action == data.Remove {
			continue
		}
		for _, f := range c.Fields(d.base.Schema) {
			if f != data.StatusField && d.where(f) >= 0 {
				count(inFile && sameValue(f, said(l, f), c.After.Get(f)))
			}
		}
	}
	return all > 0 && 2*bears >= all
}

// said is what the file says of a field, whether it was left out or not.
func said(l *Line, f data.Field) string {
	for _, changes := range [][]FieldChange{l.Fields, l.LeftFields} {
		for _, c := range changes {
			if c.Field == f {
				return c.New
			}
		}
	}
	return l.After.Get(f)
}
