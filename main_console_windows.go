package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// joinConsole lets a program with a window, which Windows starts without a console,
// write to the one it was started from: headcount.exe typed instead of headcount.com
// would answer nothing. What was redirected, to a pipe or a file, stays so.
func joinConsole() {
	kernel := windows.NewLazySystemDLL("kernel32.dll")
	const parent = ^uintptr(0) // ATTACH_PARENT_PROCESS
	wanted := []struct {
		handle uint32
		file   **os.File
		name   string
		mode   int
	}{
		{windows.STD_INPUT_HANDLE, &os.Stdin, "CONIN$", os.O_RDWR},
		{windows.STD_OUTPUT_HANDLE, &os.Stdout, "CONOUT$", os.O_RDWR},
		{windows.STD_ERROR_HANDLE, &os.Stderr, "CONOUT$", os.O_RDWR},
	}
	attached := false
	for _, w := range wanted {
		if handle, err := windows.GetStdHandle(w.handle); err == nil && handle != 0 && handle != windows.InvalidHandle {
			continue
		}
		if !attached {
			if ok, _, _ := kernel.NewProc("AttachConsole").Call(parent); ok == 0 {
				return
			}
			attached = true
		}
		if console, err := os.OpenFile(w.name, w.mode, 0); err == nil {
			*w.file = console
			_ = windows.SetStdHandle(w.handle, windows.Handle(console.Fd()))
		}
	}
}
