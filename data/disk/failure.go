package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"headcount.app/headcount/data"
)

// Code returns the code of data that an error of the file system has on this kind
// of system (SPEC S10), "" for any other error.
func Code(err error) string {
	for _, known := range failures {
		if errors.Is(err, known.err) {
			return known.code
		}
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return data.FileVanished
	case errors.Is(err, fs.ErrPermission):
		return data.FileNoRight
	}
	return ""
}

// failure is an error of the system with its code.
type failure struct {
	err  error
	code string
}

// Failure returns an error that the file system gave for a path as a
// *data.FileError with its code, which names the folder if that is what is not
// there. Any other error, one that has a code already, and nil stay as they are.
func Failure(path string, err error) error {
	var known *data.FileError
	code := Code(err)
	switch {
	case code == "", errors.As(err, &known):
		return err
	case code == data.FileVanished:
		path = Missing(path)
	}
	return data.Refuse(code, err, "path", path)
}

// Refusal is Failure for a file that could not be used, whatever the reason: what
// the system has no name for makes it unreadable.
func Refusal(path string, err error) error {
	var known *data.FileError
	if err = Failure(path, err); err == nil || errors.As(err, &known) {
		return err
	}
	return data.Refuse(data.FileUnreadable, err, "path", path)
}

// Missing names the folder of a path if that is not there, else the path.
func Missing(path string) string {
	folder := filepath.Dir(path)
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return folder
	}
	return path
}

// Full reports whether an error says that there is no room left for what was to
// be written.
func Full(err error) bool { return Code(err) == data.FileDiskFull }
