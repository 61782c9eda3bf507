package report

import (
	"io"
	"strconv"
	"strings"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data/sheet"
)

// writeCSV writes one line for every line of the plan, unchanged ones
// too, with the separator of the language.
func writeCSV(w io.Writer, r Report) error {
	header := append([]string{r.Words.T("report.column.group")}, headerOf(r)...)
	rows := func(yield func([]string) bool) {
		for _, g := range Groups(r.Plan) {
			title := GroupTitle(r.Words, r, g)
			for i := range g.Lines {
				cells := append([]string{title}, cellsOf(r, &g.Lines[i])...)
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

// cellsOf are rowOf's values as the text of one row.
func cellsOf(r Report, l *plan.Line) []string {
	number := ""
	row, name, email, changes, remarks := rowOf(r, l)
	if row != 0 {
		number = strconv.Itoa(row)
	}
	return []string{number, name, email, strings.ReplaceAll(changes, "\n", " · "), strings.ReplaceAll(remarks, "\n", " · ")}
}
