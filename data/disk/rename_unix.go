//go:build !windows

package disk

import "os"

// Rename gives a file another name, in the place of the file that has it.
func Rename(from, to string) error { return os.Rename(from, to) }
