package terminal

import (
	"context"

	"headcount.app/headcount/app"
)

// hierarchyFile is how help writes what stands beside the flags of hierarchy.
const hierarchyFile = "HIERARCHY"

// defineHierarchy is upload, export and template for hierarchy files (SPEC
// S12.1, S13.2). Uploading takes the way of a user file.
func defineHierarchy(f *flags) action {
	u := &upload{format: "text"}
	u.options.Hierarchy = true
	f.yes("apply", &u.apply)
	f.number("apply-simulated", &u.simulated)
	f.yes("archive-absent", &u.options.ArchiveAbsent)
	f.yes("blank-erases", &u.options.BlankErases)
	f.yes("skip-problems", &u.options.SkipProblems)
	f.texts("leave-out-role", "ROLE", &u.options.LeaveOut)
	f.numbers("confirm", &u.confirm)
	f.text("sheet", "NAME", &u.options.Sheet)
	f.number("header-row", &u.headerRow)
	f.text("encoding", "NAME", &u.options.Encoding)
	f.numbers("skip-row", &u.options.SkipRows)
	f.texts("map", "HEADER=FIELD", &u.mapping)
	f.choice("format", &u.format, "text", "json")
	f.texts("report", "FILE", &u.reports)
	return func(ctx context.Context, c *call) error {
		verb := c.operands[0]
		c.operands = c.operands[1:]
		switch verb {
		case "upload":
			return u.run(ctx, c)
		case "export", "template":
			return u.write(ctx, c, verb)
		}
		return u.failed(c, u.blank(c), usage("hierarchy_verb", "value", verb))
	}
}

// write writes a hierarchy file or an empty one.
func (u *upload) write(ctx context.Context, c *call, verb string) error {
	switch {
	case len(c.operands) == 0:
		return usage("operand_missing", "operand", "FILE")
	case u.applies() || len(u.confirm)+len(u.reports) > 0 || u.planFlags() != "":
		return usage("hierarchy_flags", "verb", verb)
	}
	path := c.operands[0]
	if wrong := checkSheetEnding(path); wrong != nil {
		return wrong
	}
	return c.reading(ctx, func(ctx context.Context, org *app.App) error {
		if verb == "template" {
			if err := org.HierarchyTemplate(ctx, path, c.words); err != nil {
				return err
			}
			c.say(c.words.T("terminal.template.done", "path", printable(path)))
			return nil
		}
		n, err := org.ExportHierarchy(ctx, path, c.words)
		if err != nil {
			return err
		}
		c.held = true
		if u.format == "json" {
			return c.printJSON(struct {
				Version int    `json:"version"`
				File    string `json:"file"`
				Roles   int    `json:"roles"`
			}{1, path, n})
		}
		c.say(c.words.N("terminal.hierarchy.exported", n, "path", printable(path)))
		return nil
	})
}
