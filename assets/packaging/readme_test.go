//go:build unix

package packaging_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// README's commands for the terminal do what it says when they are pasted one after
// another into a fresh clone, and leave nothing there but what is ignored.
func TestREADMEsTerminalCommands(t *testing.T) {
	clone := fresh(t)
	out, err := exec.Command("sh", "readme.sh").Output()
	if err != nil {
		t.Fatal(err)
	}
	commands := strings.Split(strings.TrimSpace(string(out)), "\n")
	statuses := paste(t, clone, commands)
	if want := []int{0, 0, 4, 0, 0, 0, 0}; !slices.Equal(statuses, want) {
		t.Errorf("the commands end with %v instead of %v:\n%s", statuses, want, out)
	}
	history := command(t, clone, "./headcount", "--db", "build/try/office.headcount", "history", "--format", "json")
	if got, want := modes(t, history), "applied simulation applied applied"; got != want {
		t.Errorf("the history holds %q instead of %q", got, want)
	}
	if _, err := os.Stat(filepath.Join(clone, "build/try/list.xlsx")); err != nil {
		t.Error(err)
	}
	if left := command(t, clone, "git", "status", "--porcelain"); len(left) > 0 {
		t.Errorf("left in the clone:\n%s", left)
	}
}

// fresh is a folder with all that a clone has for the commands, and the program.
func fresh(t *testing.T) string {
	t.Helper()
	clone := t.TempDir()
	if err := os.CopyFS(filepath.Join(clone, "assets", "example"), os.DirFS(filepath.Join("..", "example"))); err != nil {
		t.Fatal(err)
	}
	ignored, err := os.ReadFile(filepath.Join("..", "..", ".gitignore"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(clone, ".gitignore"), ignored, 0o600); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-o", filepath.Join(clone, "headcount"), "headcount.app/headcount")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	command(t, clone, "git", "init", "-q")
	command(t, clone, "git", "add", ".")
	command(t, clone, "git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "everything")
	return clone
}

// environment is what a person's shell has, in English and without a display.
func environment(clone string) []string {
	return []string{
		"PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null",
		"HOME=" + filepath.Join(clone, ".git", "home"), // no part of the clone
	}
}

func command(t *testing.T, clone, name string, args ...string) []byte {
	t.Helper()
	c := exec.Command(name, args...)
	c.Dir, c.Env = clone, environment(clone)
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s %v: %v", name, args, err)
	}
	return out
}

// paste gives commands to one shell and returns their statuses.
func paste(t *testing.T, clone string, commands []string) []int {
	t.Helper()
	script := strings.Join(commands, "\necho \"status $?\" >&3\n") + "\necho \"status $?\" >&3\n"
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	shell := exec.Command("sh")
	shell.Dir, shell.Env = clone, environment(clone)
	shell.Stdin, shell.ExtraFiles = strings.NewReader(script), []*os.File{write}
	err = shell.Run()
	write.Close()
	if err != nil {
		t.Fatal(err)
	}
	var statuses []int
	for {
		var status int
		if _, err := fmt.Fscanf(read, "status %d\n", &status); err != nil {
			return statuses
		}
		statuses = append(statuses, status)
	}
}

// modes are the modes of a history in JSON, oldest first.
func modes(t *testing.T, history []byte) string {
	t.Helper()
	var h struct{ Uploads []struct{ Mode string } }
	if err := json.Unmarshal(history, &h); err != nil {
		t.Fatal(err)
	}
	slices.Reverse(h.Uploads)
	var all []string
	for _, u := range h.Uploads {
		all = append(all, u.Mode)
	}
	return strings.Join(all, " ")
}
