package plan_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/assets"
)

// TestWordsInBothLanguages: the two files say the same things.
func TestWordsInBothLanguages(t *testing.T) {
	en, fr := wordFile(t, "en"), wordFile(t, "fr")
	for key, english := range en {
		french, ok := fr[key]
		if !ok {
			t.Errorf("%s has no French", key)
			continue
		}
		if e, f := blanks(english), blanks(french); !slices.Equal(e, f) {
			t.Errorf("%s: English fills in %v, French %v", key, e, f)
		}
		if strings.Contains(french, " ?") || strings.Contains(french, " ;") || strings.Contains(french, " :") || strings.Contains(french, "« ") || strings.Contains(french, " »") {
			t.Errorf("%s: the space before a French sign is a narrow no-break space: %s", key, french)
		}
	}
	for key := range fr {
		if _, ok := en[key]; !ok {
			t.Errorf("%s has no English", key)
		}
	}
}

func wordFile(t *testing.T, language string) map[string]string {
	t.Helper()
	content, err := os.ReadFile("../../assets/words/" + language + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(content, &all); err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for key, value := range all {
		texts[key] = fmt.Sprint(value)
	}
	return texts
}

var place = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

func blanks(text string) []string {
	found := map[string]bool{}
	for _, m := range place.FindAllStringSubmatch(text, -1) {
		found[m[1]] = true
	}
	return slices.Sorted(maps.Keys(found))
}

var codeInSource = regexp.MustCompile(`(?:fail|warn|note|issue|add)\((?:r, )?"([a-z]+\.[a-z_]+)"|code(?:, f)? :?= "([a-z]+\.[a-z_]+)"|: +"((?:email|name|role|profile)\.missing)"`)

// codesInSource are all issue codes that the planner can give.
func codesInSource(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]bool{"id.conflict": true, "user.duplicate": true, "email.duplicate": true, "id.duplicate": true}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range codeInSource.FindAllStringSubmatch(string(content), -1) {
			codes[m[1]+m[2]+m[3]] = true
		}
	}
	return slices.Sorted(maps.Keys(codes))
}

// TestEveryCodeHasASentence: every code of the planner, of SPEC S6.6 and of
// the guards is put into words.
func TestEveryCodeHasASentence(t *testing.T) {
	codes := append(codesInSource(t), strings.Fields(`email.missing email.invalid email.duplicate email.taken name.missing
		role.missing role.unknown profile.missing profile.unknown id.duplicate id.conflict cell.error cell.formula_uncomputed
		cell.number_truncated cell.too_long cell.control_characters row.duplicate row.width row.hidden row.example cell.cleaned
		role.folded id.leading_zero email.changed id.changed email.from_link status.unknown status.protected`)...)
	if len(codes) < 70 {
		t.Fatalf("only %d codes found", len(codes))
	}
	en := wordFile(t, "en")
	for _, code := range codes {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(en)), func(key string) bool {
			return key == "issue."+code || code == "cell.unusable" && strings.HasPrefix(key, "issue."+code+".")
		}) {
			t.Errorf("no sentence for the issue %s", code)
		}
	}
	for _, code := range plan.GuardCodes {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(en)), func(key string) bool {
			return key == "guard."+code || strings.HasPrefix(key, "guard."+code+".")
		}) {
			t.Errorf("no sentence for the guard %s", code)
		}
	}
}

// TestSentences shows every sentence of the planned cases of testdata in both
// languages, in testdata/sentences.txt.
func TestSentences(t *testing.T) {
	seen := map[string]bool{}
	var shown []string
	show := func(key string, say func(*assets.Words) string) {
		if seen[key] {
			return
		}
		seen[key] = true
		text := key
		for _, language := range []string{"en", "fr"} {
			sentence := say(assets.In(language))
			if strings.Contains(sentence, "<no value>") || strings.Contains(sentence, "{{") || strings.HasPrefix(sentence, key) {
				t.Errorf("%s in %s: %s", key, language, sentence)
			}
			text += "\n  " + sentence
		}
		shown = append(shown, text)
	}
	for _, p := range plan.GoldenPlans(t) {
		for i := range p.Lines {
			for k := range p.Lines[i].Issues {
				issue := &p.Lines[i].Issues[k]
				show(report.IssueKey(issue), func(w *assets.Words) string { return report.IssueText(w, p.Schema, issue) })
			}
			l := &p.Lines[i]
			show(report.Key(assets.In("en"), p, fmt.Sprintf("kind.%s.%v", l.Kind, l.Moved)), func(w *assets.Words) string {
				return report.KindWord(w, l.Kind, l.Moved, false) + " / " + report.KindWord(w, l.Kind, l.Moved, true)
			})
			if len(l.Fields) > 1 {
				show("change", func(w *assets.Words) string { return report.ChangeText(w, p.Schema, l) })
			}
		}
		for k := range p.FileIssues {
			show(report.IssueKey(&p.FileIssues[k]), func(w *assets.Words) string { return report.IssueText(w, p.Schema, &p.FileIssues[k]) })
		}
		for k := range p.Guards {
			g := &p.Guards[k]
			show(report.Key(assets.In("en"), p, "guard."+g.Code)+"."+g.Arg("reason"), func(w *assets.Words) string { return report.GuardText(w, p, g) + " " + report.GuardAsk(w, g) })
		}
	}
	for _, e := range []*plan.UsageError{{plan.UsageLeaveOut, []string{"email", "a@x.fr"}}, {plan.UsageLeaveOutRole, []string{"role", "shop-1"}}, {plan.UsageLeaveOutField, []string{"email", "a@x.fr", "what", "phone"}}, {plan.UsagePair, []string{"old", "a@x.fr", "new", "b@x.fr"}}} {
		show(e.Code, func(w *assets.Words) string { return app.Explain(e, w).Sentence })
	}
	slices.Sort(shown)
	golden(t, "sentences.txt", strings.Join(shown, "\n")+"\n")
	inUse := strings.Join(shown, "\n")
	for key := range wordFile(t, "en") {
		used := strings.Contains(inUse, key+"\n") || strings.Contains(inUse, key+".\n")
		if (strings.HasPrefix(key, "issue.") || strings.HasPrefix(key, "guard.") && key != "guard.names" && key != "guard.ask" && key != "guard.impossible") && !used {
			t.Errorf("no case shows %s", key)
		}
	}
}

// golden compares a text with a file of testdata, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *plan.Update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is\n%s\nnot\n%s", name, got, want)
	}
}
