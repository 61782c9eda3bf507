//go:build !windows

package disk

// Documents is the folder for a person's documents where the system knows of it: "".
func Documents() string { return "" }
