package sheet

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf16"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/csv"
)

// Bounds on what is looked at of an archive and a compound file before it is
// known to be one of ours.
const (
	maxZIPNames      = 1 << 20
	maxCompoundParts = 64
)

// zipKind tells the archives that are no workbook of ours from those that the
// XLSX reader judges: that is every archive whose list of parts cannot be read
// or looks like a workbook's.
func zipKind(r io.ReaderAt, size int64, head []byte) kind {
	if k := mimetypeKind(head); k != "" {
		return k
	}
	names := zipNames(r, size)
	switch {
	case len(names) == 0 && csv.HasAnyPrefix(head, "PK\x05\x06"):
		return data.FileDamaged // an archive of nothing
	case len(names) == 0:
		return kindZIP
	}
	return kindOfParts(partsOf(names))
}

// kindOfParts tells what an archive is by its parts.
func kindOfParts(has map[string]bool) kind {
	switch {
	case has["xl/workbook.bin"] && !has["xl/workbook.xml"]:
		return data.FileXLSB
	case has["xl/"]:
		return kindZIP
	case has[".iwa"] || has["index.zip"] || has["index.apxl"] || has["buildversionhistory.plist"]:
		return data.FileNumbers
	case has["content.xml"] && has["meta-inf/manifest.xml"]:
		return kindODS
	case has["word/"] || has["ppt/"] || has["visio/"] || !has["[content_types].xml"]:
		return data.FileBinary
	}
	return kindZIP
}

// partsOf are the names in small letters, the folders at the top, and ".iwa" if any
// part is of the kind that Numbers writes.
func partsOf(names []string) map[string]bool {
	has := map[string]bool{}
	for _, name := range names {
		name = strings.ToLower(strings.ReplaceAll(name, `\`, "/"))
		has[name] = true
		folder, _, _ := strings.Cut(name, "/")
		has[folder+"/"] = true
		if strings.HasSuffix(name, ".iwa") || strings.HasSuffix(folder, ".numbers") {
			has[".iwa"] = true
		}
	}
	return has
}

// mimetypeKind knows OpenDocument by the part that comes first in it.
func mimetypeKind(head []byte) kind {
	const nameAt, name = 30, "mimetype"
	if len(head) < nameAt+len(name) || string(head[nameAt:nameAt+len(name)]) != name {
		return ""
	}
	switch {
	case bytes.Contains(head[:min(len(head), 256)], []byte("vnd.oasis.opendocument.spreadsheet")):
		return kindODS
	case binary.LittleEndian.Uint16(head[8:]) != 0:
		return "" // packed: the names of its parts say what it is
	}
	return data.FileBinary
}

// zipNames lists the parts that the central directory names; nil if there is
// no readable one.
func zipNames(r io.ReaderAt, size int64) []string {
	tail, end := zipEnd(r, size)
	if end < 0 {
		return nil
	}
	length := int64(binary.LittleEndian.Uint32(tail[end+12:]))
	at := size - int64(len(tail)) + int64(end) - length
	if length > maxZIPNames {
		length = maxZIPNames
	}
	if at < 0 || at+length > size {
		return nil
	}
	directory := make([]byte, length)
	if _, err := r.ReadAt(directory, at); err != nil && err != io.EOF {
		return nil
	}
	var names []string
	for len(directory) >= 46 && string(directory[:4]) == "PK\x01\x02" {
		n := int(binary.LittleEndian.Uint16(directory[28:]))
		next := 46 + n + int(binary.LittleEndian.Uint16(directory[30:])) + int(binary.LittleEndian.Uint16(directory[32:]))
		if 46+n > len(directory) {
			break
		}
		names = append(names, string(directory[46:46+n]))
		directory = directory[min(next, len(directory)):]
	}
	return names
}

// zipEnd returns the last bytes of the file and where in them the end record
// of an archive stands, -1 if there is none.
func zipEnd(r io.ReaderAt, size int64) (tail []byte, at int) {
	tail = make([]byte, min(size, 22+65535))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return nil, -1
	}
	at = bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if at+22 > len(tail) {
		return tail, -1
	}
	return tail, at
}

func endsLikeZIP(r io.ReaderAt, size int64) bool {
	_, at := zipEnd(r, size)
	return at >= 0
}

// compoundKind tells what is in a compound file (the container of Office 97):
// an old workbook, an encrypted new one, or a document of another program. A
// directory that cannot be followed to its end is judged by the names that
// stand anywhere in it; without any, the likeliest is an old workbook.
func compoundKind(r io.ReaderAt, size int64, head []byte) kind {
	directory, whole := compoundDirectory(r, size, head)
	if !whole {
		directory = make([]byte, min(size, maxZIPNames))
		if n, err := r.ReadAt(directory, 0); err != nil && err != io.EOF {
			directory = directory[:n]
		}
	}
	named := func(name string) bool {
		var wide []byte
		for _, unit := range utf16.Encode([]rune("\x00" + name + "\x00")) {
			wide = binary.LittleEndian.AppendUint16(wide, unit)
		}
		return bytes.Contains(directory, wide[1:]) // the high byte before it is zero
	}
	switch {
	case named("EncryptedPackage"):
		return data.FileEncrypted
	case named("Workbook"), named("Book"), named("WORKBOOK"), named("BOOK"):
		return kindXLS
	case whole, named("WordDocument"), named("PowerPoint Document"):
		return data.FileBinary
	}
	return kindXLS
}

// compoundDirectory follows the chain of directory sectors, as far as it can
// be followed within bounds.
func compoundDirectory(r io.ReaderAt, size int64, head []byte) (directory []byte, whole bool) {
	if len(head) < 512 {
		return nil, false
	}
	shift := binary.LittleEndian.Uint16(head[30:])
	if shift != 9 && shift != 12 {
		return nil, false
	}
	sector := int64(1) << shift
	perSector := uint32(sector / 4)
	next := binary.LittleEndian.Uint32(head[48:])
	const lastSector, endOfChain = 0xFFFFFFF9, 0xFFFFFFFE
	for range maxCompoundParts {
		if next == endOfChain {
			return directory, true
		}
		at := (int64(next) + 1) * sector
		if next > lastSector || at+sector > size || next/perSector >= 109 {
			return directory, false
		}
		part := make([]byte, sector)
		entry := make([]byte, 4)
		table := int64(binary.LittleEndian.Uint32(head[76+4*(next/perSector):]))
		if _, err := r.ReadAt(part, at); err != nil && err != io.EOF {
			return directory, false
		}
		directory = append(directory, part...)
		if _, err := r.ReadAt(entry, (table+1)*sector+4*int64(next%perSector)); err != nil && err != io.EOF {
			return directory, false
		}
		next = binary.LittleEndian.Uint32(entry)
	}
	return directory, false
}
