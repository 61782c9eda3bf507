package sheet

import (
	"bytes"
	"io"
)

// kind is what a file is by its content: one to be read, or the code of the
// data.FileError with which it is refused (SPEC S3.1).
type kind string

const (
	kindZIP  kind = "zip"
	kindText kind = "text"
)

func sniff(r io.ReaderAt, size int64) (kind, error) {
	head := make([]byte, min(size, 4096))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return "", err
	}
	if bytes.HasPrefix(head, []byte("PK")) {
		return kindZIP, nil
	}
	return kindText, nil
}
