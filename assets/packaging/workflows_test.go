package packaging_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What others wrote and a workflow runs is named by its commit, which nobody can move,
// with the version beside it; a workflow may read and nothing else, unless a job says what
// for; no secret reaches a workflow that strangers can start.
func TestWorkflowsTrustNobodyFurtherThanTheyMust(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", ".github", "workflows", "*.yml"))
	if err != nil || len(files) < 2 {
		t.Fatalf("the workflows are %q, %v", files, err)
	}
	used := regexp.MustCompile(`uses: *(\S+)(.*)`)
	pinned := regexp.MustCompile(`^[\w./-]+@[0-9a-f]{40}$`)
	for _, path := range files {
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text, name := string(file), filepath.Base(path)
		for _, line := range used.FindAllStringSubmatch(text, -1) {
			own := strings.HasPrefix(line[1], "./")
			if !own && (!pinned.MatchString(line[1]) || !regexp.MustCompile(`^ # v\d`).MatchString(line[2])) {
				t.Errorf("%s uses %s, not named by a commit with its version", name, line[0])
			}
		}
		if !strings.Contains(text, "\npermissions:\n  contents: read\n") {
			t.Errorf("%s does not begin with the right to read alone", name)
		}
		for _, line := range regexp.MustCompile(`(?m)^.*: write.*$`).FindAllString(text, -1) {
			if !strings.Contains(line, "# to ") {
				t.Errorf("%s may write and does not say what for: %s", name, line)
			}
		}
		if strings.Contains(text, "pull_request") && strings.Contains(text, "secrets.") {
			t.Errorf("%s shows a secret to whoever opens a pull request", name)
		}
		if strings.Contains(text, "pull_request_target") || regexp.MustCompile(`run:.*\$\{\{ *github\.`).MatchString(text) {
			t.Errorf("%s lets a stranger's words into a command", name)
		}
	}
}
