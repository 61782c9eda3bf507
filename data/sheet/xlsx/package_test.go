package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// TestArchives: archives that are read, and the ones that are refused before
// anything is unpacked (SPEC S3.9, S3.10).
func TestArchives(t *testing.T) {
	good := newBook(inline("Email") + inline("a@bellerive.example"))
	packed := good.zip()
	for _, c := range []struct {
		name string
		file []byte
		code string
	}{
		{"as it is", packed, ""},
		{"stored", rezip(t, packed, func(h *zip.FileHeader) { h.Method = zip.Store }), ""},
		{"trailing bytes", append(slices.Clone(packed), make([]byte, 300)...), ""},
		{"leading bytes", append(make([]byte, 300), packed...), ""},
		{"long comment", withComment(packed, 60000), ""},
		{"folders", rezip(t, packed, func(*zip.FileHeader) {}, "xl/", "docProps/"), ""},
		{"cut in half", packed[:len(packed)/2], data.FileDamaged},
		{"part twice", rezip(t, packed, func(*zip.FileHeader) {}, "xl/worksheets/SHEET1.xml"), data.FileDamaged},
		{"part outside", rezip(t, packed, func(*zip.FileHeader) {}, "xl/../../a"), data.FileDamaged},
		{"unknown method", central(packed, "xl/styles.xml", 10, 99), data.FileDamaged},
		{"checksum of zero", central(packed, "xl/styles.xml", 16, 0), data.FileDamaged},
		{"more than it says", central(packed, "xl/styles.xml", 24, 10), data.FileDamaged},
		{"less than it says", central(packed, "xl/styles.xml", 24, 100_000), data.FileDamaged},
		{"compressed size beyond the file", central(packed, "xl/styles.xml", 20, 1<<30), data.FileDamaged},
		{"compressed size over the next part", central(packed, "xl/_rels/workbook.xml.rels", 20, 1000), data.FileDamaged},
		{"two parts in one place", central(packed, "xl/styles.xml", 42, 0), data.FileDamaged},
		{"one part encrypted", central(packed, "xl/styles.xml", 8, 9), data.FileDamaged},
		{"all parts encrypted", central(packed, "", 8, 9), data.FileEncrypted},
		{"unpacks to too much", central(packed, "xl/styles.xml", 24, 1<<30), data.FileTooLarge},
		{"only text", []byte("PK but no archive"), data.FileDamaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			table, err := readPacked(c.file, head.Options{})
			if c.code != "" {
				sheettest.WantRefusal(t, err, c.code)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			wantRows(t, table, "1|Email", "2|a@bellerive.example")
		})
	}
}

// rezip packs the parts again with changed headers, and with empty parts of
// further names.
func rezip(t *testing.T, packed []byte, change func(*zip.FileHeader), further ...string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		h := &zip.FileHeader{Name: f.Name, Method: zip.Deflate}
		change(h)
		from, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		to, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(to, from); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range further {
		if _, err := w.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// central changes a number of the directory's entry for a part, or for all.
func central(packed []byte, part string, offset int, value uint32) []byte {
	out := slices.Clone(packed)
	for i := 0; ; i++ {
		next := bytes.Index(out[i:], []byte("PK\x01\x02"))
		if next < 0 {
			return out
		}
		i += next
		name := string(out[i+46 : i+46+int(binary.LittleEndian.Uint16(out[i+28:]))])
		switch {
		case part != "" && part != name:
		case offset < 16:
			binary.LittleEndian.PutUint16(out[i+offset:], uint16(value))
		default:
			binary.LittleEndian.PutUint32(out[i+offset:], value)
		}
	}
}

func withComment(packed []byte, length uint16) []byte {
	out := slices.Clone(packed)
	binary.LittleEndian.PutUint16(out[len(out)-2:], length)
	return append(out, bytes.Repeat([]byte("c"), int(length))...)
}

// TestPackageParts: what leads from part to part must lead somewhere.
func TestPackageParts(t *testing.T) {
	for name, c := range map[string]struct {
		change func(b book)
		code   string
	}{
		"no content types": {func(b book) { delete(b, ContentTypes) }, data.FileDamaged},
		"no relationships": {func(b book) { delete(b, packageRels) }, data.FileDamaged},
		"no workbook":      {func(b book) { delete(b, "xl/workbook.xml") }, data.FileDamaged},
		"no sheet":         {func(b book) { delete(b, "xl/worksheets/sheet1.xml") }, data.FileDamaged},
		"no strings":       {func(b book) { delete(b, "xl/sharedStrings.xml") }, ""},
		"no strings that a cell needs": {func(b book) {
			delete(b, "xl/sharedStrings.xml")
			b["xl/worksheets/sheet1.xml"] = sheetPart(inline("Email") + `<row><c t="s"><v>0</v></c></row>`)
		}, data.FileDamaged},
		"no styles": {func(b book) { delete(b, "xl/styles.xml") }, ""},
		"no styles that a cell needs": {func(b book) {
			delete(b, "xl/styles.xml")
			b["xl/worksheets/sheet1.xml"] = sheetPart(inline("Email") + `<row><c s="1"><v>0</v></c></row>`)
		}, data.FileDamaged},
		"strings of no bytes": {func(b book) { b["xl/sharedStrings.xml"] = "" }, ""},
		"fewer strings than it says": {func(b book) {
			b["xl/sharedStrings.xml"] = strings.Replace(b["xl/sharedStrings.xml"], "<sst ", `<sst count="9" uniqueCount="3" `, 1)
		}, data.FileDamaged},
		"as many strings as it says": {func(b book) {
			b["xl/sharedStrings.xml"] = strings.Replace(b["xl/sharedStrings.xml"], "<sst ", `<sst count="9" uniqueCount="2" `, 1)
		}, ""},
		"fewer styles than it says": {func(b book) {
			b["xl/styles.xml"] = strings.Replace(b["xl/styles.xml"], "<cellXfs>", `<cellXfs count="2">`, 1)
		}, data.FileDamaged},
		"a sheet without an ID": {func(b book) {
			b["xl/workbook.xml"] = workbookPart(`<sheet name="Users" r:id="rId1"/><sheet name="Module1" state="veryHidden" r:id=""/>`)
		}, ""},
		"strings that nothing leads to": {func(b book) {
			b["xl/texts.xml"] = b["xl/sharedStrings.xml"]
			b[ContentTypes] = strings.Replace(b[ContentTypes], "</Types>", `<Override PartName="/xl/texts.xml" ContentType="`+MainType+`sharedStrings+xml"/></Types>`, 1)
			b["xl/_rels/workbook.xml.rels"] = relsPart(rel("rId1", "worksheet", "worksheets/sheet1.xml"))
		}, data.FileDamaged},
		"a sheet twice":        {func(b book) { b["xl/workbook.xml"] = workbookPart(strings.Repeat(`<sheet name="A" r:id="rId1"/>`, 2)) }, data.FileDamaged},
		"a sheet without part": {func(b book) { b["xl/workbook.xml"] = workbookPart(`<sheet name="A" r:id="rId7"/>`) }, data.FileDamaged},
		"a sheet of styles":    {func(b book) { b["xl/workbook.xml"] = workbookPart(`<sheet name="A" r:id="rId8"/>`) }, data.FileDamaged},
		"a binary workbook": {func(b book) {
			b[ContentTypes] = strings.Replace(b[ContentTypes], MainType+"sheet.main+xml", "application/vnd.ms-excel.sheet.binary.macroEnabled.main", 1)
		}, data.FileXLSB},
		"a letter": {func(b book) {
			b[ContentTypes] = strings.Replace(b[ContentTypes], MainType+"sheet.main+xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", 1)
		}, data.FileBinary},
		"an unknown type": {func(b book) { b[ContentTypes] = strings.Replace(b[ContentTypes], "sheet.main", "shoot.main", 1) }, data.FileDamaged},
		"a relationship twice": {func(b book) {
			b["xl/_rels/workbook.xml.rels"] = relsPart(rel("rId1", "worksheet", "worksheets/sheet1.xml"), rel("rId1", "styles", "styles.xml"))
		}, data.FileDamaged},
		"a relationship of another namespace": {func(b book) { b[packageRels] = strings.Replace(b[packageRels], "<Relationship ", `<Relation `, 1) }, data.FileDamaged},
		"a content type without a part":       {func(b book) { b[ContentTypes] = strings.Replace(b[ContentTypes], "PartName", "Name", 1) }, data.FileDamaged},
		"an element among strings":            {func(b book) { b["xl/sharedStrings.xml"] = `<sst ` + xmlMain + `><t>a</t></sst>` }, data.FileDamaged},
		"an element among styles": {func(b book) {
			b["xl/styles.xml"] = `<styleSheet ` + xmlMain + `><cellXfs><font/></cellXfs></styleSheet>`
		}, data.FileDamaged},
		"a style of letters": {func(b book) {
			b["xl/styles.xml"] = `<styleSheet ` + xmlMain + `><cellXfs><xf numFmtId="a"/></cellXfs></styleSheet>`
		}, data.FileDamaged},
		"no XML for the workbook": {func(b book) { b["xl/workbook.xml"] = "workbook" }, data.FileDamaged},
		"70,000 styles":           {func(b book) { b["xl/styles.xml"] = stylesOf(strings.Repeat(`<xf/>`, 70_000)) }, data.FileTooLarge},
		"5,000 number formats":    {func(b book) { b["xl/styles.xml"] = manyFormats(5_000) }, data.FileTooLarge},
		"a text of 2 MB":          {func(b book) { b["xl/sharedStrings.xml"] = stringsOf(strings.Repeat("a", 2<<20)) }, data.FileTooLarge},
		"a text of 2 MB in pieces": {func(b book) {
			b["xl/sharedStrings.xml"] = stringsOf(strings.Repeat(strings.Repeat("a", 1000)+"<!-- -->", 2000))
		}, data.FileTooLarge},
		"100 MB of texts for one row": {func(b book) {
			b["xl/sharedStrings.xml"] = stringsOf(strings.Repeat(strings.Repeat("a", 1e6)+"</t></si><si><t>", 100))
		}, data.FileTooLarge},
		"a comment of 2 MB":                    {func(b book) { b["xl/worksheets/sheet1.xml"] = sheetPart("<!--" + strings.Repeat("<", 2<<20) + "-->") }, data.FileTooLarge},
		"2 MB of spaces":                       {func(b book) { b["xl/worksheets/sheet1.xml"] = sheetPart(strings.Repeat(" ", 2<<20)) }, data.FileTooLarge},
		"an archive of something else":         {func(b book) { clear(b); b["notes.txt"] = "a" }, data.FileBinary},
		"an OpenDocument":                      {func(b book) { clear(b); b[mimetypePart] = "a" }, data.FileODS},
		"a Numbers document":                   {func(b book) { clear(b); b[iworkDocument] = "a" }, data.FileNumbers},
		"a workbook that lost all but a sheet": {func(b book) { delete(b, ContentTypes); delete(b, packageRels) }, data.FileDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBook(inline("Email"))
			c.change(b)
			if _, err := b.read(head.Options{}); sheettest.Code(err) != c.code {
				t.Errorf("got %v, want %q", err, c.code)
			}
		})
	}
}

func stylesOf(xfs string) string {
	return `<styleSheet ` + xmlMain + `><cellXfs>` + xfs + `</cellXfs></styleSheet>`
}

func manyFormats(n int) string {
	var s strings.Builder
	for i := range n {
		s.WriteString(`<numFmt numFmtId="` + strconv.Itoa(i) + `" formatCode="0"/>`)
	}
	return `<styleSheet ` + xmlMain + `><numFmts>` + s.String() + `</numFmts></styleSheet>`
}

func stringsOf(text string) string { return `<sst ` + xmlMain + `><si><t>` + text + `</t></si></sst>` }

// failingDisk reads a file from a disk that fails at the n-th call.
type failingDisk struct {
	io.ReaderAt
	n     int
	calls int
}

func (f *failingDisk) ReadAt(p []byte, off int64) (int, error) {
	if f.calls++; f.calls == f.n {
		return 0, os.ErrPermission
	}
	return f.ReaderAt.ReadAt(p, off)
}

// TestDiskErrorsAreNotDamage: whatever call fails, the error is the disk's.
func TestDiskErrorsAreNotDamage(t *testing.T) {
	b := newBook(inline("Email") + inline("a@bellerive.example"))
	b["xl/media/image1.png"] = noise(200_000)
	packed := b.zip()
	calls := &failingDisk{ReaderAt: bytes.NewReader(packed)}
	if _, err := Read(context.Background(), calls, int64(len(packed)), head.Options{}); err != nil {
		t.Fatal(err)
	}
	if calls.calls < 10 {
		t.Fatalf("only %d calls", calls.calls)
	}
	for n := 1; n <= calls.calls; n++ {
		_, err := Read(context.Background(), &failingDisk{ReaderAt: bytes.NewReader(packed), n: n}, int64(len(packed)), head.Options{})
		if !errors.Is(err, os.ErrPermission) {
			t.Errorf("call %d: %v", n, err)
		}
	}
}

// TestCancel: reading ends with the context, and tells how far it has come
// (SPEC S8.6).
func TestCancel(t *testing.T) {
	b := newBook(inline("Email") + strings.Repeat(inline("a@bellerive.example"), 2000))
	b["xl/media/image1.png"] = noise(2_000_000)
	packed := b.zip()
	ctx, cancel := context.WithCancel(context.Background())
	var last, calls int64
	_, err := Read(ctx, bytes.NewReader(packed), int64(len(packed)), head.Options{Progress: func(done, total int64) {
		if done < last || done > total {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		last = done
		if calls++; done > total/2 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || calls < 10 {
		t.Errorf("%v after %d calls", err, calls)
	}
	if _, err := Read(context.Background(), bytes.NewReader(packed), int64(len(packed)), head.Options{Progress: func(done, total int64) {
		last, calls = done, calls+1
		if done == total {
			cancel()
		}
	}}); err != nil || calls > 300 {
		t.Errorf("%v, %d calls", err, calls)
	}
}

// noise is text that does not pack.
func noise(n int) string {
	out := make([]byte, n)
	state := uint32(1)
	for i := range out {
		state = state*1664525 + 1013904223
		out[i] = byte(state >> 24)
	}
	return string(out)
}
