package terminal_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"headcount.app/headcount/app"
	"headcount.app/headcount/views/terminal"
)

const users = "Email,First name,Last name,Role ID,Permission profile\n" +
	"anna@x.fr,Anna,Petit,shop-1,Administrator\nzoe@x.fr,Zoe,Baker,shop-1,Manager\n"

// place is a folder with a user file, and the program in it.
type place struct {
	t      *testing.T
	folder string
	system terminal.System
}

func newPlace(t *testing.T) *place {
	p := &place{t: t, folder: t.TempDir()}
	if err := os.WriteFile(p.path("users.csv"), []byte(users), 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *place) path(name string) string { return filepath.Join(p.folder, name) }

// run runs the program with the organization of the place.
func (p *place) run(out io.Writer, args ...string) (status int, messages string) {
	p.t.Helper()
	var errs bytes.Buffer
	s := p.system
	s.Args, s.Out, s.Err = append([]string{"--db", p.path("o.headcount")}, args...), out, &errs
	status = terminal.Run(p.t.Context(), s)
	return status, errs.String()
}

func (p *place) must(want int, args ...string) (out, messages string) {
	p.t.Helper()
	var b bytes.Buffer
	status, messages := p.run(&b, args...)
	if status != want {
		p.t.Fatalf("headcount %s: status %d, not %d: %s", strings.Join(args, " "), status, want, messages)
	}
	return b.String(), messages
}

// failing is a standard output that cannot be written to.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "stdout", Err: f.err}
}

// TestBrokenPipe: whoever reads has read enough. The status says what holds,
// not that.
func TestBrokenPipe(t *testing.T) {
	p := newPlace(t)
	for _, c := range []struct {
		want int
		args []string
	}{
		{0, []string{"upload", p.path("users.csv")}},
		{0, []string{"upload", p.path("users.csv"), "--apply"}},
		{0, []string{"users"}},
		{0, []string{"--help"}},
		{2, []string{"users", "--status", "gone"}},
	} {
		status, messages := p.run(failing{syscall.EPIPE}, c.args...)
		if status != c.want || strings.Contains(messages, "pipe") {
			t.Errorf("%v: status %d, not %d: %s", c.args, status, c.want, messages)
		}
	}
	if out, _ := p.must(0, "users"); !strings.Contains(out, "zoe@x.fr") {
		t.Errorf("nothing was applied: %s", out)
	}
}

// TestFullDisk: what cannot be printed is a failure, unless something was
// applied: then the status has to be 0 (SPEC S12.1).
func TestFullDisk(t *testing.T) {
	p := newPlace(t)
	status, messages := p.run(failing{syscall.ENOSPC}, "upload", p.path("users.csv"))
	if status != 1 || !strings.Contains(messages, "There is no room left on the drive") {
		t.Errorf("simulated: status %d: %s", status, messages)
	}
	status, messages = p.run(failing{syscall.ENOSPC}, "upload", p.path("users.csv"), "--apply")
	if status != 0 || !strings.Contains(messages, "Applied as upload 2.") || strings.Contains(messages, "Nothing was changed") ||
		!strings.Contains(messages, "Upload 2 was applied, but its report could not be written to standard output.") {
		t.Errorf("applied: status %d: %s", status, messages)
	}
	status, _ = p.run(failing{syscall.ENOSPC}, "users")
	if status != 1 {
		t.Errorf("users: status %d", status)
	}
}

// TestReportMissing: a report that can't be saved once the changes are applied
// is said, and the status says what holds: 0.
func TestReportMissing(t *testing.T) {
	p := newPlace(t)
	if err := os.Mkdir(p.path("reports"), 0o700); err != nil {
		t.Fatal(err)
	}
	errs := &onText{text: "Applying the changes", do: func() { _ = os.Remove(p.path("reports")) }}
	s := terminal.System{
		Args: []string{"upload", p.path("users.csv"), "--apply", "--db", p.path("o.headcount"), "--report", p.path("reports/r.html")},
		Out:  io.Discard, Err: errs, Bars: true,
	}
	if status := terminal.Run(t.Context(), s); status != 0 {
		t.Errorf("status %d: %s", status, errs)
	}
	for _, want := range []string{"Upload 1 was applied, but its report could not be written to", "headcount report 1", "Applied as upload 1."} {
		if !strings.Contains(errs.String(), want) {
			t.Errorf("%q is not in %q", want, errs)
		}
	}
	if strings.Contains(errs.String(), "Nothing was changed") {
		t.Errorf("%s", errs)
	}
}

// TestInterrupt: a cancelled context ends everything with status 1 and nothing
// applied.
func TestInterrupt(t *testing.T) {
	p := newPlace(t)
	p.must(0, "upload", p.path("users.csv"))
	for _, args := range [][]string{
		{"upload", p.path("users.csv"), "--apply"},
		{"upload", "--apply-simulated", "1"},
		{"upload", p.path("users.csv")},
		{"export", p.path("out.csv")},
		{"users"},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		var errs bytes.Buffer
		s := terminal.System{Args: append(args, "--db", p.path("o.headcount")), Out: io.Discard, Err: &errs}
		if status := terminal.Run(ctx, s); status != 1 || !strings.Contains(errs.String(), "Cancelled. Nothing was changed.") {
			t.Errorf("%v: status %d: %s", args, status, errs.String())
		}
	}
	if out, _ := p.must(0, "users"); out != "" {
		t.Errorf("applied after all: %s", out)
	}
	if _, err := os.Stat(p.path("out.csv")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("an export is there: %v", err)
	}
}

// onText does something when a text is printed on standard error: in the
// middle of the work that draws its progress there.
type onText struct {
	text string
	do   func()
	bytes.Buffer
}

func (o *onText) Write(p []byte) (int, error) {
	if strings.Contains(string(p), o.text) {
		o.do()
	}
	return o.Buffer.Write(p)
}

// TestInterruptMidway: interrupted at each step of an upload, nothing is applied.
func TestInterruptMidway(t *testing.T) {
	for _, step := range []string{"Reading the file", "Comparing with", "Making a backup", "Keeping the report"} {
		p := newPlace(t)
		args := []string{"upload", p.path("users.csv"), "--db", p.path("o.headcount")}
		if step != "Keeping the report" { // of a simulation only
			args = append(args, "--apply")
		}
		ctx, cancel := context.WithCancel(t.Context())
		errs := &onText{text: step, do: cancel}
		s := terminal.System{
			Args: args, Out: io.Discard, Err: errs, Bars: true,
		}
		status := terminal.Run(ctx, s)
		if ctx.Err() == nil {
			t.Errorf("%s: never came", step)
		}
		if status != 1 {
			t.Errorf("%s: status %d: %s", step, status, errs)
		}
		if out, _ := p.must(0, "users"); out != "" {
			t.Errorf("%s: applied after all: %s", step, out)
		}
		cancel()
	}
}

// TestBars: progress is drawn on a terminal only, and taken away again.
func TestBars(t *testing.T) {
	p := newPlace(t)
	_, messages := p.must(0, "upload", p.path("users.csv"), "--apply")
	if strings.Contains(messages, "\r") || strings.Contains(messages, "Reading") {
		t.Errorf("progress without a terminal: %q", messages)
	}
	p.system.Bars = true
	_, messages = p.must(0, "upload", p.path("users.csv"), "--apply")
	drawn := strings.LastIndex(messages, "\r")
	for _, want := range []string{"\r[", "Reading the file", "Making a backup"} {
		if !strings.Contains(messages, want) {
			t.Errorf("%q is not in %q", want, messages)
		}
	}
	if last := messages[drawn+1:]; strings.Contains(last, "[") {
		t.Errorf("the bar stays: %q", last)
	}
}

// TestLog: what was done is logged, never what it was about (SPEC S9.4).
func TestLog(t *testing.T) {
	p := newPlace(t)
	var logged bytes.Buffer
	p.system.Log = slog.New(slog.NewTextHandler(&logged, nil))
	p.must(0, "upload", p.path("users.csv"), "--apply")
	p.must(0, "users", "--search", "zoe")
	p.must(2, "upload", p.path("users.csv"), "--leave-out", "anna.petit@x.fr")
	p.must(2, "userz", "anna")
	for _, want := range []string{"name=upload status=0", "name=users status=0", "status=2 error=usage.leave_out", `error="usage: command"`} {
		if !strings.Contains(logged.String(), want) {
			t.Errorf("%q is not in the log:\n%s", want, &logged)
		}
	}
	for _, personal := range []string{"anna", "zoe", "x.fr", "Petit"} {
		if strings.Contains(logged.String(), personal) {
			t.Errorf("%q is in the log:\n%s", personal, &logged)
		}
	}
}

// TestWindow: the window is asked for by no command, or by an organization file
// as a file manager passes it.
func TestWindow(t *testing.T) {
	for _, c := range []struct {
		args []string
		want bool
		file string
	}{
		{nil, true, "env.headcount"},
		{[]string{"--db", "a.headcount"}, true, "a.headcount"},
		{[]string{"--lang", "fr"}, true, "env.headcount"},
		{[]string{"/home/a/Acme.HEADCOUNT"}, true, "/home/a/Acme.HEADCOUNT"},
		{[]string{"--db", "a", "b.headcount"}, false, ""},
		{[]string{"--lang", "de"}, false, ""},
		{[]string{"--help"}, false, ""},
		{[]string{"--version"}, false, ""},
		{[]string{"users"}, false, ""},
		{[]string{"users.csv"}, false, ""},
	} {
		env := func(name string) string {
			return map[string]string{"HEADCOUNT_DB": "env.headcount", "LANG": "fr_FR"}[name]
		}
		start, ok := terminal.Window(terminal.System{Args: c.args, Env: env})
		if ok != c.want || start.Organization != c.file {
			t.Errorf("%v: %v, %q", c.args, ok, start.Organization)
		}
		if ok && start.Words.Language() != "fr" {
			t.Errorf("%v: in %s", c.args, start.Words.Language())
		}
	}
}

// TestLocked: an organization that another Headcount has open is left alone,
// and it is said (SPEC S9.1).
func TestLocked(t *testing.T) {
	p := newPlace(t)
	p.must(0, "upload", p.path("users.csv"))
	other, err := app.Open(p.path("o.headcount"), app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"upload", p.path("users.csv"), "--apply"}, {"upload", "--apply-simulated", "1"}, {"settings", "roles.optional=yes"}} {
		if _, messages := p.must(1, args...); !strings.Contains(messages, "This organization is open in another Headcount. Close it there") {
			t.Errorf("%v: %s", args, messages)
		}
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	p.must(0, "upload", "--apply-simulated", "1")
}
