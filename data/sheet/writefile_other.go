//go:build !windows

package sheet

import (
	"errors"
	"syscall"

	"headcount.app/headcount/data"
)

// systemCode knows the errors that only this kind of system has.
func systemCode(err error) string {
	for errno, code := range map[syscall.Errno]string{
		syscall.ENOSPC: data.FileDiskFull, syscall.EDQUOT: data.FileDiskFull, syscall.EROFS: data.FileNoRight,
		syscall.ETXTBSY: data.FileInUse, syscall.EBUSY: data.FileInUse, syscall.EISDIR: data.FileIsFolder, syscall.ENOTDIR: data.FileVanished,
	} {
		if errors.Is(err, errno) {
			return code
		}
	}
	return ""
}
