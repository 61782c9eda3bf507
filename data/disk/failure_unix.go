//go:build !windows

package disk

import (
	"golang.org/x/sys/unix"

	"headcount.app/headcount/data"
)

// failures are the errors that only this kind of system has: among them a full
// disk, a used-up share of it and a file that may not grow.
var failures = []failure{
	{unix.ENOSPC, data.FileDiskFull},
	{unix.EDQUOT, data.FileDiskFull},
	{unix.EFBIG, data.FileDiskFull},
	{unix.EROFS, data.FileNoRight},
	{unix.ETXTBSY, data.FileInUse},
	{unix.EBUSY, data.FileInUse},
	{unix.EISDIR, data.FileIsFolder},
	{unix.ENOTDIR, data.FileVanished},
}
