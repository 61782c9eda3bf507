package terminal

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/data"
)

// undo is what the flags of the undo command say (SPEC S12.1). Its report is
// printed and saved like that of an upload.
type undo struct {
	upload
	number int64
	day    time.Time // when sinceDay begins
	only   []string  // kinds as typed
}

func defineUndo(f *flags) action {
	u := &undo{upload: upload{format: "text"}}
	f.yes("apply", &u.apply)
	f.text("since", "DATE", &u.sinceDay)
	f.texts("leave-out", "EMAIL[:FIELD]", &u.options.LeaveOut)
	f.texts("only", "KIND[,KIND]", &u.only)
	f.numbers("confirm", &u.confirm)
	f.choice("format", &u.format, "text", "json")
	f.texts("report", "FILE", &u.reports)
	return u.run
}

// run simulates, and undoes if it was told to.
func (u *undo) run(ctx context.Context, c *call) error {
	r := report.Report{Words: c.words, Mode: data.Simulated}
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
	if wrong := cmp.Or(u.readWhich(c.operands), u.readKinds()); wrong != nil {
		return "", wrong
	}
	for _, path := range u.reports {
		if !report.HasFormat(path) {
			return "", usage("report_ending", "path", path)
		}
	}
	return c.toWrite()
}

// readWhich reads the number of an upload, or the day back to which all is undone
// (SPEC S17.6).
func (u *undo) readWhich(operands []string) *usageError {
	var err error
	switch {
	case u.sinceDay != "" && len(operands) > 0:
		return usage("since_number", "value", operands[0])
	case u.sinceDay != "":
		if u.day, err = time.ParseInLocation(time.DateOnly, u.sinceDay, time.Local); err != nil {
			return usage("since", "value", u.sinceDay)
		}
		return nil
	case len(operands) == 0:
		return usage("operand_missing", "operand", "N")
	}
	if u.number, err = strconv.ParseInt(operands[0], 10, 64); err != nil || u.number < 1 {
		return usage("number", "value", operands[0])
	}
	return nil
}

// readKinds reads the kinds that are taken back alone, which stand between commas
// or in several flags (SPEC S17.6).
func (u *undo) readKinds() *usageError {
	for _, text := range u.only {
		for kind := range strings.SplitSeq(text, ",") {
			if kind = strings.TrimSpace(kind); !slices.Contains(plan.UndoKinds, kind) {
				return usage("undo_kind", "value", kind, "nearest", nearest(kind, plan.UndoKinds), "kinds", strings.Join(plan.UndoKinds, ", "))
			}
			u.options.Only = append(u.options.Only, kind)
		}
	}
	return nil
}

// schemaOf is the list of the fields that the upload to be undone can have changed.
func (u *undo) schemaOf(ctx context.Context, org *app.App, ofUsers *data.Schema) (*data.Schema, error) {
	uploads, err := org.Uploads(ctx, 0, 0)
	for i := range uploads {
		if uploads[i].ID == u.number && uploads[i].Options.Hierarchy {
			return data.RoleSchema, nil
		}
	}
	return ofUsers, err
}

func (u *undo) plan(ctx context.Context, org *app.App, progress app.Progress) (*app.Simulation, error) {
	if u.sinceDay != "" {
		return org.UndoSince(ctx, u.day, u.options, progress)
	}
	return org.UndoPart(ctx, u.number, u.options, progress)
}

// in undoes in an open organization.
func (u *undo) in(ctx context.Context, c *call, org *app.App, r report.Report) error {
	progress, wipe := c.progress()
	base, err := org.Base(ctx)
	if err != nil {
		return u.failed(c, r, err)
	}
	schema, err := u.schemaOf(ctx, org, base.Schema)
	if err != nil {
		return u.failed(c, r, err)
	}
	if wrong := u.readLeaveOuts(schema); wrong != nil {
		return u.failed(c, r, wrong)
	}
	r.Organization, r.Revision = base.Settings.Name, base.Revision
	s, err := u.plan(ctx, org, progress)
	wipe()
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
	wipe()
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
func (u *upload) nextUndo(c *call, r report.Report, outcome error) {
	switch {
	case r.Plan.BackToDate() && c.applied != 0:
		c.say(c.words.T("terminal.undo.since.applied", "uploads", report.UndoneNumbers(c.words, r.Plan), "undo", r.Upload))
	case r.Plan.BackToDate() && outcome == nil && report.NothingLeft(c.words, r) == "":
		c.say(c.words.T("terminal.undo.since.next", "day", u.sinceDay))
	case c.applied != 0:
		c.say(c.words.T("terminal.undo.applied", "upload", r.Plan.Undoes.Upload, "undo", r.Upload))
	case outcome == nil && report.NothingLeft(c.words, r) == "":
		c.say(c.words.T("terminal.undo.next", "upload", r.Plan.Undoes.Upload))
	}
}
