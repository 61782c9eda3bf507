package views

import (
	"headcount.app/headcount/views/compare"
	"headcount.app/headcount/views/export"
	"headcount.app/headcount/views/guide"
	"headcount.app/headcount/views/hierarchy"
	"headcount.app/headcount/views/history"
	"headcount.app/headcount/views/report"
	"headcount.app/headcount/views/settings"
	"headcount.app/headcount/views/upload"
	"headcount.app/headcount/views/users"
)

// allScreens are those of the program.
var allScreens = Screens{
	Users: users.New, Export: export.New, Upload: upload.New, HierarchyUpload: upload.NewHierarchy, Report: report.Prepare, History: history.New,
	Hierarchy: hierarchy.New, Settings: settings.New, Compare: compare.New, Guide: guide.New,
	UserHistory: users.ShowHistory, ChooseComparison: compare.Choose,
}
