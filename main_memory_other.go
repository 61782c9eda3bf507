//go:build !linux

package main

// largePages does nothing: these systems choose the size of pages themselves.
func largePages(int) {}
