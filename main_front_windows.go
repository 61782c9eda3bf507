package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

var (
	user32     = windows.NewLazySystemDLL("user32.dll")
	isIconic   = user32.NewProc("IsIconic")
	showWindow = user32.NewProc("ShowWindow")
)

// toFront brings the window to the front, which the toolkit does only with one that was
// not folded away.
func toFront(w fyne.Window) {
	if native, ok := w.(driver.NativeWindow); ok {
		native.RunNative(func(context any) {
			c, ok := context.(driver.WindowsWindowContext)
			if !ok {
				return
			}
			if iconic, _, _ := isIconic.Call(c.HWND); iconic != 0 {
				const restore = 9
				_, _, _ = showWindow.Call(c.HWND, restore)
			}
		})
	}
	w.RequestFocus()
}
