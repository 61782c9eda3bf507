//go:build !windows

package main

import (
	"net/url"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/views"
)

// systemOpen opens a file or an address with the program that the system has for it.
func systemOpen(f fyne.App) func(*url.URL) error { return views.SystemOpen(f) }
