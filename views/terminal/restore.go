package terminal

import (
	"context"
	"path/filepath"

	"headcount.app/headcount/app"
)

func defineRestore(*flags) action {
	return func(ctx context.Context, c *call) error {
		path, err := c.toWrite()
		if err != nil {
			return err
		}
		if err := app.Readable(c.operands[0]); err != nil {
			return err
		}
		done, err := app.Restore(ctx, path, c.operands[0], c.Config)
		if err != nil && !app.Done(err) {
			return err
		}
		c.held = true
		c.say(c.words.N("terminal.restore.done", done.Users, "path", printable(c.operands[0])))
		if done.Kept != "" {
			c.say(c.words.T("terminal.restore.kept", "path", printable(done.Kept)))
		}
		return err
	}
}

// offerBackup names the newest sound backup of a damaged organization, and how
// it is put in its place (SPEC S9.3).
func (c *call) offerBackup(ctx context.Context) {
	path := c.chosen()
	if path == "" && c.Last != nil {
		path = c.Last()
	}
	if path == "" {
		return
	}
	backup, err := app.NewestSound(ctx, path)
	if err != nil {
		c.say(c.words.T("terminal.restore.none"))
		return
	}
	name := backup.Path
	if short, err := filepath.Rel(".", name); err == nil && len(short) < len(name) {
		name = short
	}
	c.say(c.words.N("terminal.restore.offer", backup.Users, "at", c.words.DateTime(backup.At.Local())))
	c.say("  headcount restore \"" + printable(name) + "\" --db \"" + printable(path) + "\"")
}
