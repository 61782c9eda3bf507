package sheet

import (
	"errors"
	"syscall"

	"headcount.app/headcount/data"
)

// systemCode knows the errors that only this kind of system has: sharing and
// lock violations are how a file that Excel has open answers.
func systemCode(err error) string {
	for errno, code := range map[syscall.Errno]string{
		32: data.FileInUse, 33: data.FileInUse, // sharing violation, lock violation
		39: data.FileDiskFull, 112: data.FileDiskFull, // handle disk full, disk full
		19: data.FileNoRight, // write protected
	} {
		if errors.Is(err, errno) {
			return code
		}
	}
	return ""
}
