package desk

import (
	"context"
	"path/filepath"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/task"
)

// OrganizationKind is the kind of file that an organization is in.
func (desk *Desk) OrganizationKind() []FileKind {
	return []FileKind{{desk.Words.T("files.organization"), []string{app.Extension}}}
}

// AskCopy asks where to save a copy of the organization, and saves it.
func (desk *Desk) AskCopy() {
	a := desk.App
	desk.Files.Save(FileQuestion{
		Title: desk.Words.T("files.copy"), Accept: desk.Words.T("button.save"),
		Sort: "organization", Kinds: desk.OrganizationKind(), Name: desk.Words.T("files.copy.name", "name", app.NameFor(a.Path())) + app.Extension,
	}, func(path string) {
		desk.Write(path, "status.copied", func(ctx context.Context, _ task.Progress) error { return a.BackupTo(ctx, path) })
	})
}

// Write saves a file and says so, with the words of a key that name the file.
func (desk *Desk) Write(path, said string, work func(context.Context, task.Progress) error) {
	fail := desk.Late()
	task.Start(desk.Run, task.Task[struct{}]{
		Work: func(ctx context.Context, p task.Progress) (struct{}, error) { return struct{}{}, work(ctx, p) },
		Done: func(_ struct{}, err error) {
			if err != nil {
				fail(err)
				return
			}
			desk.Say(desk.Words.T(said, "name", filepath.Base(path)), nil)
		},
	})
}

// DownloadTemplate saves an empty user file with the right columns.
func (desk *Desk) DownloadTemplate() {
	a, words := desk.App, desk.Words
	desk.Files.Save(FileQuestion{
		Title: words.T("files.template"), Accept: words.T("button.save"), Sort: "users", Kinds: desk.TableKinds(),
		Name: words.T("files.template.name") + ".xlsx",
	}, func(path string) {
		desk.Write(path, "status.template", func(ctx context.Context, _ task.Progress) error { return a.Template(ctx, path, words) })
	})
}

// TableKinds are the files a list of users is saved as.
func (desk *Desk) TableKinds() []FileKind {
	return []FileKind{{desk.Words.T("files.xlsx"), []string{".xlsx"}}, {desk.Words.T("files.csv"), []string{".csv"}}}
}

// UserFiles are the files that a list of users can be read from; what they are is told
// by their content.
func (desk *Desk) UserFiles() []FileKind {
	return []FileKind{{desk.Words.T("files.users"), []string{".xlsx", ".xlsm", ".ods", ".xls", ".csv", ".txt", ".tsv", ".html", ".htm"}}}
}

// ReportQuestion asks where to save a report.
func ReportQuestion(s *Desk, name string) FileQuestion {
	w := s.Words
	kind := func(ending string) FileKind { return FileKind{w.T("files" + ending), []string{ending}} }
	return FileQuestion{
		Title: w.T("files.report"), Accept: w.T("button.save"), Sort: "report",
		Kinds: []FileKind{kind(".xlsx"), kind(".html"), kind(".csv"), kind(".txt"), kind(".json")},
		Name:  w.T("files.report.name", "name", name) + ".xlsx",
	}
}

// SaveReport writes a report that is not on the screen.
func SaveReport(s *Desk, p *plan.Plan, mode data.Mode, name string) {
	a, w := s.App, s.Words
	s.Files.Save(ReportQuestion(s, name), func(path string) {
		s.Write(path, "status.report", func(ctx context.Context, _ task.Progress) error {
			return a.SaveReport(ctx, p, mode, path, w)
		})
	})
}
