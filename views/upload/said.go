package upload

import (
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	reports "headcount.app/headcount/app/report"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// sayWayOut names the way out that lies below the refusal, where the terminal would have
// to name another.
func (f *uploadFile) sayWayOut(s *uploadState) {
	refused, w := asFileError(s.err), f.screen.desk.Words
	if refused == nil || s.file == nil && s.question == nil && refused.Reading == nil {
		return
	}
	key := "upload.out." + strings.TrimPrefix(refused.Code, "file.")
	if s.file == nil && w.Has(key+".reading") {
		key += ".reading"
	}
	if w.Has(key) {
		m := desk.Message(s.err, w)
		f.refuse.Say(m.Sentence, w.T(key), m.Details)
	}
}

func (f *uploadFile) showWarnings(w *assets.Words, s *uploadState) {
	f.warn.Objects = nil
	if s.file != nil {
		f.warn.Objects = fileIssues(w, s.file, f.screen.roles)
	}
	f.warnIn.Hidden = len(f.warn.Objects) == 0
	f.said.Inner.Refresh() // gives new sentences their width
}

// aboutFile says where in the file the users were found, and how old it is.
func aboutFile(w *assets.Words, s *uploadState, now time.Time) string {
	if s.file == nil || s.file.Table == nil {
		if s.busy != nil {
			return w.T("upload.reading")
		}
		if app.IsHeld(s.path) {
			return w.T("upload.pasted")
		}
		return w.T("upload.infolder", "folder", filepath.Base(filepath.Dir(s.path)))
	}
	t := s.file.Table
	if app.IsHeld(s.path) {
		return w.T("upload.pasted")
	}
	changed := w.T("upload.changed", "when", desk.When(w, s.file.Modified.Local(), now))
	if t.Sheet != "" {
		return w.T("upload.sheet", "sheet", t.Sheet, "row", w.Number(t.HeaderRow)) + " · " + changed
	}
	return w.T("upload.csv", "delimiter", w.T("delimiter."+delimiterName(t.Delimiter)), "encoding", t.Encoding) + " · " + changed
}

func delimiterName(r rune) string {
	switch r {
	case ';':
		return "semicolon"
	case '\t':
		return "tab"
	case '|':
		return "bar"
	}
	return "comma"
}

// fileIssues are what should be known of a file before it is simulated: warnings, then
// notes of what its reader did.
func fileIssues(w *assets.Words, f *app.File, roles bool) []fyne.CanvasObject {
	var issues []fyne.CanvasObject
	warn := func(text string) { issues = append(issues, widgets.IssueLine(widgets.KindWarning, text)) }
	if f.OpenElsewhere {
		warn(w.T("upload.openelsewhere"))
	}
	if f.Table == nil {
		return issues
	}
	says := plan.FileSays(f.Schema, f.Table, f.Columns)
	for i := range says {
		if says[i].Level > plan.Note {
			warn(reports.IssueText(w, f.Schema, &says[i]))
		}
	}
	var missing []string
	for _, info := range f.Schema.Fields() {
		if info.Mandatory && !roles && !hasColumn(f.Columns, info.Field) && !(f.Names != nil && (info.Field == data.FirstName || info.Field == data.LastName)) {
			missing = append(missing, f.Schema.Header(info.Field, w.Language()))
		}
	}
	if len(missing) > 0 {
		warn(w.T("upload.missing", "field", w.List(missing)))
	}
	for i := range says {
		if says[i].Level == plan.Note {
			issues = append(issues, widgets.NoteLine(reports.IssueText(w, f.Schema, &says[i])))
		}
	}
	return issues
}

func hasColumn(columns []plan.Column, f data.Field) bool {
	for _, c := range columns {
		if c.Field == f {
			return true
		}
	}
	return false
}
