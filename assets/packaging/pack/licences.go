package main

import (
	"bytes"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// licenceName is how files with a licence are called, in modules and beside the C code,
// fonts and icons that they carry.
var licenceName = regexp.MustCompile(`(?i)^(.*-)?(licen[cs]e|copying|copyright|notice|unlicense)([-_.].*)?$`)

// code is what such a file is not, whatever its name says.
var code = regexp.MustCompile(`(?i)\.(go|c|h|json|svg|py)$`)

// withoutFile are parts without a file of their own, and where they say what they are.
const withoutFile = `SQLite (in github.com/mattn/go-sqlite3)

SQLite is in the public domain: its authors disclaim copyright to this source code
(https://www.sqlite.org/copyright.html).
`

// licences writes the licences of every module that is linked into programs, or on
// systems, of Go itself, and of what modules carry along. A module without any is an
// error: it may not be handed on.
func licences(to io.Writer, of []string, modules func(of []string) (map[string]bool, error)) error {
	linked, err := modules(of)
	if err != nil {
		return err
	}
	own, err := os.ReadFile("LICENSE")
	if err != nil {
		return err
	}
	said, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env GOROOT: %w", err)
	}
	goRoot := strings.TrimSpace(string(said))
	fmt.Fprintf(to, "Headcount\n\n%s", own)
	if err := licencesOf(to, "Go", goRoot, false); err != nil {
		return err
	}
	for _, module := range slices.Sorted(maps.Keys(linked)) {
		folder, err := moduleFolder(module)
		if err != nil {
			return err
		}
		if err := licencesOf(to, module, folder, true); err != nil {
			return err
		}
	}
	_, err = fmt.Fprint(to, ruler+withoutFile)
	return err
}

var ruler = "\n" + strings.Repeat("=", 78) + "\n"

// linkedModules reads from the programs themselves what is linked, as path@version.
func linkedModules(programs []string) (map[string]bool, error) {
	linked := map[string]bool{}
	for _, program := range programs {
		info, err := buildinfo.ReadFile(program)
		if err != nil {
			return nil, err
		}
		for _, dep := range info.Deps {
			if dep.Replace != nil {
				dep = dep.Replace
			}
			linked[dep.Path+"@"+dep.Version] = true
		}
	}
	if len(linked) == 0 {
		return nil, errors.New("no program names what is linked into it")
	}
	return linked, nil
}

// sourceModules asks the Go command what the program in the folder links on each system,
// as path@version.
func sourceModules(systems []string) (map[string]bool, error) {
	linked := map[string]bool{}
	for _, system := range systems {
		list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if .Version}}{{.Path}}@{{.Version}}{{end}}{{end}}", ".")
		list.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=1")
		said, err := list.Output()
		if err != nil {
			return nil, fmt.Errorf("go list on %s: %w", system, err)
		}
		for _, module := range strings.Fields(string(said)) {
			linked[module] = true
		}
	}
	if len(linked) == 0 {
		return nil, errors.New("no system named")
	}
	return linked, nil
}

func moduleFolder(module string) (string, error) {
	said, err := exec.Command("go", "mod", "download", "-json", module).Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", module, err)
	}
	var answer struct{ Dir string }
	return answer.Dir, errors.Join(json.Unmarshal(said, &answer))
}

// licencesOf writes what a folder has of licences, in its own folders too, each text once.
func licencesOf(to io.Writer, name, folder string, deep bool) error {
	var seen [][]byte
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != folder && (!deep || unused(d.Name())):
			return filepath.SkipDir
		case d.IsDir() || !licenceName.MatchString(d.Name()) || code.MatchString(d.Name()):
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text = bytes.TrimSpace(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
		if slices.ContainsFunc(seen, func(known []byte) bool { return bytes.Equal(known, text) }) {
			return nil
		}
		seen = append(seen, text)
		where, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(to, "%s%s (%s)\n\n%s\n", ruler, name, filepath.ToSlash(where), text)
		return err
	})
	if err == nil && len(seen) == 0 {
		return fmt.Errorf("%s has no licence", name)
	}
	return err
}

// unused are folders of modules that never reach a program.
func unused(folder string) bool {
	return slices.Contains([]string{"testdata", "cmd", "_examples", "examples", ".github", "docs"}, folder)
}
