package plan

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"headcount.app/headcount/data"
)

// planCase is one case of testdata: see testdata/README.txt.
type planCase struct {
	base    *data.Base
	file    *data.Table
	options data.Options
	// again plans with choices that were made for another file or base.
	again   bool
	want    string
	archive *txtar.Archive
}

func loadCase(t *testing.T, path string) *planCase {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return parseCase(t, archive)
}

func parseCase(t *testing.T, archive *txtar.Archive) *planCase {
	t.Helper()
	c := &planCase{base: exampleBase(), archive: archive}
	for _, f := range archive.Files {
		text := string(f.Data)
		switch f.Name {
		case "organization":
			parseOrganization(t, c.base, text)
		case "users":
			c.base.Users = parseUsers(t, text)
		case "file":
			c.file = parseTable(t, text)
		case "options":
			text, c.again = strings.CutPrefix(text, "again\n")
			c.options = parseOptions(t, text)
		case "plan":
			c.want = text
		default:
			t.Fatalf("what is %s?", f.Name)
		}
	}
	if c.file == nil {
		t.Fatal("no file")
	}
	return c
}

func (c *planCase) build() (*Plan, error) {
	if c.again {
		return Rebuild(context.Background(), c.base, c.file, c.options)
	}
	return Build(c.base, c.file, c.options)
}

func (c *planCase) setWant(got string) {
	archive := c.archive
	for i := range archive.Files {
		if archive.Files[i].Name == "plan" {
			archive.Files[i].Data = []byte(got)
			return
		}
	}
	archive.Files = append(archive.Files, txtar.File{Name: "plan", Data: []byte(got)})
}

// exampleBase is the organization of a case that says nothing else: one
// administrator, three shops.
func exampleBase() *data.Base {
	return &data.Base{
		Organization: "org", Revision: 7,
		Users: []data.User{
			{Key: 1, Email: "ada@x.fr", FirstName: "Ada", LastName: "Admin", Roles: "head", Profile: "Administrator", ID: "001"},
		},
		Roles:    []data.Role{{ID: "head"}, {ID: "shop-nantes", Name: "Nantes"}, {ID: "shop-lyon", Name: "Lyon"}, {ID: "region-sud"}, {ID: "old-shop", Archived: true}},
		Profiles: data.StandardProfiles("en"),
		Settings: data.Settings{Name: "Example", Guards: data.DefaultGuards()},
	}
}

func lines(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

func parseOrganization(t *testing.T, b *data.Base, text string) {
	t.Helper()
	for _, line := range lines(text) {
		name, value, _ := strings.Cut(line, ": ")
		switch name {
		case "roles":
			b.Roles = nil
			for _, id := range strings.Fields(value) {
				id, archived := strings.CutSuffix(id, "!")
				b.Roles = append(b.Roles, data.Role{ID: id, Archived: archived})
			}
		case "role":
			cells := strings.Split(value, ";")
			for len(cells) < 4 {
				cells = append(cells, "")
			}
			id, archived := strings.CutSuffix(strings.TrimSpace(cells[0]), "!")
			b.Roles = append(b.Roles, data.Role{
				ID: id, Archived: archived, Name: strings.TrimSpace(cells[1]), Level: strings.TrimSpace(cells[2]),
				Superiors: data.NewRoleIDs(strings.Fields(cells[3])...),
			})
		case "no roles":
			b.Roles = nil
		case "erasing word":
			b.Settings.ErasingWord = value
		case "roles optional":
			b.Settings.RolesOptional = true
		case "last applied":
			b.Past = append(b.Past, data.Upload{Mode: data.Applied, Revision: data.Revision(number(t, value))})
		case "past":
			b.Past = append(b.Past, parsePast(t, value))
		case "last rows":
			b.LastDeactivatingRows = number(t, value)
		case "profile":
			p := data.Profile{Name: strings.TrimSuffix(value, "*"), Administrator: strings.HasSuffix(value, "*")}
			b.Profiles = append(b.Profiles, p)
		case "field":
			addField(t, b, value)
		case "by hand":
			b.HandChanges = append(b.HandChanges, parseHandChange(t, value))
		default:
			t.Fatalf("organization: what is %q?", line)
		}
	}
}

// addField adds a field of the organization's own: "Birthdate", "Badge*" for one
// that new users need.
func addField(t *testing.T, b *data.Base, name string) {
	t.Helper()
	info := data.NewOwnField(strings.TrimSuffix(name, "*"))
	info.Mandatory = strings.HasSuffix(name, "*")
	schema, err := data.NewSchema(append(slices.Clone(b.Schema.Own()), info)...)
	if err != nil {
		t.Fatal(err)
	}
	b.Schema = schema
}

// parsePast reads "REVISION rows=N columns=email,phone warned=phone open=KEY:FIELD
// left=KEY:FIELD", an applied upload; newest first.
func parsePast(t *testing.T, value string) data.Upload {
	t.Helper()
	words := strings.Fields(value)
	u := data.Upload{Mode: data.Applied, Revision: data.Revision(number(t, words[0])), Recall: &data.Recall{}}
	for _, word := range words[1:] {
		name, text, _ := strings.Cut(word, "=")
		switch key, field, _ := strings.Cut(text, ":"); name {
		case "rows":
			u.File.Rows = number(t, text)
		case "columns":
			for f := range strings.SplitSeq(text, ",") {
				u.File.Columns = append(u.File.Columns, data.Column{Header: f, Field: data.Field(f)})
			}
		case "warned":
			for f := range strings.SplitSeq(text, ",") {
				u.Recall.Warned = append(u.Recall.Warned, data.Field(f))
			}
		case "open", "left":
			u.Recall.Open = append(u.Recall.Open, data.OpenChange{User: data.UserKey(number(t, key)), Field: data.Field(field), LeftOut: name == "left"})
		default:
			t.Fatalf("past: what is %q?", word)
		}
	}
	return u
}

// parseHandChange reads "5 update key=3 job_title=Old→New".
func parseHandChange(t *testing.T, value string) data.Recorded {
	t.Helper()
	words := strings.SplitN(value, " ", 4)
	c := data.Recorded{Revision: data.Revision(number(t, words[0])), Origin: data.ByHand}
	for a := data.Create; a <= data.Remove; a++ {
		if a.String() == words[1] {
			c.Action = a
		}
	}
	key := data.UserKey(number(t, strings.TrimPrefix(words[2], "key=")))
	c.Before.Key, c.After.Key = key, key
	if len(words) > 3 {
		name, change, _ := strings.Cut(words[3], "=")
		old, now, _ := strings.Cut(change, "→")
		c.Before.Set(data.Field(name), old)
		c.After.Set(data.Field(name), now)
	}
	return c
}

func number(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// caseFields are the fields of a user's line, in its order.
var caseFields = [...]data.Field{
	data.Email, data.FirstName, data.LastName, data.RoleID, data.PermissionProfile, data.ID, data.JobTitle, data.Phone,
}

// parseUsers reads lines "email ; first ; last ; roles ; profile ; id ; title ;
// phone ; marks ; own.key=value ; …"; the key is the number of the line.
func parseUsers(t *testing.T, text string) []data.User {
	t.Helper()
	var users []data.User
	for n, line := range lines(text) {
		cells := strings.Split(line, ";")
		u := data.User{Key: data.UserKey(n + 1)}
		for i, cell := range cells {
			cell = unescape(t, strings.TrimSpace(cell))
			if i == 8 {
				u.Protected = strings.Contains(cell, "protected")
				if strings.Contains(cell, "deactivated") {
					u.Status = data.Deactivated
				}
				continue
			}
			if name, value, own := strings.Cut(cell, "="); own && i > 8 {
				u.Set(data.Field(name), value)
				continue
			}
			u.Set(caseFields[i], cell)
		}
		users = append(users, u)
	}
	return users
}

var cellKinds = map[string]data.CellKind{
	"number": data.Number, "bool": data.Boolean, "date": data.Date, "error": data.ErrorCell, "formula": data.Uncomputed,
	"truncated": data.Truncated, "scientific": data.Scientific, "link": data.Link, "computed": data.Number, "arithmetic": data.Number,
	"merged": data.Covered, "tailed": data.Tailed, "doubtful": data.Doubtful,
}

var cellFormulas = map[string]data.Formula{"computed": data.Computed, "arithmetic": data.Arithmetic}

// parseTable reads directives, then the header, then rows of cells between ";".
func parseTable(t *testing.T, text string) *data.Table {
	t.Helper()
	table := &data.Table{Format: "xlsx", Sheet: "Users", HeaderRow: 1}
	rows := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for strings.HasPrefix(rows[0], "%") {
		parseDirective(t, table, strings.TrimPrefix(rows[0], "%"))
		rows = rows[1:]
	}
	for _, cell := range parseCells(t, rows[0]) {
		table.Header = append(table.Header, cell.Text)
	}
	for n, line := range rows[1:] {
		if strings.TrimSpace(line) == "" {
			continue
		}
		r := data.Row{Number: n + 2}
		line, r.Hidden = strings.CutPrefix(line, "%hidden ")
		line, r.Ragged = strings.CutPrefix(line, "%ragged ")
		r.Cells = parseCells(t, line)
		table.Rows = append(table.Rows, r)
	}
	return table
}

func parseDirective(t *testing.T, table *data.Table, line string) {
	t.Helper()
	name, value, _ := strings.Cut(line, " ")
	switch name {
	case "csv":
		table.Format, table.Sheet = "csv", ""
	case "other-sheet":
		table.OtherSheets = append(table.OtherSheets, value)
	case "merged":
		table.MergedHeader = value
	case "remark":
		words := strings.Fields(value)
		remark := data.Remark{Code: words[0], Warning: strings.HasSuffix(words[0], "!")}
		remark.Code = strings.TrimSuffix(remark.Code, "!")
		for _, word := range words[1:] {
			name, value, _ := strings.Cut(word, "=")
			remark.Args = append(remark.Args, name, value)
		}
		table.Remarks = append(table.Remarks, remark)
	case "mark":
		words := strings.Fields(value)
		table.Mark = &data.ExportMark{Organization: words[0], Revision: data.Revision(number(t, words[1])), Filtered: slices.Contains(words, "filtered")}
	default:
		t.Fatalf("file: what is %q?", line)
	}
}

func parseCells(t *testing.T, line string) []data.Cell {
	t.Helper()
	var cells []data.Cell
	for text := range strings.SplitSeq(line, ";") {
		cell := data.Cell{Text: strings.Trim(text, " ")}
		if kind, rest, ok := strings.Cut(strings.TrimPrefix(cell.Text, "{"), "}"); ok && strings.HasPrefix(cell.Text, "{") {
			cell = data.Cell{Text: rest, Kind: cellKinds[kind], Formula: cellFormulas[kind]}
		}
		cell.Text = unescape(t, cell.Text)
		cells = append(cells, cell)
	}
	return cells
}

// unescape reads \n, \t, \u200b; "\x3b" stands for a semicolon.
func unescape(t *testing.T, text string) string {
	t.Helper()
	if !strings.Contains(text, `\`) {
		return text
	}
	out, err := strconv.Unquote(`"` + strings.ReplaceAll(text, `"`, `\"`) + `"`)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return out
}

func parseOptions(t *testing.T, text string) data.Options {
	t.Helper()
	var o data.Options
	for _, line := range lines(text) {
		name, value, _ := strings.Cut(line, ": ")
		old, now, _ := strings.Cut(value, "=")
		switch name {
		case "deactivate absent":
			o.DeactivateAbsent = true
		case "hierarchy":
			o.Hierarchy = true
		case "archive absent":
			o.ArchiveAbsent = true
		case "blank erases":
			o.BlankErases = true
		case "skip problems":
			o.SkipProblems = true
		case "create roles":
			o.CreateRoles = true
		case "names":
			o.Names = data.NameOrder(value)
		case "rows per role":
			o.RowsPerRole = true
		case "remember":
			o.Remember = append(o.Remember, value)
		case "pair":
			o.Pairs = append(o.Pairs, data.Pair{Old: old, New: now})
		case "refused":
			o.Refused = append(o.Refused, data.Pair{Old: old, New: now})
		case "skip row":
			o.SkipRows = append(o.SkipRows, number(t, value))
		case "leave out":
			if email, field, found := strings.Cut(value, ":"); found {
				o.LeaveOutFields = append(o.LeaveOutFields, data.FieldChoice{Email: email, Field: data.Field(field)})
			} else {
				o.LeaveOut = append(o.LeaveOut, value)
			}
		case "only":
			o.Only = append(o.Only, value)
		case "read":
			field, from, _ := strings.Cut(old, ":")
			o.Translations = append(o.Translations, data.Translation{Field: field, From: from, To: now})
		case "map":
			if o.Mapping == nil {
				o.Mapping = map[string]string{}
			}
			o.Mapping[old] = now
		default:
			t.Fatalf("options: what is %q?", line)
		}
	}
	return o
}

// show writes a plan as the text that cases compare.
func show(p *Plan, err error) string {
	if err != nil {
		return showError(err)
	}
	var b strings.Builder
	c := p.Counts
	fmt.Fprintf(&b, "created %d, updated %d (moved %d), reactivated %d, deactivated %d, unchanged %d, absent %d, kept %d, ignored %d, problem %d, warnings %d\n",
		c.Created, c.Updated, c.Moved, c.Reactivated, c.Deactivated, c.Unchanged, c.Absent, c.Kept, c.Ignored, c.Problem, c.Warnings)
	fmt.Fprintf(&b, "active %d → %d\n", p.ActiveBefore, p.ActiveAfter)
	for _, i := range p.FileIssues {
		b.WriteString(showIssue(&i, "file"))
	}
	for _, g := range p.Guards {
		b.WriteString(showGuard(p, &g))
	}
	for _, r := range p.NewRoles {
		fmt.Fprintf(&b, "new role %s %q\n", r.ID, r.Name)
	}
	for _, r := range p.NewProfiles {
		fmt.Fprintf(&b, "new profile %q administrator %v\n", r.Name, r.Administrator)
	}
	for _, pair := range p.Pairs {
		fmt.Fprintf(&b, "pair %s = %s accepted %v declined %v lines %d %d\n", pair.Old, pair.New, pair.Accepted, pair.Declined, pair.OldLine, pair.NewLine)
	}
	if len(p.Remembered) > 0 {
		fmt.Fprintf(&b, "remembered %v\n", p.Remembered)
	}
	for i := range p.Lines {
		b.WriteString(showLine(&p.Lines[i]))
	}
	return b.String()
}

func showError(err error) string {
	switch e := err.(type) {
	case *data.FileError:
		return fmt.Sprintf("refused: %s%s\n", e.Code, showArgs(e.Args))
	case *UsageError:
		return fmt.Sprintf("wrong usage: %s%s\n", e.Code, showArgs(e.Args))
	}
	return fmt.Sprintf("unexpected: %T %v\n", err, err)
}

func showGuard(p *Plan, g *Guard) string {
	var who []string
	for _, i := range g.Lines {
		who = append(who, p.Lines[i].Key())
	}
	text := fmt.Sprintf("guard %s %d", g.Code, g.Number)
	if g.Impossible {
		text += " impossible"
	}
	if g.NamesFirst {
		text += " names first"
	}
	return text + showArgs(g.Args) + " [" + strings.Join(who, " ") + "]\n"
}

func showLine(l *Line) string {
	text := l.Kind.String()
	if l.LeftOut {
		text += " left out"
	}
	if l.Kind == Kept {
		text += " (" + l.Withheld.String() + ")"
	}
	if l.Row != 0 {
		text += " row " + strconv.Itoa(l.Row)
		for _, row := range l.Further {
			text += "+" + strconv.Itoa(row)
		}
	}
	text += " " + showUser(l)
	for _, mark := range []struct {
		set  bool
		name string
	}{{l.Moved, "moved"}, {l.ProfileChanged, "profile changed"}, {l.Raised, "raised"}} {
		if mark.set {
			text += " [" + mark.name + "]"
		}
	}
	text += "\n"
	for _, f := range l.Fields {
		text += fmt.Sprintf("  %s: %q → %q\n", f.Field, f.Old, f.New)
	}
	for _, f := range l.LeftFields {
		text += fmt.Sprintf("  left out %s: %q → %q\n", f.Field, f.Old, f.New)
	}
	for i := range l.Issues {
		text += "  " + showIssue(&l.Issues[i], "")
	}
	return text
}

// showUser shows whom a line is about: the address as stored, all fields of
// somebody who is not.
func showUser(l *Line) string {
	if l.Role != nil {
		return showRole(l)
	}
	if l.Before != nil {
		return l.Before.Email
	}
	u := l.After
	text := fmt.Sprintf("%q %q %q %q %q %q %q %q", u.Email, u.FirstName, u.LastName, u.Roles, u.Profile, u.ID, u.JobTitle, u.Phone)
	if u.Status == data.Deactivated {
		text += " deactivated"
	}
	if u.Own != "" {
		text += " " + string(u.Own)
	}
	return text
}

// showRole shows which role a line is about: the ID of a stored one, all fields
// of one that is not.
func showRole(l *Line) string {
	if l.Role.Before != nil {
		return fmt.Sprintf("%s (%d users)", l.Role.Before.ID, l.Role.Users)
	}
	r := l.Role.After
	return fmt.Sprintf("%q %q %q below %q", r.ID, r.Name, r.Level, r.Superiors)
}

func showIssue(i *Issue, where string) string {
	text := strings.TrimSpace(where + " " + i.Level.String() + " " + i.Code)
	if i.Field != data.NoField {
		text += " " + i.Field.Name()
	}
	if i.Column >= 0 {
		text += " column " + strconv.Itoa(i.Column+1)
	}
	if i.Row != 0 {
		text += " row " + strconv.Itoa(i.Row)
	}
	return text + showArgs(i.Args) + "\n"
}

func showArgs(args []string) string {
	text := ""
	for i := 0; i+1 < len(args); i += 2 {
		text += fmt.Sprintf(" %s=%q", args[i], args[i+1])
	}
	return text
}
