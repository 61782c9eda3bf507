//go:build unix

package packaging_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// tools is a folder with the few programs that setup.sh uses before it looks for Go,
// and a go that answers as given; none if that is empty.
func tools(t *testing.T, goScript string) string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"bash", "sh", "sed", "awk", "dirname", "mktemp", "rm", "uname", "id", "expr", "cat"} {
		path, err := exec.LookPath(name)
		if err != nil {
			t.Skip(err)
		}
		if err := os.Symlink(path, filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	if goScript != "" {
		if err := os.WriteFile(filepath.Join(folder, "go"), []byte("#!/bin/sh\n"+goScript), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// A Go that is missing or too old is named before anything is installed, with what
// to do: by itself it would fail with a riddle.
func TestSetupNamesAGoThatIsTooOld(t *testing.T) {
	for name, c := range map[string]struct {
		goScript string
		said     []string
	}{
		"missing": {"", []string{"Go is missing.", "go.dev/dl", "first in PATH"}},
		"Debian 12": {
			`case "$1" in env) echo go1.19.8 ;; *) echo "go: errors parsing go.mod" >&2; exit 1 ;; esac`,
			[]string{"This is Go 1.19.8", "needs Go 1.26.", "go.dev/dl"},
		},
		"before go env knew its version": {
			`case "$1" in env) echo ;; version) echo "go version go1.15.15 linux/amd64" ;; esac`,
			[]string{"This is Go 1.15.15", "needs Go 1.26."},
		},
		"may not fetch a newer one": {
			`case "$1" in env) echo go1.24.1 ;; *) echo "go: go.mod requires go >= 1.26.0 (running go 1.24.1; GOTOOLCHAIN=local)" >&2; exit 1 ;; esac`,
			[]string{"This is Go 1.24.1", "needs Go 1.26.", "GOTOOLCHAIN=local"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			bash, err := exec.LookPath("bash")
			if err != nil {
				t.Skip(err)
			}
			setup := exec.Command(bash, "setup.sh", "build")
			setup.Env = []string{"PATH=" + tools(t, c.goScript)}
			out, err := setup.CombinedOutput()
			if setup.ProcessState.ExitCode() != 1 {
				t.Errorf("it ended with %v", err)
			}
			for _, sentence := range c.said {
				if !strings.Contains(string(out), sentence) {
					t.Errorf("it does not say %q, but: %s", sentence, out)
				}
			}
			if strings.Contains(string(out), "Installing") {
				t.Errorf("it installs something: %s", out)
			}
		})
	}
}
