package main

import (
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"testing"
)

// A draft in a folder with spaces and accents is opened by its plain path; what is not
// there, and a kind of file that no program opens, are told.
func TestOpenGivesWindowsThePlainPath(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "Été à l'école #1 100%")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	draft := filepath.Join(folder, "draft.nothingopensthis")
	if err := os.WriteFile(draft, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	address := func(path string) *url.URL { return &url.URL{Scheme: "file", Path: "/" + filepath.ToSlash(path)} }
	if got, err := shellTarget(address(draft)); got != draft || err != nil {
		t.Errorf("%s becomes %s, %v", draft, got, err)
	}
	again, err := url.Parse(address(draft).String())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := shellTarget(again); got != draft || err != nil {
		t.Errorf("%s becomes %s, %v", again, got, err)
	}
	if got, err := shellTarget(&url.URL{Scheme: "https", Host: "headcount.app", Path: "/a b"}); got != "https://headcount.app/a%20b" || err != nil {
		t.Errorf("a web address becomes %s, %v", got, err)
	}
	if got, _ := shellTarget(&url.URL{Scheme: "file", Host: "server", Path: "/share/x y"}); got != `\\server\share\x y` {
		t.Errorf("a file of another computer becomes %s", got)
	}
	open := systemOpen(nil)
	if err := open(address(filepath.Join(folder, "gone.eml"))); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("opening what is not there: %v", err)
	}
	if err := open(address(draft)); err == nil {
		t.Error("a file that no program opens was opened, it says")
	}
}
