package xlsx

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// plainBook is a workbook in all the shapes that are read in one go.
func plainBook() book {
	b := newBook(inline("Email", "ID", "Phone") +
		`<row r="2" spans="1:3"><c r="A2" s="1" t="s"><v>0</v></c><c r="B2" s="1"><v>7</v></c><c r="C2"/></row>` +
		`<row r="3"><c r="A3" t="inlineStr"><is><t xml:space="preserve"> b@x.example</t></is></c><c r="B3" t="str"><v>0_x0041_7</v></c><c r="C3" s="2"></c></row>` +
		`<row r="4"><c t="s" s="2" r="A4"><v>1</v></c><c><v>8.50</v></c><c t="b"><v>1</v></c></row>` +
		`<row r="5"><c r="A5" t="inlineStr"><is><t>zo&#235;@x.example</t></is></c><c r="B5" t="s"><v>2</v></c><c r="C5" t="str"><v>1]&gt;</v></c></row>`)
	b["xl/styles.xml"] = stylesPart("0000", "dd/mm/yyyy")
	b["xl/sharedStrings.xml"] = `<sst ` + xmlMain + `><si><t>a@x.example</t></si><si><t xml:space="preserve">c@x.example </t></si><si><t>R&#xEB;&amp;D]</t></si></sst>`
	return b
}

// readBothWays reads a workbook as it is read and by the general reader alone,
// which must not differ.
func readBothWays(t *testing.T, packed []byte, what string) {
	t.Helper()
	plain, plainErr := readPacked(packed, head.Options{AnyHeader: true})
	general, generalErr := readBook(context.Background(), bytes.NewReader(packed), int64(len(packed)), head.Options{AnyHeader: true}, true)
	if !reflect.DeepEqual(plain, general) || refusal(plainErr) != refusal(generalErr) {
		t.Errorf("%s: read as\n%v %v\nby the general reader as\n%v %v", what, plain, plainErr, general, generalErr)
	}
}

// refusal is the code of an error.
func refusal(err error) string {
	var refused *data.FileError
	if errors.As(err, &refused) {
		return refused.Code
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

// TestPlainReadsAsGeneral changes, drops and doubles every byte of plain cells
// and strings: whatever comes of it is read, or refused, as the general reader
// does (SPEC S3.9).
func TestPlainReadsAsGeneral(t *testing.T) {
	b := plainBook()
	table := b.mustRead(t)
	if len(table.Rows) != 4 || table.Rows[3].Cells[0].Text != "zoë@x.example" || table.Rows[3].Cells[1].Text != "Rë&D]" || table.Rows[3].Cells[2].Text != "1]>" || table.Rows[1].Cells[1].Text != "0A7" || table.Rows[2].Cells[0].Text != "c@x.example " {
		t.Fatalf("the workbook itself reads as %v", sheettest.GoldenTable(table))
	}
	put := []string{"", "<", ">", "&", "&amp;", "'", `"`, "/", " ", "=", "]]>", "\r", "\x01", "\x80", "é", "s", "0", "_x0041_", "<!---->", "<?x?>"}
	step := 3
	if sheettest.Slow > 1 {
		step = 14
	}
	for _, part := range []string{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"} {
		whole := b[part]
		from := max(strings.Index(whole, `<row r="2"`), strings.Index(whole, "<si>"))
		for i := from; i < len(whole); i++ {
			// Some of them, each sign at each kind of place.
			for j := i % step; j < len(put); j += step {
				b[part] = whole[:i] + put[j] + whole[i+1:]
				readBothWays(t, b.zip(), part+" with "+put[j]+" in: "+b[part][i-20:])
				b[part] = whole[:i] + put[j] + whole[i:]
				readBothWays(t, b.zip(), part+" with "+put[j]+" in: "+b[part][i-20:])
			}
		}
		b[part] = whole
	}
}

// TestFixturesReadAsGeneral compares the two for every workbook at hand.
func TestFixturesReadAsGeneral(t *testing.T) {
	for _, pattern := range []string{"../testdata/xlsx/*.xls[xm]", "../testdata/damaged/*.xls[xm]", "../testdata/refused/*.xls[xm]"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatal(pattern, err)
		}
		for _, path := range paths {
			packed, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			readBothWays(t, packed, path)
		}
	}
}
