package archive

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// Bounds on a workbook (SPEC S3.10, S12.4). A full sheet of Excel's 1,048,576
// rows and ten columns unpacks to some 850 MB from some 60 MB, so what a file
// may unpack to grows with its size; files of people with little in them stay
// far below the free allowance.
const (
	maxPackage      = 512 << 20 // bytes of the file itself
	maxUnpacked     = 1 << 30   // bytes of all parts together
	freeUnpacked    = 128 << 20 // bytes that even the smallest file may unpack to
	maxWork         = 1 << 27   // elements, attributes, texts and entities of all parts; a full sheet of ten columns has half
	unpackedRatio   = 60        // further unpacked bytes for each byte of the file
	maxParts        = 5000      // parts; foreign workbooks had 340 at most
	maxSmall        = 32 << 20  // bytes of a part that is not sheets, strings or styles
	maxDirectory    = 8 << 20   // bytes read to list the parts
	packageOverhead = int64(30) // bytes of the header before each part
	flagEncrypted   = uint16(1) // bit of an encrypted part
)

// errDirectory stops listing an archive whose directory is too long.
var errDirectory = errors.New("the list of parts is too long")

// Pack is a workbook as an archive of parts. It hides the archive: names
// without regard to case, sizes that lie, parts that overlap, checksums.
type Pack struct {
	// Files are the parts in the order of the directory.
	Files []*zip.File
	// General has everything read by the general reader; tests compare the two.
	General bool
	// Done of Total bytes have been unpacked, as far as they count.
	Done, Total int64

	ctx      context.Context
	source   *source
	parts    map[string]*zip.File // by folded name
	verified map[*zip.File]bool
	stream   inflater
	work     int // elements that the parts may still have
	progress func(done, total int64)
	told     int64
}

// source reads the file and remembers an error that came from the disk, so
// that it is not taken for damage. Until lifted it reads only so much.
type source struct {
	r      io.ReaderAt
	budget int64
	err    error
}

func (s *source) ReadAt(p []byte, off int64) (int, error) {
	if s.budget -= int64(len(p)); s.budget < 0 {
		return 0, errDirectory
	}
	n, err := s.r.ReadAt(p, off)
	if err != nil && !errors.Is(err, io.EOF) && s.err == nil {
		s.err = fmt.Errorf("reading the workbook: %w", err)
	}
	return n, err
}

// Open lists the parts and checks what can be checked before unpacking.
func Open(ctx context.Context, r io.ReaderAt, size int64, progress func(done, total int64)) (*Pack, error) {
	if size > maxPackage {
		return nil, TooLarge("", "a file of %d bytes", size)
	}
	src := &source{r: r, budget: maxDirectory}
	archive, err := zip.NewReader(src, size)
	switch {
	case src.err != nil:
		return nil, src.err
	case errors.Is(err, errDirectory):
		return nil, data.Refuse(data.FileTooLarge, err)
	case err != nil && !errors.Is(err, zip.ErrInsecurePath):
		return nil, data.Refuse(data.FileDamaged, err)
	}
	src.budget = 1 << 62
	p := &Pack{
		ctx: ctx, source: src, work: maxWork, progress: progress,
		parts: make(map[string]*zip.File, len(archive.File)), verified: map[*zip.File]bool{},
	}
	if err := p.list(archive.File, size); err != nil {
		return nil, err
	}
	return p, p.checkOverlap(size)
}

// list files the parts by name and checks names, methods and sizes.
func (p *Pack) list(files []*zip.File, size int64) error {
	if len(files) > maxParts {
		return TooLarge("", "%d parts", len(files))
	}
	allowed := min(uint64(freeUnpacked)+unpackedRatio*uint64(size), maxUnpacked)
	unpacked := uint64(0)
	for _, f := range files {
		name := PartKey(f.Name)
		if f.Flags&flagEncrypted != 0 {
			return encrypted(files, f.Name)
		}
		if f.Method != zip.Store && f.Method != zip.Deflate {
			return Damaged(f.Name, "packed by the unknown method %d", f.Method)
		}
		if slices.Contains(strings.Split(name, "/"), "..") {
			return Damaged(f.Name, "a part outside the workbook")
		}
		if _, twice := p.parts[name]; twice {
			return Damaged(f.Name, "part is there twice")
		}
		if f.UncompressedSize64 > allowed || unpacked+f.UncompressedSize64 > allowed {
			return TooLarge(f.Name, "unpacks to more than %d bytes", allowed)
		}
		unpacked += f.UncompressedSize64
		p.parts[name] = f
		p.Files = append(p.Files, f)
	}
	p.Total = int64(unpacked)
	return nil
}

// encrypted tells an archive under a password from one with a bit turned.
func encrypted(files []*zip.File, part string) error {
	for _, f := range files {
		if f.Flags&flagEncrypted == 0 && f.UncompressedSize64 > 0 {
			return Damaged(part, "the part alone is encrypted")
		}
	}
	return data.Refuse(data.FileEncrypted, fmt.Errorf("part %s is encrypted", part))
}

// checkOverlap refuses parts that share bytes: one piece of the file that is
// unpacked as many parts.
func (p *Pack) checkOverlap(size int64) error {
	type extent struct{ from, to int64 }
	extents := make([]extent, 0, len(p.Files))
	for _, f := range p.Files {
		from, err := f.DataOffset()
		if p.source.err != nil {
			return p.source.err
		}
		if err != nil {
			return Damaged(f.Name, "%w", err)
		}
		if name, found := p.localName(f, from); found && PartKey(name) != PartKey(f.Name) {
			return Damaged(f.Name, "the part itself says that it is %q", name)
		}
		if f.CompressedSize64 > uint64(size-from) {
			return Damaged(f.Name, "the file ends within the part")
		}
		extents = append(extents, extent{from, from + int64(f.CompressedSize64)})
	}
	slices.SortFunc(extents, func(a, b extent) int { return int(min(max(a.from-b.from, -1), 1)) })
	for i := 1; i < len(extents); i++ {
		if extents[i].from < extents[i-1].to+packageOverhead {
			return Damaged("", "parts overlap")
		}
	}
	return nil
}

// localName returns the name that stands before the bytes of a part, which may
// differ from that in the directory where one of them is damaged: a part that is not
// found would be taken for one that is not there.
func (p *Pack) localName(f *zip.File, from int64) (name string, found bool) {
	const mostExtra = 1 << 10
	header := make([]byte, min(from, packageOverhead+int64(len(f.Name))+mostExtra))
	if _, err := p.source.ReadAt(header, from-int64(len(header))); err != nil {
		return "", false
	}
	for end := len(header); ; {
		at := bytes.LastIndex(header[:end], []byte("PK\x03\x04"))
		if at < 0 {
			return "", false
		}
		if rest := header[at:]; len(rest) >= int(packageOverhead) {
			n, extra := int(binary.LittleEndian.Uint16(rest[26:])), int(binary.LittleEndian.Uint16(rest[28:]))
			if int(packageOverhead)+n+extra == len(rest) {
				return string(rest[packageOverhead:][:n]), true
			}
		}
		end = at
	}
}

// Has reports whether the workbook has the part.
func (p *Pack) Has(name string) bool { return p.Find(name) != nil }

// Find looks a part up without regard to case, and with a name written in
// percent signs also by the name meant.
func (p *Pack) Find(name string) *zip.File {
	if f := p.parts[PartKey(name)]; f != nil {
		return f
	}
	if plain, err := url.PathUnescape(name); err == nil {
		return p.parts[PartKey(plain)]
	}
	return nil
}

// VerifyRest reads every part that nobody has read to its end, for its
// checksum: a picture or a printer setting that is damaged means that the
// file is (SPEC S3.9).
func (p *Pack) VerifyRest() error {
	buffer := make([]byte, 64<<10)
	for _, f := range p.Files {
		if p.verified[f] {
			continue
		}
		s, err := p.Open(f, true)
		if err != nil {
			return err
		}
		for err == nil {
			_, err = s.Read(buffer)
		}
		if !errors.Is(err, io.EOF) {
			return err
		}
	}
	return nil
}

// PartName is the name of a part with the slashes that it should have.
func PartName(f *zip.File) string {
	return strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")
}

// PartKey folds the name of a part: names differ by more than case and by
// more than the kind of slash.
func PartKey(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// Damaged refuses the workbook for what was found in a part (SPEC S3.9).
func Damaged(part, format string, args ...any) error {
	return data.Refuse(data.FileDamaged, fmt.Errorf(format, args...), "part", part)
}

// TooLarge refuses the workbook for its size or its claims (SPEC S3.10).
func TooLarge(part, format string, args ...any) error {
	return data.Refuse(data.FileTooLarge, fmt.Errorf(format, args...), "part", part)
}
