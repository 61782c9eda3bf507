package xlsx

import (
	"strconv"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// TestWrappedSheet reads a workbook of which everything stands in column A as
// the columns that it is, once, if every row is whole then (SPEC S3A.8).
func TestWrappedSheet(t *testing.T) {
	rows := func(lines ...string) string {
		all := ""
		for _, line := range lines {
			all += inline(line)
		}
		return all
	}
	for _, c := range []struct {
		name string
		book book
		want string // row:cells / …, or the code of the refusal
	}{
		{"semicolons", newBook(rows("Email;First name;ID", "a@x.fr;Anna;0012", "b@x.fr;Bo;0013")), "2:a@x.fr|Anna|0012 / 3:b@x.fr|Bo|0013"},
		{"commas and quotes", newBook(rows(`Email,"Job title"`, `a@x.fr,"Seller, A"`, `b@x.fr,"""Boss"""`)), `2:a@x.fr|Seller, A / 3:b@x.fr|"Boss"`},
		{"outer quotes lost", newBook(rows(`Email";"Job title`, `a@x.fr";"Seller; A`, `b@x.fr";"`)), "2:a@x.fr|Seller; A / 3:b@x.fr"},
		{"the first quotes lost", newBook(rows(`Email;"Job title";"ID";Phone`, `a@x.fr;"Seller; A";"1";06`)), "2:a@x.fr|Seller; A|1|06"},
		{"tabs", newBook(rows("Email\tID", "a@x.fr\t1")), "2:a@x.fr|1"},
		{"last cells left out", newBook(rows("Email;ID;Phone", "a@x.fr;1;06", "b@x.fr;2", "c@x.fr")), "2:a@x.fr|1|06 / 3:b@x.fr|2 / 4:c@x.fr"},
		{"a title and a line of Excel’s", newBook(rows("sep=;", "Our staff", "Email;ID", "a@x.fr;1")), "4:a@x.fr|1"},
		{"blank rows keep the numbers", newBook(rows("Email;ID") + `<row r="7">` + `<c r="A7" t="inlineStr"><is><t>a@x.fr;1</t></is></c></row>`), "7:a@x.fr|1"},
		{"beside another sheet", sheets("Notes", rows("Written in March"), "Staff", rows("Email;ID", "a@x.fr;1")), "2:a@x.fr|1"},
		{"a sound sheet goes first", sheets("Old", rows("Email;ID", "a@x.fr;1"), "New", inline("Email", "ID")+inline("b@x.fr", "2")), "2:b@x.fr|2"},
		{"two of them", sheets("Paris", rows("Email;ID", "a@x.fr;1"), "Lyon", rows("Email;ID", "b@x.fr;2")), data.FileSheetTie},
		{"one of them hidden", sheets("-Paris", rows("Email;ID;Phone", "a@x.fr;1;2")), data.FileHiddenSheet},
		{"a row too wide", newBook(rows("Email;ID", "a@x.fr;1", "b@x.fr;2;3")), data.FileOneColumn},
		{"a row that goes on in column B", newBook(rows("Email;Job title", "a@x.fr;Boss") + inline("b@x.fr;Seller", " A")), data.FileOneColumn},
		{"a number below", newBook(rows("Email;ID", "a@x.fr;1") + "<row><c><v>12</v></c></row>"), data.FileOneColumn},
		{"a quote that is not closed", newBook(rows("Email;ID", `"a@x.fr;1`, `b@x.fr;2"`)), data.FileOneColumn},
		{"a line break", newBook(rows("Email;ID", "a@x.fr;1\nb@x.fr;2")), data.FileOneColumn},
		{"headers that are not known", newBook(rows("colour;size;weight", "red;1;2")), data.FileOneColumn},
		{"one column that is the list", newBook(rows("Email", "a@x.fr;b@x.fr", "c@x.fr")), "2:a@x.fr;b@x.fr / 3:c@x.fr"},
		{"a letter", newBook(rows("Dear Anna,", "here is the list, of which we spoke.")), data.FileNoHeader},
	} {
		table, err := c.book.read(head.Options{})
		got := sheettest.Code(err)
		if err == nil {
			var all []string
			for _, row := range table.Rows {
				all = append(all, strconv.Itoa(row.Number)+":"+strings.Join(textsOf(row.Cells), "|"))
			}
			got = strings.Join(all, " / ")
			said := len(table.Remarks) > 0 && table.Remarks[0].Code == data.SheetUnwrapped
			if said != (c.name != "one column that is the list" && c.name != "a sound sheet goes first") || table.Format != "xlsx" || table.Sheet == "" {
				t.Errorf("%s: %v, format %q, sheet %q", c.name, table.Remarks, table.Format, table.Sheet)
			}
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	hidden := newBook(rows("Email;ID", "a@x.fr;1") + `<row hidden="1"><c t="inlineStr"><is><t>b@x.fr;2</t></is></c></row>`).mustRead(t)
	if hidden.HiddenRows() != 1 || !hidden.Rows[1].Hidden {
		t.Errorf("hidden rows: %+v", hidden.Rows)
	}
}

// textsOf are the texts of cells.
func textsOf(cells []data.Cell) []string {
	all := make([]string, len(cells))
	for i, c := range cells {
		all[i] = c.Text
	}
	return all
}
