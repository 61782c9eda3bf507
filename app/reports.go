package app

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
	"headcount.app/headcount/data/sheet"
)

// ReportFormatError says that a report cannot be saved under a name.
type ReportFormatError struct{ Path string }

// Error is for logs.
func (e *ReportFormatError) Error() string { return "no report format: " + filepath.Ext(e.Path) }

// Sentence names the file.
func (e *ReportFormatError) Sentence() (string, []string) {
	return "report_format", []string{"path", e.Path}
}

// SaveReport writes the report of a plan to a file, in the format that its
// ending asks for (SPEC S6.4). The file appears whole or not at all.
func (a *App) SaveReport(ctx context.Context, p *plan.Plan, mode data.Mode, path string, w *assets.Words) error {
	settings, err := a.Settings(ctx)
	if err != nil {
		return err
	}
	return WriteReport(ctx, report.Report{Plan: p, Mode: mode, Organization: settings.Name, Words: w}, path)
}

// ReportOf returns the report of an upload in the history, ready to be
// written. Of one that is too old only the counts are there (SPEC S5.5).
func (a *App) ReportOf(ctx context.Context, id int64, w *assets.Words) (report.Report, error) {
	settings, err := a.Settings(ctx)
	if err != nil {
		return report.Report{}, err
	}
	upload, err := a.store.Upload(ctx, id)
	if err != nil {
		return report.Report{}, err
	}
	r := report.Report{
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
func WriteReport(ctx context.Context, r report.Report, path string) error {
	write := report.Writer(path)
	if write == nil {
		return &ReportFormatError{path}
	}
	err := sheet.WriteFile(path, func(w io.Writer) error { return write(untilCancelled{ctx, w}, r) })
	return fileError(path, err)
}

// RehearseReport writes the report beside the path and takes it away again:
// what WriteReport would fail at, rights and room, fails before anything is
// applied.
func RehearseReport(ctx context.Context, r report.Report, path string) error {
	write := report.Writer(path)
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
	return fileError(path, p.Fill(func(w io.Writer) error { return write(untilCancelled{ctx, w}, r) }))
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
