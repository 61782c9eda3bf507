package upload

import (
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
)

func TestAHierarchyFileIsUploadedLikeAUserFile(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.Go.Open(desk.PlaceHierarchyUpload)
		u := f.roles
		viewtest.Golden(t, "hierarchy-upload-empty-"+language, f.Desk)
		u.Choose(f.Put("hierarchy.csv", viewtest.HierarchyRows()+"Shop;Nice;shop-nice;region-soth\n"))
		viewtest.Golden(t, "hierarchy-upload-"+language, f.Desk)
		u.run()
		viewtest.Golden(t, "hierarchy-report-problem-"+language, f.Desk)
		u.Choose(f.Put("hierarchy.csv", viewtest.HierarchyRows()))
		u.run()
		viewtest.Golden(t, "hierarchy-report-"+language, f.Desk)
		viewtest.PressPrimary(t, f.Desk)
		viewtest.Expect(t, "not applied", u.report.Kept().Of().Mode == data.Applied)
		viewtest.Golden(t, "hierarchy-applied-"+language, f.Desk)
		u.Choose(f.Put("users.csv", "Email;Role ID\na@x.fr;bellerive\n"))
		viewtest.Golden(t, "hierarchy-upload-refused-"+language, f.Desk)
		viewtest.Expect(t, "a file of users can be simulated", u.options.run.Disabled())
	}
}
