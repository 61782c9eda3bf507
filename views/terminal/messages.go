package terminal

import (
	"context"
	"errors"
	"fmt"

	"headcount.app/headcount/app"
)

// say writes a message for people to standard error.
func (c *call) say(sentence string) { fmt.Fprintln(c.Err, sentence) }

// missing says that a report could not be written although the changes are
// applied: an error's own sentence would say that nothing was changed.
func (c *call) missing(where string) {
	c.say("headcount: " + c.words.T("terminal.upload.report_missing", "upload", c.applied, "where", printable(where)))
}

// explain says an error on standard error.
func (c *call) explain(ctx context.Context, err error) {
	var wrong *usageError
	if errors.As(err, &wrong) {
		c.say("headcount: " + wrong.sentence(c.words))
		c.say(c.seeHelp())
		return
	}
	var letter *letterRefused
	switch {
	case errors.Is(err, errLettersLeft):
		c.say(c.words.T("terminal.outbox.left"))
		return
	case errors.As(err, &letter):
		c.say("headcount: " + c.words.T("terminal.outbox."+letter.code, "letter", letter.number))
		return
	}
	m := app.Explain(err, c.words)
	c.say("headcount: " + m.String())
	if m.Details != "" && app.Code(err) == app.CodeOther {
		c.say("  " + printable(m.Details))
	}
	if app.Unsound(err) {
		c.offerBackup(ctx)
	}
}

func (c *call) seeHelp() string {
	if c.command != nil {
		return c.words.T("terminal.see_help", "command", "headcount "+c.command.name+" --help")
	}
	return c.words.T("terminal.see_help", "command", "headcount --help")
}

// log keeps which command ended how, without what it was about (SPEC S9.4).
func (c *call) log(code int, err error) {
	if c.Log == nil {
		return
	}
	name, reason := "", ""
	if c.command != nil {
		name = c.command.name
	}
	if err != nil {
		reason = app.Code(err)
	}
	var wrong *usageError
	if errors.As(err, &wrong) {
		reason = wrong.Error()
	}
	var fault *faultError
	if errors.As(err, &fault) {
		c.Log.Error("fault", "command", name, "stack", string(fault.stack))
	}
	c.Log.Info("command", "name", name, "status", code, "error", reason)
}
