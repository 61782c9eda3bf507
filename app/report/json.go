package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strconv"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// WriteJSON writes the report as the JSON object of SPEC S6.6, one line of text
// for each line of the plan: a million of them need no more memory than one.
func WriteJSON(w io.Writer, r Report) error {
	p := r.Plan
	head := reportHead{
		Version: 1, Mode: r.Mode.String(), Subject: Subject(p.Options), Upload: uploadNumber(r.Upload), File: fileJSON(p.File),
		Options: optionsJSON(p.Options), Revision: p.Base.Revision, Counts: p.Counts,
		Guards: []reportGuard{}, Pairs: []data.Pair{},
	}
	for i := range p.Guards {
		head.Guards = append(head.Guards, guardJSON(r.Words, p, &p.Guards[i]))
	}
	head.NewRoles, head.NewProfiles = roleIDs(p.NewRoles), profileNames(p.NewProfiles)
	if p.Undoes != nil {
		roles, profiles := roleIDs(p.DropRoles), profileNames(p.DropProfiles)
		head.UndoesToo = p.Options.UndoesToo
		head.Undoes, head.RemovedRoles, head.RemovedProfiles = &p.Undoes.Upload, &roles, &profiles
	}
	for _, pair := range p.Pairs {
		if !pair.Declined {
			head.Pairs = append(head.Pairs, pair.Pair)
		}
	}
	for i := range p.FileIssues {
		head.Issues = append(head.Issues, issueJSON(r.Words, p.Schema, &p.FileIssues[i]))
	}
	return writeReport(w, r.Words, p.Schema, head, p.Lines)
}

// WriteErrorJSON writes the object of SPEC S6.6 for a file that was refused,
// or for anything else that left no report: with the error, and with empty
// counts, guards and lines.
func WriteErrorJSON(w io.Writer, r Report, code, message string) error {
	file := data.FileInfo{Name: r.File}
	if r.Plan != nil {
		file, r.Options, r.Revision = r.Plan.File, r.Plan.Options, r.Plan.Base.Revision
	}
	return writeReport(w, r.Words, nil, reportHead{
		Version: 1, Mode: data.Simulated.String(), Subject: Subject(r.Options), Upload: uploadNumber(r.Upload), Undoes: uploadNumber(r.Undoes), File: fileJSON(file),
		Options: optionsJSON(r.Options), Revision: r.Revision,
		Guards: []reportGuard{}, NewRoles: []string{}, NewProfiles: []string{}, Pairs: []data.Pair{},
		Error: &reportError{code, message},
	}, nil)
}

func writeReport(w io.Writer, words *assets.Words, schema *data.Schema, head reportHead, lines []plan.Line) error {
	out := bufio.NewWriterSize(w, 64<<10)
	e := newLineEncoder()
	text, err := e.text(head)
	if err != nil {
		return err
	}
	out.Write(text[:len(text)-1]) // all but the closing brace
	out.WriteString(",\n \"lines\":[")
	for i := range lines {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n  ")
		text, err := e.text(lineJSON(words, schema, &lines[i]))
		if err != nil {
			return err
		}
		if _, err := out.Write(text); err != nil {
			return err
		}
	}
	out.WriteString("]}\n")
	return out.Flush()
}

// lineEncoder encodes values one after the other into the same memory. HTML
// characters stay as they are: JSON is not put into pages.
type lineEncoder struct {
	buffer  bytes.Buffer
	encoder *json.Encoder
}

func newLineEncoder() *lineEncoder {
	e := &lineEncoder{}
	e.encoder = json.NewEncoder(&e.buffer)
	e.encoder.SetEscapeHTML(false)
	return e
}

func (e *lineEncoder) text(v any) ([]byte, error) {
	e.buffer.Reset()
	if err := e.encoder.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(e.buffer.Bytes(), []byte("\n")), nil
}

func uploadNumber(n int64) *int64 {
	if n == 0 {
		return nil
	}
	return &n
}

func fileJSON(f data.FileInfo) reportFile {
	file := reportFile{f.Name, f.SHA256, f.Format, f.Sheet, f.HeaderRow, f.Rows, make([]reportColumn, len(f.Columns)), f.Corrected}
	for i, c := range f.Columns {
		file.Columns[i] = reportColumn{c.Header, fieldName(c.Field)}
	}
	return file
}

func fieldName(f data.Field) *string {
	if f == data.NoField {
		return nil
	}
	name := f.Name()
	return &name
}

func issueJSON(w *assets.Words, schema *data.Schema, i *plan.Issue) reportIssue {
	return reportIssue{i.Code, i.Level.String(), fieldName(i.Field), IssueText(w, schema, i)}
}

func optionsJSON(o data.Options) reportOptions {
	options := reportOptions{
		DeactivateAbsent: o.DeactivateAbsent, BlankErases: o.BlankErases, SkipProblems: o.SkipProblems, CreateRoles: o.CreateRoles,
		Encoding: o.Encoding, HeaderRow: o.HeaderRow, SkipRows: o.SkipRows,
	}
	if o.Hierarchy {
		options.ArchiveAbsent = &o.ArchiveAbsent
		return options
	}
	var names *data.NameOrder
	if o.Names != "" {
		names = &o.Names
	}
	options.Names, options.RowsPerRole, options.Translations = &names, &o.RowsPerRole, o.Translations
	return options
}

// Subject is the stable name of what an upload with these options is about, nothing
// for users (SPEC S6.6, S13.2).
func Subject(o data.Options) string {
	if o.Hierarchy {
		return "hierarchy"
	}
	return ""
}

func guardJSON(w *assets.Words, p *plan.Plan, g *plan.Guard) reportGuard {
	guard := reportGuard{Code: g.Code, Message: GuardText(w, p, g)}
	if !g.Impossible {
		number := strconv.Itoa(g.Number)
		guard.Confirm = &number
	}
	return guard
}

func lineJSON(w *assets.Words, schema *data.Schema, l *plan.Line) reportLine {
	line := reportLine{
		Kind: l.Kind.String(), Moved: l.Moved,
		Fields: make([]reportField, len(l.Fields)), Issues: make([]reportIssue, len(l.Issues)),
	}
	if l.Role != nil {
		line.Role = roleJSON(l)
	} else {
		line.User = UserJSON(contractUser(l))
	}
	if l.Row != 0 {
		line.Row = &l.Row
	}
	if len(l.Further) > 0 {
		line.Rows = l.Rows()
	}
	for i, f := range l.Fields {
		line.Fields[i] = reportField{f.Field.Name(), f.Old, f.New}
	}
	for _, f := range l.LeftFields {
		line.LeftOut = append(line.LeftOut, reportField{f.Field.Name(), f.Old, f.New})
	}
	for i := range l.Issues {
		line.Issues[i] = issueJSON(w, schema, &l.Issues[i])
	}
	return line
}

// contractUser is whom SPEC S6.6 asks for: somebody who would go is shown as
// they are stored.
func contractUser(l *plan.Line) *data.User {
	if (l.Kind == plan.Deactivated || l.Kind == plan.Removed) && l.Before != nil {
		return l.Before
	}
	return l.User()
}

// UserJSON writes nobody as somebody without any value: a row can be beyond
// reading.
func UserJSON(u *data.User) *User {
	if u == nil {
		u = &data.User{}
	}
	return &User{
		u.Email, u.FirstName, u.LastName, append([]string{}, u.Roles.List()...), u.Profile, u.ID, u.JobTitle, u.Phone,
		u.Status.String(), ownJSON(u),
	}
}

// roleJSON shows a role that would go as it is stored, any other as it will be.
func roleJSON(l *plan.Line) *reportRole {
	role := l.ShownRole()
	if l.Kind == plan.Deactivated || l.Kind == plan.Removed {
		role = l.Role.Before
	}
	return &reportRole{role.ID, role.Name, role.Level, append([]string{}, role.Superiors.List()...), role.Archived, l.Role.Users}
}

// ownJSON is what JSON says of the values of a user that are not among the
// built-in ones, by key; nil if there are none (SPEC S14.2).
func ownJSON(u *data.User) map[string]string {
	if u.Own == "" {
		return nil
	}
	own := map[string]string{}
	for f, value := range u.Own.All() {
		own[f.Key()] = value
	}
	return own
}
