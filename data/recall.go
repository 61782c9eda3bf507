package data

// Recall is what an applied upload of users leaves to the guards of later files
// (SPEC S4.9), so that they need not read its plan again. It holds no value of
// anybody. Uploads of earlier builds have none.
type Recall struct {
	// Mark is the mark of our own export that the file bore, nil if none.
	Mark *ExportMark `json:"mark,omitempty"`
	// Warned are the columns that had warnings in it.
	Warned []Field `json:"warned,omitempty"`
	// Open are the changes by hand and the leave-outs that neither this file nor
	// one before it has borne.
	Open []OpenChange `json:"open,omitempty"`
}

// OpenChange is a change by hand, or something left out of an upload, that stands
// while no applied file has borne the value since. The field is StatusField for
// somebody created or reactivated by hand, or whose deactivation was left out.
type OpenChange struct {
	User     UserKey  `json:"user"`
	Field    Field    `json:"field"`
	Revision Revision `json:"revision"`
	LeftOut  bool     `json:"left_out,omitempty"`
}

// PastFiles is how many files back Base.Past goes.
const PastFiles = 5

// Interval is what happened between the export whose mark a file bears and now.
type Interval struct {
	// Uploads are the applied uploads of users, newest first, without undos and
	// what they took back.
	Uploads []Upload
	// Changes are all changes, oldest first.
	Changes []Recorded
}
