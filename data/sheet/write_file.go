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
		return disk.Failure(path, err)
	}
	disk.Sweep(filepath.Dir(target), filepath.Base(target))
	p, err := disk.NewPart(target)
	if err != nil {
		return disk.Failure(path, err)
	}
	defer p.Discard()
	if err := p.Fill(write); err != nil {
		return disk.Failure(path, err)
	}
	if err := disk.Rename(p.Path, target); err != nil {
		return disk.Failure(path, err)
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
