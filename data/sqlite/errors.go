package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/mattn/go-sqlite3"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
)

// explain turns an error of SQLite or of the operating system into the words
// of package data. Errors that are in those words already stay as they are.
func explain(path string, err error) error {
	var engine sqlite3.Error
	var known *data.FileError
	var done *data.DoneError
	var onDisk *fs.PathError
	switch {
	case err == nil, errors.As(err, &known), errors.As(err, &done), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &engine):
		return explainEngine(path, engine)
	case errors.Is(err, fs.ErrNotExist):
		return data.Refuse(data.FileVanished, fmt.Errorf("%w: %w", data.ErrNotFound, err), "path", disk.Missing(path))
	case disk.Code(err) != "":
		return disk.Failure(path, err)
	case errors.As(err, &onDisk):
		return data.Refuse(data.FileUnreadable, err, "path", path)
	}
	return err
}

func explainEngine(path string, err sqlite3.Error) error {
	switch err.ExtendedCode {
	case sqlite3.ErrConstraintUnique, sqlite3.ErrConstraintPrimaryKey, sqlite3.ErrConstraintRowID:
		return fmt.Errorf("%w: %w", data.ErrTaken, err)
	case sqlite3.ErrConstraintForeignKey:
		return fmt.Errorf("%w: %w", data.ErrInUse, err)
	case sqlite3.ErrReadonlyDbMoved:
		return data.Refuse(data.FileVanished, fmt.Errorf("%w: %w", data.ErrNotFound, err), "path", path)
	}
	// A backup's errors have their extended code in place of the plain one.
	switch err.Code & 0xff {
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB, sqlite3.ErrFormat, sqlite3.ErrTooBig, sqlite3.ErrMismatch:
		return fmt.Errorf("%w: %w", data.ErrDamaged, err)
	case sqlite3.ErrReadonly:
		return fmt.Errorf("%w: %w", data.ErrReadOnly, err)
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return fmt.Errorf("%w: %w", data.ErrLocked, err)
	case sqlite3.ErrFull:
		return data.Refuse(data.FileDiskFull, err, "path", path)
	case sqlite3.ErrCantOpen, sqlite3.ErrPerm, sqlite3.ErrAuth:
		return data.Refuse(data.FileNoRight, err, "path", path)
	case sqlite3.ErrIoErr:
		if disk.Full(err.SystemErrno) {
			return data.Refuse(data.FileDiskFull, err, "path", path)
		}
		return data.Refuse(data.FileUnreadable, err, "path", path)
	}
	return err
}

// damaged is data.ErrDamaged with what was seen.
func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", data.ErrDamaged, fmt.Sprintf(format, args...))
}
