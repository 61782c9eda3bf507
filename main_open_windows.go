package main

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"golang.org/x/sys/windows"
)

// systemOpen opens a file or an address with the program that Windows has for it. The
// toolkit hands file:///C:/… on with its spaces and accents escaped, to which nothing
// opens and nobody says so.
func systemOpen(fyne.App) func(*url.URL) error {
	return func(u *url.URL) error {
		target, err := shellTarget(u)
		if err != nil {
			return err
		}
		wide, err := windows.UTF16PtrFromString(target)
		if err != nil {
			return err
		}
		if err := windows.ShellExecute(0, nil, wide, nil, nil, windows.SW_SHOWNORMAL); err != nil {
			return fmt.Errorf("opening %s: %w", u.Scheme, err)
		}
		return nil
	}
}

// shellTarget is what Windows is asked to open: the plain path of a file, which has to
// be there, or an address as it is. A file: address of another computer is its share.
func shellTarget(u *url.URL) (string, error) {
	if u.Scheme != "file" {
		return u.String(), nil
	}
	path := filepath.FromSlash(u.Path)
	if u.Host != "" && u.Host != "localhost" {
		path = `\\` + u.Host + path
	} else if len(path) > 2 && path[2] == ':' {
		path = strings.TrimPrefix(path, `\`)
	}
	_, err := os.Stat(path)
	return path, err
}
