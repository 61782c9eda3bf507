package report

import (
	"slices"
	"time"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// leaveOut withholds the changes of some lines, or makes them after all. What is made
// needs no protection any more.
func (r *report) leaveOut(lines []int, out bool) {
	var addresses []string
	for _, i := range lines {
		if l := &r.state.plan.Lines[i]; l.LeftOut != out && (l.LeftOut || l.Kind.Changes()) {
			addresses = append(addresses, address(l))
		}
	}
	if len(addresses) == 0 {
		return
	}
	r.regard(func(o *data.Options) {
		if out {
			o.LeaveOut = append(o.LeaveOut, addresses...)
			return
		}
		o.LeaveOut = without(o.LeaveOut, addresses)
		o.LeaveOutFields = withoutFields(o.LeaveOutFields, addresses, data.NoField)
		o.Remember = without(o.Remember, addresses)
	})
}

// leaveField withholds the change of one field of some lines, or makes it after all
// (SPEC S4.10).
func (r *report) leaveField(lines []int, f data.Field, out bool) {
	var addresses []string
	for _, i := range lines {
		addresses = append(addresses, address(&r.state.plan.Lines[i]))
	}
	r.regard(func(o *data.Options) {
		o.LeaveOutFields = withoutFields(o.LeaveOutFields, addresses, f)
		for _, email := range addresses {
			if out {
				o.LeaveOutFields = append(o.LeaveOutFields, data.FieldChoice{Email: email, Field: f})
			}
		}
	})
}

// skipRow simulates again without a row of the file, or with it after all (SPEC S3A.14).
// The row stays where it is, so that a double click takes no other one; its second half
// does nothing.
func (r *report) skipRow(row int, out bool) {
	if time.Since(r.skipped) < secondClick {
		return
	}
	r.skipped = time.Now()
	r.regard(func(o *data.Options) {
		o.SkipRows = slices.DeleteFunc(slices.Clone(o.SkipRows), func(n int) bool { return n == row })
		if out {
			o.SkipRows = append(o.SkipRows, row)
		}
	})
}

// isSkipped reports whether the row of a line was left out by hand.
func (r *report) isSkipped(l *plan.Line) bool {
	return l.Row > 0 && slices.Contains(r.state.plan.Options.SkipRows, l.Row)
}

// skipLink offers to leave out the row of a problem, or to read one that was left out
// after all; nil for any other line.
func (r *report) skipLink(l *plan.Line) *widgets.Link {
	return r.skipLinkOf(l, "screen.report.row.read", "screen.report.row.skip")
}

// skipLinkOf is skipLink in other words.
func (r *report) skipLinkOf(l *plan.Line, read, skip string) *widgets.Link {
	skipped := r.isSkipped(l)
	if !r.canCorrect() || l.Row == 0 || l.Kind != plan.Problem && !skipped {
		return nil
	}
	row := l.Row
	return widgets.NewLink(desk.Pick(r.words(), skipped, read, skip), func() { r.skipRow(row, !skipped) })
}

// remember makes protections of left-out deactivations, or none of them (SPEC S4.10).
func (r *report) remember(lines []int, protect bool) {
	p := r.state.plan
	var addresses []string
	for _, i := range lines {
		if l := &p.Lines[i]; protectable(p, l) && r.isRemembered(i) != protect {
			addresses = append(addresses, address(l))
		}
	}
	if len(addresses) == 0 {
		return
	}
	r.regard(func(o *data.Options) {
		if protect {
			o.Remember = append(o.Remember, addresses...)
			return
		}
		o.Remember = without(o.Remember, addresses)
	})
}

// protectable reports whether a left-out deactivation can be remembered as a protection;
// that of an undo can't: no file would deactivate the person.
func protectable(p *plan.Plan, l *plan.Line) bool { return p.Undoes == nil && l.Protectable() }

// isRemembered reports whether applying would protect the person of a line.
func (r *report) isRemembered(line int) bool {
	p := r.state.plan
	l := &p.Lines[line]
	return protectable(p, l) && r.state.lines.remembered[l.Before.Key]
}

// withoutFields is a list of choices without those of some people for a field, for
// all of theirs if it is data.NoField.
func withoutFields(all []data.FieldChoice, gone []string, f data.Field) []data.FieldChoice {
	keys := addressKeys(gone)
	return slices.DeleteFunc(all, func(c data.FieldChoice) bool {
		return keys[data.EmailKey(c.Email)] && (f == data.NoField || c.Field == f)
	})
}

// without is a list of addresses without some, however they are written.
func without(all, gone []string) []string {
	keys := addressKeys(gone)
	return slices.DeleteFunc(all, func(address string) bool { return keys[data.EmailKey(address)] })
}

func addressKeys(addresses []string) map[string]bool {
	keys := make(map[string]bool, len(addresses))
	for _, address := range addresses {
		keys[data.EmailKey(address)] = true
	}
	return keys
}
