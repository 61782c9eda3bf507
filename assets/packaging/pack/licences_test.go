package main

import (
	"os"
	"strings"
	"testing"

	"headcount.app/headcount/assets"
)

// About lists the licence of all that is linked on this system, in the version that is
// linked, and none of anything else (make licences).
func TestAboutListsTheLicencesOfWhatIsLinked(t *testing.T) {
	listed := map[string]bool{}
	for _, l := range assets.Licences() {
		if strings.Contains(l.Of, "@") {
			listed[l.Of] = true
		}
		if len(l.Text) < 40 {
			t.Errorf("%s has no text: %q", l.Of, l.Text)
		}
	}
	t.Chdir("../../..")
	linked, err := sourceModules([]string{""}) // this system
	if err != nil {
		t.Fatal(err)
	}
	for module := range linked {
		if !listed[module] {
			t.Errorf("%s is linked and its licence not listed", module)
		}
	}
	required, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for module := range listed {
		if !strings.Contains(string(required), "\t"+strings.Replace(module, "@", " ", 1)) {
			t.Errorf("%s is listed and not what go.mod has", module)
		}
	}
}
