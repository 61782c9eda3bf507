package terminal

import (
	"context"
	"strconv"
	"time"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/data"
)

func defineHistory(f *flags) action {
	var format string
	defineFormat(f, &format)
	return func(ctx context.Context, c *call) error {
		return c.reading(ctx, func(ctx context.Context, org *app.App) error {
			uploads, err := org.Uploads(ctx, 0, 0)
			if err != nil {
				return err
			}
			if format == "json" {
				return c.historyJSON(uploads)
			}
			if len(uploads) == 0 {
				c.say(c.words.T("terminal.history.none"))
				return nil
			}
			c.historyTable(uploads)
			return nil
		})
	}
}

func (c *call) historyTable(uploads []data.Upload) {
	header := []string{c.words.T("terminal.history.number"), c.words.T("terminal.history.when"), c.words.T("terminal.history.what"), c.words.T("terminal.history.file")}
	counted := []struct {
		key   string
		count func(data.Counts) int
	}{
		{"created", func(n data.Counts) int { return n.Created }},
		{"updated", func(n data.Counts) int { return n.Updated }},
		{"reactivated", func(n data.Counts) int { return n.Reactivated }},
		{"deactivated", func(n data.Counts) int { return n.Deactivated }},
		{"removed", func(n data.Counts) int { return n.Removed }},
		{"problem", func(n data.Counts) int { return n.Problem }},
	}
	var right []int
	for i, k := range counted {
		header = append(header, c.words.T("terminal.history."+k.key))
		right = append(right, 4+i)
	}
	header = append(header, c.words.T("terminal.history.account"))
	rows := make([][]string, len(uploads))
	for i, u := range uploads {
		rows[i] = []string{strconv.FormatInt(u.ID, 10), c.words.DateTime(u.At.Local()), c.uploadAbout(u), u.File.Name}
		for _, k := range counted {
			rows[i] = append(rows[i], c.words.Number(k.count(u.Counts)))
		}
		rows[i] = append(rows[i], u.Account)
	}
	table(c.out, header, rows, append(right, 0)...)
}

// uploadAbout is what was done, and whether to roles instead of users (SPEC S13.2).
func (c *call) uploadAbout(u data.Upload) string {
	what := c.uploadKind(u)
	if u.Options.Hierarchy {
		return c.words.T("terminal.history.roles", "what", what)
	}
	return what
}

func (c *call) uploadKind(u data.Upload) string {
	switch {
	case u.Undoes != 0 && u.UndoneBy != 0:
		return c.words.T("terminal.history.undo_undone", "upload", c.undone(u), "undo", u.UndoneBy)
	case u.Undoes != 0:
		return c.words.T("terminal.history.undo", "upload", c.undone(u))
	case u.UndonePartly:
		return c.words.T("terminal.history.undone_partly", "undo", u.UndoneBy)
	case u.UndoneBy != 0:
		return c.words.T("terminal.history.undone", "undo", u.UndoneBy)
	case u.Mode == data.Applied:
		return c.words.T("terminal.history.applied")
	case u.AppliedAs != 0:
		return c.words.T("terminal.history.applied_as", "upload", u.AppliedAs)
	}
	return c.words.T("terminal.history.simulated")
}

// undone lists what an undo took back.
func (c *call) undone(u data.Upload) string {
	var numbers []string
	for _, id := range u.Undone() {
		numbers = append(numbers, strconv.FormatInt(id, 10))
	}
	return c.words.List(numbers)
}

// uploadJSON is an upload as history --format json prints it. Numbers of
// uploads are null where there is none.
type uploadJSON struct {
	Upload     int64       `json:"upload"`
	Mode       string      `json:"mode"`
	Subject    string      `json:"subject,omitempty"` // as in a report: "hierarchy"
	At         string      `json:"at"`
	Account    string      `json:"account"`
	File       fileJSON    `json:"file"`
	Options    optionsJSON `json:"options"`
	Counts     data.Counts `json:"counts"`
	Base       int64       `json:"base_revision"`
	Revision   *int64      `json:"revision"`
	Simulation *int64      `json:"simulation"`
	AppliedAs  *int64      `json:"applied_as"`
	Undoes     *int64      `json:"undoes"`
	UndoneBy   *int64      `json:"undone_by"`
	// UndoesToo are further uploads that an undo back to a date took back.
	UndoesToo []int64 `json:"undoes_too,omitempty"`
	// UndonePartly: that undo left something out.
	UndonePartly bool   `json:"undone_partly,omitempty"`
	Active       [2]int `json:"active_before_after"`
	HasReport    bool   `json:"has_report"`
}

type fileJSON struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Format string `json:"format"`
	Rows   int    `json:"rows"`
	// Corrected counts the cells corrected in the report: the plan is not of the
	// file as it is.
	Corrected int `json:"corrected,omitempty"`
}

type optionsJSON struct {
	DeactivateAbsent bool `json:"deactivate_absent"`
	BlankErases      bool `json:"blank_erases"`
	SkipProblems     bool `json:"skip_problems"`
	CreateRoles      bool `json:"create_roles"`
	ArchiveAbsent    bool `json:"archive_absent,omitempty"`
}

func (c *call) historyJSON(uploads []data.Upload) error {
	list := make([]uploadJSON, len(uploads))
	for i, u := range uploads {
		list[i] = uploadJSON{
			Upload: u.ID, Mode: u.Mode.String(), Subject: report.Subject(u.Options), At: u.At.UTC().Format(time.RFC3339), Account: u.Account,
			File:    fileJSON{u.File.Name, u.File.SHA256, u.File.Format, u.File.Rows, u.File.Corrected},
			Options: optionsJSON{u.Options.DeactivateAbsent, u.Options.BlankErases, u.Options.SkipProblems, u.Options.CreateRoles, u.Options.ArchiveAbsent},
			Counts:  u.Counts, Base: int64(u.Base), Revision: orNull(int64(u.Revision)),
			Simulation: orNull(u.Simulation), AppliedAs: orNull(u.AppliedAs),
			Undoes: orNull(u.Undoes), UndoneBy: orNull(u.UndoneBy), UndonePartly: u.UndonePartly, UndoesToo: u.Options.UndoesToo,
			Active: [2]int{u.ActiveBefore, u.ActiveAfter}, HasReport: u.HasReport,
		}
	}
	return c.printJSON(struct {
		Version int          `json:"version"`
		Uploads []uploadJSON `json:"uploads"`
	}{1, list})
}

func orNull(n int64) *int64 {
	if n == 0 {
		return nil
	}
	return &n
}

func defineReport(f *flags) action {
	var format, save string
	f.choice("format", &format, "text", "json")
	f.text("save", "FILE", &save)
	return func(ctx context.Context, c *call) error {
		number, err := strconv.ParseInt(c.operands[0], 10, 64)
		if err != nil || number < 1 {
			return usage("number", "value", c.operands[0])
		}
		if save != "" && !report.HasFormat(save) {
			return usage("report_ending", "path", save)
		}
		return c.reading(ctx, func(ctx context.Context, org *app.App) error {
			r, err := org.ReportOf(ctx, number, c.words)
			if err != nil {
				return err
			}
			if save != "" {
				if err := app.WriteReport(ctx, r, save); err != nil {
					return err
				}
				c.say(c.words.T("terminal.report.saved", "path", printable(save)))
			}
			switch {
			case format == "json":
				return report.WriteJSON(c.out, r)
			case format == "text" || save == "":
				return report.WriteText(c.out, r, report.TextOptions{})
			}
			return nil
		})
	}
}
