package disk

import "os"

// Exists reports whether anything has the name given, a link that leads nowhere
// too.
func Exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Same reports whether two names lead to one file that is there.
func Same(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
