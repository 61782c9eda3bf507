package stored

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// ErrContent says that stored bytes are not a plan or a table, are damaged, or were
// written by a newer version.
var ErrContent = errors.New("the stored content cannot be read")

// Stored content is: four letters that say what it is and which version, a
// checksum of the rest, the length unpacked, and the packed bytes.
const (
	planMagic   = "HCP2"
	planVersion = 2
	planMagic1  = "HCP1"
	tableMagic  = "HCT1"
	headLength  = 4 + 4 + 8
	// maxUnpacked and maxRatio bound what damaged or hostile content can make
	// us allocate. What we pack shrinks by some 10 times, repetitive content by
	// a few hundred.
	maxUnpacked = 2 << 30
	maxRatio    = 4000
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// packers pack content as it is written. Their window is far longer than what
// repeats itself in lists of people.
var packers = sync.Pool{New: func() any {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false),
		zstd.WithWindowSize(packWindow), zstd.WithLowerEncoderMem(true))
	if err != nil {
		panic(err) // the options are constant
	}
	return e
}}

const (
	packWindow = 1 << 20 // bytes
	packPiece  = 64 << 10
)

var unpacker = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxUnpacked))
	if err != nil {
		panic(err) // the options are constant
	}
	return d
})

// unpack checks and unpacks what pack made.
func unpack(magic string, stored []byte) (string, error) {
	if len(stored) < headLength || string(stored[:4]) != magic {
		return "", fmt.Errorf("%w: it does not begin with %s", ErrContent, magic)
	}
	if crc32.Checksum(stored[8:], castagnoli) != binary.LittleEndian.Uint32(stored[4:]) {
		return "", fmt.Errorf("%w: its checksum is wrong", ErrContent)
	}
	length := binary.LittleEndian.Uint64(stored[8:])
	if length > maxUnpacked || length > uint64(len(stored))*maxRatio {
		return "", fmt.Errorf("%w: it claims %d bytes", ErrContent, length)
	}
	content, err := unpacker().DecodeAll(stored[headLength:], make([]byte, 0, length))
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrContent, err)
	}
	if uint64(len(content)) != length {
		return "", fmt.Errorf("%w: it is cut short", ErrContent)
	}
	return string(content), nil
}

// writer puts values one behind the other, and packs them piece by piece.
type writer struct {
	buf []byte
	// words are the strings written by word, by their number from 1.
	words map[string]uint64
	packing
}

// packing is what has been packed so far, behind its head.
type packing struct {
	packer *zstd.Encoder
	out    bytes.Buffer
	length uint64 // unpacked
}

func newWriter(magic string) *writer {
	w := &writer{buf: make([]byte, 0, packPiece+packPiece/4), words: map[string]uint64{}}
	w.packer, _ = packers.Get().(*zstd.Encoder)
	w.out.WriteString(magic + strings.Repeat("\x00", headLength-len(magic)))
	w.packer.Reset(&w.out)
	return w
}

// spill packs what has been written if it is a piece.
func (w *writer) spill() {
	if len(w.buf) >= packPiece {
		w.pack()
	}
}

func (w *writer) pack() {
	w.length += uint64(len(w.buf))
	_, _ = w.packer.Write(w.buf) // a buffer takes everything
	w.buf = w.buf[:0]
}

// packed ends the writing and returns all of it with what it is before it.
func (w *writer) packed() []byte {
	w.pack()
	_ = w.packer.Close()
	packers.Put(w.packer)
	w.packer = nil
	out := w.out.Bytes()
	binary.LittleEndian.PutUint64(out[8:], w.length)
	binary.LittleEndian.PutUint32(out[4:], crc32.Checksum(out[8:], castagnoli))
	return out
}

func (w *writer) number(n uint64) { w.buf = binary.AppendUvarint(w.buf, n) }

func (w *writer) signed(n int64) { w.buf = binary.AppendVarint(w.buf, n) }

func (w *writer) bytes(b ...byte) { w.buf = append(w.buf, b...) }

func (w *writer) text(s string) {
	w.number(uint64(len(s)))
	w.buf = append(w.buf, s...)
}

// word writes a string that is likely to come again as a number.
func (w *writer) word(s string) {
	if n, ok := w.words[s]; ok {
		w.number(n)
		return
	}
	w.words[s] = uint64(len(w.words) + 1)
	w.number(0)
	w.text(s)
}

// reader takes values off in the same order. After the first one that is not
// there, everything is zero and err is set.
type reader struct {
	rest  string
	words []string
	err   error
}

func (r *reader) fail() {
	if r.err == nil {
		r.err = fmt.Errorf("%w: it does not end where it should", ErrContent)
	}
	r.rest = ""
}

func (r *reader) number() uint64 {
	var n uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		b := r.rest[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.fail()
	return 0
}

func (r *reader) signed() int64 {
	n := r.number()
	return int64(n>>1) ^ -int64(n&1)
}

func (r *reader) byte() byte {
	if r.rest == "" {
		r.fail()
		return 0
	}
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b
}

func (r *reader) text() string { return r.take(r.number()) }

func (r *reader) take(n uint64) string {
	if n > uint64(len(r.rest)) {
		r.fail()
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *reader) word() string {
	switch n := r.number(); {
	case r.err != nil:
		return ""
	case n == 0:
		s := r.text()
		r.words = append(r.words, s)
		return s
	case n <= uint64(len(r.words)):
		return r.words[n-1]
	}
	r.fail()
	return ""
}

// count reads how many things follow, each of which takes at least one byte.
func (r *reader) count() int {
	n := r.number()
	if n > uint64(len(r.rest)) {
		r.fail()
		return 0
	}
	return int(n)
}

// end reports what went wrong, also bytes that are left over.
func (r *reader) end() error {
	if r.err == nil && r.rest != "" {
		r.fail()
	}
	return r.err
}
