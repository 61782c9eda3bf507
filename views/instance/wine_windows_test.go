package instance

import "golang.org/x/sys/windows"

// underWine tells wine, which lets whoever comes between making a pipe and holding its
// first instance connect to that.
var underWine = windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil
