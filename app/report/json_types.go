package report

import "headcount.app/headcount/data"

// reportHead is everything of the JSON of SPEC S6.6 that stands before its
// lines, in its order. The contract is testdata/report.schema.json.
type reportHead struct {
	Version int    `json:"version"`
	Mode    string `json:"mode"`
	// Subject is "hierarchy" for a file of roles, and is not there for users.
	Subject string `json:"subject,omitempty"`
	Upload  *int64 `json:"upload"`
	// Undoes, and what is removed of roles and profiles, are there for an undo only.
	Undoes *int64 `json:"undoes,omitempty"`
	// UndoesToo are further uploads that an undo back to a date takes back.
	UndoesToo       []int64       `json:"undoes_too,omitempty"`
	File            reportFile    `json:"file"`
	Options         reportOptions `json:"options"`
	Revision        data.Revision `json:"revision"`
	Counts          data.Counts   `json:"counts"`
	Guards          []reportGuard `json:"guards"`
	NewRoles        []string      `json:"new_roles"`
	NewProfiles     []string      `json:"new_profiles"`
	RemovedRoles    *[]string     `json:"removed_roles,omitempty"`
	RemovedProfiles *[]string     `json:"removed_profiles,omitempty"`
	Pairs           []data.Pair   `json:"pairs"`
	// Issues are the warnings and notes about the file as a whole.
	Issues []reportIssue `json:"issues,omitempty"`
	Error  *reportError  `json:"error,omitempty"`
}

type reportFile struct {
	Name      string         `json:"name"`
	SHA256    string         `json:"sha256"`
	Format    string         `json:"format"`
	Sheet     string         `json:"sheet"`
	HeaderRow int            `json:"header_row"`
	Rows      int            `json:"rows"`
	Columns   []reportColumn `json:"columns"`
	Corrected int            `json:"corrected,omitempty"`
}

type reportColumn struct {
	Header string  `json:"header"`
	Field  *string `json:"field"`
}

type reportOptions struct {
	DeactivateAbsent bool `json:"deactivate_absent"`
	BlankErases      bool `json:"blank_erases"`
	SkipProblems     bool `json:"skip_problems"`
	CreateRoles      bool `json:"create_roles"`
	// Names is null where the order of full names was left to the file; it and
	// RowsPerRole are not there for a hierarchy file.
	Names       **data.NameOrder `json:"names,omitempty"`
	RowsPerRole *bool            `json:"rows_per_role,omitempty"`
	// Translations are values that are read as others (SPEC S15.6).
	Translations []data.Translation `json:"translations,omitempty"`
	// ArchiveAbsent is there for a hierarchy file only.
	ArchiveAbsent *bool `json:"archive_absent,omitempty"`
	// Encoding and HeaderRow are there if they were asked for (SPEC S3A.7, S3A.10).
	Encoding  string `json:"encoding,omitempty"`
	HeaderRow int    `json:"header_row,omitempty"`
	SkipRows  []int  `json:"skip_rows,omitempty"`
}

type reportGuard struct {
	Code    string  `json:"code"`
	Message string  `json:"message"`
	Confirm *string `json:"confirm"`
}

type reportError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

type reportLine struct {
	Kind string `json:"kind"`
	Row  *int   `json:"row"`
	// Rows are there for a person with several rows only (SPEC S15.2).
	Rows  []int `json:"rows,omitempty"`
	Moved bool  `json:"moved"`
	// User is not there on lines about a role, which have Role.
	User   *User         `json:"user,omitempty"`
	Role   *reportRole   `json:"role,omitempty"`
	Fields []reportField `json:"fields"`
	// LeftOut are single fields whose change is withheld by hand (SPEC S4.10).
	LeftOut []reportField `json:"left_out,omitempty"`
	Issues  []reportIssue `json:"issues"`
}

// User is a user as every JSON of the program shows them (SPEC S6.6).
type User struct {
	Email     string   `json:"email"`
	FirstName string   `json:"first_name"`
	LastName  string   `json:"last_name"`
	RoleIDs   []string `json:"role_ids"`
	Profile   string   `json:"permission_profile"`
	ID        string   `json:"id"`
	JobTitle  string   `json:"job_title"`
	Phone     string   `json:"phone"`
	Status    string   `json:"status"`
	// Own are values by key, there if the user has any.
	Own map[string]string `json:"own,omitempty"`
}

// reportRole is a role as a line shows it (SPEC S13.2).
type reportRole struct {
	ID        string   `json:"role_id"`
	Name      string   `json:"role_name"`
	Level     string   `json:"level"`
	Superiors []string `json:"superior_ids"`
	Archived  bool     `json:"archived"`
	Users     int      `json:"active_users"`
}

type reportField struct {
	Field string `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

type reportIssue struct {
	Code    string  `json:"code"`
	Level   string  `json:"level"`
	Field   *string `json:"field"`
	Message string  `json:"message"`
}
