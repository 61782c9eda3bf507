package app

import (
	"headcount.app/headcount/data"
)

// OtherFileError says that a file is not the one that a simulation read.
type OtherFileError struct {
	Path string
	// Copying is set where a copy of the file was to be made, not the plan applied.
	Copying bool
}

// Error is for logs.
func (e *OtherFileError) Error() string { return "not the file that was simulated" }

// Sentence names the file.
func (e *OtherFileError) Sentence() (string, []string) {
	if e.Copying {
		return "other_file_copy", []string{"path", e.Path}
	}
	return "other_file", []string{"path", e.Path}
}

// Unwrap makes errors.Is(err, data.ErrStale) true: what was seen no longer
// holds (SPEC S12.1).
func (e *OtherFileError) Unwrap() error { return data.ErrStale }

// Readable returns why a file cannot be read, nil if it can be opened.
func Readable(path string) error {
	f, err := openSource(path)
	if err != nil {
		return fileError(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fileError(path, err)
	}
	if info.IsDir() {
		return data.Refuse(data.FileIsFolder, nil, "path", path)
	}
	return nil
}

// SHA256 returns the checksum of a file, in lowercase hex.
func SHA256(path string) (string, error) {
	if err := Readable(path); err != nil {
		return "", err
	}
	f, err := openSource(path)
	if err != nil {
		return "", fileError(path, err)
	}
	defer f.Close()
	hash, err := sum(f)
	if err != nil {
		return "", fileError(path, err)
	}
	return hash, nil
}
