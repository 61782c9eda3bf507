package archive

import (
	"bytes"
	"errors"
	"io"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/xml"
)

// window gives the lexer the next piece: it starts offset bytes into the last
// one, ends before a '<' or with the part, and is longer than the bytes given.
func (x *Reader) window(offset, longer int) error {
	if *x.left -= x.Work; *x.left < 0 {
		return TooLarge(x.Part, "too many elements")
	}
	x.Work = 0
	if longer >= MaxPiece {
		return TooLarge(x.Part, "a piece of more than %d bytes", MaxPiece)
	}
	if x.input != nil {
		x.input.Restore()
	}
	x.end = copy(x.buf[:cap(x.buf)], x.buf[offset:x.end])
	for size := xmlWindow; ; size *= 2 {
		if err := x.read(max(size, 2*longer)); err != nil {
			return err
		}
		x.cut = x.end
		if !x.eof {
			x.cut = bytes.LastIndexByte(x.buf[:x.end], '<')
		}
		if x.cut > longer || x.eof {
			break
		}
		if x.end >= MaxPiece {
			return TooLarge(x.Part, "a piece of more than %d bytes", MaxPiece)
		}
	}
	window := x.buf[:x.cut]
	if err := checkCharacters(x.Part, window); err != nil {
		return err
	}
	x.Simple = bytes.IndexByte(window, '&') < 0 && bytes.IndexByte(window, '\r') < 0 && bytes.IndexByte(window, ']') < 0
	x.input = parse.NewInputBytes(window)
	x.lexer = xml.NewLexer(x.input)
	return nil
}

// read fills the buffer up to size bytes. One byte of its capacity stays free
// for the mark that the lexer sets behind the window.
func (x *Reader) read(size int) error {
	if size+1 > cap(x.buf) {
		x.buf = append(make([]byte, 0, size+1), x.buf[:x.end]...)
	}
	x.buf = x.buf[:cap(x.buf)]
	for x.end < size && !x.eof {
		n, err := x.src.Read(x.buf[x.end : len(x.buf)-1])
		x.end += n
		if errors.Is(err, io.EOF) {
			x.eof = true
		} else if err != nil {
			return err
		}
	}
	return nil
}
