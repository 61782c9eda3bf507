package terminal

import (
	"context"
	"errors"
	"path/filepath"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/report"
)

// report prints the report, saves it where asked and says what comes next. The
// outcome given is the one of the upload; a report that cannot be saved goes
// before it (something failed), unless the changes are applied already.
func (u *upload) report(ctx context.Context, c *call, r report.Report, outcome error) error {
	// What standard output cannot take shows when it is flushed.
	_ = u.print(c, r)
	for _, path := range u.reports {
		if err := app.WriteReport(ctx, r, path); err != nil {
			if c.applied == 0 {
				return err
			}
			c.missing(path)
			continue
		}
		c.say(c.words.T("terminal.report.saved", "path", printable(path)))
	}
	u.next(c, r, outcome)
	return outcome
}

// annotate writes the annotated copy that was asked for (SPEC S6.5), before
// anything is applied: it says what the plan found, whatever comes of it.
func (u *upload) annotate(ctx context.Context, c *call, org *app.App, s *app.Simulation) error {
	if u.annotated == "" {
		return nil
	}
	done, err := org.Annotate(ctx, s, c.operands[0], u.annotated, c.words)
	if err != nil {
		return err
	}
	c.say(c.words.T("terminal.annotated.saved", "path", printable(u.annotated)))
	if done.Anew && s.Plan.File.Format == "xlsx" {
		c.say(c.words.T("terminal.annotated.anew"))
	}
	return nil
}

// next says how a simulation without hindrance is applied.
func (u *upload) next(c *call, r report.Report, outcome error) {
	switch {
	case r.Plan.Undoes != nil:
		u.nextUndo(c, r, outcome)
	case c.applied != 0:
		c.say(c.words.T("terminal.upload.applied", "upload", r.Upload))
	case r.Upload == 0:
		c.say(c.words.T("terminal.upload.unrecorded"))
	case outcome == nil && r.Plan.Counts.Changes() > 0:
		c.say(c.words.T(report.Key(c.words, r.Plan, "terminal.upload.next"), "upload", r.Upload))
	}
}

// rehearse writes every report that was asked for to nowhere but the folder it
// will stand in, so that what can go wrong goes wrong before anything is
// applied: afterwards the status has to be 0 (SPEC S12.1).
func (u *upload) rehearse(ctx context.Context, r report.Report) error {
	for _, path := range u.reports {
		if err := app.RehearseReport(ctx, r, path); err != nil {
			return err
		}
	}
	return nil
}

// failed prints the object of SPEC S6.6 with the error if JSON was asked for,
// and returns the error.
func (u *upload) failed(c *call, r report.Report, err error) error {
	if u.format != "json" {
		return err
	}
	code, sentence := app.Code(err), app.Explain(err, c.words).String()
	var wrong *usageError
	if errors.As(err, &wrong) {
		code, sentence = "usage", wrong.sentence(c.words)
	}
	if r.File == "" && len(c.operands) > 0 {
		r.File = filepath.Base(c.operands[0])
	}
	_ = report.WriteErrorJSON(c.out, r, code, sentence)
	return err
}

// misused answers a wrong command line. An upload or an undo with --format json
// gets its object even then.
func (c *call) misused(wrong *usageError) error {
	name := c.command.name
	if (name == "upload" || name == "undo" || name == "hierarchy") && wantsJSON(c.Args) {
		u := &upload{format: "json"}
		u.options.Hierarchy = name == "hierarchy"
		return u.failed(c, u.blank(c), wrong)
	}
	return wrong
}

// wantsJSON looks for --format json among arguments that could not be read to
// the end.
func wantsJSON(args []string) bool {
	for i, arg := range args {
		if arg == "--format=json" || (arg == "--format" && i+1 < len(args) && args[i+1] == "json") {
			return true
		}
	}
	return false
}
