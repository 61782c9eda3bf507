package csv

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// readBytes reads a file that is in memory.
func readBytes(content []byte) (*data.Table, error) {
	return Read(context.Background(), bytes.NewReader(content), int64(len(content)), head.Options{})
}

// golden writes a text table as testdata/README.md says; rows of the right
// width are filled up with blank cells.
func golden(t *data.Table) string {
	var b strings.Builder
	fmt.Fprintf(&b, "sheet=%s header_row=%d\n", t.Sheet, t.HeaderRow)
	header := make([]data.Cell, len(t.Header))
	for i, h := range t.Header {
		header[i].Text = h
	}
	writeGoldenRow(&b, data.Row{Number: t.HeaderRow, Cells: header})
	for _, row := range t.Rows {
		for !row.Ragged && len(row.Cells) < len(t.Header) {
			row.Cells = append(slices.Clip(row.Cells), data.Cell{})
		}
		writeGoldenRow(&b, row)
	}
	return b.String()
}

func writeGoldenRow(b *strings.Builder, row data.Row) {
	fmt.Fprint(b, row.Number)
	if row.Ragged {
		b.WriteString("!width")
	}
	for _, c := range row.Cells {
		b.WriteByte('|')
		switch c.Kind {
		case data.ErrorCell:
			b.WriteString("!error")
			continue
		case data.Scientific:
			b.WriteString("!scientific")
			continue
		}
		for i, r := range c.Text {
			switch {
			case r == '|' || r == '\\' || r == '!' && i == 0:
				b.WriteString(`\` + string(r))
			case r == '\n':
				b.WriteString(`\n`)
			case r == '\t':
				b.WriteString(`\t`)
			case r != ' ' && !unicode.IsGraphic(r) || unicode.In(r, unicode.Mn, unicode.Zs, unicode.Cf) && r != ' ':
				fmt.Fprintf(b, `\u%04x`, r)
			default:
				b.WriteRune(r)
			}
		}
	}
	b.WriteByte('\n')
}

// TestCSVFixtures reads the text files that other programs made, each of which
// has a golden made from what the program was given.
func TestCSVFixtures(t *testing.T) {
	goldens, err := filepath.Glob("../testdata/csv/*.golden")
	if err != nil || len(goldens) < 100 {
		t.Fatalf("only %d goldens: %v", len(goldens), err)
	}
	for _, path := range goldens {
		name := strings.TrimSuffix(path, ".golden")
		t.Run(filepath.Base(name), func(t *testing.T) {
			content, err := os.ReadFile(name + ".csv")
			if errors.Is(err, os.ErrNotExist) {
				content, err = os.ReadFile(name + ".txt")
			}
			if err != nil {
				t.Fatal(err)
			}
			want, facts := readGolden(t, path)
			table, err := readBytes(content)
			if err != nil {
				// An encoding that cannot be known may be refused (SPEC S3.4), as
				// may what the fixture says.
				if refusable := slices.ContainsFunc(facts, func(f string) bool { return f == "may_refuse" || f == "encoding_uncertain" }); !refusable {
					t.Fatal(err)
				}
				if c := sheettest.Code(err); c != data.FileAmbiguousText && c != data.FileSwallowed {
					t.Fatalf("refused as %s", c)
				}
				return
			}
			if got := golden(table); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// readGolden returns the golden without its facts, and the facts.
func readGolden(t *testing.T, path string) (want string, facts []string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(text)) {
		if fact, is := strings.CutPrefix(line, "#"); is {
			facts = append(facts, strings.TrimSpace(fact))
		} else {
			b.WriteString(line)
		}
	}
	return b.String(), facts
}

// TestDamagedCSV refuses every text file that is not whole, naming the lines
// (SPEC S3.9).
func TestDamagedCSV(t *testing.T) {
	for name, want := range map[string]string{
		"csv-cut-in-utf16.csv":          data.FileDamaged,
		"csv-missing-closing-quote.csv": data.FileSwallowed + " from 5",
		"csv-nul-bytes.csv":             data.FileDamaged,
		"csv-one-line-swallowed.csv":    data.FileSwallowed + " from 31 to 32",
		"csv-quote-in-header.csv":       data.FileSwallowed + " from 1",
		"csv-two-stray-quotes.csv":      data.FileSwallowed + " from 51 to 251",
	} {
		content, err := os.ReadFile("../testdata/damaged/" + name)
		if err != nil {
			t.Fatal(err)
		}
		_, err = readBytes(content)
		var refusal *data.FileError
		if !errors.As(err, &refusal) {
			t.Errorf("%s: %v, want %s", name, err, want)
			continue
		}
		if got := refusal.Code + " " + strings.Join(refusal.Args, " "); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
