package main

import "headcount.app/headcount/views"

// screens are what the window shows.
var screens = views.Screens{
	Users: views.NewUsers, Export: views.NewExport, Upload: views.NewUpload, HierarchyUpload: views.NewHierarchyUpload,
	History: views.NewHistory, Hierarchy: views.NewHierarchy, Settings: views.NewSettings, Compare: views.NewCompare,
	Guide:       views.NewGuide,
	UserHistory: views.ShowHistory, ChooseComparison: views.ChooseComparison,
}
