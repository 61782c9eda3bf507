package sheet

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/csv"
)

// kind is what a file is by its content: one to be read, or the code of the
// data.FileError with which it is refused (SPEC S3.1).
type kind string

const (
	kindZIP  kind = "zip"
	kindODS  kind = "ods"
	kindXLS  kind = "xls"
	kindHTML kind = "html"
	kindText kind = "text"
)

// sniff judges what a file is by its content, never by its name. What has no
// mark of another kind is text; the CSV reader refuses what is none.
func sniff(r io.ReaderAt, size int64) (kind, error) {
	if size <= 0 {
		return data.FileEmpty, nil
	}
	head := make([]byte, min(size, csv.Beginning))
	if n, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return "", err
	} else if n < len(head) {
		return "", data.Refuse(data.FileUnreadable, io.ErrUnexpectedEOF)
	}
	switch {
	case csv.HasAnyPrefix(head, "PK\x03\x04", "PK\x05\x06", "PK\x07\x08"):
		return zipKind(r, size, head), nil
	case csv.HasAnyPrefix(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"):
		return compoundKind(r, size, head), nil
	case head[0] == 0 && allZero(head[:min(len(head), 512)]) && endsLikeZIP(r, size):
		return data.FileDamaged, nil
	}
	if k := binaryKind(head); k != "" {
		return k, nil
	}
	if isOwnerFile(head, size) || isLockText(head, size) {
		return data.FileLock, nil
	}
	return textKind(head, size), nil
}

// imageBrands are the containers of moving pictures that hold one image.
var imageBrands = []string{"heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif"}

// binaryKind knows the marks at the beginning of pictures, old workbooks and
// packed or executable files; "" for everything else.
func binaryKind(head []byte) kind {
	switch {
	case len(head) > 8 && csv.HasAnyPrefix(head, "\x09\x08\x10\x00\x00\x06\x05\x00"):
		return kindXLS // without a container
	case csv.HasAnyPrefix(head, "\x09\x00\x04\x00", "\x09\x02\x06\x00", "\x09\x04\x06\x00", "\x09\x08\x10\x00", "\x09\x08\x08\x00"):
		return data.FileXLS // BIFF 2 to 8 without a container
	case csv.HasAnyPrefix(head, "\x89PNG\r\n\x1a\n", "\xFF\xD8\xFF", "GIF87a", "GIF89a", "II*\x00", "MM\x00*", "\x00\x00\x01\x00", "8BPS"),
		len(head) > 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP",
		len(head) > 10 && string(head[:2]) == "BM" && allZero(head[6:10]):
		return data.FileImage
	case len(head) > 12 && string(head[4:8]) == "ftyp":
		if slices.Contains(imageBrands, string(head[8:12])) {
			return data.FileImage
		}
		return data.FileBinary
	case csv.HasAnyPrefix(head, "\x1f\x8b", "7z\xBC\xAF\x27\x1C", "Rar!\x1a\x07", "BZh", "\xFD7zXZ\x00", "\x28\xB5\x2F\xFD", "SQLite format 3\x00",
		"MZ\x90\x00", "\x7fELF", "{\\rtf", "%!PS"):
		return data.FileBinary
	}
	return ""
}

// textKind judges text by its first words, in whichever encoding they are.
func textKind(head []byte, size int64) kind {
	start := strings.TrimLeft(headText(head), " \t\r\n\v\f\x00\u00a0\ufeff")
	if start == "" {
		if int64(len(head)) < size || !blankBytes(head) {
			return kindText
		}
		return data.FileEmpty
	}
	lower := strings.ToLower(start)
	if strings.HasPrefix(lower, "%pdf-") {
		return data.FilePDF
	}
	if strings.HasPrefix(lower, "mime-version:") {
		return data.FileHTML // a web archive saved as .xls
	}
	if k := exchange(start); k != "" {
		return k
	}
	if lower[0] != '<' {
		return kindText
	}
	for _, tag := range []string{"<?xml", "<workbook", "<ss:workbook", "<!doctype", "<!--", "<html", "<head", "<body", "<meta", "<table", "<style", "<script", "<div", "<svg"} {
		if !strings.HasPrefix(lower, tag) {
			continue
		}
		switch {
		case strings.Contains(lower, "<svg"):
			return data.FileImage
		case strings.Contains(lower, "urn:oasis:names:tc:opendocument"):
			return data.FileODS
		case strings.Contains(lower, "urn:schemas-microsoft-com:office:spreadsheet"), strings.Contains(lower, `progid="excel.sheet"`):
			return data.FileXML2003
		}
		return kindHTML
	}
	return kindText
}

// exchange knows SYLK and DIF, text formats that put one cell on a line; "" for
// everything else.
func exchange(start string) kind {
	if strings.HasPrefix(start, "TABLE\r\n0,1\r\n") || strings.HasPrefix(start, "TABLE\n0,1\n") {
		return data.FileDIF
	}
	if !strings.HasPrefix(start, "ID;P") {
		return ""
	}
	records := 0
	for line := range strings.FieldsFuncSeq(start, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if csv.HasAnyPrefix([]byte(line), "P;P", "F;", "B;", "C;X", "C;Y", "O;") {
			records++
		}
	}
	if records < 2 {
		return ""
	}
	return data.FileSYLK
}

// isOwnerFile knows the file named ~$… that Excel puts beside an open workbook:
// 165 bytes (162 of Word's kind), which are the length of a name, the name, and
// spaces up to where it stands again in UTF-16 (SPEC S15.4).
func isOwnerFile(head []byte, size int64) bool {
	const name = 54
	if size != 165 && size != 162 || head[0] == 0 || head[0] > name {
		return false
	}
	return len(bytes.Trim(head[1+head[0]:1+name], " \x00")) == 0 && bytes.IndexByte(head[1+name:], 0) >= 0
}

// lockText is the one line of the file .~lock.….# that LibreOffice puts beside an
// open workbook: name, account, computer, time and the profile.
var lockText = regexp.MustCompile(`^[^,\n]*,[^,\n]*,[^,\n]*,\d\d\.\d\d\.\d{4} \d\d:\d\d,file:[^,\n]*;$`)

func isLockText(head []byte, size int64) bool {
	return size < csv.Beginning && lockText.Match(head)
}

// blankBytes reports whether nothing but spaces, line breaks and a byte order
// mark was there; zero bytes are not blank, they are what a crash leaves.
func blankBytes(head []byte) bool {
	for _, bom := range []string{csv.MarkUTF8, csv.MarkLE, csv.MarkBE} {
		if rest, found := bytes.CutPrefix(head, []byte(bom)); found {
			return bom != csv.MarkUTF8 || bytes.IndexByte(rest, 0) < 0
		}
	}
	return bytes.IndexByte(head, 0) < 0
}

// headText returns the beginning of a file as text good enough to find a tag.
func headText(head []byte) string {
	big, is16 := csv.UTF16(head)
	if !is16 {
		return strings.TrimPrefix(string(head), csv.MarkUTF8)
	}
	units := make([]uint16, 0, len(head)/2)
	for i := 0; i+1 < len(head); i += 2 {
		units = append(units, csv.Unit(head[i], head[i+1], big))
	}
	return string(utf16.Decode(units))
}

func allZero(b []byte) bool { return len(bytes.TrimLeft(b, "\x00")) == 0 }
