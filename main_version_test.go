package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// The version stands in FyneApp.toml and is the one that is said. A second place would
// be right only until the next release.
func TestVersionStandsInOnePlace(t *testing.T) {
	about := metadata()
	if !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(about.Version) {
		t.Fatalf("FyneApp.toml says version %q", about.Version)
	}
	for commit, want := range map[string]string{"0123456789ab": about.Version + " (0123456789ab)"} {
		revision = commit
		t.Cleanup(func() { revision = "" })
		if got := version(); got != want {
			t.Errorf("--version says %q, want %q", got, want)
		}
	}
	changes, err := os.ReadFile("CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	heading := regexp.MustCompile(`(?m)^## (\S+)`).FindStringSubmatch(string(changes))
	if heading == nil || (heading[1] != "Unreleased" && heading[1] != about.Version) {
		t.Errorf("the newest changes are of %q, the version is %s", heading, about.Version)
	}
}

// Preferences, the desktop entry and the association of every system go by this name:
// another one would lose what people set.
func TestTheApplicationKeepsItsName(t *testing.T) {
	about := metadata()
	if about.ID != "app.headcount.Headcount" || about.Name != "Headcount" || !about.Migrations["fyneDo"] {
		t.Errorf("FyneApp.toml names %s, %s, %v", about.ID, about.Name, about.Migrations)
	}
	if strings.Contains(string(metadataFile), "\r") {
		t.Error("FyneApp.toml has Windows' line ends, which scripts would read into the version")
	}
}
