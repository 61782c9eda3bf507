package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// MakeFolder makes a folder, and those above it that are missing, for its owner alone
// (SPEC S9.4). One that is there stays as it is.
func MakeFolder(folder string) error {
	first := ""
	for at := filepath.Clean(folder); !Exists(at) && at != filepath.Dir(at); at = filepath.Dir(at) {
		first = at
	}
	if first != "" {
		err := os.Mkdir(first, 0o700)
		if err == nil {
			err = ownerOnly(first)
		}
		if err != nil && !errors.Is(err, fs.ErrExist) { // made by another process meanwhile
			return err
		}
	}
	return os.MkdirAll(folder, 0o700)
}
