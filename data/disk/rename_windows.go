package disk

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// renamePatience is how long a file that another program holds is waited for: a virus
// scanner or an indexer looks at what was just written, and lets go by itself.
const renamePatience = 4 * time.Second

// Rename gives a file another name, in the place of the file that has it. Where another
// program holds one of them it tries again for some seconds, then says that it is held.
func Rename(from, to string) error { return renameWithin(renamePatience, from, to) }

func renameWithin(patience time.Duration, from, to string) error {
	for deadline, pause := time.Now().Add(patience), 10*time.Millisecond; ; pause = min(2*pause, 250*time.Millisecond) {
		err := os.Rename(from, to)
		if err == nil {
			return nil
		}
		// Windows says of a held file that access is denied, as of one without a right.
		if !errors.Is(err, windows.ERROR_ACCESS_DENIED) && !errors.Is(err, windows.ERROR_SHARING_VIOLATION) {
			return err
		}
		if !heldElsewhere(from) && !heldElsewhere(to) {
			return err
		}
		if !time.Now().Before(deadline) {
			return &os.LinkError{Op: "rename", Old: from, New: to, Err: windows.ERROR_SHARING_VIOLATION}
		}
		time.Sleep(pause)
	}
}

// heldElsewhere reports whether another program has a file open in a way that forbids
// to rename it.
func heldElsewhere(path string) bool {
	wide, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return false
	}
	const everything = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	handle, err := windows.CreateFile(wide, windows.DELETE, everything, nil, windows.OPEN_EXISTING, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return errors.Is(err, windows.ERROR_SHARING_VIOLATION)
	}
	windows.CloseHandle(handle)
	return false
}
