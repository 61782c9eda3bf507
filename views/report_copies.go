package views

import (
	"context"
	"path/filepath"
	"strings"

	"headcount/app"
	"headcount/data"
	"headcount/views/task"
	"headcount/views/widgets"
)

// moreItems are the copies of the person's own file that can be saved, and what can be
// done to all of its cells at once.
func (r *report) moreItems() []widgets.MenuItem {
	s, w := r.state, r.shell.words
	if s.simulation == nil || r.path == "" {
		return nil
	}
	items := []widgets.MenuItem{{Text: w.T("correct.annotated"), Icon: widgets.IconSheet, Do: r.saveAnnotated}}
	n := len(s.simulation.Corrections())
	if s.mode == data.Simulated {
		items = append(items, widgets.MenuItem{Text: w.T("correct.corrected"), Icon: widgets.IconSave, Disabled: n == 0 || r.unsimulated() > 0, Do: r.saveCorrected})
	}
	if spaces := s.simulation.Spaces(); r.canCorrect() && len(spaces) > 0 {
		items = append(items, widgets.MenuItem{}, widgets.MenuItem{
			Text: w.N("correct.spaces", len(spaces)), Icon: widgets.IconPencil, Do: func() { r.takeSpaces(spaces) },
		})
	}
	return items
}

// takeSpaces corrects all cells with extra spaces.
func (r *report) takeSpaces(spaces app.Corrections) {
	c := r.corrections()
	for at, text := range spaces {
		if _, typed := c[at]; !typed {
			r.correct(text, at)
		}
	}
	r.show()
}

func (r *report) saveAnnotated() {
	a, w, s, path := r.shell.app, r.shell.words, r.state.simulation, r.path
	r.saveCopy("correct.annotated.name", app.AnnotatedEnding(path), "correct.annotated.said", func(ctx context.Context, target string) (app.Copied, error) {
		return a.Annotate(ctx, s, path, target, w)
	})
}

func (r *report) saveCorrected() {
	a, w, s, path := r.shell.app, r.shell.words, r.state.simulation, r.path
	ending := strings.ToLower(filepath.Ext(path))
	r.saveCopy("correct.corrected.name", ending, "correct.corrected.said", func(ctx context.Context, target string) (app.Copied, error) {
		return a.SaveCorrected(ctx, s, path, target, w.T("sheet.users"))
	})
}

// saveCopy asks where to and writes; it says where a workbook could not be kept whole.
func (r *report) saveCopy(name, ending, said string, write func(context.Context, string) (app.Copied, error)) {
	s, w := r.shell, r.shell.words
	wholeBook := r.state.plan.File.Format == "xlsx"
	kind := ending
	if !w.Has("files" + kind) {
		kind = ".csv"
	}
	s.files.Save(Question{
		Title: w.T("correct.save.title"), Accept: w.T("button.save"), Sort: "report",
		Kinds: []FileKind{{w.T("files" + kind), []string{ending}}},
		Name:  w.T(name, "name", nameWithoutEnding(r.state.plan.File.Name)) + ending,
	}, func(target string) {
		task.Start(s.run, task.Task[app.Copied]{
			Work: func(ctx context.Context, _ task.Progress) (app.Copied, error) { return write(ctx, target) },
			Done: func(done app.Copied, err error) {
				if err != nil {
					s.fail(err)
					return
				}
				if done.Anew && wholeBook {
					said = "correct.anew"
				}
				s.say(w.T(said, "name", filepath.Base(target)), nil)
			},
		})
	})
}
