package terminal

import (
	"context"
	"path/filepath"

	"headcount.app/headcount/app"
)

func defineBackup(*flags) action {
	return func(ctx context.Context, c *call) error {
		return c.reading(ctx, func(ctx context.Context, org *app.App) error {
			err := org.BackupTo(ctx, c.operands[0])
			if err != nil && !app.Done(err) {
				return err
			}
			c.held = true
			c.say(c.words.T("terminal.backup.done", "path", printable(c.operands[0])))
			return err
		})
	}
}

// checkJSON is what check --format json prints.
type checkJSON struct {
	Version int    `json:"version"`
	File    string `json:"file"`
	Sound   bool   `json:"sound"`
	// Null unless the file is sound.
	Revision *int64     `json:"revision"`
	Users    *int       `json:"users"`
	Active   *int       `json:"active"`
	Error    *errorJSON `json:"error,omitempty"`
}

type errorJSON struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	// Part is what is damaged, as far as that is known: its kind and its number.
	Part string `json:"part,omitempty"`
}

func defineCheck(f *flags) action {
	var format string
	defineFormat(f, &format)
	return func(ctx context.Context, c *call) error {
		path, err := c.toRead()
		if err != nil {
			return err
		}
		held, failed := app.Check(ctx, path)
		if format == "json" {
			result := checkJSON{Version: 1, File: filepath.Base(path), Sound: failed == nil}
			if failed != nil {
				result.Error = &errorJSON{Code: app.Code(failed), Message: app.Explain(failed, c.words).String(), Part: app.DamagedPart(failed)}
			} else {
				revision := int64(held.Revision)
				result.Revision, result.Users, result.Active = &revision, &held.Users, &held.Active
			}
			if err := c.printJSON(result); err != nil {
				return err
			}
		} else if failed == nil {
			_, err := c.out.WriteString(c.words.N("terminal.check.sound", held.Users, "path", printable(filepath.Base(path))) + "\n")
			return err
		}
		return failed
	}
}
