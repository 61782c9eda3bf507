//go:build unix

package sqlite

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

func init() {
	children["full"] = commitOnAFullDisk
	children["stranger"] = openAsStranger
}

// commitOnAFullDisk commits while no file may grow beyond ever other sizes.
func commitOnAFullDisk(path string) int {
	signal.Ignore(syscall.SIGXFSZ)
	info, err := os.Stat(path)
	if err != nil {
		return fail(err)
	}
	s, err := Open(path)
	if err != nil {
		return fail(err)
	}
	for room := int64(0); room <= 120; room += 12 {
		b, err := s.Base(background)
		if err != nil {
			return fail(err)
		}
		limit := syscall.Rlimit{Cur: uint64(info.Size() + room*4096), Max: 1 << 40}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			return fail(err)
		}
		c := store.Commit{Identity: store.NewIdentity(), Expect: store.Whole(b.Revision, b.Digest), Origin: data.ByHand}
		for i := range 2000 {
			u := person(int(b.Revision)*10000 + i)
			c.Changes = append(c.Changes, data.Change{Action: data.Create, After: u})
		}
		_, err = s.Commit(background, c, nil)
		var full *data.FileError
		if !errors.As(err, &full) || full.Code != data.FileDiskFull || errors.Is(err, data.ErrUnknownOutcome) {
			return fail(fmt.Errorf("with room for %d pages: %w", room, err))
		}
		after, err := s.Base(background)
		if err != nil || after.Digest != b.Digest || after.Revision != b.Revision {
			return fail(fmt.Errorf("with room for %d pages: revision %d, %w", room, after.Revision, err))
		}
	}
	limit := syscall.Rlimit{Cur: uint64(info.Size() / 2), Max: 1 << 40}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return fail(err)
	}
	var full *data.FileError
	if err := s.Backup(background, path+".backup"); !errors.As(err, &full) {
		return fail(fmt.Errorf("backup: %w", err))
	}
	if _, err := os.Stat(path + ".backup"); err == nil {
		return fail(errors.New("half a backup passes for one"))
	}
	limit.Cur = 1 << 40
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return fail(err)
	}
	b, err := s.Base(background)
	if err != nil {
		return fail(err)
	}
	c := store.Commit{Identity: store.NewIdentity(), Expect: store.Whole(b.Revision, b.Digest), Origin: data.ByHand, Changes: create(person(1_000_000))}
	if _, err := s.Commit(background, c, nil); err != nil {
		return fail(err)
	}
	if err := s.Close(); err != nil {
		return fail(err)
	}
	fmt.Println("held")
	return 0
}

// TestFullDisk: a commit that finds no room changes nothing, says so, and the
// next one works once there is room again.
func TestFullDisk(t *testing.T) {
	s := newStore(t)
	before := populate(t, s, 1000)
	must(t, s.Close())
	out, err := child(t, "full", s.path).Output()
	if err != nil || string(out) != "held\n" {
		t.Fatalf("%v: %s", err, out)
	}
	after := load(t, reopen(t, &Store{path: s.path, turn: closedTurn()}))
	if after.Revision != before.Revision+1 || len(after.Users) != len(before.Users)+1 {
		t.Errorf("revision %d with %d users", after.Revision, len(after.Users))
	}
	left, err := os.ReadDir(filepath.Dir(s.path))
	must(t, err)
	for _, e := range left {
		if strings.Contains(e.Name(), ".part") {
			t.Errorf("%s was left behind", e.Name())
		}
	}
}

// openAsStranger opens a file with whatever rights the process has left, and
// says what it sees.
func openAsStranger(path string) int {
	s, err := Open(path)
	var refused *data.FileError
	if errors.As(err, &refused) {
		fmt.Println(refused.Code)
		return 0
	}
	if err != nil {
		return fail(err)
	}
	b, err := s.Base(background)
	if err != nil {
		return fail(err)
	}
	c := store.Commit{Identity: store.NewIdentity(), Expect: store.Whole(b.Revision, b.Digest), Origin: data.ByHand, Changes: create(person(77))}
	_, err = s.Commit(background, c, nil)
	fmt.Println(len(b.Users), s.ReadOnly(), errors.Is(err, data.ErrReadOnly), s.Close())
	return 0
}

// TestRightsOfTheFile: a read-only file or folder opens read-only; a file that
// may not be read is refused. Root may do everything, so the other process is
// somebody else then.
func TestRightsOfTheFile(t *testing.T) {
	for _, c := range []struct {
		name         string
		file, folder os.FileMode
		want         string
	}{
		{"all rights", 0o666, 0o777, "5 false false <nil>\n"},
		{"read-only file", 0o444, 0o777, "5 true true <nil>\n"},
		{"read-only folder", 0o666, 0o555, "5 true true <nil>\n"},
		{"both read-only", 0o444, 0o555, "5 true true <nil>\n"},
		{"no right", 0o000, 0o777, data.FileNoRight + "\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder, err := os.MkdirTemp("/tmp", "headcount-rights-")
			must(t, err)
			t.Cleanup(func() { os.Chmod(folder, 0o700); os.RemoveAll(folder) })
			s := newStoreAt(t, filepath.Join(folder, "x.headcount"))
			populate(t, s, 5)
			must(t, s.Close())
			must(t, os.Chmod(s.path, c.file))
			must(t, os.Chmod(folder, c.folder))
			cmd := child(t, "stranger", s.path)
			if os.Geteuid() == 0 {
				cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
				cmd.Path = forEverybody(t, cmd.Path)
				cmd.Dir = "/"
			}
			out, err := cmd.Output()
			if err != nil || string(out) != c.want {
				t.Errorf("%v: got %q, want %q", err, out, c.want)
			}
		})
	}
}

// forEverybody copies this binary to where another user may run it.
func forEverybody(t testing.TB, binary string) string {
	t.Helper()
	folder, err := os.MkdirTemp("/tmp", "headcount-binary-")
	must(t, err)
	t.Cleanup(func() { os.RemoveAll(folder) })
	must(t, os.Chmod(folder, 0o755))
	content, err := os.ReadFile(binary)
	must(t, err)
	path := filepath.Join(folder, "test")
	must(t, os.WriteFile(path, content, 0o755))
	return path
}

// TestOwnersEyesOnly: whatever the umask says, nobody else can read the
// organization, its journal, its lock or its backup (SPEC S9.4).
func TestOwnersEyesOnly(t *testing.T) {
	old := syscall.Umask(0)
	defer syscall.Umask(old)
	s := newStore(t)
	populate(t, s, 3)
	must(t, s.Backup(background, s.path+".backup"))
	tx, err := s.take(background)
	must(t, err)
	must(t, tx.exec("BEGIN IMMEDIATE; UPDATE users SET phone = ''"))
	files, err := os.ReadDir(filepath.Dir(s.path))
	must(t, err)
	if len(files) != 4 {
		t.Errorf("want organization, journal, lock and backup, got %v", files)
	}
	for _, f := range files {
		info, err := f.Info()
		must(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s is %v", f.Name(), info.Mode())
		}
	}
	s.leave(tx)
}

// TestFileTakenAway: a file that was removed or exchanged while it was open is
// not written into the void.
func TestFileTakenAway(t *testing.T) {
	s := newStore(t)
	c := commitOn(t, s, create(person(1))...)
	c.Roles = testRoles
	must(t, os.Rename(s.path, s.path+".away"))
	_, err := s.Commit(background, c, nil)
	wantCode(t, err, data.FileVanished)
	other := newStore(t)
	must(t, os.Rename(other.path, s.path))
	_, err = s.Commit(background, c, nil)
	wantCode(t, err, data.FileVanished)
	if _, err := os.Stat(s.path + "-journal"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a journal beside the other file: %v", err)
	}
	must(t, os.Rename(s.path+".away", s.path))
	_, err = s.Commit(background, c, nil)
	must(t, err)
}
