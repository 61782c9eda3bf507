package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"headcount/app/plan"
	"headcount/assets"
	"headcount/data"
	"headcount/data/sheet"
)

// maxAnnotated is how many rows an annotated copy may have (SPEC S6.5).
const maxAnnotated = 100_000

// fileTooManyRows is the code of a file that is too long to be annotated.
const fileTooManyRows = "file.too_many_rows"

// AnnotatedFormat reports whether an annotated copy can be saved under the name
// given: it is a workbook, and one with macros only if it is called so.
func AnnotatedFormat(path string) bool {
	switch ending(path) {
	case ".xlsx", ".xlsm":
		return true
	}
	return false
}

// annotationAuthor signs the comments.
const annotationAuthor = "Headcount"

// Copied says what was written beside a person's own file.
type Copied struct {
	// Rows is how many rows were pointed out or corrected, Cells how many cells.
	Rows, Cells int
	// Anew: the workbook could not be kept whole, so this is a new one with the
	// same cells. Text files always get a new workbook when they are annotated.
	Anew bool
}

// Annotate writes the annotated copy: the file at path, which has to be the one
// that was simulated, "untouched but for its problem and warning cells, which
// are coloured and carry a comment in plain words, plus a Problem column at the
// end" (SPEC S6.5). Errors: *OtherFileError if the file has changed,
// *data.FileError.
func (a *App) Annotate(ctx context.Context, s *Simulation, path, target string, w *assets.Words) (Copied, error) {
	if n := len(s.table.Rows); n > maxAnnotated {
		return Copied{}, data.Refuse(fileTooManyRows, nil, "limit", w.Number(maxAnnotated), "rows", w.Number(n))
	}
	e := annotations(s, w)
	return copyEdited(ctx, s, path, target, e, func(f *os.File, size int64, out io.Writer) (bool, error) {
		if e.Table.Format != "xlsx" {
			return true, sheet.EditAnew(ctx, out, e, w.T("sheet.users"))
		}
		return editOrAnew(ctx, f, size, out, e, w.T("sheet.users"))
	})
}

// copyEdited checks that the file is still the one that was simulated and
// writes the copy whole or not at all.
func copyEdited(_ context.Context, s *Simulation, path, target string, e sheet.Edits, write func(*os.File, int64, io.Writer) (bool, error)) (Copied, error) {
	var done Copied
	rows := map[int]bool{}
	for _, c := range e.Cells {
		if c.Tone != sheet.Plain || c.Replace && !c.Header && c.Column != e.Wide {
			rows[c.Row] = true
			if c.Column != e.Wide {
				done.Cells++
			}
		}
	}
	done.Rows = len(rows)
	hash, err := SHA256(path)
	if err != nil {
		return done, err
	}
	if hash != s.Plan.File.SHA256 {
		return done, &OtherFileError{Path: path}
	}
	f, err := os.Open(path)
	if err != nil {
		return done, fileError(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return done, fileError(path, err)
	}
	err = sheet.WriteFile(target, func(w io.Writer) error {
		var err error
		done.Anew, err = write(f, info.Size(), w)
		return err
	})
	return done, fileErrorOrNil(target, err)
}

// editOrAnew edits the workbook, or writes a new one where it cannot be kept
// whole.
func editOrAnew(ctx context.Context, f *os.File, size int64, w io.Writer, e sheet.Edits, name string) (anew bool, err error) {
	var out bytes.Buffer
	err = sheet.EditBook(ctx, f, size, &out, e)
	if errors.Is(err, sheet.ErrNotWhole) && ctx.Err() == nil {
		return true, sheet.EditAnew(ctx, w, e, name)
	}
	if err == nil {
		_, err = w.Write(out.Bytes())
	}
	return false, err
}

// annotations are the cells to be pointed out, and the column of problems.
func annotations(s *Simulation, w *assets.Words) sheet.Edits {
	table := s.original()
	e := sheet.Edits{Table: table, Author: annotationAuthor, Wide: problemColumn(table)}
	if e.Wide == sheet.Columns(table) || table.Header[e.Wide] != w.T("correct.problem_column") {
		e.Cells = append(e.Cells, sheet.Edit{
			Row: table.HeaderRow, Column: e.Wide, Header: true, Replace: true, Cell: data.Cell{Text: w.T("correct.problem_column")},
		})
	}
	told := map[int]bool{}
	for i := range s.Plan.Lines {
		if l := &s.Plan.Lines[i]; l.Row > 0 {
			told[l.Row] = annotate(&e, s, l, w) || told[l.Row]
		}
	}
	// What an earlier copy said about a row that is right now is taken out.
	for i := range table.Rows {
		if row := &table.Rows[i]; !told[row.Number] && row.Cell(e.Wide).Text != "" {
			e.Cells = append(e.Cells, sheet.Edit{Row: row.Number, Column: e.Wide, Replace: true})
		}
	}
	return e
}

// problemColumn is the column that tells what is wrong: the one of an earlier
// copy, else the one behind all others.
func problemColumn(t *data.Table) int {
	for i := len(t.Header) - 1; i >= 0; i-- {
		if key := data.HeaderKey(t.Header[i]); key == "problem" || key == "probleme" {
			return i
		}
	}
	return sheet.Columns(t)
}

// annotate points out what is wrong in one row; false if nothing is.
func annotate(e *sheet.Edits, s *Simulation, l *plan.Line, w *assets.Words) bool {
	type note struct {
		tone      sheet.Tone
		sentences []string
	}
	cells := map[int]*note{}
	var order []int
	var all []string
	worst := sheet.Plain
	for i := range l.Issues {
		issue := &l.Issues[i]
		if issue.Level == plan.Note {
			continue
		}
		sentence := plan.IssueText(w, issue)
		all = append(all, w.T("report.level."+issue.Level.String(), "text", sentence))
		tone := sheet.Warning
		if issue.Level == plan.Blocking {
			tone = sheet.Problem
		}
		if worst != sheet.Problem {
			worst = tone
		}
		at, ok := s.Place(l.Row, issue)
		if !ok || at.Column == e.Wide {
			continue
		}
		n := cells[at.Column]
		if n == nil {
			n = &note{tone: tone}
			cells[at.Column] = n
			order = append(order, at.Column)
		}
		if tone == sheet.Problem {
			n.tone = tone
		}
		n.sentences = append(n.sentences, sentence)
	}
	for _, column := range order {
		n := cells[column]
		e.Cells = append(e.Cells, sheet.Edit{Row: l.Row, Column: column, Tone: n.tone, Comment: strings.Join(n.sentences, "\n")})
	}
	if len(all) > 0 {
		e.Cells = append(e.Cells, sheet.Edit{
			Row: l.Row, Column: e.Wide, Tone: worst, Replace: true, Cell: data.Cell{Text: sheet.Visible(strings.Join(all, " · "))},
		})
	}
	return len(all) > 0
}
