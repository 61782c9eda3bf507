package terminal

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/data"
)

// upload is what the flags of the upload command say (SPEC S12.1).
type upload struct {
	options   data.Options
	apply     bool
	simulated int64
	confirm   []int
	sinceDay  string // of an undo back to a day, as typed
	pairs     []string
	mapping   []string
	reads     []string
	headerRow int64
	format    string
	reports   []string
	annotated string
	email     string
	// recorded is the upload in the history, 0 if there is none.
	recorded int64
}

func defineUpload(f *flags) action {
	u := &upload{format: "text"}
	f.yes("apply", &u.apply)
	f.number("apply-simulated", &u.simulated)
	f.yes("deactivate-absent", &u.options.DeactivateAbsent)
	f.yes("blank-erases", &u.options.BlankErases)
	f.yes("skip-problems", &u.options.SkipProblems)
	f.yes("create-roles", &u.options.CreateRoles)
	f.choice("names", (*string)(&u.options.Names), string(data.FirstLast), string(data.LastFirst))
	f.yes("rows-per-role", &u.options.RowsPerRole)
	f.texts("pair", "OLD=NEW", &u.pairs)
	f.texts("leave-out", "EMAIL[:FIELD]", &u.options.LeaveOut)
	f.numbers("confirm", &u.confirm)
	f.text("sheet", "NAME", &u.options.Sheet)
	f.number("header-row", &u.headerRow)
	f.text("encoding", "NAME", &u.options.Encoding)
	f.numbers("skip-row", &u.options.SkipRows)
	f.texts("map", "HEADER=FIELD", &u.mapping)
	f.texts("read", "FIELD:VALUE=OTHER", &u.reads)
	f.choice("format", &u.format, "text", "json")
	f.texts("report", "FILE", &u.reports)
	f.text("annotated", "FILE", &u.annotated)
	f.text("email", "ADDRESS", &u.email)
	return u.run
}

// run simulates, and applies if it was told to. A report is printed whatever
// the outcome; with --format json it is always the object of SPEC S6.6.
func (u *upload) run(ctx context.Context, c *call) error {
	r := u.blank(c)
	if err := u.check(c); err != nil {
		return u.failed(c, r, err)
	}
	path, err := c.toWrite()
	if err == nil && len(c.operands) > 0 && c.operands[0] == standardInput {
		c.operands[0], err = c.hold()
	}
	if err == nil && len(c.operands) > 0 {
		err = app.Readable(c.operands[0])
	}
	if err != nil {
		return u.failed(c, r, err)
	}
	open := c.openOrCreate
	if u.simulated != 0 {
		open = func(ctx context.Context, path string) (*app.App, error) { return app.OpenContext(ctx, path, c.Config) }
	}
	if u.simulated == 0 && len(u.mapping) == 0 {
		c.Config.Ahead = app.ReadAhead(ctx, c.operands[0], u.options)
	}
	org, err := open(ctx, path)
	if err != nil {
		return u.failed(c, r, err)
	}
	err = u.in(ctx, c, org, r)
	u.mail(ctx, c, org)
	if closed := org.Close(); err == nil {
		err = closed
	}
	return err
}

// standardInput stands for standard input where a file is named (SPEC S15.3).
const standardInput = "-"

// hold reads standard input and returns the path under which it is read like a file.
func (c *call) hold() (string, error) {
	if c.In == nil {
		return "", usage("standard_input")
	}
	return app.HoldFrom(c.words.T("terminal.standard_input"), c.In)
}

// blank is the report of an upload that has not come to a plan.
func (u *upload) blank(c *call) report.Report {
	return report.Report{Words: c.words, Mode: data.Simulated, Upload: u.simulated, Options: u.options}
}

// in uploads into an open organization.
func (u *upload) in(ctx context.Context, c *call, org *app.App, r report.Report) error {
	progress, wipe := c.progress()
	r, err := u.describe(ctx, c, org, r)
	if err != nil {
		return u.failed(c, r, err)
	}
	s, err := u.simulate(ctx, c, org, progress)
	wipe()
	if err != nil {
		return u.failed(c, r, err)
	}
	u.warn(c, s)
	r.Plan, r.Upload, r.At = s.Plan, s.Upload.ID, s.Upload.At
	u.recorded = s.Upload.ID
	if err := u.annotate(ctx, c, org, s); err != nil {
		return u.failed(c, r, err)
	}
	consent := app.Consent{Numbers: u.confirm}
	if !u.applies() {
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
		if failed := u.recordRefused(ctx, org, s); failed != nil {
			return u.failed(c, r, failed)
		}
		r.Upload, u.recorded = s.Upload.ID, s.Upload.ID
		return u.report(ctx, c, r, err)
	case err != nil:
		return u.failed(c, r, err)
	}
	c.applied, u.recorded = applied.ID, applied.ID
	r.Mode, r.Upload, r.At = data.Applied, applied.ID, applied.At
	return u.report(context.WithoutCancel(ctx), c, r, nil)
}

// recordRefused keeps what was not applied as a simulation, with the copy that
// was asked for.
func (u *upload) recordRefused(ctx context.Context, org *app.App, s *app.Simulation) error {
	if s.Upload.ID == 0 || s.Copy.To == "" {
		return org.Record(ctx, s)
	}
	_, err := org.EmailReport(ctx, s.Upload.ID, s.Copy)
	return err
}

func (u *upload) applies() bool { return u.apply || u.simulated != 0 }

// refusal is app.Refusal as an error.
func refusal(p *plan.Plan, consent app.Consent) error {
	if refused := app.Refusal(p, consent); refused != nil {
		return refused
	}
	return nil
}

// describe fills in what the head of a report says about the organization, and
// the options that count: new roles are made by themselves while the
// organization has none (SPEC S4.7).
func (u *upload) describe(ctx context.Context, c *call, org *app.App, r report.Report) (report.Report, error) {
	defaults, err := org.DefaultOptions(ctx)
	if err != nil {
		return r, err
	}
	u.options.CreateRoles = !u.options.Hierarchy && (u.options.CreateRoles || defaults.CreateRoles)
	base, err := org.Base(ctx)
	if err != nil {
		return r, err
	}
	if wrong := cmp.Or(u.readMapping(u.schema(base.Schema)), u.readLeaveOuts(base.Schema)); wrong != nil {
		return r, wrong
	}
	r.Organization, r.Revision, r.Options = base.Settings.Name, base.Revision, u.options
	if len(c.operands) > 0 {
		r.File = filepath.Base(c.operands[0])
	}
	return r, nil
}

// simulate reads the file and plans, or opens the simulation that
// --apply-simulated names. What is to be applied at once is recorded as a
// simulation only if it is refused.
func (u *upload) simulate(ctx context.Context, c *call, org *app.App, p app.Progress) (*app.Simulation, error) {
	switch {
	case u.simulated == 0 && u.apply:
		s, err := org.Prepare(ctx, c.operands[0], u.options, p)
		if err == nil {
			s.Copy = u.copy(c)
		}
		return s, err
	case u.simulated == 0:
		return org.SimulateFor(ctx, c.operands[0], u.options, u.copy(c), p)
	}
	s, err := org.Simulation(ctx, u.simulated)
	if err != nil {
		return nil, err
	}
	if s.Plan.Options.Hierarchy != u.options.Hierarchy {
		return nil, usage("other_kind", "upload", u.simulated)
	}
	s.Copy = u.copy(c)
	if len(c.operands) == 0 {
		return s, nil
	}
	sum, err := app.SHA256(c.operands[0])
	if err != nil {
		return nil, err
	}
	if sum != s.Plan.File.SHA256 {
		return nil, &app.OtherFileError{Path: c.operands[0]}
	}
	return s, nil
}

// warn says what the report does not hold but a person must know.
func (u *upload) warn(c *call, s *app.Simulation) {
	if s.OpenElsewhere {
		c.say(c.words.T("error.open_elsewhere", "path", printable(s.Plan.File.Name)))
	}
	if u.format == "json" {
		for i := range s.Plan.FileIssues {
			issue := &s.Plan.FileIssues[i]
			c.say(c.words.T("report.level."+issue.Level.String(), "text", printable(report.IssueText(c.words, s.Plan.Schema, issue))))
		}
	}
}

// print writes the report to standard output.
func (u *upload) print(c *call, r report.Report) error {
	if u.format == "json" {
		return report.WriteJSON(c.out, r)
	}
	return report.WriteText(c.out, r, report.TextOptions{Flags: true})
}
