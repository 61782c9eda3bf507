package desk

import (
	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/widgets"
)

// StatusSegments are the three lists of users with their numbers, once these are known.
func StatusSegments(w *assets.Words, c app.UserCounts, known, narrow bool) []widgets.Segment {
	short := ""
	if narrow {
		short = ".short"
	}
	segment := func(id string, n int) widgets.Segment {
		s := widgets.Segment{ID: id, Text: w.T("users." + id + short)}
		if known {
			s.Count = w.Number(n)
		}
		return s
	}
	return []widgets.Segment{
		segment("active", c.Active), segment("deactivated", c.Deactivated), segment("all", c.Active+c.Deactivated),
	}
}

// StatusName is how a choice of status is kept and what its segment is called by.
func StatusName(s app.StatusFilter) string {
	return map[app.StatusFilter]string{app.OnlyActive: "active", app.OnlyDeactivated: "deactivated", app.AllUsers: "all"}[s]
}

// StatusNamed is the choice that StatusName names; another name is that of the active ones.
func StatusNamed(id string) app.StatusFilter {
	switch id {
	case "deactivated":
		return app.OnlyDeactivated
	case "all":
		return app.AllUsers
	}
	return app.OnlyActive
}
