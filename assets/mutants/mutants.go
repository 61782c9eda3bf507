//go:build ignore

// Mutants plants one wrong line after the other, as mutants.txt says, and runs the
// tests of the packages named there: every one should be noticed. Nothing in the
// tree is changed.
//
//	go run assets/mutants/mutants.go [NAME...]
//
// It ends with status 1 if more than two of all were not noticed, and with 2 if one
// could not be tried.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// spared is how many may go unnoticed of the whole list.
const spared = 2

// mutant is one wrong line.
type mutant struct {
	name, file string
	packages   []string
	old, new   string
}

func main() {
	list, err := read("assets/mutants/mutants.txt")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	tried, unnoticed, broken := 0, 0, 0
	for _, m := range list {
		if len(os.Args) > 1 && !slices.Contains(os.Args[1:], m.name) {
			continue
		}
		tried++
		start := time.Now()
		noticed, err := m.try()
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", m.name, err)
			broken++
			continue
		}
		word := "noticed"
		if !noticed {
			word = "NOT NOTICED"
			unnoticed++
		}
		fmt.Printf("%-12s %4.0f s  %s (%s)\n", word, time.Since(start).Seconds(), m.name, m.file)
	}
	fmt.Printf("%d not noticed of %d\n", unnoticed, tried)
	switch {
	case broken > 0:
		os.Exit(2)
	case unnoticed > spared:
		os.Exit(1)
	}
}

// read reads the list: blocks of a name, a file with packages, lines that begin
// with - and are in the file exactly once, and lines that begin with + in their
// place.
func read(path string) ([]mutant, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var list []mutant
	for i, block := range strings.Split(strings.TrimSpace(string(content)), "\n\n") {
		lines := strings.Split(block, "\n")
		if len(lines) < 3 {
			return nil, fmt.Errorf("%s: block %d is too short", path, i+1)
		}
		places := strings.Fields(lines[1])
		m := mutant{name: lines[0], file: places[0], packages: places[1:]}
		var was, is []string
		for _, line := range lines[2:] {
			switch line[0] {
			case '-':
				was = append(was, line[1:])
			case '+':
				is = append(is, line[1:])
			default:
				return nil, fmt.Errorf("%s: %s: no - or +: %s", path, m.name, line)
			}
		}
		m.old, m.new = strings.Join(was, "\n"), strings.Join(is, "\n")
		list = append(list, m)
	}
	return list, nil
}

// try reports whether a test fails with the line planted.
func (m mutant) try() (noticed bool, err error) {
	content, err := os.ReadFile(m.file)
	if err != nil {
		return false, err
	}
	if n := bytes.Count(content, []byte(m.old)); n != 1 {
		return false, fmt.Errorf("%q is %d times in %s", m.old, n, m.file)
	}
	folder, err := os.MkdirTemp("", "mutant")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(folder)
	path, err := filepath.Abs(m.file)
	if err != nil {
		return false, err
	}
	planted, overlay := filepath.Join(folder, filepath.Base(m.file)), filepath.Join(folder, "overlay.json")
	if err := os.WriteFile(planted, bytes.Replace(content, []byte(m.old), []byte(m.new), 1), 0o600); err != nil {
		return false, err
	}
	words, err := json.Marshal(map[string]map[string]string{"Replace": {path: planted}})
	if err != nil {
		return false, err
	}
	if err := os.WriteFile(overlay, words, 0o600); err != nil {
		return false, err
	}
	if out, err := exec.Command("go", "build", "-overlay", overlay, "./...").CombinedOutput(); err != nil {
		return false, fmt.Errorf("does not compile: %s", out)
	}
	for _, name := range m.packages {
		// What a property test found is of no use to anybody else.
		found := filepath.Join(name, "testdata", "rapid")
		if _, err := os.Stat(found); os.IsNotExist(err) {
			defer os.RemoveAll(found)
		}
		test := exec.Command("go", "test", "-overlay", overlay, "-failfast", "-timeout", "20m", name)
		if out, err := test.CombinedOutput(); err != nil {
			if !bytes.Contains(out, []byte("--- FAIL")) && !bytes.Contains(out, []byte("panic:")) {
				return false, fmt.Errorf("%s: %s", name, out)
			}
			return true, nil
		}
	}
	return false, nil
}
