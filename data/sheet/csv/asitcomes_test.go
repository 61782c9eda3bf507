package csv

import (
	"fmt"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/sheettest"
)

// textRows reads a text file and writes its rows one behind the other: ~ before a
// ragged row, ^ before a cell that goes on behind its closing quote.
func textRows(t *testing.T, text string) (rows string, remarks []string) {
	t.Helper()
	table, err := readBytes([]byte(text))
	if err != nil {
		return sheettest.Code(err), nil
	}
	var parts []string
	for _, r := range table.Rows {
		part := fmt.Sprint(r.Number) + ":"
		if r.Ragged {
			part += "~"
		}
		for i, c := range r.Cells {
			if i > 0 {
				part += "|"
			}
			if c.Kind == data.Tailed {
				part += "^"
			}
			part += c.Text
		}
		parts = append(parts, part)
	}
	for _, r := range table.Remarks {
		remarks = append(remarks, strings.Join(append([]string{r.Code}, r.Args...), " "))
	}
	return strings.Join(parts, " / "), remarks
}

// TestCSVAsItComes: what spreadsheets and databases do to their files
// (SPEC S3A.8).
func TestCSVAsItComes(t *testing.T) {
	for _, c := range []struct{ name, text, rows, remark string }{
		{"last cells left out", "Email,Phone,Job\na@x.fr,0612,Seller\nb@x.fr\nc@x.fr,0613\n", "2:a@x.fr|0612|Seller / 3:b@x.fr / 4:c@x.fr|0613", "csv.filled n 2"},
		{"no row is whole", "Email,Phone,Job\na@x.fr,0612\nb@x.fr\n", "2:~a@x.fr|0612 / 3:~b@x.fr", ""},
		{"a cell in the middle is missing", "Email,Phone,Job\na@x.fr,0612,Seller\nb@x.fr,Seller\n", "2:a@x.fr|0612|Seller / 3:~b@x.fr|Seller", ""},
		{"the address is elsewhere", "First name;Email;Phone\nA;a@x.fr;1\nb@x.fr\n", "2:A|a@x.fr|1 / 3:~b@x.fr", ""},
		{"no address where addresses stand", "Email;Phone;Job\na@x.fr;1;Seller\nSeller\nb@x.fr;2;Buyer\n", "2:a@x.fr|1|Seller / 3:~Seller / 4:b@x.fr|2|Buyer", ""},
		{"a total at the end", "Email;Phone;Job\na@x.fr;1;Seller\nTotal;1\n", "2:a@x.fr|1|Seller / 3:Total|1", "csv.filled n 1"},
		{"too many cells", "Email;Phone\na@x.fr;1\nb@x.fr;2;3\n", "2:a@x.fr|1 / 3:~b@x.fr|2|3", ""},

		{"escaped quotes", "Email,Job,Phone\n\"a@x.fr\",\"Seller \\\"A\\\"\",\"1\"\n", `2:a@x.fr|Seller "A"|1`, "csv.backslashes"},
		{"escaped quotes around a delimiter", "Email,Job,Phone\n\"a@x.fr\",\"x \\\"A, B\\\"\",\"1\"\n", `2:a@x.fr|x "A, B"|1`, "csv.backslashes"},
		{"escaped backslash at the end", "Email,Job,Phone\n\"a@x.fr\",\"\\\"C:\\\\\",\"1\"\n", `2:a@x.fr|"C:\|1`, "csv.backslashes"},
		{"a line break between escaped quotes", "Email,Job\n\"a@x.fr\",\"\\\"A\nB\\\"\"\n", "2:a@x.fr|\"A\nB\"", "csv.backslashes"},
		{"a backslash that is one", "Email,Job\n\"a@x.fr\",\"C:\\\"\n", `2:a@x.fr|C:\`, ""},
		{"text behind a quote", "Email,Job\na@x.fr,\"Seller\" A\n", "2:a@x.fr|^Seller A", ""},
		{"spaces behind a quote", "Email,Job\na@x.fr,\"Seller\"  \n", "2:a@x.fr|Seller", ""},

		{"lines wrapped whole", "\"Email,ID\"\n\"a@x.fr,1\"\n\n\"b@x.fr,2\"\n", "2:a@x.fr|1 / 4:b@x.fr|2", "csv.unwrapped"},
		{"lines wrapped whole, delimiters behind", "\"Email;ID\";;\n\"a@x.fr;1\";;\n", "2:a@x.fr|1", "csv.unwrapped"},
		{"lines wrapped whole with quotes inside", "\"Email,Job title\"\n\"a@x.fr,\"\"Seller, A\"\"\"\n", "2:a@x.fr|Seller, A", "csv.unwrapped"},
		{"a title above wrapped lines", "\"Our staff\"\n\"Email\tID\"\n\"a@x.fr\t1\"\n", "3:a@x.fr|1", "csv.unwrapped"},
		{"one line of several cells", "\"Email,ID\"\n\"a@x.fr,1\"\nb@x.fr,2\n", "3:b@x.fr|2", "!"},

		{"notes that hold commas", "ID,First name,Last name,Notes\n1,A,B,\"Likes a, b, c\nand also, x, y, z\"\n2,C,D,\n", "2:1|A|B|Likes a, b, c\nand also, x, y, z / 3:2|C|D", ""},
		{"notes with an address", "Email,Notes\na@x.fr,\"Write to\nb@x.fr or so\"\n", "2:a@x.fr|Write to\nb@x.fr or so", ""},
		{"a row in the notes", "ID,First name,Notes\n1,A,\"x\n2,B,y\nz\"\n3,C,\n", data.FileSwallowed, ""},
		{"the last row in the notes", "Email,First name,Notes\na@x.fr,A,\"x\nb@x.fr,B,y\"\nc@x.fr,C,\n", data.FileSwallowed, ""},
		{"notes in a file that is not rectangular", "ID,First name,Last name,Notes\n1,A,B,\"a, b\nc, x, y, z\"\n2,C\n", data.FileSwallowed, ""},
	} {
		rows, remarks := textRows(t, c.text)
		if c.remark == "!" {
			if len(remarks) > 0 {
				t.Errorf("%s: %v", c.name, remarks)
			}
			continue
		}
		if rows != c.rows || strings.Join(remarks, ", ") != c.remark {
			t.Errorf("%s: got %q %q, want %q %q", c.name, rows, remarks, c.rows, c.remark)
		}
	}
}
