package plan

import (
	"strconv"

	"headcount.app/headcount/data"
)

// guardNewAdministrators lists who becomes an active administrator in an
// organization that has one already.
func (p *Plan) guardNewAdministrators(base *data.Base) {
	marked := administrators(base)
	if !hasAdministrator(base, marked) {
		return
	}
	lines := p.linesWhere(func(l *Line) bool {
		return l.Kind.Changes() && isActive(l.After, marked) && !isActive(l.Before, marked)
	})
	if len(lines) > 0 {
		p.trip(NewAdministrator, lines)
	}
}

// guardLastAdministrator: no organization that had an active administrator may
// be left without one, judged on the final state (SPEC S2.4).
func (p *Plan) guardLastAdministrator(base *data.Base) {
	marked := administrators(base)
	if !hasAdministrator(base, marked) {
		return
	}
	left := 0
	for i := range base.Users {
		if isActive(&base.Users[i], marked) {
			left++
		}
	}
	var lost []int
	for i := range p.Lines {
		l := &p.Lines[i]
		if !l.Kind.Changes() {
			continue
		}
		before, after := isActive(l.Before, marked), isActive(l.After, marked)
		switch {
		case before && !after:
			left--
			lost = append(lost, i)
		case after && !before:
			left++
		}
	}
	if left == 0 {
		p.Guards = append(p.Guards, Guard{Code: LastAdministrator, Impossible: true, Lines: lost, Args: []string{"n", strconv.Itoa(len(lost))}})
	}
}

// administrators are the names of the profiles that are marked (SPEC S13.4).
func administrators(base *data.Base) map[string]bool {
	marked := map[string]bool{}
	for i := range base.Profiles {
		if base.Profiles[i].Administrator {
			marked[base.Profiles[i].Name] = true
		}
	}
	return marked
}

func isActive(u *data.User, marked map[string]bool) bool {
	return u != nil && u.Status == data.Active && marked[u.Profile]
}

func hasAdministrator(base *data.Base, marked map[string]bool) bool {
	for i := range base.Users {
		if isActive(&base.Users[i], marked) {
			return true
		}
	}
	return false
}
