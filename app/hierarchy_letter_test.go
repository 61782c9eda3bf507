package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"headcount.app/headcount/app/report"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// TestHierarchyByEmail: the letter about a hierarchy file says in its subject that it
// is about roles, and speaks of nobody (SPEC S11.1, S13.2).
func TestHierarchyByEmail(t *testing.T) {
	path := filepath.Join(t.TempDir(), "roles.csv")
	try(t, os.WriteFile(path, []byte("Level,Role name,Role ID,Superior role ID\n"+
		"Region,North,north,south\nRegion,East,east,company\nShop,Shop,shop,nowhere\n"), 0o600))
	for language, expected := range map[string]struct{ subject, group, line, people string }{
		"en": {"[Simulation] O, hierarchy: 1 problem, 1 created, 1 moved", "Would be created (1)", "- Row 3: East (east)", "people"},
		"fr": {"[Simulation] O, hiérarchie : 1 problème, 1 créé, 1 déplacé", "Seraient créés (1)", "- Ligne 3\u202f: East (east)", "personne"},
	} {
		a, w := hierarchyOf(t), assets.In(language)
		s, err := a.Prepare(t.Context(), path, data.Options{Hierarchy: true}, nil)
		try(t, err)
		s.Copy = Copy{To: "boss@bellerive.example", Words: w}
		try(t, a.Record(t.Context(), s))
		l := only(t, a)
		if !strings.HasPrefix(l.Subject, expected.subject) {
			t.Errorf("subject %q, expected %q", l.Subject, expected.subject)
		}
		text, err := a.store.LetterText(t.Context(), l.ID)
		try(t, err)
		got := readLetter(t, text)
		for _, part := range []string{expected.group, expected.line, report.CountLines(w, report.Report{Plan: s.Plan, Words: w})[0].Sentence} {
			if !strings.Contains(got.text, part) {
				t.Errorf("%q is not in\n%s", part, got.text)
			}
		}
		if strings.Contains(got.text, expected.people) || strings.Contains(got.html, expected.people) {
			t.Errorf("a letter about roles speaks of %s:\n%s", expected.people, got.text)
		}
	}
}
