package report

import (
	"io"
	"path/filepath"
	"strings"

	"headcount.app/headcount/app/plan"
)

// writers are the formats of a saved report by the ending of the file
// (SPEC S6.4).
var writers = map[string]func(io.Writer, Report) error{
	".xlsx": WriteXLSX,
	".html": writeHTML,
	".htm":  writeHTML,
	".csv":  writeCSV,
	".txt":  writeTextFile,
	".json": WriteJSON,
}

func writeTextFile(w io.Writer, r Report) error {
	// A byte order mark tells every editor which encoding it is.
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	return WriteText(w, r, TextOptions{})
}

// rowOf is one line of the report as the cells of a table: row, name,
// email, what happens, changes, remarks.
func rowOf(r Report, l *plan.Line) (row int, name, email, changes, remarks string) {
	if u := l.User(); u != nil || l.Role != nil {
		name, email = l.Title(), l.Key()
		if name == email {
			name = ""
		}
	}
	var changed, remarked []string
	if marks := Marks(r.Words, r, l); marks != "" {
		changed = append(changed, strings.TrimPrefix(marks, " – "))
	}
	for _, f := range l.Fields {
		changed = append(changed, FieldSentence(r.Words, r.Plan.Schema, f))
	}
	for i := range l.Issues {
		remarked = append(remarked, issueLine(r, &l.Issues[i]))
	}
	return l.Row, name, email, strings.Join(changed, "\n"), strings.Join(remarked, "\n")
}

func issueLine(r Report, i *plan.Issue) string {
	return r.Words.T("report.level."+i.Level.String(), "text", IssueText(r.Words, r.Plan.Schema, i))
}

// headerOf are the headers of rowOf's cells.
func headerOf(r Report) []string {
	w := r.Words
	return []string{
		w.T("report.column.row"), w.T(Key(w, r.Plan, "report.column.name")), w.T(Key(w, r.Plan, "report.column.email")),
		w.T("report.column.changes"), w.T("report.column.remarks"),
	}
}

// Writer is what writes a report under the name given, nil if its ending names
// no format.
func Writer(path string) func(io.Writer, Report) error {
	return writers[strings.ToLower(filepath.Ext(path))]
}

// HasFormat reports whether a report can be saved under the name given: its
// ending must be .xlsx, .html, .csv, .txt or .json.
func HasFormat(path string) bool { return Writer(path) != nil }
