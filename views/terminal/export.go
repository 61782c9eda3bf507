package terminal

import (
	"context"
	"path/filepath"
	"strings"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
)

func defineExport(f *flags) action {
	var status, format string
	defineStatus(f, &status)
	defineFormat(f, &format)
	return func(ctx context.Context, c *call) error {
		path := c.operands[0]
		if wrong := checkSheetEnding(path); wrong != nil {
			return wrong
		}
		return c.reading(ctx, func(ctx context.Context, org *app.App) error {
			d, err := org.Directory(ctx)
			if err != nil {
				return err
			}
			defer c.sayDamage(d)
			progress, wipe := c.progress()
			n, err := org.Export(ctx, path, app.ExportOptions{
				Format: app.FormatOf(path), Words: c.words,
				Query: app.Query{Status: statusFilters[status], Order: app.Order{By: data.LastName}},
			}, progress)
			wipe()
			if err != nil {
				return err
			}
			c.held = true
			if format == "json" {
				return c.printJSON(struct {
					Version int    `json:"version"`
					File    string `json:"file"`
					Users   int    `json:"users"`
				}{1, path, n})
			}
			c.say(c.words.N("terminal.export.done", n, "path", printable(path)))
			return nil
		})
	}
}

func defineTemplate(*flags) action {
	return func(ctx context.Context, c *call) error {
		path := c.operands[0]
		if wrong := checkSheetEnding(path); wrong != nil {
			return wrong
		}
		return c.reading(ctx, func(ctx context.Context, org *app.App) error {
			if err := org.Template(ctx, path, c.words); err != nil {
				return err
			}
			c.say(c.words.T("terminal.template.done", "path", printable(path)))
			return nil
		})
	}
}

// checkSheetEnding refuses names that would say something else than what is
// written.
func checkSheetEnding(path string) *usageError {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx", ".csv":
		return nil
	}
	return usage("sheet_ending", "path", filepath.Base(path))
}
