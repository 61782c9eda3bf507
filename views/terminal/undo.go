package terminal

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"headcount/app"
	"headcount/app/plan"
	"headcount/data"
)

// undo is what the flags of the undo command say (SPEC S12.1). Its report is
// printed and saved like that of an upload.
type undo struct {
	upload
	number int64
	// leaveOut and only are as typed, choice is what they say.
	leaveOut, only []string
	choice         data.Options
}

func defineUndo(f *flags) action {
	u := &undo{upload: upload{format: "text"}}
	f.yes("apply", &u.apply)
	f.texts("leave-out", "EMAIL[:FIELD]", &u.leaveOut)
	f.texts("only", "KIND[,KIND]", &u.only)
	f.numbers("confirm", &u.confirm)
	f.choice("format", &u.format, "text", "json")
	f.texts("report", "FILE", &u.reports)
	return u.run
}

// run simulates, and undoes if it was told to.
func (u *undo) run(ctx context.Context, c *call) error {
	r := plan.Report{Words: c.words, Mode: data.Simulated}
	path, err := u.check(c)
	if err != nil {
		return u.failed(c, r, err)
	}
	r.Undoes = u.number
	org, err := app.OpenContext(ctx, path, c.Config)
	if err != nil {
		return u.failed(c, r, err)
	}
	err = u.in(ctx, c, org, r)
	if closed := org.Close(); err == nil {
		err = closed
	}
	return err
}

func (u *undo) check(c *call) (path string, err error) {
	u.number, err = strconv.ParseInt(c.operands[0], 10, 64)
	if err != nil || u.number < 1 {
		return "", usage("number", "value", c.operands[0])
	}
	if u.choice, err = undoChoice(u.leaveOut, u.only); err != nil {
		return "", err
	}
	for _, path := range u.reports {
		if !app.ReportFormat(path) {
			return "", usage("report_ending", "path", path)
		}
	}
	return c.toWrite()
}

// undoChoice reads what an undo leaves out, and the kinds that it takes alone. The
// flags may be repeated; kinds stand between commas too (SPEC S17.6).
func undoChoice(leaveOut, only []string) (o data.Options, err error) {
	for _, text := range leaveOut {
		email, field, single := cutField(text)
		if single {
			o.LeaveOutFields = append(o.LeaveOutFields, data.FieldChoice{Email: email, Field: field})
			continue
		}
		o.LeaveOut = append(o.LeaveOut, text)
	}
	for _, text := range only {
		for kind := range strings.SplitSeq(text, ",") {
			if kind = strings.TrimSpace(kind); !slices.Contains(plan.UndoKinds, kind) {
				return o, usage("undo_kind", "value", kind, "nearest", nearest(kind, plan.UndoKinds), "kinds", strings.Join(plan.UndoKinds, ", "))
			}
			o.Only = append(o.Only, kind)
		}
	}
	return o, nil
}

// cutField parts an address from the name of one of its fields, "EMAIL:FIELD". No
// address has a colon that is followed by the name of a field.
func cutField(text string) (email string, field data.Field, single bool) {
	at := strings.LastIndexByte(text, ':')
	if at < 0 {
		return text, data.NoField, false
	}
	for _, list := range [][]data.FieldInfo{data.Fields, data.RoleFields} {
		for _, info := range list {
			if info.Name == text[at+1:] {
				return text[:at], info.Field, true
			}
		}
	}
	return text, data.NoField, false
}

// in undoes in an open organization.
func (u *undo) in(ctx context.Context, c *call, org *app.App, r plan.Report) error {
	progress, clear := c.progress()
	base, err := org.Base(ctx)
	if err != nil {
		return u.failed(c, r, err)
	}
	r.Organization, r.Revision = base.Settings.Name, base.Revision
	s, err := org.UndoPart(ctx, u.number, u.choice, progress)
	clear()
	if err != nil {
		return u.failed(c, r, err)
	}
	u.warn(c, s)
	r.Plan, r.At = s.Plan, s.Upload.At
	consent := app.Consent{Numbers: u.confirm}
	if !u.apply {
		return u.report(ctx, c, r, refusal(s.Plan, consent))
	}
	if err := u.rehearse(ctx, r); err != nil {
		return u.failed(c, r, err)
	}
	applied, err := org.Apply(ctx, s, consent, progress)
	clear()
	var refused *app.RefusedError
	switch {
	case errors.As(err, &refused):
		return u.report(ctx, c, r, err)
	case err != nil:
		return u.failed(c, r, err)
	}
	c.applied = applied.ID
	r.Mode, r.Upload, r.At = data.Applied, applied.ID, applied.At
	return u.report(context.WithoutCancel(ctx), c, r, nil)
}

// nextUndo says how a simulated undo without hindrance is carried out.
func nextUndo(c *call, r plan.Report, outcome error) {
	switch {
	case c.applied != 0:
		c.say(c.words.T("terminal.undo.applied", "upload", r.Plan.Undoes.Upload, "undo", r.Upload))
	case outcome == nil && plan.NothingLeft(c.words, r) == "":
		c.say(c.words.T("terminal.undo.next", "upload", r.Plan.Undoes.Upload))
	}
}
