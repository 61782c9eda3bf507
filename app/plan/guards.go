package plan

import (
	"strconv"

	"headcount.app/headcount/data"
)

// Codes of guards, in the order in which they are shown (SPEC S4.9).
const (
	MassDeactivation  = "mass_deactivation"
	MassReactivation  = "mass_reactivation"
	MassUpdate        = "mass_update"
	Rotated           = "rotated"
	Shifted           = "shifted"
	OtherPerson       = "other_person"
	ShortFile         = "short_file"
	LongFile          = "long_file"
	ManyWarnings      = "many_warnings"
	NoUsableRow       = "no_usable_row"
	UnreadableRows    = "unreadable_rows"
	SinceExport       = "since_export"
	NewAdministrator  = "new_administrator"
	OpenPairs         = "open_pairs"
	LastAdministrator = "last_administrator"
	// MassArchive is about roles, as MassDeactivation is about users (S13.2).
	MassArchive = "mass_archive"
)

// GuardCodes lists the guards in the order in which they are shown.
var GuardCodes = []string{
	MassDeactivation, MassReactivation, MassUpdate, Rotated, Shifted, OtherPerson, ShortFile, LongFile, ManyWarnings, NoUsableRow,
	UnreadableRows, SinceExport, NewAdministrator, OpenPairs, LastAdministrator, MassArchive,
}

// namesFirst: above this share of the active users the names are shown before
// the number counts (SPEC S4.9).
const namesFirst = 20

// guard checks the whole plan of a file (SPEC S4.9). What was left out or is a
// problem does not count: it changes nothing.
func (p *Plan) guard(d *draft) {
	limits := d.base.Settings.Guards.Tightened()
	p.guardMass(limits)
	p.guardUpdates(limits)
	p.guardRotated(d)
	p.guardShifted(d.base, limits)
	p.guardOtherPerson()
	if d.options.DeactivateAbsent {
		p.guardShortFile(d, limits)
	}
	p.guardLongFile(d, limits)
	p.guardManyWarnings(d, limits)
	if d.options.DeactivateAbsent {
		p.guardRows(d)
	}
	p.guardSinceExport(d)
	p.guardNewAdministrators(d.base)
	p.guardPairs()
	p.guardLastAdministrator(d.base)
}

// trip adds a guard that is passed by typing the number of people it lists.
func (p *Plan) trip(code string, lines []int, args ...string) {
	p.Guards = append(p.Guards, Guard{Code: code, Number: len(lines), Lines: lines, Args: args})
}

// linesWhere lists the lines for which is holds.
func (p *Plan) linesWhere(is func(*Line) bool) []int {
	var lines []int
	for i := range p.Lines {
		if is(&p.Lines[i]) {
			lines = append(lines, i)
		}
	}
	return lines
}

// countWhere counts them.
func (p *Plan) countWhere(is func(*Line) bool) (n int) {
	for i := range p.Lines {
		if is(&p.Lines[i]) {
			n++
		}
	}
	return n
}

func (p *Plan) ofKind(k Kind) []int { return p.linesWhere(func(l *Line) bool { return l.Kind == k }) }

// guardMass counts who would be active no more, removed people among them, and
// who would be active again.
func (p *Plan) guardMass(limits data.Guards) {
	total := p.ActiveBefore
	gone := p.linesWhere(func(l *Line) bool {
		return l.Kind == Deactivated || l.Kind == Removed && l.Before.Status == data.Active
	})
	if n := len(gone); limits.MassDeactivation.Trips(n, total) {
		var args []string
		if n > p.Counts.Deactivated {
			args = []string{"reason", "removed"}
		}
		p.tripMass(MassDeactivation, gone, args...)
	}
	if n := p.Counts.Reactivated; limits.MassReactivation.Trips(n, total) {
		p.trip(MassReactivation, p.ofKind(Reactivated), "part", itoa(n), "whole", itoa(total))
	}
}

// tripMass adds the guard that so many of the active are on the lines.
func (p *Plan) tripMass(code string, lines []int, args ...string) {
	n, total := len(lines), p.ActiveBefore
	p.trip(code, lines, append([]string{"part", itoa(n), "whole", itoa(total)}, args...)...)
	p.Guards[len(p.Guards)-1].NamesFirst = n*100 > total*namesFirst
}

// guardUpdates counts, column by column, whom a change of it meets among those
// whom the file matched.
func (p *Plan) guardUpdates(limits data.Guards) {
	p.guardColumns(limits, p.countWhere((*Line).matched), (*Line).matched)
}

// guardColumns counts, column by column, which of the lines change it.
func (p *Plan) guardColumns(limits data.Guards, matched int, among func(*Line) bool, args ...string) {
	changed := map[data.Field]int{}
	for i := range p.Lines {
		if l := &p.Lines[i]; among(l) && l.Kind.Changes() {
			for _, c := range l.Fields {
				changed[c.Field]++
			}
		}
	}
	for _, info := range p.Schema.Fields() {
		f, limit := info.Field, limits.MassUpdate
		if f == data.Email || f == data.ID || f == data.PermissionProfile {
			limit = limits.MassUpdateKey
		}
		if !limit.Trips(changed[f], matched) {
			continue
		}
		p.trip(MassUpdate, p.linesWhere(func(l *Line) bool { return among(l) && l.Kind.Changes() && l.changes(f) }),
			append([]string{"field", f.Name(), "part", itoa(changed[f]), "whole", itoa(matched)}, args...)...)
	}
}

// changes reports whether a field of the user changes.
func (l *Line) changes(f data.Field) bool {
	for _, c := range l.Fields {
		if c.Field == f {
			return true
		}
	}
	return false
}

// guardShortFile: the file may hold only part of the people. Rows that are
// ignored do not make it longer.
func (p *Plan) guardShortFile(d *draft, limits data.Guards) {
	rows := len(d.file.Rows) - p.Counts.Ignored
	reason, whole := "", 0
	switch last := d.base.LastDeactivatingRows; {
	case p.Counts.Deactivated == 0:
		return
	case d.file.Mark != nil && d.file.Mark.Filtered:
		reason = "filtered"
	case len(d.file.OtherSheets) > 0:
		reason = "sheets"
	case (rows-d.combinedRows())*100 < p.ActiveBefore*limits.ShortFilePercent:
		reason, whole, rows = "active", p.ActiveBefore, rows-d.combinedRows()
	case rows*100 < last*limits.ShortFilePercent:
		reason, whole = "last", last
	default:
		return
	}
	p.trip(ShortFile, p.ofKind(Deactivated), "reason", reason, "rows", itoa(rows), "whole", itoa(whole), "part", itoa(p.Counts.Deactivated))
}

// guardRows looks for rows that say nothing about anybody: none that does, or
// problem rows that could be anybody.
func (p *Plan) guardRows(d *draft) {
	usable := false
	unreadable := map[int]bool{}
	for i := range d.rows {
		r := &d.rows[i]
		if !r.takesPart() {
			continue
		}
		if d.leadsToNobody(i) {
			unreadable[r.source.Number] = true
			continue
		}
		usable = true
	}
	p.tripRows(usable, unreadable)
}

// tripRows adds the guards that no row can be used and that some could be about
// anybody, by their numbers.
func (p *Plan) tripRows(usable bool, unreadable map[int]bool) {
	if !usable {
		p.Guards = append(p.Guards, Guard{Code: NoUsableRow, Impossible: true, Args: []string{"rows", itoa(p.File.Rows)}})
	}
	if len(unreadable) > 0 {
		p.trip(UnreadableRows, p.linesWhere(func(l *Line) bool { return l.Kind == Problem && unreadable[l.Row] }))
	}
}

func (p *Plan) guardPairs() {
	var lines []int
	n := 0
	for _, pair := range p.Pairs {
		if !pair.Accepted && !pair.Declined {
			lines = append(lines, pair.NewLine)
			n++
		}
	}
	if n > 0 {
		p.trip(OpenPairs, lines)
	}
}

// Field is the column that a guard is about, data.NoField if it is about none.
func (g *Guard) Field() data.Field { return data.Field(g.Arg("field")) }

// Arg returns the argument with the name given, "" if there is none.
func (g *Guard) Arg(name string) string {
	issue := Issue{Args: g.Args}
	return issue.Arg(name)
}

// Count returns the argument with the name given as a number, 0 if it is none.
func (g *Guard) Count(name string) int {
	n, _ := strconv.Atoi(g.Arg(name))
	return n
}
