package csv

import (
	"context"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"

	"golang.org/x/text/encoding/charmap"
)

// TestCSVRules reads small texts, each for one sentence of SPEC S3.4 to S3.9.
// The rows are written as number:cells, cells joined by |, ~ for ragged rows.
func TestCSVRules(t *testing.T) {
	for _, c := range []struct{ rule, text, want string }{
		{"semicolons", "Email;ID\na@x.fr;1\n", "1:Email|ID 2:a@x.fr|1"},
		{"commas", "Email,ID\na@x.fr,1\n", "1:Email|ID 2:a@x.fr|1"},
		{"tabs", "Email\tID\na@x.fr\t1\n", "1:Email|ID 2:a@x.fr|1"},
		{"bars", "Email|ID\na@x.fr|1\n", "1:Email|ID 2:a@x.fr|1"},
		{"more commas than semicolons", "Email;Role ID\na@x.fr;a,b,c\nb@x.fr;a,b,c\n", "1:Email|Role ID 2:a@x.fr|a,b,c 3:b@x.fr|a,b,c"},
		{"sep= decides", "sep=^\r\nEmail^ID;x\r\na@x.fr^1\r\n", "1:Email|ID;x 2:a@x.fr|1"},
		{"sep= in capitals and quotes", "\"SEP=,\"\nEmail,ID\na@x.fr,1\n", "1:Email|ID 2:a@x.fr|1"},
		{"sep= of a letter is a row", "sep=x\nEmail;ID\na@x.fr;1\n", "2:Email|ID 3:a@x.fr|1"},
		{"CR", "Email;ID\ra@x.fr;1\rb@x.fr;2", "1:Email|ID 2:a@x.fr|1 3:b@x.fr|2"},
		{"line ends mixed", "Email;ID\r\na@x.fr;1\nb@x.fr;2\rc@x.fr;3", "1:Email|ID 2:a@x.fr|1 3:b@x.fr|2 4:c@x.fr|3"},
		{"blank rows are skipped and counted", "\nEmail;ID\n\n;\n;;;;\n \u00a0;\u200b\na@x.fr;1\n\n", "2:Email|ID 7:a@x.fr|1"},
		{"too few and too many cells", "Email;ID;Phone\na@x.fr;1\nb@x.fr;2;3;4\nc@x.fr;;\n", "1:Email|ID|Phone 2:a@x.fr|1 3:~b@x.fr|2|3|4 4:c@x.fr"},
		{"a blank cell too many", "Email;ID\na@x.fr;1;\nb@x.fr;2\n", "1:Email|ID 2:~a@x.fr|1| 3:b@x.fr|2"},
		{"a delimiter at the end of every row", "Email;ID\na@x.fr;1;\nb@x.fr;2;\n", "1:Email|ID 2:a@x.fr|1 3:b@x.fr|2"},
		{"titles above, of other widths", "Our people;;;\n2026\n\nEmail;ID\na@x.fr;1\n", "4:Email|ID 5:a@x.fr|1"},
		{"a row of group titles", "Name;Phone\nEmail;ID;Phone\na@x.fr;1;2\n", "2:Email|ID|Phone 3:a@x.fr|1|2"},
		{"header in row 20", strings.Repeat("x;y\n", 19) + "Email;ID\na@x.fr;1\n", "20:Email|ID 21:a@x.fr|1"},
		{"a quote inside a cell", "Email;Job title\na@x.fr;12\" pipe \"x\"\n", "1:Email|Job title 2:a@x.fr|12\" pipe \"x\""},
		{"text behind a closing quote", "Email;Job title\na@x.fr;\"Jo\" Boss\n", "1:Email|Job title 2:a@x.fr|Jo Boss"},
		{"spaces behind a closing quote", "Email;ID\n\"a@x.fr\" ;\"1\"  \n", "1:Email|ID 2:a@x.fr|1"},
		{"quotes joined two cells", "Email;ID;Phone\n\"a@x.fr;1\";2\n", "1:Email|ID|Phone 2:~a@x.fr|1|2"},
		{"a quote not closed in its cell", "Email;ID;Phone\n\"a@x.fr;\"1\";2\n", "1:Email|ID|Phone 2:~a@x.fr|1|2"},
		{"doubled quotes", "Email;Job title\na@x.fr;\"\"\"Jo\"\"\"\nb@x.fr;\"\"\n", "1:Email|Job title 2:a@x.fr|\"Jo\" 3:b@x.fr"},
		{"a delimiter that is all of a row", "Email;ID\n\";\"\n", "1:Email|ID 2:~;"},
		{"delimiters in quotes", "Email;Job title\na@x.fr;\"a;b\"\n", "1:Email|Job title 2:a@x.fr|a;b"},
		{"row numbers behind a cell of two lines", "Email;Role ID\na@x.fr;\"a\nb\"\nb@x.fr;c\n", "1:Email|Role ID 2:a@x.fr|a\nb 3:b@x.fr|c"},
		{"outer spaces stay", "Email;ID\n a@x.fr ; 1\n", "1:Email|ID 2: a@x.fr | 1"},
		{"entities are text", "Email,Job title\na@x.fr,R&amp;D &eacute;\n", "1:Email|Job title 2:a@x.fr|R&amp;D &eacute;"},
		{"one apostrophe is taken off", "Email;ID;Phone\n'@x;''=1;'+33\n'-1;'x;'''\t\n", "1:Email|ID|Phone 2:@x|'=1|+33 3:-1|'x|''\t"},
		{"an apostrophe in quotes", "Email;ID\n\"'=1\";\"'x\"\n", "1:Email|ID 2:=1|'x"},
		{"end mark of DOS", "Email;ID\na@x.fr;1\n\x1a", "1:Email|ID 2:a@x.fr|1"},
		{"no line end", "Email;ID\na@x.fr;", "1:Email|ID 2:a@x.fr"},
		{"only a header", "Email;ID", "1:Email|ID"},
	} {
		table, err := readBytes([]byte(c.text))
		if err != nil {
			t.Errorf("%s: %v", c.rule, err)
			continue
		}
		if got := brief(table); got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

func brief(t *data.Table) string {
	rows := []string{fmt.Sprintf("%d:%s", t.HeaderRow, strings.Join(t.Header, "|"))}
	for _, row := range t.Rows {
		mark := ""
		if row.Ragged {
			mark = "~"
		}
		rows = append(rows, fmt.Sprintf("%d:%s%s", row.Number, mark, strings.Join(texts(row.Cells), "|")))
	}
	return strings.Join(rows, " ")
}

// TestCSVKinds judges what a cell looks like and keeps its text (SPEC S3.5,
// S3.7).
func TestCSVKinds(t *testing.T) {
	for text, want := range map[string]data.CellKind{
		"00123": data.Number, "0": data.Number, " 12 ": data.Number, "12345678901234567890": data.Number,
		"1 2": data.Text, "1.5": data.Text, "+33": data.Text, "-1": data.Text, "12a": data.Text, "１２": data.Text,
		"3.36E+10": data.Scientific, "3,36E+10": data.Scientific, "1e5": data.Scientific, "-1E-5": data.Scientific, "+1E5": data.Scientific,
		"12E3": data.Text, "1E": data.Text, "1E+": data.Text, "E5": data.Text, "1.E5": data.Text, "1e5x": data.Text, "e": data.Text, "-": data.Text,
		"#N/A": data.ErrorCell, "#valeur!": data.ErrorCell, "#1": data.Text, "#": data.Text, "TRUE": data.Text, "'-1E5": data.Text, "  ": data.Text,
	} {
		table, err := readBytes([]byte("Email;ID\na@x.fr;" + text + "\n"))
		if err != nil {
			t.Fatal(err)
		}
		cell := table.Rows[0].Cell(1)
		if cell.Kind != want || cell.Text != strings.TrimPrefix(text, "'") {
			t.Errorf("%q: %q, kind %d, want %d", text, cell.Text, cell.Kind, want)
		}
	}
}

// TestCSVRefused refuses what cannot be read to its end, with its own code.
func TestCSVRefused(t *testing.T) {
	people := "Email;First name\n" + strings.Repeat("zoe@x.fr;Zo\xeb\n", 40)
	macRoman, _ := charmap.Macintosh.NewEncoder().String("Email;Prénom\na@x.fr;Hélène\n")
	dos, _ := charmap.CodePage850.NewEncoder().String("Email;Prénom\na@x.fr;Hélène\n")
	polish, _ := charmap.Windows1250.NewEncoder().String("Email;Last name\na@x.fr;Wałęsa\n")
	cyrillic, _ := charmap.Windows1251.NewEncoder().String("Email;First name\n" + strings.Repeat("a@x.fr;Владимир\n", 10))
	latin9, _ := charmap.ISO8859_15.NewEncoder().String("Email;Job title\na@x.fr;Cœur\n")
	for _, c := range []struct{ name, text, want string }{
		{"no header", "a;b\nc;d\n", data.FileNoHeader},
		{"header in row 21", strings.Repeat("x;y\n", 20) + "Email;ID\na@x.fr;1\n", data.FileNoHeader},
		{"blank beyond the first rows", strings.Repeat("\n", 10000), data.FileEmpty},
		{"header far below", strings.Repeat("\n", 10000) + "Email\n", data.FileNoHeader},
		{"zero bytes", people[:60] + "\x00" + people[60:], data.FileDamaged},
		{"many zero bytes", "Email\n" + strings.Repeat("a\x00\x00\x00", 50), data.FileBinary},
		{"UTF-32", "\xFF\xFE\x00\x00E\x00\x00\x00", data.FileAmbiguousText},
		{"half a character of UTF-16", MarkLE + sheettest.Wide("Email;ID\na@x.fr;1\n", binary.LittleEndian) + "a", data.FileDamaged},
		{"half a pair of UTF-16", MarkLE + sheettest.Wide("Email;ID\na", binary.LittleEndian) + "\x3d\xd8a\x00", data.FileDamaged},
		{"half a pair at the end", MarkBE + sheettest.Wide("Email;ID\na", binary.BigEndian) + "\xd8\x3d", data.FileDamaged},
		{"broken UTF-8 behind its mark", MarkUTF8 + people, data.FileAmbiguousText},
		{"UTF-8 with one line of Windows-1252", "Email;First name\n" + strings.Repeat("a@x.fr;Zoë\n", 40) + "b@x.fr;Zo\xeb\n", data.FileAmbiguousText},
		{"Mac Roman", macRoman, data.FileAmbiguousText},
		{"code page 850", dos, data.FileAmbiguousText},
		{"Windows-1250", polish, data.FileAmbiguousText},
		{"Windows-1251", cyrillic, data.FileAmbiguousText},
		{"ISO 8859-15 with its own letters", latin9, data.FileAmbiguousText},
		{"bytes that Windows-1252 lacks", "Email;First name\na@x.fr;Zo\x81\n", data.FileAmbiguousText},
		{"a row wider than Excel's", "Email;ID\n" + strings.Repeat(";", mostColumns+1) + "x\n", data.FileTooLarge},
		{"a quote never closed", "Email;ID\na@x.fr;\"1\nb@x.fr;2\n", data.FileSwallowed},
		{"a quote never closed on the last line", "Email;ID\na@x.fr;\"1", data.FileSwallowed},
		{"text behind a quote closed on another line", "Email;Job title\na@x.fr;\"a\nb\"c\n", data.FileSwallowed},
		{"a cell longer than Excel's", "Email;Job title\na@x.fr;\"" + strings.Repeat("x\n", 4*MaxCellText) + "\"\n", data.FileSwallowed},
	} {
		if _, err := readBytes([]byte(c.text)); sheettest.Code(err) != c.want {
			t.Errorf("%s: %q, want %q", c.name, sheettest.Code(err), c.want)
		}
	}
	if _, err := readBytes([]byte(people)); err != nil {
		t.Errorf("Windows-1252: %v", err)
	}
}

// TestEncodings reads 500 users from every mixture of encoding, mark,
// delimiter, line end and quoting: all of them, to the letter (SPEC S3.4).
func TestEncodings(t *testing.T) {
	encodings := map[string]func(string) string{
		"UTF-8":            func(s string) string { return s },
		"UTF-8 marked":     func(s string) string { return MarkUTF8 + s },
		"UTF-16LE":         func(s string) string { return sheettest.Wide(s, binary.LittleEndian) },
		"UTF-16LE marked":  func(s string) string { return MarkLE + sheettest.Wide(s, binary.LittleEndian) },
		"UTF-16BE":         func(s string) string { return sheettest.Wide(s, binary.BigEndian) },
		"UTF-16BE marked":  func(s string) string { return MarkBE + sheettest.Wide(s, binary.BigEndian) },
		"Windows-1252":     func(s string) string { out, _ := charmap.Windows1252.NewEncoder().String(s); return out },
		"ASCII in UTF-8":   strings.NewReplacer("ë", "e", "’", "'", "œ", "oe", "É", "E", "–", "-", "€", "E").Replace,
		"ISO 8859-1 parts": func(s string) string { out, _ := charmap.ISO8859_1.NewEncoder().String(latin1(s)); return out },
	}
	count := 0
	for name, encode := range encodings {
		for _, comma := range Delimiters {
			for _, end := range []string{"\r\n", "\n", "\r"} {
				for quoting, quote := range map[string]func(int, int) bool{
					"needed": func(int, int) bool { return false },
					"all":    func(int, int) bool { return true },
					"some":   func(row, column int) bool { return row%7 == column },
				} {
					count++
					l := list{sheettest.Headers8, users(500), string(comma), end, quote}
					table, err := readBytes([]byte(encode(l.write())))
					if err != nil {
						t.Errorf("%s %q %q %s: %v", name, comma, end, quoting, err)
						continue
					}
					wantEncoding, _, _ := strings.Cut(strings.TrimSuffix(name, " marked"), " in")
					switch {
					case strings.HasPrefix(name, "UTF-16"):
						wantEncoding = "UTF-16"
					case name == "ASCII in UTF-8":
						wantEncoding = "UTF-8"
					case name == "ISO 8859-1 parts":
						wantEncoding = "Windows-1252"
					}
					if table.Encoding != wantEncoding || table.Delimiter != comma || len(table.Rows) != 500 {
						t.Errorf("%s %q: %s, %q, %d rows", name, comma, table.Encoding, table.Delimiter, len(table.Rows))
					}
					for i, row := range table.Rows {
						for j, want := range l.rows[i] {
							switch name {
							case "ASCII in UTF-8":
								want = encode(want)
							case "ISO 8859-1 parts":
								want = latin1(want)
							}
							if got := row.Cell(j).Text; got != want || row.Number != i+2 || row.Ragged {
								t.Fatalf("%s %q %q %s: row %d: %q, want %q", name, comma, end, quoting, row.Number, got, want)
							}
						}
					}
				}
			}
		}
	}
	if count < 300 {
		t.Errorf("only %d mixtures", count)
	}
}

// latin1 leaves out what ISO 8859-1 lacks.
func latin1(s string) string {
	return strings.NewReplacer("’", "'", "œ", "oe", "–", "-", "€", "E").Replace(s)
}

// users makes rows of users with whatever may stand in their cells.
func users(n int) [][]string {
	rows := make([][]string, n)
	for i := range rows {
		rows[i] = []string{
			fmt.Sprintf("user%d@example.org", i), []string{"Zoë", "Jean \"Jo\"", "ÉMILE", "Anne-Lise"}[i%4], []string{"D’Hérouville", "Lœuillet", "Müller; Jr", "Smith, PhD"}[i%4],
			[]string{"shop-1", "shop-1, shop-2", "shop-1|shop-2", "shop-1;shop-2"}[i%4], "Manager", fmt.Sprintf("%05d", i),
			[]string{"Head of sales – €", "12\" pipes", "R&D\tlab", "shop\nfloor"}[(i/4)%4], fmt.Sprintf("06 12 34 %02d %02d", i/100, i%100),
		}
	}
	return rows
}

// TestReadCancelled gives up when it is told to.
func TestReadCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	text := "Email;ID\n" + strings.Repeat("a@x.fr;1\n", 3*rowsPerCheck)
	_, err := Read(ctx, strings.NewReader(text), int64(len(text)), head.Options{Progress: func(done, total int64) {
		if done > total || total != int64(len(text)) {
			t.Errorf("%d of %d", done, total)
		}
		cancel()
	}})
	if err != context.Canceled {
		t.Errorf("got %v", err)
	}
	if _, err = Read(ctx, strings.NewReader(text), int64(len(text)), head.Options{}); err != context.Canceled {
		t.Errorf("at the beginning: %v", err)
	}
}

// TestReadKnown chooses the header row by other headers than those of users.
func TestReadKnown(t *testing.T) {
	text := "Email;ID\nLevel;Role name\nShop;Lyon\n"
	table, err := Read(t.Context(), strings.NewReader(text), int64(len(text)), head.Options{Field: func(header string) data.Field {
		if header == "Role name" {
			return data.RoleName
		}
		return data.NoField
	}})
	if err != nil || table.HeaderRow != 2 || len(table.Rows) != 1 {
		t.Errorf("%+v, %v", table, err)
	}
}

// TestTooManyCells refuses a file whose rows hold far more than users do,
// before it fills the memory (SPEC S12.4).
func TestTooManyCells(t *testing.T) {
	text := "Email" + strings.Repeat(";x", 9999) + "\n" + strings.Repeat("a@x.fr"+strings.Repeat(";1", 9999)+"\n", 500)
	if _, err := readBytes([]byte(text)); sheettest.Code(err) != data.FileTooLarge {
		t.Errorf("got %v", err)
	}
}

// TestTooManyRows stops at Excel's own limit (SPEC S3.10).
func TestTooManyRows(t *testing.T) {
	text := "Email\n" + strings.Repeat("a@x\n", head.MaxRows-1)
	table, err := readBytes([]byte(text))
	if err != nil || len(table.Rows) != head.MaxRows-1 {
		t.Fatalf("the most rows: %v", err)
	}
	if _, err := readBytes([]byte(text + "b@x\n")); sheettest.Code(err) != data.FileTooLarge {
		t.Errorf("one more: %v", err)
	}
}
