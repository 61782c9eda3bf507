package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// Addresses that the parts of a workbook are full of.
const (
	xmlMain  = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	xmlRels  = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	xmlTypes = `xmlns="http://schemas.openxmlformats.org/package/2006/content-types"`
	xmlR     = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relBase  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// book is a workbook put together by hand: its parts by name.
type book map[string]string

// newBook is a workbook with one sheet that holds the rows given.
func newBook(rows string) book {
	return book{
		ContentTypes: `<Types ` + xmlTypes + `><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + MainType + `sheet.main+xml"/></Types>`,
		packageRels:       relsPart(rel("rId1", "officeDocument", "xl/workbook.xml")),
		"xl/workbook.xml": workbookPart(`<sheet name="Users" sheetId="1" r:id="rId1"/>`),
		"xl/_rels/workbook.xml.rels": relsPart(rel("rId1", "worksheet", "worksheets/sheet1.xml"),
			rel("rId8", "styles", "styles.xml"), rel("rId9", "sharedStrings", "sharedStrings.xml")),
		"xl/worksheets/sheet1.xml": sheetPart(rows),
		"xl/sharedStrings.xml":     `<sst ` + xmlMain + `><si><t>zero</t></si><si><t>one</t></si></sst>`,
		"xl/styles.xml":            stylesPart(),
	}
}

func workbookPart(sheets string) string {
	return `<workbook ` + xmlMain + ` ` + xmlR + `><sheets>` + sheets + `</sheets></workbook>`
}

func sheetPart(rows string) string {
	return `<worksheet ` + xmlMain + ` ` + xmlR + `><sheetData>` + rows + `</sheetData></worksheet>`
}

// stylesPart has style 0, and from style 1 on one for each format code given.
func stylesPart(codes ...string) string {
	formats, xfs := "", `<xf numFmtId="0"/>`
	for i, code := range codes {
		id := string(rune('0'+i/10)) + string(rune('0'+i%10))
		formats += `<numFmt numFmtId="2` + id + `" formatCode="` + escapeXML(code) + `"/>`
		xfs += `<xf numFmtId="2` + id + `"/>`
	}
	return `<styleSheet ` + xmlMain + `><numFmts>` + formats + `</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>` + xfs + `</cellXfs></styleSheet>`
}

func relsPart(rels ...string) string {
	return `<Relationships ` + xmlRels + `>` + strings.Join(rels, "") + `</Relationships>`
}

func rel(id, kind, target string) string {
	return `<Relationship Id="` + id + `" Type="` + relBase + kind + `" Target="` + target + `"/>`
}

func externalRel(id, kind, target string) string {
	return strings.Replace(rel(id, kind, escapeXML(target)), "/>", ` TargetMode="External"/>`, 1)
}

func escapeXML(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;").Replace(s)
}

// inline is a row of inline strings.
func inline(cells ...string) string {
	row := "<row>"
	for _, c := range cells {
		row += `<c t="inlineStr"><is><t>` + escapeXML(c) + `</t></is></c>`
	}
	return row + "</row>"
}

// zip packs the parts, the content types first.
func (b book) zip() []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	names := slices.Sorted(maps.Keys(b))
	for _, name := range names {
		f, err := w.Create(name)
		if err != nil {
			panic(err)
		}
		if _, err := f.Write([]byte(b[name])); err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// read reads the workbook as it is packed.
func (b book) read(o head.Options) (*data.Table, error) { return readPacked(b.zip(), o) }

func readPacked(packed []byte, o head.Options) (*data.Table, error) {
	return Read(context.Background(), bytes.NewReader(packed), int64(len(packed)), o)
}

// mustRead reads a workbook that is good.
func (b book) mustRead(t *testing.T) *data.Table {
	t.Helper()
	table, err := b.read(head.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// wantRows compares the header and the rows with lines such as 2|a|b.
func wantRows(t *testing.T, table *data.Table, want ...string) {
	t.Helper()
	if got := sheettest.GoldenTable(table); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
