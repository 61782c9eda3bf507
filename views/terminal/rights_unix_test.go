//go:build unix

package terminal_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// stranger runs the program as somebody to whom rights matter: they don't to
// root, as whom tests often run in containers.
type stranger struct {
	t      *testing.T
	folder string
}

const nobody = 65534

func newStranger(t *testing.T) *stranger {
	folder, err := os.MkdirTemp("", "headcount-rights-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = os.Chmod(folder, 0o700)
		if err := os.RemoveAll(folder); err != nil {
			t.Error(err)
		}
	})
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	s := &stranger{t, folder}
	s.write("headcount", program, 0o755)
	s.write("users.csv", []byte(users), 0o644)
	s.chmod(".", 0o777)
	return s
}

func (s *stranger) write(name string, content []byte, mode os.FileMode) {
	if err := os.WriteFile(filepath.Join(s.folder, name), content, mode); err != nil {
		s.t.Fatal(err)
	}
	s.chmod(name, mode)
}

func (s *stranger) chmod(name string, mode os.FileMode) {
	if err := os.Chmod(filepath.Join(s.folder, name), mode); err != nil {
		s.t.Fatal(err)
	}
}

// must runs the program and returns what it printed on both outputs.
func (s *stranger) must(want int, args ...string) string {
	s.t.Helper()
	c := exec.Command(filepath.Join(s.folder, "headcount"), append(args, "--db", "o.headcount")...)
	c.Dir, c.Env = s.folder, []string{"HOME=" + s.folder, "LANG=en"}
	if os.Getuid() == 0 {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	got := 0
	var exit *exec.ExitError
	switch err := c.Run(); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		s.t.Fatal(err)
	}
	if got != want {
		s.t.Errorf("headcount %s: status %d, not %d:\n%s", strings.Join(args, " "), got, want, &out)
	}
	return out.String()
}

// TestRights: missing rights are said, change nothing, and make no second
// organization elsewhere (SPEC S9.3, S10).
func TestRights(t *testing.T) {
	s := newStranger(t)
	s.must(0, "upload", "users.csv", "--apply")
	expect := func(text, want string) {
		t.Helper()
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in %q", want, text)
		}
	}
	const readOnly = "This organization is open read-only"

	s.chmod("o.headcount", 0o444)
	expect(s.must(0, "upload", "users.csv"), "is not kept in the history")
	expect(s.must(1, "upload", "users.csv", "--apply"), readOnly)
	expect(s.must(1, "upload", "users.csv", "--apply", "--format", "json"), `"code":"read_only"`)
	expect(s.must(1, "settings", "roles.optional=yes"), readOnly)
	expect(s.must(0, "users"), "zoe@x.fr")
	s.must(0, "check")

	s.chmod("o.headcount", 0o600)
	s.chmod(".", 0o555)
	expect(s.must(1, "upload", "users.csv", "--apply"), readOnly)
	expect(s.must(1, "export", "out.csv"), "You don’t have the right to read or write “out.csv”.")
	expect(s.must(1, "upload", "users.csv", "--report", "r.html"), "“r.html”")
	expect(s.must(0, "users"), "zoe@x.fr")

	s.chmod(".", 0o777)
	s.chmod("users.csv", 0)
	expect(s.must(1, "upload", "users.csv"), "You don’t have the right to read or write “users.csv”.")
	s.chmod("o.headcount", 0)
	expect(s.must(1, "users"), "You don’t have the right to read or write “o.headcount”.")
	expect(s.must(1, "check"), "“o.headcount”")
}
