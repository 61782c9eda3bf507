package plan

import (
	"context"
	"slices"

	"headcount.app/headcount/data"
)

// Build compares a file with the user base and says what would happen, and
// why. The same base, file and options give the same plan (SPEC S4.12). The
// plan points into the base, which must not be changed while it is in use.
//
// The error is a *data.FileError if the file as a whole cannot be planned from,
// or a *UsageError if a choice in the options fits nothing. Problems in single
// rows are no errors: they are lines of the plan.
func Build(base *data.Base, file *data.Table, o data.Options) (*Plan, error) {
	return BuildContext(context.Background(), base, file, o)
}

// BuildContext is Build that can be cancelled: the error is the context's then.
func BuildContext(ctx context.Context, base *data.Base, file *data.Table, o data.Options) (*Plan, error) {
	return build(ctx, base, file, o, false)
}

// Rebuild is BuildContext for a file or a base that is another one than when the
// choices by hand were made: pairs and leave-outs that fit nothing any more are
// taken out of the options, and a warning of the plan names them.
func Rebuild(ctx context.Context, base *data.Base, file *data.Table, o data.Options) (*Plan, error) {
	return build(ctx, base, file, o, true)
}

func build(ctx context.Context, base *data.Base, file *data.Table, o data.Options, lenient bool) (*Plan, error) {
	if o.Hierarchy {
		return buildRoles(base, file, o, lenient)
	}
	columns, err := columnsOfFile(base, file, o)
	if err != nil {
		return nil, err
	}
	file, asides := withoutAsides(base.Schema, file, columns)
	d := newDraft(ctx, base, file, cloneOptions(o), columns)
	d.lenient, d.asides = lenient, asides
	if err := d.checkTranslations(); err != nil {
		return nil, err
	}
	if err := d.checkSkips(); err != nil {
		return nil, err
	}
	for _, step := range []func(){d.lookUp, d.splitNames, d.match, d.findRepeats, d.findMixedUp, d.readValues, d.settle, d.mention, d.mentionAside, d.mentionWithinRows} {
		if step(); ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if d.stop != nil {
			return nil, d.stop
		}
	}
	for _, choice := range []func() error{d.join, d.leaveOut, d.leaveOutFields} {
		if err := choice(); err != nil {
			return nil, err
		}
	}
	if p := d.plan(); ctx.Err() == nil {
		return p, nil
	}
	return nil, ctx.Err()
}

// columnsOfFile says what the columns of a file are, if that can be told.
func columnsOfFile(base *data.Base, file *data.Table, o data.Options) ([]Column, error) {
	columns, err := recognise(base.Schema, file, o.Mapping)
	if err == nil && len(file.Read) == 0 {
		err = contradicted(base, file, columns)
	}
	if err == nil {
		err = settleLoneName(base, file, columns)
	}
	if err == nil {
		err = somebodyAbove(base, file, o)
	}
	return columns, err
}

func cloneOptions(o data.Options) data.Options {
	o.Pairs, o.Refused = slices.Clone(o.Pairs), slices.Clone(o.Refused)
	o.SkipRows = slices.Clone(o.SkipRows)
	o.LeaveOut, o.Remember = slices.Clone(o.LeaveOut), slices.Clone(o.Remember)
	o.LeaveOutFields = slices.Clone(o.LeaveOutFields)
	o.Translations = slices.Clone(o.Translations)
	mapping := o.Mapping
	if mapping != nil {
		o.Mapping = make(map[string]string, len(mapping))
		for header, field := range mapping {
			o.Mapping[header] = field
		}
	}
	return o
}

// planOn is a plan without lines on a base.
func planOn(base *data.Base) *Plan {
	return &Plan{Schema: base.Schema, Base: Stamp{base.Organization, base.Revision, base.Digest}}
}

// planOfFile is a plan without lines, of users or roles, that says which file it
// is of.
func planOfFile(base *data.Base, file *data.Table, columns []Column) *Plan {
	p := planOn(base)
	p.File = data.FileInfo{Format: file.Format, Sheet: file.Sheet, HeaderRow: file.HeaderRow, Rows: len(file.Rows)}
	for _, c := range columns {
		p.File.Columns = append(p.File.Columns, c.Column)
		p.read = append(p.read, data.ReadColumn{Field: c.Field, Why: c.Why})
	}
	return p
}

// plan puts the settled draft into a plan.
func (d *draft) plan() *Plan {
	p := planOfFile(d.base, d.file, d.columns)
	p.Options, p.ActiveBefore, p.mentions = d.options, d.base.ActiveUsers(), d.mentions
	places := d.fates(p)
	if d.ctx.Err() != nil {
		return p
	}
	d.proposePairs(p, places)
	d.listNew(p)
	d.remember(p)
	p.FileIssues = append(d.fileIssues(p), p.FileIssues...)
	p.count()
	p.guard(d)
	p.Recall = d.recall(p)
	return p
}

// count fills in the numbers of the report (SPEC S6.1, S6.6). Warnings counts
// the warnings of all lines and of the file as a whole.
func (p *Plan) count() {
	c := data.Counts{}
	for i := range p.Lines {
		l := &p.Lines[i]
		*counter(&c, l.Kind)++
		if l.Moved {
			c.Moved++
		}
		c.Warnings += warnings(l.Issues)
	}
	c.Warnings += warnings(p.FileIssues)
	p.Counts = c
	p.ActiveAfter = p.ActiveBefore + p.activeGain()
}

func counter(c *data.Counts, k Kind) *int {
	switch k {
	case Created:
		return &c.Created
	case Updated:
		return &c.Updated
	case Reactivated:
		return &c.Reactivated
	case Deactivated:
		return &c.Deactivated
	case Unchanged:
		return &c.Unchanged
	case Absent:
		return &c.Absent
	case Kept:
		return &c.Kept
	case Ignored:
		return &c.Ignored
	case Removed:
		return &c.Removed
	default:
		return &c.Problem
	}
}

func warnings(issues []Issue) int {
	n := 0
	for i := range issues {
		if issues[i].Level == Warning {
			n++
		}
	}
	return n
}

// activeGain is by how many the active users or roles grow; negative if they
// shrink.
func (p *Plan) activeGain() int {
	gain := 0
	for i := range p.Lines {
		l := &p.Lines[i]
		if !l.Kind.Changes() {
			continue
		}
		gain += live(l.After) - live(l.Before)
		if l.Role != nil {
			gain += live(l.Role.After) - live(l.Role.Before)
		}
	}
	return gain
}

// live counts a user or a role that is there and active.
func live[S subject](s S) int {
	if s == nil || !s.Active() {
		return 0
	}
	return 1
}
