package archive

import (
	"archive/zip"
	"bufio"
	"errors"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/flate"
)

// inflater holds what unpacking needs, used again for each part: one part is
// open at a time.
type inflater struct {
	buffered *bufio.Reader
	unpacked io.ReadCloser
}

// partStream is one part being unpacked. It gives out no last byte before the
// length and the checksum were found right; archive/zip passes over a checksum
// of zero, this does not.
type partStream struct {
	pack  *Pack
	file  *zip.File
	from  io.Reader
	crc   uint32
	read  uint64
	count bool
	err   error
}

// Open starts unpacking a part and ends the unpacking of the one before.
// count says whether its bytes are part of the progress told.
func (p *Pack) Open(f *zip.File, count bool) (io.Reader, error) {
	raw, err := f.OpenRaw()
	if p.source.err != nil {
		return nil, p.source.err
	}
	if err != nil {
		return nil, Damaged(f.Name, "%w", err)
	}
	if p.stream.buffered == nil {
		p.stream.buffered = bufio.NewReaderSize(nil, 64<<10)
		p.stream.unpacked = flate.NewReader(p.stream.buffered)
	}
	p.stream.buffered.Reset(raw)
	s := &partStream{pack: p, file: f, from: p.stream.buffered, count: count}
	if f.Method == zip.Deflate && f.CompressedSize64+f.UncompressedSize64 > 0 {
		if err := p.stream.unpacked.(flate.Resetter).Reset(p.stream.buffered, nil); err != nil {
			return nil, Damaged(f.Name, "%w", err)
		}
		s.from = p.stream.unpacked
	}
	return s, nil
}

// Read unpacks. Its errors are io.EOF for a part found whole, the context's
// error, an error of the disk, or a refusal.
func (s *partStream) Read(b []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	if s.err = s.pack.ctx.Err(); s.err != nil {
		return 0, s.err
	}
	n, err := s.from.Read(b)
	s.read += uint64(n)
	s.crc = crc32.Update(s.crc, crc32.IEEETable, b[:n])
	if s.count {
		s.pack.advance(int64(n))
	}
	switch {
	case s.read > s.file.UncompressedSize64:
		s.err = Damaged(s.file.Name, "unpacks to more than it says")
	case err == nil:
		return n, nil
	case s.pack.source.err != nil:
		s.err = s.pack.source.err
	case !errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		s.err = Damaged(s.file.Name, "%w", err)
	case s.read != s.file.UncompressedSize64:
		s.err = Damaged(s.file.Name, "unpacks to less than it says")
	case s.crc != s.file.CRC32:
		s.err = Damaged(s.file.Name, "the checksum does not match")
	default:
		s.pack.verified[s.file] = true
		s.err = io.EOF
	}
	if errors.Is(s.err, io.EOF) {
		return n, io.EOF
	}
	return 0, s.err
}

// advance tells the progress, a hundred times in all.
func (p *Pack) advance(n int64) {
	p.Done += n
	if p.Done-p.told >= p.Total/100 && p.Done <= p.Total {
		p.told = p.Done
		p.progress(p.Done, p.Total)
	}
}
