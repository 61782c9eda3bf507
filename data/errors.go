package data

import (
	"errors"
	"fmt"
	"strings"

	"headcount.app/headcount/assets"
)

// Errors that a caller can expect and tell apart with errors.Is. Everything
// else is wrapped once a layer with what was being done.
var (
	// ErrStale: the user base moved since the plan was built, or the plan was
	// applied already (SPEC S5.2).
	ErrStale = Expect("stale", "the user base has changed since the simulation")
	// ErrTaken: another user has this email or ID.
	ErrTaken = Expect("taken", "taken by another user")
	// ErrNotFound: no such user, upload, role or file.
	ErrNotFound = Expect("not_found", "not found")
	// ErrLastAdministrator: no active administrator would be left (SPEC S2.4).
	ErrLastAdministrator = errors.New("no active administrator would be left")
	// ErrReadOnly: the organization was opened read-only.
	ErrReadOnly = Expect("read_only", "the organization is open read-only")
	// ErrNewer: the file was made by a newer version of Headcount.
	ErrNewer = Expect("newer", "made by a newer version")
	// ErrDamaged: the organization file is damaged (SPEC S9.3).
	ErrDamaged = Expect("damaged", "damaged")
	// ErrLocked: another process has the organization open (SPEC S9.1).
	ErrLocked = Expect("locked", "open in another Headcount")
	// ErrNotOrganization: the file is not an organization file.
	ErrNotOrganization = Expect("not_organization", "not an organization file")
	// ErrInUse: a role or profile that users hold cannot be deleted.
	ErrInUse = Expect("in_use", "in use")
	// ErrUnknownOutcome: a commit failed and it could not be found out whether
	// it holds (SPEC S5.3).
	ErrUnknownOutcome = Expect("unknown_outcome", "it could not be found out whether the changes were saved")
)

// FileError is why a user file is refused. Code is stable and language-free
// (it stands in JSON as error.code); the sentence is made from Code and Args
// in the language of the reader (SPEC S10).
type FileError struct {
	Code string
	// Args are name, value, name, value … for the sentence.
	Args []string
	// Err is the technical reason for the folded details; may be nil.
	Err error
	// Reading is how the file could be read otherwise, nil if nothing can be chosen.
	Reading *Reading
}

// Reading is what can be chosen of how a file is read (SPEC S3A.10).
type Reading struct {
	Sheets []string // all of a workbook, in their order; none of a text file
	Sheet  string   // the one that was read, "" if none was chosen
	// Rows is the last row that can be the header.
	Rows     int
	Encoding string // of a text file
}

// Error returns the code and the technical reason, for logs and details.
func (e *FileError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %v", e.Code, e.Err)
	}
	return e.Code
}

// Sentence returns Code and Args.
func (e *FileError) Sentence() (string, []string) { return e.Code, e.Args }

// Unwrap returns the technical reason.
func (e *FileError) Unwrap() error { return e.Err }

// Refuse makes a FileError.
func Refuse(code string, err error, args ...string) *FileError {
	return &FileError{Code: code, Args: args, Err: err}
}

// Codes of FileError (SPEC S3, S10).
const (
	FileXLS           = "file.xls"            // Excel before 97
	FileEncrypted     = "file.encrypted"      // password-protected workbook
	FileODS           = "file.ods"            // OpenDocument in one file of XML
	FileNumbers       = "file.numbers"        // Apple Numbers
	FilePDF           = "file.pdf"            //
	FileHTML          = "file.html"           // HTML or XML saved as .xls
	FileXML2003       = "file.xml2003"        // an XML spreadsheet of Excel 2003
	FileImage         = "file.image"          //
	FileBinary        = "file.binary"         // anything else that is no text
	FileSYLK          = "file.sylk"           // a text format with a cell on a line
	FileDIF           = "file.dif"            // another
	FileOneColumn     = "file.one_column"     // everything stands in column A; args: sheet
	FileLock          = "file.lock"           // what Excel or LibreOffice puts beside an open workbook
	FileNoSheets      = "file.no_sheets"      // a workbook without a sheet that has cells
	FileXLSB          = "file.xlsb"           // binary workbook
	FileEmpty         = "file.empty"          // no bytes, or nothing in it
	FileNoPaste       = "file.no_paste"       // no text on the clipboard
	FileNoRows        = "file.no_rows"        // a header and no row under it
	FileNoHeader      = "file.no_header"      // no known header; args: headers, nearest
	FileNoKeyColumn   = "file.no_key_column"  // neither Email nor ID; args: headers, nearest
	FileSheetTie      = "file.sheet_tie"      // args: sheets (newline-separated)
	FileHiddenSheet   = "file.hidden_sheet"   // only a hidden sheet has the list; args: sheet
	FileHeaderRows    = "file.header_rows"    // two rows could be the header; args: rows, first, headers (of the later)
	FileAboveHeader   = "file.above_header"   // somebody's row above the header; args: row, header
	FileNoSuchRow     = "file.no_such_row"    // the header row asked for is blank or not there; args: row
	FileEncoding      = "file.encoding"       // the encoding asked for is not known, or not that of the file; args: name, names
	FileNoSheet       = "file.no_sheet"       // the sheet asked for is not there; args: sheet, sheets
	FileNoRoleColumn  = "file.no_role_column" // a hierarchy file without Role ID; args: headers
	FileOfUsers       = "file.of_users"       // a user file where a hierarchy file belongs; args: header
	FileOfRoles       = "file.of_roles"       // a hierarchy file where people are compared; args: file
	FileColumnTwice   = "file.column_twice"   // two columns for one field; args: field, headers
	FileNameOrder     = "file.name_order"     // it can't be told which name stands first; args: header, sample, first_last, last_first
	FileNameColumn    = "file.name_column"    // first name, last name or both?; args: header, sample
	FileMap           = "file.map"            // a mapping names no such header; args: header, headers
	FileMergedHeader  = "file.merged_header"  // args: range
	FileSwallowed     = "file.swallowed"      // a quote swallows lines; args: from, to
	FileDamaged       = "file.damaged"        // SPEC S3.9; args: part, or part "text" and line
	FileTooLarge      = "file.too_large"      // archive bomb or claims; SPEC S3.10; args: part
	FileVanished      = "file.vanished"       // args: path
	FileNoRight       = "file.no_right"       // args: path
	FileInUse         = "file.in_use"         // open in another program; args: path
	FileExists        = "file.exists"         // something is there already; args: path
	FileIsFolder      = "file.is_folder"      // args: path
	FileMacros        = "file.macros"         // a copy of a workbook with macros under a name without
	FileDiskFull      = "file.disk_full"      // args: path
	FileUnreadable    = "file.unreadable"     // any other reading error; args: path
	FileForeign       = "file.foreign"        // a backup of another organization; args: path
	FileBackupDamaged = "file.backup_damaged" // a backup that cannot be used; args: path
	FileNotAddresses  = "file.not_addresses"  // the mapped Email column holds few addresses; args: header, sample
	FileAmbiguousText = "file.ambiguous_text" // neither UTF-8 nor Windows-1252
)

// DamagedError is ErrDamaged with the part of the organization that is not what
// was stored: its stable name, and its number or name, "" where there is only
// one (SPEC S20.1).
type DamagedError struct {
	Part, Key string
}

// Error names the part, for logs and details.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("%v: %s is not what was stored", ErrDamaged, strings.TrimSpace(e.Part+" "+e.Key))
}

// Sentence returns the code of ErrDamaged.
func (e *DamagedError) Sentence() (string, []string) { return "damaged", nil }

// Explain names the part.
func (e *DamagedError) Explain(w *assets.Words) Message {
	return Message{Sentence: w.T("error.damaged.part", "part", e.PartName(w)), WayOut: w.T("error.damaged.out"), Details: e.Error()}
}

// PartName names what is not what was stored (SPEC S20.5).
func (e *DamagedError) PartName(w *assets.Words) string {
	key := "damaged.part." + e.Part
	if !w.Has(key) {
		return e.Part
	}
	return w.T(key, "key", e.Key)
}

// Unwrap makes errors.Is(err, ErrDamaged) true.
func (e *DamagedError) Unwrap() error { return ErrDamaged }

// DoneError says that what was asked for is done and holds, though something
// went wrong after it (SPEC S20.4).
type DoneError struct {
	// Code says what went wrong: DoneUnsynced or DoneUnfinished.
	Code string
	Err  error
}

// What can go wrong after it is done.
const (
	// DoneUnsynced: the drive did not confirm it; a power cut may take it back.
	DoneUnsynced = "unsynced"
	// DoneUnfinished: the tidying up behind it failed.
	DoneUnfinished = "unfinished"
)

// Error returns what went wrong, for logs and details.
func (e *DoneError) Error() string { return fmt.Sprintf("done, but %s: %v", e.Code, e.Err) }

// Sentence returns a code of its own for each Code.
func (e *DoneError) Sentence() (string, []string) { return "done_" + e.Code, nil }

// Explain says that it holds, and what went wrong after it.
func (e *DoneError) Explain(w *assets.Words) Message {
	m := Message{Sentence: w.T("error.done." + e.Code), Details: e.Error()}
	if e.Code == DoneUnsynced {
		m.WayOut = w.T("error.done.out")
	}
	return m
}

// Unwrap returns what went wrong.
func (e *DoneError) Unwrap() error { return e.Err }
