package html

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/csv"
	"headcount.app/headcount/data/sheet/workbook"
)

// put puts a cell at the column of the grid and remembers what it covers; left is how
// many rows the table still has.
func put(grid *workbook.Grid, c *cell, left int, below map[int]int) error {
	first := grid.Column
	if first > workbook.MaxColumns {
		return damaged("column %d", first)
	}
	content := c.text.String()
	if content == "" || csv.KindOf(content) == data.Text {
		grid.PutText([]byte(content), "", c.address)
	} else {
		grid.Put([]byte(content), "", csv.KindOf(content))
	}
	rows := min(c.rows, left)
	area := workbook.Area{FromColumn: first, FromRow: grid.Row, ToColumn: min(first+c.columns-1, workbook.MaxColumns), ToRow: grid.Row + rows - 1}
	if c.columns > 1 || rows > 1 {
		if err := grid.AddMerged(workbook.Merged{Area: area, Ref: area.String()}); err != nil {
			return err
		}
	}
	for column := first; rows > 1 && column <= area.ToColumn; column++ {
		below[column] = rows - 1
	}
	grid.Column = area.ToColumn
	return nil
}

// text is the text of a cell as it is shown: runs of blanks are one, those at either
// end of a line none.
type text struct {
	out   strings.Builder
	blank bool // blanks wait for something behind them
	lines int  // line breaks that wait
	any   bool // something stands there
}

// words adds text with its blanks collapsed. A no-break space is none of them.
func (t *text) words(s string) {
	t.out.Grow(len(s))
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' {
			t.blank = t.any && t.lines == 0
			continue
		}
		for range t.lines {
			t.out.WriteByte('\n')
		}
		if t.blank && t.lines == 0 {
			t.out.WriteByte(' ')
		}
		t.out.WriteRune(r)
		t.any, t.blank, t.lines = true, false, 0
	}
}

// breaks ends a line.
func (t *text) breaks() {
	if t.any {
		t.lines++
	}
	t.blank = false
}

// line ends a line on which something stands.
func (t *text) line() {
	if t.any && t.lines == 0 {
		t.lines = 1
	}
	t.blank = false
}

func (t *text) String() string { return t.out.String() }

// span reads over how many columns or rows a cell reaches; browsers know no more than
// a thousand.
func span(tag html.Token, name string) int {
	n, err := strconv.Atoi(strings.TrimSpace(attribute(tag, name)))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, maxSpan)
}

func attribute(tag html.Token, name string) string {
	for _, a := range tag.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// hides reports whether an element is not shown.
func hides(tag html.Token) bool {
	for _, a := range tag.Attr {
		if a.Key == "hidden" || a.Key == "style" && strings.Contains(strings.ReplaceAll(strings.ToLower(a.Val), " ", ""), "display:none") {
			return true
		}
	}
	return false
}

// damaged refuses a page for what was found in it (SPEC S3.9).
func damaged(format string, args ...any) error {
	return data.Refuse(data.FileDamaged, fmt.Errorf(format, args...), "part", part)
}
