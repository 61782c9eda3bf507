package xlsx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"maps"
	"reflect"
	"slices"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// markedBook is a small workbook with one of everything that a table holds.
func markedBook() book {
	b := linkedBook(inline("Email", "ID", "Phone")+
		`<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>Zoë</t></is></c><c r="B2" s="1"><v>7</v></c><c r="C2" t="s"><v>1</v></c></row>`+
		`<row r="5"><c r="A5" t="str"><f>1</f><v>b@bellerive.example</v></c><c r="B5" s="2"><v>32936</v></c><c r="C5" t="b"><v>1</v></c></row>`,
		`<hyperlink ref="A2" r:id="r1"/>`, externalRel("r1", "hyperlink", "mailto:zoe@bellerive.example"))
	b["xl/styles.xml"] = stylesPart("0000", "dd/mm/yyyy")
	b[packageRels] = relsPart(rel("rId1", "officeDocument", "xl/workbook.xml"),
		`<Relationship Id="r7" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>`)
	b["docProps/core.xml"] = `<c:coreProperties xmlns:c="urn:cp" xmlns:d="http://purl.org/dc/elements/1.1/"><d:identifier>headcount:1:org:7:all</d:identifier></c:coreProperties>`
	b["xl/media/image1.png"] = "\x89PNG"
	return b
}

// TestFlippedBytes changes every byte of a workbook in several ways: it is
// refused or reads as before, never as something else (SPEC S3.9).
func TestFlippedBytes(t *testing.T) {
	packed := markedBook().zip()
	want, err := readPacked(packed, head.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(want.Rows) != 2 || want.Mark == nil || want.Rows[0].Cells[0].Kind != data.Link {
		t.Fatalf("the workbook itself reads as %v", want)
	}
	refused, same := 0, 0
	for i := range packed {
		was := packed[i]
		for _, now := range []byte{was ^ 1, was ^ 0x20, was ^ 0x80, 0xFF} {
			if now == was {
				continue
			}
			packed[i] = now
			got, err := readPacked(packed, head.Options{})
			switch {
			case err != nil:
				refused++
			case reflect.DeepEqual(got, want):
				same++
			default:
				t.Errorf("byte %d from %#x to %#x reads as something else:\n%v", i, was, now, sheettest.GoldenTable(got))
			}
		}
		packed[i] = was
	}
	t.Logf("%d bytes: %d changes refused, %d without effect", len(packed), refused, same)
	if refused < 2*same {
		t.Errorf("only %d refused, %d without effect", refused, same)
	}
}

// TestCutWorkbooks cuts the workbook at every length.
func TestCutWorkbooks(t *testing.T) {
	packed := markedBook().zip()
	for n := range len(packed) - 1 {
		if table, err := readPacked(packed[:n], head.Options{}); err == nil {
			t.Fatalf("%d of %d bytes read as %v", n, len(packed), sheettest.GoldenTable(table))
		}
	}
}

// repack packs parts whose bytes may be anything.
func repack(parts map[string][]byte) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.BestSpeed) })
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		f, err := w.CreateRaw(&zip.FileHeader{
			Name: name, CRC32: crc32.ChecksumIEEE(parts[name]),
			CompressedSize64: uint64(len(parts[name])), UncompressedSize64: uint64(len(parts[name])),
		})
		if err != nil {
			panic(err)
		}
		if _, err := f.Write(parts[name]); err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// checkPromises holds to what every table promises, whatever the file.
func checkPromises(t *testing.T, table *data.Table) {
	t.Helper()
	last := table.HeaderRow
	if last < 1 || last > head.Searched || table.Format != "xlsx" {
		t.Errorf("header row %d of a %s", last, table.Format)
	}
	for _, r := range table.Rows {
		if r.Number <= last || r.Number > head.MaxRows {
			t.Fatalf("row %d behind row %d", r.Number, last)
		}
		last = r.Number
		if len(r.Cells) == 0 || len(r.Cells) > len(table.Header) {
			t.Fatalf("row %d has %d cells under %d headers", r.Number, len(r.Cells), len(table.Header))
		}
	}
}

// FuzzReadXLSX reads changed workbooks.
func FuzzReadXLSX(f *testing.F) {
	f.Add(markedBook().zip())
	f.Add(newBook(twoUsers).zip())
	f.Add([]byte("PK\x05\x06" + string(make([]byte, 18))))
	f.Fuzz(func(t *testing.T, packed []byte) {
		if table, err := readPacked(packed, head.Options{}); err == nil {
			checkPromises(t, table)
		}
	})
}

// FuzzReadXLSXParts reads workbooks whose parts were changed and packed again,
// so that no checksum tells.
func FuzzReadXLSXParts(f *testing.F) {
	for _, b := range []book{markedBook(), newBook(twoUsers)} {
		f.Add([]byte(b["xl/worksheets/sheet1.xml"]), []byte(b["xl/sharedStrings.xml"]), []byte(b["xl/styles.xml"]), []byte(b["xl/workbook.xml"]), []byte(b["xl/worksheets/_rels/sheet1.xml.rels"]))
	}
	for _, c := range cellCases {
		f.Add([]byte(sheetPart(inline("Email")+"<row>"+c.cell+"</row>")), []byte("\uFEFF<!-- a --><sst/>"), []byte(stylesPart(cellFormats...)), []byte(nil), []byte(relsPart()))
	}
	base := markedBook()
	f.Fuzz(func(t *testing.T, sheet, texts, styles, workbook, rels []byte) {
		parts := map[string][]byte{}
		for name, content := range base {
			parts[name] = []byte(content)
		}
		for name, content := range map[string][]byte{
			"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": texts, "xl/styles.xml": styles,
			"xl/workbook.xml": workbook, "xl/worksheets/_rels/sheet1.xml.rels": rels,
		} {
			if len(content) > 0 {
				parts[name] = content
			}
		}
		packed := repack(parts)
		table, err := readPacked(packed, head.Options{})
		if err != nil {
			return
		}
		checkPromises(t, table)
		again, err := readPacked(packed, head.Options{})
		if err != nil || !reflect.DeepEqual(again, table) {
			t.Errorf("reads differently a second time: %v", err)
		}
	})
}
