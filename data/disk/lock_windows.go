package disk

import (
	"errors"

	"golang.org/x/sys/windows"
)

// tryLock opens the lock file so that nobody else can open it, and so that
// the system removes it when this process lets go or dies.
func tryLock(name string) (*Lock, error) {
	wide, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	handle, err := windows.CreateFile(wide, windows.GENERIC_READ|windows.GENERIC_WRITE|windows.DELETE, 0, nil,
		windows.OPEN_ALWAYS, windows.FILE_ATTRIBUTE_NORMAL|windows.FILE_FLAG_DELETE_ON_CLOSE, 0)
	switch {
	case errors.Is(err, windows.ERROR_SHARING_VIOLATION), errors.Is(err, windows.ERROR_DELETE_PENDING):
		return nil, ErrHeld
	case err != nil:
		return nil, err
	}
	return &Lock{func() error { return windows.CloseHandle(handle) }}, nil
}

// SyncFolder does nothing: NTFS keeps its own journal of names.
func SyncFolder(string) error { return nil }
