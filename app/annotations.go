package app

import (
	"cmp"
	"slices"
	"strings"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
	"headcount.app/headcount/data/sheet/edit"
)

// annotator collects what is pointed out in a copy of a file.
type annotator struct {
	*Simulation
	words *assets.Words
	edits edit.Edits
	// told is what the Problem column says of a row, by its number.
	told map[int]string
}

// annotations are the cells to be pointed out, and the column of problems;
// signed is the index of that column in an earlier copy, -1 if there is none.
func annotations(s *Simulation, w *assets.Words, signed int) edit.Edits {
	table := s.original()
	var gaps map[int]int
	if table.OfText() {
		table, gaps = edit.Squared(table, func(k int) bool {
			return k < len(s.Plan.File.Columns) && s.Plan.File.Columns[k].Field != data.NoField
		})
	}
	a := annotator{Simulation: s, words: w, told: map[int]string{}}
	a.edits = edit.Edits{Table: table, Author: annotationAuthor, Wide: -1}
	for i := range s.Plan.Lines {
		if l := &s.Plan.Lines[i]; l.Row > 0 {
			a.line(l)
		}
	}
	for row, column := range gaps {
		a.edits.Cells = append(a.edits.Cells, edit.Edit{
			Row: row, Column: column, Tone: sheet.Problem, Comment: w.T("correct.gap"),
			Replace: true, Cell: table.Rows[rowIndex(table, row)].Cell(column),
		})
	}
	a.column(signed)
	return a.edits
}

func rowIndex(t *data.Table, number int) int {
	i, _ := slices.BinarySearchFunc(t.Rows, number, func(r data.Row, n int) int { return r.Number - n })
	return i
}

// line points out what is wrong in one row.
func (a *annotator) line(l *plan.Line) {
	type note struct {
		tone      sheet.Tone
		sentences []string
	}
	cells := map[CellAt]*note{}
	all := map[int][]string{} // by row: a line may stand for several
	for i := range l.Issues {
		issue := &l.Issues[i]
		if issue.Level == plan.Note {
			continue
		}
		sentence := report.IssueText(a.words, a.Plan.Schema, issue)
		row := cmp.Or(issue.Row, l.Row)
		all[row] = append(all[row], a.words.T("report.level."+issue.Level.String(), "text", sentence))
		at, ok := a.Place(l.Row, issue)
		if !ok {
			continue
		}
		n := cells[at]
		if n == nil {
			n = &note{tone: sheet.Warning}
			cells[at] = n
		}
		if issue.Level == plan.Blocking {
			n.tone = sheet.Problem
		}
		n.sentences = append(n.sentences, sentence)
	}
	for at, n := range cells {
		a.edits.Cells = append(a.edits.Cells, edit.Edit{Row: at.Row, Column: at.Column, Tone: n.tone, Comment: strings.Join(n.sentences, "\n")})
	}
	for row, sentences := range all {
		a.told[row] = sheet.Visible(strings.Join(sentences, " · "))
	}
}

// column fills the Problem column: that of an earlier copy, in which nothing is
// said any more of rows that are right now, or a new one behind all others.
func (a *annotator) column(signed int) {
	table, w := a.edits.Table, a.words
	wide := signed
	if wide < 0 {
		wide = a.sameWords()
	}
	header := edit.Edit{Row: table.HeaderRow, Comment: w.T("correct.problem_column.about")}
	if wide < 0 {
		wide = sheet.Columns(table)
		header.Header, header.Replace, header.Cell = true, true, data.Cell{Text: w.T("correct.problem_column")}
	}
	header.Column, a.edits.Wide = wide, wide
	cells := append(slices.DeleteFunc(a.edits.Cells, func(e edit.Edit) bool { return e.Column == wide }), header)
	worst := map[int]sheet.Tone{}
	for _, l := range a.Plan.Lines {
		for _, row := range l.Rows() {
			if a.told[row] == "" {
				continue
			}
			worst[row] = sheet.Warning
			if slices.ContainsFunc(l.Issues, func(i plan.Issue) bool { return i.Level == plan.Blocking && cmp.Or(i.Row, l.Row) == row }) {
				worst[row] = sheet.Problem
			}
		}
	}
	for i := range table.Rows {
		row := &table.Rows[i]
		if text := a.told[row.Number]; text != "" || row.Cell(wide).Text != "" {
			cells = append(cells, edit.Edit{Row: row.Number, Column: wide, Tone: worst[row.Number], Replace: true, Cell: data.Cell{Text: text}})
		}
	}
	a.edits.Cells = cells
}

// sameWords is the column of an earlier copy whose comments were lost on the
// way: it is called as ours and says of some row what we say of it.
func (a *annotator) sameWords() int {
	table := a.edits.Table
	for k := len(table.Header) - 1; k >= 0; k-- {
		if key := data.HeaderKey(table.Header[k]); key != "problem" && key != "probleme" {
			continue
		}
		for i := range table.Rows {
			if text := table.Rows[i].Cell(k).Text; text != "" && text == a.told[table.Rows[i].Number] {
				return k
			}
		}
	}
	return -1
}
