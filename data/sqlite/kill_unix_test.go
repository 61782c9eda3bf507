//go:build unix

package sqlite

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
	"headcount.app/headcount/data/store/storetest"
)

func init() {
	children["commit"] = commitForever
	children["hold"] = hold
	children["undo"] = undoForever
	children["restore"] = restoreForever
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
		c := store.Commit{Identity: store.NewIdentity(), Expect: store.Whole(b.Revision, b.Digest), Origin: data.ByUpload, Upload: &data.Upload{At: time.Now()}, Plan: make([]byte, 10000)}
		for _, u := range b.Users {
			c.Changes = append(c.Changes, edit(data.Update, u, func(u *data.User) { u.LastName = fmt.Sprint("Round ", b.Revision) }))
		}
		if _, err := s.Commit(background, c, nil); err != nil {
			return fail(err)
		}
		fmt.Println("done", b.Revision+1)
	}
}

// undoForever applies an upload that changes everybody and makes a user and a
// role, and undoes it, again and again.
func undoForever(path string) int {
	s, err := Open(path)
	if err != nil {
		return fail(err)
	}
	for {
		b, err := s.Base(background)
		if err != nil {
			return fail(err)
		}
		c := store.Commit{Identity: store.NewIdentity(), Expect: store.Whole(b.Revision, b.Digest), Origin: data.ByUpload, Upload: &data.Upload{At: time.Now()}, Plan: make([]byte, 10000)}
		made := len(b.Users) > 0 && b.Users[len(b.Users)-1].Email == "made@example.org"
		name := "Made"
		if made {
			uploads, err := s.Uploads(background, 0, 0)
			if err != nil {
				return fail(err)
			}
			name, c.Origin, c.Upload.Undoes, c.DropRoles = "Before", data.ByUndo, uploads[0].ID, []string{"made"}
		} else {
			u := person(9999)
			u.Email, u.Roles = "made@example.org", "made"
			c.Changes, c.Roles = create(u), []data.Role{{ID: "made"}}
		}
		for _, u := range b.Users {
			if u.Email == "made@example.org" {
				c.Changes = append(c.Changes, data.Change{Action: data.Remove, Before: u})
				continue
			}
			c.Changes = append(c.Changes, edit(data.Update, u, func(u *data.User) { u.LastName = name }))
		}
		if _, err := s.Commit(background, c, nil); err != nil {
			return fail(err)
		}
		fmt.Println("done", b.Revision+1)
	}
}

// restoreForever puts two backups in the place of the file in turn.
func restoreForever(path string) int {
	for n := 0; ; n++ {
		backup := []string{".one", ".two"}[n%2]
		keep := fmt.Sprintf("%s.kept-%d-%d", path, os.Getpid(), n)
		if err := Restore(background, path+backup, path, keep); err != nil {
			return fail(err)
		}
		fmt.Println("done", n)
	}
}

func fail(err error) int {
	fmt.Println("error", err)
	return 1
}

// firstCommit is how long a child takes until its first commit is done; the
// kills fall around it, however busy the machine is.
func firstCommit(t *testing.T, role, path string) time.Duration {
	t.Helper()
	begun := time.Now()
	c := child(t, role, path)
	out, err := c.StdoutPipe()
	must(t, err)
	must(t, c.Start())
	lines := bufio.NewScanner(out)
	lines.Scan()
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
	first := firstCommit(t, "commit", s.path)
	for range kills {
		victim := child(t, "commit", s.path)
		var said strings.Builder
		victim.Stdout = &said
		must(t, victim.Start())
		time.Sleep(first/4 + time.Duration(random.Int64N(int64(2*first))))
		must(t, victim.Process.Kill())
		_ = victim.Wait()
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
	storetest.Rebuilt(t, again)
}

// killed starts a child and kills it some time after it has said a number of
// times that something is done.
func killed(t *testing.T, role, path string, after time.Duration, times int) {
	t.Helper()
	c := child(t, role, path)
	var said output
	c.Stdout = &said
	must(t, c.Start())
	for deadline := time.Now().Add(time.Minute); strings.Count(said.String(), "\n") < times && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(after)
	must(t, c.Process.Kill())
	_ = c.Wait()
	if strings.Contains(said.String(), "error") {
		t.Fatal(said.String())
	}
}

// output is what a child said so far.
type output struct {
	mu   sync.Mutex
	text strings.Builder
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// TestKilledWhileUndoing kills a process that applies and undoes: the users, the
// role and the record in the history are those of one of the two, whole.
func TestKilledWhileUndoing(t *testing.T) {
	kills := 15
	if !testing.Short() {
		kills = 60
	}
	s := newStore(t)
	populate(t, s, 400)
	must(t, s.Close())
	random := rand.New(rand.NewPCG(5, 6))
	first := firstCommit(t, "undo", s.path)
	undone := 0
	for range kills {
		killed(t, "undo", s.path, first/4+time.Duration(random.Int64N(int64(2*first))), 0)
		again, err := Open(s.path)
		must(t, err)
		b := load(t, again)
		made := b.Users[len(b.Users)-1].Email == "made@example.org"
		hasRole := slices.ContainsFunc(b.Roles, func(r data.Role) bool { return r.ID == "made" })
		uploads, err := again.Uploads(background, 0, 0)
		must(t, err)
		if len(uploads) > 0 && (made != hasRole || made != (uploads[0].Undoes == 0)) {
			t.Fatalf("user %v, role %v, the history ends with %+v", made, hasRole, uploads[0])
		}
		for i, u := range uploads {
			if u.Undoes != 0 && uploads[i+1].UndoneBy != u.ID {
				t.Fatalf("upload %d undoes %d, which says %+v", u.ID, u.Undoes, uploads[i+1])
			}
			if u.Undoes != 0 {
				undone++
			}
		}
		for _, u := range b.Users {
			if want := map[bool]string{true: "Made", false: "Before"}[made]; len(uploads) > 0 && u.Email != "made@example.org" && u.LastName != want {
				t.Fatalf("%q beside the user made: %v", u.LastName, made)
			}
		}
		must(t, again.Check(background))
		must(t, again.Close())
	}
	if undone == 0 {
		t.Error("nothing was ever undone: were they killed too early?")
	}
}

// TestKilledWhileRestoring kills a process that restores: the file is one of the
// two backups, whole, and so is everything that was kept.
func TestKilledWhileRestoring(t *testing.T) {
	kills := 15
	if !testing.Short() {
		kills = 60
	}
	s := newStore(t)
	one := populate(t, s, 300)
	must(t, s.Backup(background, s.path+".one"))
	_, err := s.Commit(background, commitOn(t, s, create(person(999))...), nil)
	must(t, err)
	two := load(t, s)
	must(t, s.Backup(background, s.path+".two"))
	must(t, s.Close())
	random := rand.New(rand.NewPCG(7, 8))
	first := firstCommit(t, "restore", s.path)
	for n := range kills {
		// Every other one is killed in its second restore or later, however slow the
		// machine has become meanwhile.
		killed(t, "restore", s.path, first/4+time.Duration(random.Int64N(int64(2*first))), n%2)
		if got, err := openAndLoad(s.path); err != nil || !sameBase(got, one) && !sameBase(got, two) {
			t.Fatalf("restored: %v", err)
		}
	}
	kept, err := filepath.Glob(s.path + ".kept-*")
	must(t, err)
	if len(kept) < kills/3 {
		t.Errorf("only %d files were kept: were they killed too early?", len(kept))
	}
	for _, path := range kept {
		if state, err := Check(background, path); err != nil || state.Digest != one.Digest && state.Digest != two.Digest {
			t.Errorf("%s: %v", path, err)
		}
	}
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
