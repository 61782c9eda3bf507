package app

import (
	"io"
	"strconv"
	"strings"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data/sheet"
)

// writeReportCSV writes one line for every line of the plan, unchanged ones
// too, with the separator of the language.
func writeReportCSV(w io.Writer, r plan.Report) error {
	header := append([]string{r.Words.T("report.column.group")}, reportHeader(r)...)
	rows := func(yield func([]string) bool) {
		for _, g := range plan.Groups(r.Plan) {
			title := plan.GroupTitle(r.Words, r, g)
			for i := range g.Lines {
				cells := append([]string{title}, reportCells(r, &g.Lines[i])...)
				for k := range cells {
					cells[k] = sheet.Visible(cells[k])
				}
				if !yield(cells) {
					return
				}
			}
		}
	}
	return sheet.WriteCSV(w, header, rows, r.Words.Separator())
}

// reportCells are reportRow's values as the text of one row.
func reportCells(r plan.Report, l *plan.Line) []string {
	number := ""
	row, name, email, changes, remarks := reportRow(r, l)
	if row != 0 {
		number = strconv.Itoa(row)
	}
	return []string{number, name, email, strings.ReplaceAll(changes, "\n", " · "), strings.ReplaceAll(remarks, "\n", " · ")}
}
