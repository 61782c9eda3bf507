package app

import (
	"cmp"
	"context"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/edit"
)

// CellAt is the place of a cell: the row number that Excel shows and the index
// of the column in the table.
type CellAt struct{ Row, Column int }

// Corrections are cells of a user file with the text that is to stand in them
// (SPEC S8.4).
type Corrections map[CellAt]string

// Corrections returns what was corrected since the file was read; the caller
// may change the copy.
func (s *Simulation) Corrections() Corrections {
	if s.corrections == nil {
		return Corrections{}
	}
	return maps.Clone(s.corrections)
}

// Corrected returns what a cell was corrected to before the plan was made.
func (s *Simulation) Corrected(at CellAt) (string, bool) {
	text, ok := s.corrections[at]
	return text, ok
}

// original is the table as it was read.
func (s *Simulation) original() *data.Table {
	if s.read != nil {
		return s.read
	}
	return s.table
}

// Cell returns the text of a cell as the simulation sees it; false for a cell
// that cannot be corrected: outside the table, or in a row of a text file in
// which it can't be said which cell is which.
func (s *Simulation) Cell(at CellAt) (string, bool) {
	row := rowAt(s.table, at.Row)
	if row == nil || row.Ragged || at.Column < 0 || at.Column >= len(s.table.Header) {
		return "", false
	}
	return row.Cell(at.Column).Text, true
}

func rowAt(t *data.Table, number int) *data.Row {
	i, found := slices.BinarySearchFunc(t.Rows, number, func(r data.Row, n int) int { return r.Number - n })
	if !found {
		return nil
	}
	return &t.Rows[i]
}

// SimulateCorrected plans the table again with all corrections given, which
// take the place of earlier ones, without a second reading of the file, and
// records the plan with the table as corrected (SPEC S8.4). Errors are those of
// Simulate; a correction of a cell that is not there is data.ErrNotFound.
func (a *App) SimulateCorrected(ctx context.Context, s *Simulation, c Corrections, o data.Options) (*Simulation, error) {
	table, err := corrected(s.original(), c)
	if err != nil {
		return nil, err
	}
	base, err := a.Base(ctx)
	if err != nil {
		return nil, err
	}
	if o.Mapping == nil {
		o.Mapping = s.Plan.Options.Mapping
	}
	built, err := plan.Rebuild(ctx, base, table, o)
	if err != nil {
		return nil, err
	}
	built.At = a.now()
	built.File.Name, built.File.SHA256, built.File.Corrected = s.Plan.File.Name, s.Plan.File.SHA256, s.Plan.File.Corrected-len(s.corrections)+len(c)
	next := *s
	next.Plan, next.base, next.table = built, base, table
	next.read, next.corrections, next.likes = s.original(), maps.Clone(c), &likes{}
	next.Upload = a.uploadOf(built, data.Simulated)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	// The copy that was asked for went out with the first simulation; what is
	// applied in the end is mailed again.
	next.Copy = Copy{}
	err = a.Record(ctx, &next)
	next.Copy = s.Copy
	return &next, err
}

// corrected is a table with other text in some cells; the table itself stays.
func corrected(t *data.Table, c Corrections) (*data.Table, error) {
	out := *t
	out.Rows = slices.Clone(t.Rows)
	own := map[int]bool{}
	for at, text := range c {
		row := rowAt(&out, at.Row)
		if row == nil || row.Ragged || at.Column < 0 || at.Column >= len(t.Header) {
			return nil, data.ErrNotFound
		}
		if !own[at.Row] {
			own[at.Row], row.Cells = true, slices.Clone(row.Cells)
		}
		for len(row.Cells) <= at.Column {
			row.Cells = append(row.Cells, data.Cell{})
		}
		row.Cells[at.Column] = data.Cell{Text: text, Kind: edit.KindTyped(t.Format, text)}
	}
	return &out, nil
}

// Spaces are the corrections that take outer, repeated and invisible spaces out
// of the text of all known columns (SPEC S3.6), together with those that are
// made already.
func (s *Simulation) Spaces() Corrections {
	found := Corrections{}
	for i := range s.table.Rows {
		row := &s.table.Rows[i]
		if row.Ragged {
			continue
		}
		for k, column := range s.Plan.File.Columns {
			cell := row.Cell(k)
			if column.Field == data.NoField || cell.Kind != data.Text || cell.Text == "" || strings.ContainsFunc(cell.Text, unicode.IsControl) {
				continue
			}
			if clean := data.Clean(cell.Text); clean != "" && clean != cell.Text {
				found[CellAt{row.Number, k}] = clean
			}
		}
	}
	return found
}

// Place is where the cell is that an issue of a row is about; false if it is
// about the row as a whole, or cannot be corrected in place.
func (s *Simulation) Place(row int, issue *plan.Issue) (CellAt, bool) {
	at := CellAt{cmp.Or(issue.Row, row), issue.Column}
	if value := issue.Arg("value"); value != "" && issue.Field == data.RoleID {
		for k, c := range s.Plan.File.Columns {
			if text, ok := s.Cell(CellAt{at.Row, k}); ok && c.Field == data.RoleID && strings.Contains(text, value) {
				at.Column = k
				break
			}
		}
	}
	_, ok := s.Cell(at)
	return at, ok
}

// Proposal is a text that a cell may be meant to hold.
type Proposal struct {
	Text string
	// Name is the name of the role that the text is the ID of, if it has another.
	Name string
	// Choice: nothing in the cell speaks for it, it is one of the few values there are.
	Choice bool
}

// mostChoices is how many values are all proposed.
const mostChoices = 6

// Proposals are texts that the cell of an issue may be meant to hold, likeliest
// first: the nearest roles and profiles, the address that somebody meant; behind
// them all profiles where there are few, and the words for a status.
func (s *Simulation) Proposals(row int, issue *plan.Issue) []Proposal {
	at, ok := s.Place(row, issue)
	if !ok {
		return nil
	}
	text, _ := s.Cell(at)
	var found []Proposal
	switch issue.Code {
	case "role.unknown", "role.ambiguous", "profile.unknown":
		found = s.nearest(issue, text)
	case "status.unknown":
		language := assets.English
		if info := data.UserSchema.Fields()[data.UserSchema.Place(data.StatusField)]; at.Column < len(s.table.Header) {
			language = info.LanguageOf(s.table.Header[at.Column])
		}
		for _, status := range []data.Status{data.Active, data.Deactivated} {
			found = append(found, Proposal{Text: data.StatusWord(status, language), Choice: true})
		}
	case "name.split":
		for reading := range strings.SplitSeq(issue.Arg("readings"), "\n") {
			found = append(found, Proposal{Text: reading})
		}
	case "cell.broken_text":
		if near := issue.Arg("proposal"); near != "" {
			found = append(found, Proposal{Text: near})
		}
	case "email.invalid":
		if near := data.SuggestAddress(text); near != "" {
			found = append(found, Proposal{Text: near})
		}
	case "cell.control_characters":
		found = append(found, Proposal{Text: data.Clean(data.WithoutControls(text))})
	}
	return found
}

// nearest are the nearest roles or profiles in place of what a cell says, and
// behind them all profiles where there are few.
func (s *Simulation) nearest(issue *plan.Issue, text string) []Proposal {
	var found []Proposal
	value := issue.Arg("value")
	for near := range strings.SplitSeq(issue.Arg("nearest"), "\n") {
		if near == "" {
			continue
		}
		p := Proposal{Text: near, Name: s.roleName(issue.Field, near)}
		if issue.Field == data.RoleID && value != "" && strings.Contains(text, value) {
			p.Text = strings.Replace(text, value, near, 1)
		}
		if issue.Code == "role.ambiguous" && s.table.OfText() && near == value {
			p.Text = "'" + near // it is meant as text, zeros and all (SPEC S3A.5)
		}
		found = append(found, p)
	}
	if issue.Code != "profile.unknown" || len(s.base.Profiles) > mostChoices {
		return found
	}
	for _, p := range s.base.Profiles {
		if !slices.ContainsFunc(found, func(known Proposal) bool { return known.Text == p.Name }) {
			found = append(found, Proposal{Text: p.Name, Choice: true})
		}
	}
	return found
}

// roleName is the name of a role, "" if it has none of its own.
func (s *Simulation) roleName(f data.Field, id string) string {
	if f != data.RoleID {
		return ""
	}
	i := slices.IndexFunc(s.base.Roles, func(r data.Role) bool { return r.ID == id })
	if i < 0 || s.base.Roles[i].Name == id {
		return ""
	}
	return s.base.Roles[i].Name
}

// Same are the other rows that have the same text in a column: "use this for
// all rows with the same value". Columns in which everybody has a value of
// their own have none.
func (s *Simulation) Same(at CellAt) []int {
	text, ok := s.Cell(at)
	if !ok || text == "" || at.Column >= len(s.Plan.File.Columns) {
		return nil
	}
	switch f := s.Plan.File.Columns[at.Column].Field; {
	case f == data.RoleID, f == data.PermissionProfile, f == data.StatusField, f == data.JobTitle, f.Own():
	default:
		return nil
	}
	all := s.likes.rows(s.table, at.Column)[text]
	return slices.DeleteFunc(slices.Clone(all), func(row int) bool { return row == at.Row })
}

// likes tells which rows have the same text in a column; each column is looked
// through once, when it is first asked for. One table has one.
type likes struct {
	mu       sync.Mutex
	byColumn map[int]map[string][]int
}

func (l *likes) rows(t *data.Table, column int) map[string][]int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if found := l.byColumn[column]; found != nil {
		return found
	}
	found := map[string][]int{}
	for i := range t.Rows {
		if row := &t.Rows[i]; !row.Ragged {
			text := row.Cell(column).Text
			found[text] = append(found[text], row.Number)
		}
	}
	if l.byColumn == nil {
		l.byColumn = map[int]map[string][]int{}
	}
	l.byColumn[column] = found
	return found
}

// SaveCorrected writes the file with these corrections to target: the person's
// own workbook with its formats, or the same dialect of CSV (SPEC S8.4). path
// is the file that was simulated, as it still has to be: *OtherFileError else.
// A workbook that cannot be kept whole becomes a new one with the same cells,
// and the result says so; so does what was pasted and any other file that cannot be edited (SPEC S15.3, S15.4).
func (a *App) SaveCorrected(ctx context.Context, s *Simulation, c Corrections, path, target, sheetName string) (Copied, error) {
	s, err := s.whole(ctx, path)
	if err != nil {
		return Copied{}, err
	}
	e := edit.Edits{Table: s.original(), Wide: -1, Ending: ending(target)}
	for at, text := range c {
		e.Cells = append(e.Cells, edit.Edit{
			Row: at.Row, Column: at.Column, Replace: true,
			Cell: data.Cell{Text: text, Kind: edit.KindTyped(e.Table.Format, text)},
		})
	}
	return copyEdited(ctx, s, path, target, e, func(f io.ReaderAt, size int64, w io.Writer) (bool, error) {
		switch {
		case !e.Table.Editable(), IsHeld(path) && e.Table.Format != "xlsx":
			return true, edit.Anew(ctx, w, textOnly(e), sheetName)
		case e.Table.Format != "xlsx":
			return false, e.Write(ctx, f, size, w)
		}
		return editOrAnew(ctx, f, size, w, textOnly(e), sheetName)
	})
}

// CorrectedEnding is the ending that a corrected copy of the file at path gets: its
// own if the file can be edited.
func (s *Simulation) CorrectedEnding(path string) string {
	if s.table.Editable() && !IsHeld(path) {
		return ending(path)
	}
	return ".xlsx"
}

// whole is the simulation with the table as the person's file has it, columns that
// are not used and all: the history keeps only the others (SPEC S3A.9). The error
// is an *OtherFileError if the file has changed since.
func (s *Simulation) whole(ctx context.Context, path string) (*Simulation, error) {
	if !s.reduced {
		return s, nil
	}
	file, err := ReadFile(ctx, path, s.Plan.Options, nil)
	if err != nil {
		return nil, err
	}
	if file.SHA256 != s.Plan.File.SHA256 {
		return nil, &OtherFileError{Path: path, Copying: true}
	}
	own := *s
	own.table, own.reduced = file.Table, false
	return &own, nil
}

// textOnly makes all corrections of a workbook text.
func textOnly(e edit.Edits) edit.Edits {
	for i := range e.Cells {
		e.Cells[i].Cell.Kind = data.Text
	}
	return e
}
