package report

import (
	"context"
	"maps"
	"path/filepath"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// reportCopy is something that can be made of a report: a file or a letter. The foot
// shows as many as have room as buttons, the rest under More…
type reportCopy struct {
	text string
	icon widgets.Icon
	do   func()
	off  bool // nothing to make it of yet
}

// copies lists what can be made of the report, what is likeliest wanted first.
func (r *report) copies() []reportCopy {
	s, w := r.state, r.words()
	all := []reportCopy{{text: w.T("screen.report.save"), icon: widgets.IconSave, do: r.save}}
	mail := []reportCopy{
		{text: w.T("mail.ask"), icon: widgets.IconMail, do: r.email, off: s.upload.ID == 0 || r.desk.IsReadOnly()},
		{text: w.T("mail.write"), icon: widgets.IconMail, do: func() { r.desk.WriteMail(s.plan, s.mode, desk.NameWithoutEnding(s.plan.File.Name)) }},
	}
	if s.simulation == nil || r.ways.Path == "" {
		return append(all, mail...)
	}
	all = append(all, reportCopy{text: w.T("correct.annotated"), icon: widgets.IconSheet, do: r.saveAnnotated})
	if r.canCorrect() && (s.plan.Counts.Problem > 0 || len(r.corrections()) > 0) {
		corrected := reportCopy{text: w.T("correct.corrected"), icon: widgets.IconSave, do: r.saveCorrected, off: len(r.corrections()) == 0}
		all = append([]reportCopy{corrected}, all[1], all[0])
	}
	return append(all, mail...)
}

// email asks to whom a copy of the report goes, as it is shown.
func (r *report) email() {
	s, a := r.state, r.desk.App
	r.desk.AskEmail(func(ctx context.Context, c app.Copy) (data.Letter, error) {
		return a.EmailPlan(ctx, s.upload.ID, s.plan, s.mode, c)
	})
}

// save writes the report to a file of the person's choice.
func (r *report) save() {
	s := r.state
	p, mode, a, w := s.plan, s.mode, r.desk.App, r.words()
	r.desk.Files.Save(desk.ReportQuestion(r.desk, desk.NameWithoutEnding(p.File.Name)), func(path string) {
		r.writing(func(ctx context.Context) (string, error) {
			return w.T("status.report", "name", filepath.Base(path)), a.SaveReport(ctx, p, mode, path, w)
		})
	})
}

func (r *report) saveAnnotated() {
	a, w, s, path := r.desk.App, r.words(), r.state.simulation, r.ways.Path
	r.saveCopy("correct.annotated.name", ".xlsx", "correct.annotated.said", func(ctx context.Context, target string) (app.Copied, error) {
		return a.Annotate(ctx, s, path, target, w)
	})
}

// saveCorrected writes all corrections as they stand, simulated already or not.
func (r *report) saveCorrected() {
	a, w, s, path, c := r.desk.App, r.words(), r.state.simulation, r.ways.Path, maps.Clone(r.corrections())
	ending := s.CorrectedEnding(path)
	r.saveCopy("correct.corrected.name", ending, "correct.corrected.said", func(ctx context.Context, target string) (app.Copied, error) {
		return a.SaveCorrected(ctx, s, c, path, target, w.T("sheet.users"))
	})
}

// saveCopy asks where to and writes; it says where a workbook could not be kept whole.
func (r *report) saveCopy(name, ending, said string, write func(context.Context, string) (app.Copied, error)) {
	w := r.words()
	wholeBook := r.state.plan.File.Format == "xlsx"
	kind := ending
	if !w.Has("files" + kind) {
		kind = ".csv"
	}
	r.desk.Files.Save(desk.FileQuestion{
		Title: w.T("correct.save.title"), Accept: w.T("button.save"), Sort: "report",
		Kinds: []desk.FileKind{{Words: w.T("files" + kind), Endings: []string{ending}}},
		Name:  w.T(name, "name", desk.NameWithoutEnding(r.state.plan.File.Name)) + ending,
	}, func(target string) {
		r.writing(func(ctx context.Context) (string, error) {
			done, err := write(ctx, target)
			if done.Anew && wholeBook {
				said = "correct.anew"
			}
			return w.T(said, "name", filepath.Base(target)), err
		})
	})
}

// writing writes a file with the bar at the foot, which can cancel it, and then says
// what write returns. What goes wrong is said in front: the report stays as it is.
func (r *report) writing(write func(context.Context) (said string, err error)) {
	if r.state.busy != nil {
		return
	}
	r.state.busy = &desk.Progress{}
	r.actions.show()
	fail := r.desk.Late()
	r.handle = task.Start(r.desk.Run, task.Task[string]{
		Work:     func(ctx context.Context, _ task.Progress) (string, error) { return write(ctx) },
		Progress: func(done, total int, _ string) { r.progress(done, total, "progress.exporting") },
		Done: func(said string, err error) {
			r.state.busy = nil
			r.show()
			if err != nil {
				fail(err)
				return
			}
			r.desk.Say(said, nil)
		},
	})
}
