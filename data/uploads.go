package data

import "time"

// Mode says whether an upload changed anything.
type Mode uint8

// The modes of an upload (SPEC S1).
const (
	Simulated Mode = iota + 1
	Applied
)

// String returns the word of the JSON contract (SPEC S6.6).
func (m Mode) String() string {
	if m == Applied {
		return "applied"
	}
	return "simulation"
}

// Pair joins a user of the base and a row of the file that a person declared
// to be one and the same (SPEC S4.8). Both are email addresses.
type Pair struct {
	Old string `json:"old"`
	New string `json:"new"`
}

// Translation reads a value of a file as another one that the organization has
// (SPEC S15.6).
type Translation struct {
	// Field is the stable name of a field: role_ids, permission_profile, status.
	Field string `json:"field"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// FieldChoice is one field of the person with an address.
type FieldChoice struct {
	Email string `json:"email"`
	Field Field  `json:"field"`
}

// Options are the choices of a person that change what a file does. They are
// kept with the upload.
type Options struct {
	DeactivateAbsent bool `json:"deactivate_absent"`
	BlankErases      bool `json:"blank_erases"`
	SkipProblems     bool `json:"skip_problems"`
	CreateRoles      bool `json:"create_roles"`
	// Names is the order of names in a column of full names, "" if it is left to
	// the file (SPEC S15.1).
	Names NameOrder `json:"names,omitempty"`
	// RowsPerRole: rows about one person that differ only in the role are one
	// (SPEC S15.2).
	RowsPerRole bool `json:"rows_per_role,omitempty"`
	// Hierarchy: the file holds roles and not users (SPEC S13.2). ArchiveAbsent
	// archives the roles that are not in it.
	Hierarchy     bool `json:"hierarchy,omitempty"`
	ArchiveAbsent bool `json:"archive_absent,omitempty"`
	// Pairs are accepted proposals, Refused those a person called two people.
	Pairs   []Pair `json:"pairs,omitempty"`
	Refused []Pair `json:"refused,omitempty"`
	// LeaveOut are addresses whose change is withheld (SPEC S4.10); Remember are
	// those of them whose left-out deactivation becomes a protection.
	LeaveOut []string `json:"leave_out,omitempty"`
	Remember []string `json:"remember,omitempty"`
	// UndoesToo are the further uploads, newest first, that an undo back to a date
	// takes back with the one it undoes (SPEC S17.6).
	UndoesToo []int64 `json:"undoes_too,omitempty"`
	// LeaveOutFields are single fields of people whose change is withheld; what
	// else changes on them still does (SPEC S4.10).
	LeaveOutFields []FieldChoice `json:"leave_out_fields,omitempty"`
	// Only are the kinds of an upload that its undo takes back; all if there are
	// none (SPEC S17.6).
	Only []string `json:"only,omitempty"`
	// Translations are read in this file.
	Translations []Translation `json:"translations,omitempty"`
	// Sheet is the sheet to read, "" to choose by headers.
	Sheet string `json:"sheet,omitempty"`
	// HeaderRow is the row of the header, 0 to find it; Encoding that of a text
	// file, "" to tell it by the content (SPEC S3A.7, S3A.10).
	HeaderRow int    `json:"header_row,omitempty"`
	Encoding  string `json:"encoding,omitempty"`
	// SkipRows are rows that are left out (SPEC S3A.14).
	SkipRows []int `json:"skip_rows,omitempty"`
	// Mapping overrides what a header is read as: header as written → field
	// name, "" for a column that is ignored.
	Mapping map[string]string `json:"mapping,omitempty"`
}

// Column is one column of the file and the field it was read as.
type Column struct {
	Header string
	// Field is NoField for an ignored column.
	Field Field
}

// FileInfo says which file an upload read.
type FileInfo struct {
	// Name is the base name, never the folder.
	Name      string
	SHA256    string // lowercase hex
	Format    string
	Sheet     string
	HeaderRow int
	Rows      int
	Columns   []Column
	// Corrected is how many cells were corrected in the report after the file
	// was read (SPEC S8.4): the plan is of the table as corrected, SHA256 stays
	// that of the file.
	Corrected int `json:",omitempty"`
}

// Counts are the numbers of a report. Moved lines are counted under their
// kind too (SPEC S6.6).
type Counts struct {
	Created     int `json:"created"`
	Updated     int `json:"updated"`
	Moved       int `json:"moved"`
	Reactivated int `json:"reactivated"`
	Deactivated int `json:"deactivated"`
	Unchanged   int `json:"unchanged"`
	Absent      int `json:"absent"`
	Kept        int `json:"kept"`
	Ignored     int `json:"ignored"`
	Problem     int `json:"problem"`
	Warnings    int `json:"warnings"`
	// Removed are people whom undoing an upload takes out again (SPEC S5.6); no
	// file does that.
	Removed int `json:"removed,omitempty"`
}

// Changes is the number of people, or roles, something happens to.
func (c Counts) Changes() int {
	return c.Created + c.Updated + c.Reactivated + c.Deactivated + c.Removed
}

// Upload is one simulated or applied plan in the history (SPEC S5.5).
type Upload struct {
	ID int64
	// Identity tells the upload from every other one before it has a number: it
	// is random and made by whoever uploads. "" if an older version did.
	Identity string
	Mode     Mode
	At       time.Time
	Account  string
	File     FileInfo
	Options  Options
	Counts   Counts
	// Base is the revision the plan was built on; Revision the one that
	// applying it made, 0 for a simulation.
	Base     Revision
	Revision Revision
	// Simulation is the simulated upload whose plan this one applied, 0 if none.
	Simulation int64
	// AppliedAs is the upload that applied this simulation, 0 if none did.
	AppliedAs int64
	// Undoes is the upload that this one took back, 0 for the upload of a file;
	// UndoneBy the undo of this one that stands, 0 if there is none (SPEC S5.6).
	Undoes, UndoneBy int64
	// UndonePartly: that undo left something out, which can be undone later.
	UndonePartly bool
	// ActiveBefore and ActiveAfter count the active users.
	ActiveBefore, ActiveAfter int
	// Recall is what later files are measured by, nil unless it was applied.
	Recall *Recall
	// HasReport is false once only the counts are kept.
	HasReport bool
}

// Undone returns the uploads that an undo took back, newest first: one, or
// several if it went back to a date (SPEC S17.6). It is nil for any other upload.
func (u *Upload) Undone() []int64 {
	if u.Undoes == 0 {
		return nil
	}
	return append([]int64{u.Undoes}, u.Options.UndoesToo...)
}

// Partial reports whether an undo left something out by hand, so that the rest
// can be undone later (SPEC S17.6).
func (u *Upload) Partial() bool {
	return u.Undoes != 0 && len(u.Options.LeaveOut)+len(u.Options.LeaveOutFields)+len(u.Options.Only) > 0
}
