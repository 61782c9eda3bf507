package report

import (
	"io"
	"iter"
	"strings"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data/sheet"
)

// toneOf is the colour of a group; its name stands beside it in words
// (SPEC S6.4).
func toneOf(group string) sheet.Tone {
	switch group {
	case plan.Removed.String():
		return sheet.Deactivated
	case WarningsCount:
		return sheet.Warning
	}
	return sheet.Tone(group)
}

// WriteXLSX writes the report as a workbook: a summary, then one sheet
// for each group, unchanged users too (SPEC S6.4).
func WriteXLSX(w io.Writer, r Report) error {
	book := sheet.Book{
		Title: Headline(r.Words, r), Language: r.Words.Language(), Created: r.Time(),
		Sheets: []sheet.Sheet{summarySheet(r)},
	}
	for _, g := range Groups(r.Plan) {
		book.Sheets = append(book.Sheets, groupSheet(r, g))
	}
	return sheet.Write(w, book)
}

// groupSheet is the sheet of one group: row, name, email, what changes,
// remarks; the group is named in every row, so that a row copied elsewhere
// still says what it means.
func groupSheet(r Report, g Group) sheet.Sheet {
	title, tone := GroupTitle(r.Words, r, g), toneOf(g.Name())
	return sheet.Sheet{
		Name:    r.Words.T(Key(r.Words, r.Plan, "report.sheet."+g.Name())),
		Columns: columnsOf(r),
		Rows: func(yield func(sheet.Row) bool) {
			for i := range g.Lines {
				cells := append([]string{title}, cellsOf(r, &g.Lines[i])...)
				for k := range cells {
					cells[k] = sheet.Visible(cells[k])
				}
				if !yield(sheet.Row{Cells: cells, Tones: []sheet.Tone{tone}}) {
					return
				}
			}
		},
	}
}

func columnsOf(r Report) []sheet.Column {
	columns := []sheet.Column{{Title: r.Words.T("report.column.group")}}
	for i, title := range headerOf(r) {
		c := sheet.Column{Title: title}
		if i >= 3 {
			c.Width = sheet.Long
		}
		columns = append(columns, c)
	}
	return columns
}

// summarySheet says what the report says above its groups.
func summarySheet(r Report) sheet.Sheet {
	return sheet.Sheet{
		Name:    r.Words.T("report.sheet.summary"),
		Columns: []sheet.Column{{Title: Headline(r.Words, r), Width: sheet.Long}, {Title: r.Words.T("report.count")}},
		Rows:    summaryRows(r),
	}
}

func summaryRows(r Report) iter.Seq[sheet.Row] {
	var rows []sheet.Row
	add := func(tone sheet.Tone, cells ...string) {
		for i := range cells {
			cells[i] = sheet.Visible(cells[i])
		}
		rows = append(rows, sheet.Row{Cells: cells, Tone: tone})
	}
	p := PageOf(r)
	for part := range strings.SplitSeq(p.About, " · ") {
		add(sheet.Plain, part)
	}
	if p.OnlyCounts {
		add(sheet.Plain, r.Words.T("report.only_counts"))
	}
	for _, c := range p.Counts {
		add(toneOf(c.Group), c.Sentence, r.Words.Number(c.N))
	}
	if p.Absent != "" {
		add(sheet.Plain, p.Absent)
	}
	for _, g := range p.Guards {
		add(sheet.Problem, g.Sentence)
	}
	for _, sentence := range p.News {
		add(sheet.Plain, sentence)
	}
	for _, pair := range p.Pairs {
		add(sheet.Plain, r.Words.T("report.pairs")+" "+pair.Old+" → "+pair.New)
	}
	for _, issue := range p.FileIssues {
		add(sheet.Plain, issue)
	}
	return func(yield func(sheet.Row) bool) {
		for _, row := range rows {
			if !yield(row) {
				return
			}
		}
	}
}
