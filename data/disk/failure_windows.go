package disk

import (
	"golang.org/x/sys/windows"

	"headcount.app/headcount/data"
)

// failures are the errors that only this kind of system has: sharing and lock
// violations are how a file answers that Excel has open.
var failures = []failure{
	{windows.ERROR_SHARING_VIOLATION, data.FileInUse},
	{windows.ERROR_LOCK_VIOLATION, data.FileInUse},
	{windows.ERROR_DISK_FULL, data.FileDiskFull},
	{windows.ERROR_HANDLE_DISK_FULL, data.FileDiskFull},
	{windows.ERROR_DISK_QUOTA_EXCEEDED, data.FileDiskFull},
	{windows.ERROR_WRITE_PROTECT, data.FileNoRight},
}
