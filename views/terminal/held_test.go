package terminal_test

import (
	"strings"
	"syscall"
	"testing"
)

// TestResultMissing: what a command did holds although nothing of it can be
// written to standard output, and that is what is said (SPEC S20.4). One that
// did nothing says so.
func TestResultMissing(t *testing.T) {
	p := newPlace(t)
	p.must(0, "upload", p.path("users.csv"), "--apply")
	full := failing{syscall.ENOSPC}
	for _, args := range [][]string{
		{"settings", "organization.name=New"},
		{"settings", "organization.name=Newer", "--format", "json"},
		{"export", p.path("list.csv"), "--format", "json"},
		{"hierarchy", "export", p.path("roles.csv"), "--format", "json"},
	} {
		status, messages := p.run(full, args...)
		if status != 0 || !strings.Contains(messages, "It was done and holds") || strings.Contains(messages, "Nothing was changed") {
			t.Errorf("%v: status %d, %s", args, status, messages)
		}
	}
	if out, _ := p.must(0, "settings"); !strings.Contains(out, "Newer") {
		t.Errorf("the name was not kept:\n%s", out)
	}
	for _, args := range [][]string{{"settings"}, {"users"}, {"history"}, {"outbox"}} {
		if status, messages := p.run(full, args...); status == 0 && args[0] != "outbox" || strings.Contains(messages, "It was done") {
			t.Errorf("%v: status %d, %s", args, status, messages)
		}
	}
	before, _ := p.must(0, "settings")
	p.must(2, "settings", "mail.from=me@x.fr", "guards.mass_deactivation.percent=99")
	if after, _ := p.must(0, "settings"); after != before {
		t.Errorf("half of the settings was kept:\n%s", after)
	}
}
