package app

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
	"headcount.app/headcount/data/sheet"
)

// reportWriters are the formats of a saved report by the ending of the file
// (SPEC S6.4).
var reportWriters = map[string]func(io.Writer, plan.Report) error{
	".xlsx": writeReportXLSX,
	".html": writeReportHTML,
	".htm":  writeReportHTML,
	".csv":  writeReportCSV,
	".txt":  writeReportText,
	".json": plan.WriteJSON,
}

// ReportFormat reports whether a report can be saved under the name given: its
// ending must be .xlsx, .html, .csv, .txt or .json.
func ReportFormat(path string) bool { return reportWriters[ending(path)] != nil }

func ending(path string) string { return strings.ToLower(filepath.Ext(path)) }

// ReportFormatError says that a report cannot be saved under a name.
type ReportFormatError struct{ Path string }

// Error is for logs.
func (e *ReportFormatError) Error() string { return "no report format: " + filepath.Ext(e.Path) }

// SaveReport writes the report of a plan to a file, in the format that its
// ending asks for (SPEC S6.4). The file appears whole or not at all.
func (a *App) SaveReport(ctx context.Context, p *plan.Plan, mode data.Mode, path string, w *assets.Words) error {
	settings, err := a.Settings(ctx)
	if err != nil {
		return err
	}
	return WriteReport(ctx, plan.Report{Plan: p, Mode: mode, Organization: settings.Name, Words: w}, path)
}

// ReportOf returns the report of an upload in the history, ready to be
// written. Of one that is too old only the counts are there (SPEC S5.5).
func (a *App) ReportOf(ctx context.Context, id int64, w *assets.Words) (plan.Report, error) {
	settings, err := a.Settings(ctx)
	if err != nil {
		return plan.Report{}, err
	}
	upload, err := a.store.Upload(ctx, id)
	if err != nil {
		return plan.Report{}, err
	}
	r := plan.Report{
		Mode: upload.Mode, Upload: id, At: upload.At, Organization: settings.Name, OnlyCounts: !upload.HasReport, Words: w,
		Plan: &plan.Plan{
			Base: plan.Stamp{Revision: upload.Base}, File: upload.File, Options: upload.Options, Counts: upload.Counts,
			ActiveBefore: upload.ActiveBefore, ActiveAfter: upload.ActiveAfter,
		},
	}
	if upload.HasReport {
		r.Plan, _, err = a.Report(ctx, id)
	}
	return r, err
}

// WriteReport is SaveReport for a report that knows its upload.
func WriteReport(ctx context.Context, r plan.Report, path string) error {
	write := reportWriters[ending(path)]
	if write == nil {
		return &ReportFormatError{path}
	}
	err := sheet.WriteFile(path, func(w io.Writer) error { return write(untilCancelled{ctx, w}, r) })
	return fileErrorOrNil(path, err)
}

// RehearseReport writes the report beside the path and takes it away again:
// what WriteReport would fail at, rights and room, fails before anything is
// applied.
func RehearseReport(ctx context.Context, r plan.Report, path string) error {
	write := reportWriters[ending(path)]
	if write == nil {
		return &ReportFormatError{path}
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return data.Refuse(data.FileIsFolder, nil, "path", path)
	}
	p, err := disk.NewPart(path)
	if err != nil {
		return fileError(path, err)
	}
	defer p.Discard()
	return fileErrorOrNil(path, p.Fill(func(w io.Writer) error { return write(untilCancelled{ctx, w}, r) }))
}

// untilCancelled writes until the context is cancelled.
type untilCancelled struct {
	ctx context.Context
	w   io.Writer
}

func (u untilCancelled) Write(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.w.Write(p)
}

func writeReportText(w io.Writer, r plan.Report) error {
	// A byte order mark tells every editor which encoding it is.
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	return plan.WriteText(w, r, plan.TextOptions{})
}

// reportRow is one line of the report as the cells of a table: row, name,
// email, what happens, changes, remarks.
func reportRow(r plan.Report, l *plan.Line) (row int, name, email, changes, remarks string) {
	if u := l.User(); u != nil || l.Role != nil {
		name, email = l.Title(), l.Key()
		if name == email {
			name = ""
		}
	}
	var changed, remarked []string
	if marks := plan.Marks(r.Words, r, l); marks != "" {
		changed = append(changed, strings.TrimPrefix(marks, " – "))
	}
	for _, f := range l.Fields {
		changed = append(changed, plan.FieldSentence(r.Words, r.Plan.Schema, f))
	}
	for i := range l.Issues {
		remarked = append(remarked, issueLine(r, &l.Issues[i]))
	}
	return l.Row, name, email, strings.Join(changed, "\n"), strings.Join(remarked, "\n")
}

func issueLine(r plan.Report, i *plan.Issue) string {
	return r.Words.T("report.level."+i.Level.String(), "text", plan.IssueText(r.Words, r.Plan.Schema, i))
}

// reportHeader are the headers of reportRow's cells.
func reportHeader(r plan.Report) []string {
	w := r.Words
	return []string{
		w.T("report.column.row"), w.T(plan.Key(w, r.Plan, "report.column.name")), w.T(plan.Key(w, r.Plan, "report.column.email")),
		w.T("report.column.changes"), w.T("report.column.remarks"),
	}
}
