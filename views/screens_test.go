package views

// allScreens are those of the program.
var allScreens = Screens{
	Users: NewUsers, Export: NewExport, Upload: NewUpload, HierarchyUpload: NewHierarchyUpload, History: NewHistory,
	Hierarchy: NewHierarchy, Settings: NewSettings, Compare: NewCompare, Guide: NewGuide,
	UserHistory: ShowHistory, ChooseComparison: ChooseComparison,
}
