package sheet

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"headcount/data"
)

// WriteFile makes or replaces the file at path with what write writes. It is
// written beside the target, readable by its owner alone, flushed to the disk
// and renamed: an interrupted export leaves the old file whole (SPEC S7.4,
// S9.4). A link is followed. Errors of the file system are *data.FileError
// with what a person can do about them; those of write are handed on.
func WriteFile(path string, write func(io.Writer) error) (err error) {
	target, err := targetOf(path)
	if err != nil {
		return fileError(path, err)
	}
	f, err := os.CreateTemp(filepath.Dir(target), ".headcount-*.tmp") // 0600
	if err != nil {
		return fileError(path, err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		return fileError(path, err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fileError(path, err)
	}
	if err := os.Rename(f.Name(), target); err != nil {
		return fileError(path, err)
	}
	syncFolder(filepath.Dir(target))
	return nil
}

// targetOf follows links and refuses, before anything is written, a target
// that could not be replaced: a folder, a file without the right to write it,
// one that another program holds open.
func targetOf(path string) (string, error) {
	target, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, nil
	}
	if err != nil {
		return "", err
	}
	info, err := os.Stat(target)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", data.Refuse(data.FileIsFolder, nil, "path", path)
	}
	if info.Mode().Perm()&0o200 == 0 {
		return "", fs.ErrPermission // a file marked read-only is not replaced
	}
	f, err := os.OpenFile(target, os.O_WRONLY, 0)
	if err != nil {
		return "", err
	}
	return target, f.Close()
}

// syncFolder makes the renaming durable; where folders cannot be flushed the
// system does it in its own time.
func syncFolder(folder string) {
	if f, err := os.Open(folder); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}

func isMissing(folder string) bool {
	_, err := os.Stat(folder)
	return errors.Is(err, fs.ErrNotExist)
}

// fileError gives an error of the file system its code; others stay.
func fileError(path string, err error) error {
	var refusal *data.FileError
	if errors.As(err, &refusal) {
		return err
	}
	code := systemCode(err)
	switch {
	case code != "":
	case errors.Is(err, fs.ErrNotExist):
		code = data.FileVanished
		if folder := filepath.Dir(path); isMissing(folder) {
			path = folder // it is not the new file that should be there
		}
	case errors.Is(err, fs.ErrPermission):
		code = data.FileNoRight
	default:
		return err
	}
	return data.Refuse(code, err, "path", path)
}
