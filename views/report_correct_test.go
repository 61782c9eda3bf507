package views

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount/app"
	"headcount/data"
)

// wrongRows give two people a role that is spelled wrong, and one a bad address.
func wrongRows() []string {
	rows := people()
	rows[1] = strings.Replace(rows[1], "shop-lyon-1", "shop-lyon-9", 1)
	rows[2] = strings.Replace(rows[2], "shop-lyon-1", "shop-lyon-9", 1)
	return append(rows, "new@example,org;Maëlys;Delacroix;shop-lyon-1;Sales rep;new")
}

func TestCorrectingCellsInTheReport(t *testing.T) {
	f := open(t, want{})
	r := f.simulated(false, wrongRows()...)
	problems := r.state.plan.Counts.Problem
	expect(t, "no problems to correct", problems >= 2 && r.unsimulated() == 0)
	for range problems {
		expect(t, "no entry", len(r.entries) > 0)
		for _, e := range r.entries {
			text := "shop-lyon-1"
			if strings.Contains(e.Text, "@") {
				text = "new@example.org"
			}
			e.SetText(text)
		}
		before := r.state.current
		f.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF8})
		expect(t, "F8 stays", r.state.current != before)
		expect(t, "the entry has no focus", f.window.Canvas().Focused() == r.entries[0])
	}
	expect(t, "nothing waits", r.unsimulated() > 0 && r.actions.reason.Words() != "")
	r.apply()
	expect(t, "applied without simulating the corrections", r.state.plan.Counts.Problem == problems && f.active() == 12)
	r.actions.primary.Press()
	expect(t, "problems are left", r.state.plan.Counts.Problem == 0 && r.state.err == nil)
	expect(t, "corrections wait", r.unsimulated() == 0 && len(r.corrections()) > 0)

	target := filepath.Join(t.TempDir(), "corrected.csv")
	f.files.path = target
	r.saveCorrected()
	content, err := os.ReadFile(target)
	expect(t, "not saved", err == nil && strings.Contains(string(content), "new@example.org") && !strings.Contains(string(content), "shop-lyon-9"))
}

func TestARowIsCorrectedAloneWhereItIsUnticked(t *testing.T) {
	f := open(t, want{})
	r := f.simulated(false, wrongRows()...)
	r.entries[0].SetText("head-office")
	both := r.unsimulated()
	r.entries[0].SetText("shop-lyon-9")
	expect(t, "typing it back leaves corrections", r.unsimulated() == 0)
	expect(t, "only one row follows", both == 2)
}

func TestTheAnnotatedCopyIsSavedFromTheReport(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, want{language: language})
		r := f.simulated(false, wrongRows()...)
		copies := r.copies()
		expect(t, "what can be saved", len(copies) == 3 && copies[0].off && r.actions.copies[0].Disabled())
		target := filepath.Join(t.TempDir(), "annotated.xlsx")
		f.files.path = target
		copies[1].do()
		file, err := app.ReadFile(t.Context(), target, data.Options{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		header := file.Table.Header
		expect(t, "no column of problems", strings.HasPrefix(header[len(header)-1], "Probl"))
	}
}
