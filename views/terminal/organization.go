package terminal

import (
	"context"
	"os"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
)

// chosen returns the path of the organization that --db or HEADCOUNT_DB
// names, "" if neither does.
func (c *call) chosen() string {
	if c.global.db != "" {
		return c.global.db
	}
	return c.env("HEADCOUNT_DB")
}

// toWrite returns the organization for a command that writes: it must be
// named, the last opened one may be the wrong one (SPEC S12.1).
func (c *call) toWrite() (string, error) {
	if path := c.chosen(); path != "" {
		return path, nil
	}
	return "", usage("db_needed")
}

// mayHaveFields reports whether the organization that is written to is there
// already, so that it can have fields of its own.
func (c *call) mayHaveFields() bool {
	_, err := os.Stat(c.chosen())
	return err == nil
}

// toRead returns the organization for a command that only reads: the one
// named, else the one opened last, which is then said.
func (c *call) toRead() (string, error) {
	if path := c.chosen(); path != "" {
		return path, nil
	}
	if c.Last != nil {
		if path := c.Last(); path != "" {
			c.say(c.words.T("terminal.last", "path", printable(path)))
			return path, nil
		}
	}
	return "", usage("db_missing")
}

// reading opens the organization for a command that only reads, and lets go of
// it when the command is done.
func (c *call) reading(ctx context.Context, do func(context.Context, *app.App) error) error {
	path, err := c.toRead()
	if err != nil {
		return err
	}
	return c.with(ctx, path, do)
}

// writing is reading for a command that writes.
func (c *call) writing(ctx context.Context, do func(context.Context, *app.App) error) error {
	path, err := c.toWrite()
	if err != nil {
		return err
	}
	return c.with(ctx, path, do)
}

func (c *call) with(ctx context.Context, path string, do func(context.Context, *app.App) error) error {
	org, err := app.OpenContext(ctx, path, c.Config)
	if err != nil {
		return err
	}
	err = do(ctx, org)
	if closed := org.Close(); err == nil && closed != nil {
		err = &data.DoneError{Code: data.DoneUnfinished, Err: closed}
	}
	return err
}

// openOrCreate opens the organization, or makes it where --db names no file,
// and says so. A file of 0 bytes is a file: it is damaged, not new.
func (c *call) openOrCreate(ctx context.Context, path string) (*app.App, error) {
	if _, err := os.Lstat(path); !os.IsNotExist(err) {
		return app.OpenContext(ctx, path, c.Config)
	}
	org, err := app.Create(path, app.NameFor(path), c.words, c.Config)
	if err == nil {
		c.say(c.words.T("terminal.created", "name", printable(app.NameFor(path)), "path", printable(path)))
	}
	return org, err
}
