package main

import (
	"fmt"
	"os"

	"golang.org/x/sys/windows"
)

// tell says why there is no window: on standard error and, as a program for
// Windows has none unless a terminal gave it one, in the system's message box.
func tell(sentence string) {
	fmt.Fprintln(os.Stderr, "headcount: "+sentence)
	text, err := windows.UTF16PtrFromString(sentence)
	if err != nil {
		return
	}
	title, err := windows.UTF16PtrFromString("Headcount")
	if err != nil {
		return
	}
	_, _ = windows.MessageBox(0, text, title, windows.MB_OK|windows.MB_ICONERROR)
}
