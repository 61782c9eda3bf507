package plan

import (
	"maps"
	"slices"

	"headcount.app/headcount/data"
)

// guardManyWarnings trips when many rows have warnings in columns that had none in
// the last file: something became of the column on its way (SPEC S4.9
// many_warnings). A file that lacked a column says nothing of it.
func (p *Plan) guardManyWarnings(d *draft, limits data.Guards) {
	if len(d.base.Past) == 0 || d.base.Past[0].Recall == nil {
		return
	}
	fresh := map[int]bool{}
	for f, lines := range p.warnedRows() {
		if warnedBefore(d.base, f) {
			continue
		}
		for _, at := range lines {
			fresh[at] = true
		}
	}
	rows := p.countWhere(func(l *Line) bool { return l.Row != 0 })
	lines := slices.Sorted(maps.Keys(fresh))
	if limits.ManyWarnings.Trips(len(lines), rows) {
		p.trip(ManyWarnings, lines, "part", itoa(len(lines)), "whole", itoa(rows))
	}
}

// warnedRows lists, by column, the lines with a warning in it.
func (p *Plan) warnedRows() map[data.Field][]int {
	warned := map[data.Field][]int{}
	for i := range p.Lines {
		l := &p.Lines[i]
		for k := range l.Issues {
			issue := &l.Issues[k]
			if l.Row == 0 || issue.Level != Warning || issue.Field == data.NoField {
				continue
			}
			if list := warned[issue.Field]; len(list) == 0 || list[len(list)-1] != i {
				warned[issue.Field] = append(list, i)
			}
		}
	}
	return warned
}

// warnedBefore reports whether the last file that had a column had warnings in it.
func warnedBefore(base *data.Base, f data.Field) bool {
	for i := range base.Past {
		u := &base.Past[i]
		if u.Recall == nil {
			return false
		}
		if slices.ContainsFunc(u.File.Columns, func(c data.Column) bool { return c.Field == f }) {
			return slices.Contains(u.Recall.Warned, f)
		}
	}
	return false
}
