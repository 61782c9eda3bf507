package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"headcount.app/headcount/data"
)

// RememberOpened remembers which organization was opened last, for commands
// of the terminal that only read (SPEC S12.1). It fails in silence: nothing
// depends on it.
func RememberOpened(path string) {
	file, err := openedFile()
	if err != nil {
		return
	}
	absolute, err := filepath.Abs(path)
	if err != nil || os.MkdirAll(filepath.Dir(file), 0o700) != nil {
		return
	}
	_ = os.WriteFile(file, []byte(absolute+"\n"), 0o600)
}

// LastOpened returns the path of the organization that was opened last, "" if
// there is none.
func LastOpened() string {
	file, err := openedFile()
	if err != nil {
		return ""
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(content))
}

func openedFile() (string, error) { return ownFile("last") }

// ownFile is a file that the program keeps for itself.
func ownFile(name string) (string, error) {
	folder, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(folder, "headcount", name), nil
}

// ClearLeftovers removes what killed runs of the program left in any folder, and
// remembers what this one makes (SPEC S20.4). It is called once, at the
// start.
func ClearLeftovers() {
	if file, err := ownFile("unfinished"); err == nil {
		clearLeftovers(file)
	}
}

// Checked is what a sound organization file holds.
type Checked struct {
	Revision data.Revision
	// Users are all users, Active those who are active.
	Users, Active int
}

// Check verifies an organization file without changing it: SQLite's own check,
// digests and seals, the chain of the history, and that every stored plan and
// table can be read (SPEC S9.3, S20.1).
func Check(ctx context.Context, path string) (Checked, error) {
	state, err := checkStoreWhole(ctx, path)
	return Checked{state.Revision, state.Users, state.Active}, err
}
