package sheet

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/csv"
	"headcount.app/headcount/data/sheet/sheettest"
)

// reasons are the kinds named in testdata/refused/reasons.txt (SPEC S3.1, S10).
var reasons = map[string]string{
	"xls": data.FileXLS, "password": data.FileEncrypted, "ods": data.FileODS, "numbers": data.FileNumbers, "xlsb": data.FileXLSB,
	"pdf": data.FilePDF, "html": data.FileHTML, "xml2003": data.FileXML2003, "image": data.FileImage, "binary": data.FileBinary,
	"docx": data.FileBinary, "empty": data.FileEmpty, "damaged": data.FileDamaged, "no_header": data.FileNoHeader, "hidden_sheet": data.FileHiddenSheet,
	"sylk": data.FileSYLK, "dif": data.FileDIF, "lock": data.FileLock, "no_sheets": data.FileNoSheets,
}

// TestRefusedFixtures refuses every file that is no user file with the code of
// its own kind, whatever its name says.
func TestRefusedFixtures(t *testing.T) {
	list, err := os.ReadFile("testdata/refused/reasons.txt")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for line := range strings.Lines(string(list)) {
		name, reason, found := strings.Cut(strings.TrimSpace(line), "|")
		if !found || strings.HasPrefix(name, "#") {
			continue
		}
		count++
		content, err := os.ReadFile("testdata/refused/" + name)
		if err != nil {
			t.Fatal(err)
		}
		want, known := reasons[reason]
		if !known {
			t.Errorf("%s: no code for %q", name, reason)
		}
		if _, err := readBytes(content); sheettest.Code(err) != want {
			t.Errorf("%s: %q, want %q", name, sheettest.Code(err), want)
		}
	}
	if count < 50 {
		t.Errorf("only %d files", count)
	}
}

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          kind
	}{
		{"archive", "PK\x03\x04 and nothing of it", kindZIP},
		{"a name that begins like an archive", "PKW;Email\n", kindText},
		{"a name that begins like a picture", "BM;Email\nBM1;a@x.fr\n", kindText},
		{"a name that begins like a program", "MZ;Email\n", kindText},
		{"only a tag-like header", "<Email>;<ID>\na@x.fr;1\n", kindText},
		{"no bytes", "", data.FileEmpty},
		{"blanks", " \r\n\t\r\n ", data.FileEmpty},
		{"mark of UTF-8 and blanks", csv.MarkUTF8 + "\n \n", data.FileEmpty},
		{"mark of UTF-16 and blanks", csv.MarkLE + "\n\x00 \x00", data.FileEmpty},
		{"web page in UTF-16", csv.MarkLE + sheettest.Wide(" <HTML><body>", binary.LittleEndian), kindHTML},
		{"web page after a comment", "<!-- saved -->\n<html>", kindHTML},
		{"web archive", "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n", data.FileHTML},
		{"drawing", `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`, data.FileImage},
		{"PDF after a line break", "\n%PDF-1.7\n", data.FilePDF},
		{"lock of Word’s kind", "\x04Anna" + strings.Repeat(" ", 50) + "\x04\x00A\x00n\x00n\x00a\x00" + strings.Repeat(" \x00", 48) + "\x00", data.FileLock},
		{"text as long as a lock", "\tEmail" + strings.Repeat(" ", 100) + "\n" + strings.Repeat("a", 58), kindText},
		{"lock without a name", ",anna,pc-3,27.11.2026 09:30,file:///home/anna/.config/libreoffice/4;", data.FileLock},
		{"a lock’s line in a table", ",anna,pc-3,27.11.2026 09:30,file:///home/anna;\n,bo,pc-4,27.11.2026 09:31,file:///home/bo;", kindText},
		{"spreadsheet in XML without a declaration", `<ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">`, data.FileXML2003},
		{"cut compound file", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", kindXLS},
		{"compound file whose directory leads nowhere", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\xFE", 22) + "\x09\x00" + strings.Repeat("\xEE", 600), kindXLS},
	} {
		got, err := sniff(strings.NewReader(c.content), int64(len(c.content)))
		if err != nil || got != c.want {
			t.Errorf("%s: %q, %v, want %q", c.name, got, err, c.want)
		}
	}
}

// TestSniffLoop has a compound file whose directory is a circle.
func TestSniffLoop(t *testing.T) {
	file := make([]byte, 512*3)
	copy(file, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	binary.LittleEndian.PutUint16(file[30:], 9)
	binary.LittleEndian.PutUint32(file[48:], 0) // directory in sector 0
	binary.LittleEndian.PutUint32(file[76:], 1) // table in sector 1
	binary.LittleEndian.PutUint32(file[1024:], 0)
	if got, err := sniff(bytes.NewReader(file), int64(len(file))); err != nil || got != kindXLS {
		t.Errorf("%q, %v", got, err)
	}
}

// sparse is a file of zeros of any size.
type sparse struct{}

func (sparse) ReadAt(p []byte, _ int64) (int, error) { clear(p); return len(p), nil }

// TestHugeFiles refuses a huge file without reading it (SPEC S3.10).
func TestHugeFiles(t *testing.T) {
	if _, err := Read(t.Context(), sparse{}, 4<<30, ReadOptions{}); sheettest.Code(err) != data.FileTooLarge && sheettest.Code(err) != data.FileBinary {
		t.Errorf("zeros: %v", err)
	}
	if _, err := Read(t.Context(), endless{}, 4<<30, ReadOptions{}); sheettest.Code(err) != data.FileTooLarge {
		t.Errorf("text: %v", err)
	}
	if _, err := Read(t.Context(), endless{}, int64(csv.MostBytes(0))+100, ReadOptions{}); sheettest.Code(err) != data.FileTooLarge {
		t.Errorf("one line: %v", err)
	}
}

// endless is text without a line break.
type endless struct{}

func (endless) ReadAt(p []byte, _ int64) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

// failing is a file whose disk fails behind the first bytes.
type failing struct{ good int64 }

func (f failing) ReadAt(p []byte, at int64) (int, error) {
	if at+int64(len(p)) > f.good {
		return 0, io.ErrClosedPipe
	}
	return endless{}.ReadAt(p, at)
}

// TestReadErrors hands on the errors of the file as they are, and names a file
// that became shorter.
func TestReadErrors(t *testing.T) {
	const chunk = 1 << 20 // what is read of a text at once
	for _, good := range []int64{0, csv.Beginning, chunk + csv.Beginning} {
		if _, err := Read(t.Context(), failing{good}, 3*chunk, ReadOptions{}); err != io.ErrClosedPipe {
			t.Errorf("%d good bytes: %v", good, err)
		}
	}
	short := strings.NewReader("Email\na@x.fr\n")
	if _, err := Read(t.Context(), short, short.Size()+10, ReadOptions{}); sheettest.Code(err) != data.FileUnreadable {
		t.Errorf("shorter: %v", err)
	}
}

func FuzzSniff(f *testing.F) {
	for _, seed := range []string{"", "PK\x03\x04", "PK\x05\x06" + strings.Repeat("\x00", 18), "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "%PDF-", "<html", csv.MarkLE, "Email\na@x.fr"} {
		f.Add([]byte(seed))
	}
	for _, name := range []string{"../formats/excel-plain/sheetjs.ods", "sheetjs-biff5.xls", "hand-made-password.xlsx", "numbers.numbers", "word.docx"} {
		content, err := os.ReadFile("testdata/refused/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		k, err := sniff(bytes.NewReader(content), int64(len(content)))
		if err != nil || k == "" {
			t.Errorf("%q, %v", k, err)
		}
		again, err := sniff(bytes.NewReader(content), int64(len(content)))
		if err != nil || again != k {
			t.Errorf("first %q, then %q, %v", k, again, err)
		}
	})
}
