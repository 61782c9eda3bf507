package plan

import (
	"slices"

	"headcount.app/headcount/data"
)

// guard checks the whole plan of an undo (SPEC S4.9). What has to do with the
// rows of a file has no sense here.
func (u *undo) guard(p *Plan) {
	limits := u.base.Settings.Guards.Tightened()
	p.guardMass(limits)
	p.guardColumns(limits, u.matched(p), func(l *Line) bool { return l.Before != nil && l.Kind != Removed }, "reason", "undo")
	p.guardOtherPerson()
	u.guardHandChanges(p)
	u.guardAdministrators(p)
}

// matched is whom the file matched in the first place: an undo is measured like
// the upload that it takes back, or makes again; of several like the largest.
func (u *undo) matched(p *Plan) int {
	matched := p.countWhere(func(l *Line) bool { return l.Before != nil && l.Kind != Removed })
	for i := range u.taken {
		first := u.first(u.taken[i])
		matched = max(matched, first.Counts.Updated+first.Counts.Reactivated+first.Counts.Unchanged)
	}
	return matched
}

// first is the upload of a file that an undo, or the undo of an undo, goes back
// to.
func (u *undo) first(of data.Upload) data.Upload {
	for of.Undoes != 0 {
		at := slices.IndexFunc(u.Uploads, func(other data.Upload) bool { return other.ID == of.Undoes })
		if at < 0 {
			break
		}
		of = u.Uploads[at]
	}
	return of
}

// guardHandChanges trips when somebody would be deactivated whom a hand has
// touched since the upload.
func (u *undo) guardHandChanges(p *Plan) {
	byHand := map[data.UserKey]bool{}
	for i := range u.Changes {
		if c := &u.Changes[i]; c.Origin == data.ByHand && c.Revision > u.Upload.Revision {
			byHand[keyOf(c.Change)] = true
		}
	}
	lines := p.linesWhere(func(l *Line) bool { return l.Kind == Deactivated && byHand[l.Before.Key] })
	if len(lines) > 0 {
		p.trip(SinceExport, lines, "reason", "undo")
	}
}

// guardAdministrators: nobody becomes an administrator unseen, and the last one
// stays, unless the base before the upload had none either (SPEC S2.4).
func (u *undo) guardAdministrators(p *Plan) {
	base := *u.base
	base.Profiles = append(base.Profiles[:len(base.Profiles):len(base.Profiles)], u.newProfiles...)
	p.guardNewAdministrators(&base)
	if u.hadAdministrator() {
		p.guardLastAdministrator(&base)
	}
}

// hadAdministrator reports whether somebody was an active administrator before
// the upload.
func (u *undo) hadAdministrator() bool {
	changed := map[data.UserKey]bool{}
	for _, changes := range u.byUser {
		changed[keyOf(changes[0].Change)] = true
		if isActive(&changes[0].Before, u.marked) {
			return true
		}
	}
	for i := range u.base.Users {
		if user := &u.base.Users[i]; !changed[user.Key] && isActive(user, u.marked) {
			return true
		}
	}
	return false
}
