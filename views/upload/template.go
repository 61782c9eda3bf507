package upload

import (
	"context"

	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
)

// DownloadTemplate saves an empty file of the kind that is uploaded here.
func (u *uploadScreen) DownloadTemplate() {
	if !u.roles {
		u.desk.DownloadTemplate()
		return
	}
	s := u.desk
	a, words := s.App, s.Words
	s.Files.Save(desk.FileQuestion{
		Title: words.T("files.template"), Accept: words.T("button.save"), Sort: desk.SortHierarchy, Kinds: s.TableKinds(),
		Name: words.T("roles.files.template.name") + ".xlsx",
	}, func(path string) {
		s.Write(path, "status.template", func(ctx context.Context, _ task.Progress) error { return a.HierarchyTemplate(ctx, path, words) })
	})
}
