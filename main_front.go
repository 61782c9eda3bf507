//go:build !windows

package main

import "fyne.io/fyne/v2"

// toFront brings the window to the front. Window managers bring it up again if it was
// folded away.
func toFront(w fyne.Window) { w.RequestFocus() }
