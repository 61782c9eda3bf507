package sheet

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
)

// WriteFile makes or replaces the file at path with what write writes. It is
// written beside the target, readable by its owner alone, flushed to the disk
// and renamed: an interrupted export leaves the old file whole (SPEC S7.4,
// S9.4). What killed runs left beside it is removed (SPEC S20.4). A link is followed. Errors of the file system are *data.FileError
// with what a person can do about them; those of write are handed on.
func WriteFile(path string, write func(io.Writer) error) error {
	target, err := targetOf(path)
	if err != nil {
		return fileError(path, err)
	}
	disk.Sweep(filepath.Dir(target), filepath.Base(target))
	p, err := disk.NewPart(target)
	if err != nil {
		return fileError(path, err)
	}
	defer p.Discard()
	if err := p.Fill(write); err != nil {
		return fileError(path, err)
	}
	if err := os.Rename(p.Path, target); err != nil {
		return fileError(path, err)
	}
	// The file is there, whole; where folders cannot be flushed the system makes
	// its name last in its own time.
	_ = disk.SyncFolder(filepath.Dir(target))
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
