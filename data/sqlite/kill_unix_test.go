//go:build unix

package sqlite

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"headcount/data"
)

func init() {
	children["commit"] = commitForever
	children["hold"] = hold
}

// child is this binary as another process.
func child(t testing.TB, role, path string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	cmd := exec.Command(self, path)
	cmd.Env = append(os.Environ(), "HEADCOUNT_TEST_ROLE="+role)
	cmd.Stderr = os.Stderr
	return cmd
}

// commitForever changes every user again and again, and says so when done.
func commitForever(path string) int {
	s, err := Open(path)
	if err != nil {
		return fail(err)
	}
	for {
		b, err := s.Base(background)
		if err != nil {
			return fail(err)
		}
		c := data.Commit{Base: b.Revision, Digest: b.Digest, Origin: data.ByUpload, Upload: &data.Upload{At: time.Now()}, Plan: make([]byte, 10000)}
		for _, u := range b.Users {
			c.Changes = append(c.Changes, edit(data.Update, u, func(u *data.User) { u.LastName = fmt.Sprint("Round ", b.Revision) }))
		}
		if _, err := s.Commit(background, c, nil); err != nil {
			return fail(err)
		}
		fmt.Println("done", b.Revision+1)
	}
}

func fail(err error) int {
	fmt.Println("error", err)
	return 1
}

// firstCommit is how long a child takes until its first commit is done; the
// kills fall around it, however busy the machine is.
func firstCommit(t *testing.T, path string) time.Duration {
	t.Helper()
	begun := time.Now()
	c := child(t, "commit", path)
	out, err := c.StdoutPipe()
	must(t, err)
	must(t, c.Start())
	lines := bufio.NewScanner(out)
	for n := 0; n < 1 && lines.Scan(); n++ {
	}
	took := time.Since(begun)
	must(t, c.Process.Kill())
	_ = c.Wait()
	return took
}

// TestKilled kills a process that commits, at random points: what it left is
// the old base or the new one, whole, and nothing it called done is lost.
func TestKilled(t *testing.T) {
	kills := 30
	if !testing.Short() {
		kills = 100
	}
	s := newStore(t)
	populate(t, s, 600)
	must(t, s.Close())
	random := rand.New(rand.NewPCG(3, 4))
	first := firstCommit(t, s.path)
	for range kills {
		killed := child(t, "commit", s.path)
		var said strings.Builder
		killed.Stdout = &said
		must(t, killed.Start())
		time.Sleep(first/4 + time.Duration(random.Int64N(int64(2*first))))
		must(t, killed.Process.Kill())
		killed.Wait()
		if strings.Contains(said.String(), "error") {
			t.Fatal(said.String())
		}
		again, err := Open(s.path)
		must(t, err)
		b := load(t, again)
		var done data.Revision
		if lines := strings.Fields(said.String()); len(lines) > 1 {
			fmt.Sscan(lines[len(lines)-1], &done)
		}
		if b.Revision < done {
			t.Fatalf("revision %d was called done, %d is there", done, b.Revision)
		}
		if b.Revision > 2 {
			for _, u := range b.Users {
				if u.LastName != fmt.Sprint("Round ", b.Revision-1) {
					t.Fatalf("revision %d holds %q", b.Revision, u.LastName)
				}
			}
		}
		must(t, again.Check(background))
		must(t, again.Close())
	}
	again := reopen(t, &Store{path: s.path, turn: closedTurn()})
	if b := load(t, again); b.Revision < data.Revision(kills/10) {
		t.Errorf("only %d revisions in %d kills: were they killed too early?", b.Revision, kills)
	}
	rebuilt(t, again)
}

// hold opens the file and keeps it.
func hold(path string) int {
	if _, err := Open(path); err != nil {
		return fail(err)
	}
	fmt.Println("open")
	time.Sleep(time.Minute)
	return 0
}

func TestOneProcess(t *testing.T) {
	s := newStore(t)
	_, err := Open(s.path)
	wantError(t, err, data.ErrLocked)
	link := filepath.Join(t.TempDir(), "link.headcount")
	must(t, os.Symlink(s.path, link))
	_, err = Open(link)
	wantError(t, err, data.ErrLocked)
	must(t, s.Close())

	holder := child(t, "hold", s.path)
	out, err := holder.StdoutPipe()
	must(t, err)
	must(t, holder.Start())
	buffer := make([]byte, 5)
	if _, err := out.Read(buffer); err != nil || string(buffer) != "open\n" {
		t.Fatalf("the other process says %q, %v", buffer, err)
	}
	began := time.Now()
	_, err = Open(s.path)
	wantError(t, err, data.ErrLocked)
	if took := time.Since(began); took < lockWait/2 {
		t.Errorf("gave up after %v", took)
	}
	if _, err := Check(background, s.path); err != nil {
		t.Errorf("checking beside another process: %v", err)
	}
	must(t, holder.Process.Kill())
	holder.Wait()
	if _, err := os.Stat(s.path + ".lock"); err != nil {
		t.Errorf("the killed process should have left its lock file: %v", err)
	}
	again, err := Open(s.path)
	must(t, err)
	must(t, again.Close())
}
