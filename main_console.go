//go:build !windows

package main

// joinConsole does nothing: other systems give every program what it was started with.
func joinConsole() {}
