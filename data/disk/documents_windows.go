package disk

import "golang.org/x/sys/windows"

// Documents is the folder for a person's documents, which may have been moved, to
// OneDrive or another disk; "" if the system does not say.
func Documents() string {
	path, err := windows.KnownFolderPath(windows.FOLDERID_Documents, 0)
	if err != nil {
		return ""
	}
	return path
}
