package mail

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// sample is a letter as the program makes it of a simulation.
func sample() Letter {
	return Letter{
		Language: "en", Organization: "Büro Süd & Söhne", Headline: "SIMULATION – nothing has been changed", About: "users.xlsx, sheet “Users”, 247 rows",
		Counts: []Count{
			{1, "Problem", "1 row has a problem", "problem"},
			{14, "Deactivated", "14 people would be deactivated", "deactivated"},
			{3, "Created", "3 people would be created", "created"},
			{9, "Moved", "9 people would be moved to another role", "moved"},
			{11, "Updated", "11 people would be updated", "updated"},
			{209, "Unchanged", "209 people are unchanged", "unchanged"},
			{2, "Warnings", "2 warnings", "warnings"},
		},
		Notes:  []string{"3 active users are not in the file. They stay active."},
		Guards: []string{"14 people would be deactivated: 5.6 % of your active users. Type 14 to go on."},
		Groups: []Group{
			{Kind: "problem", Title: "Problems", Lines: []Line{{Row: 87, Name: "Noël Ferry", Email: "noel.ferry@example.org", Remarks: []string{"“shop-nante” isn’t a known role. Did you mean shop-nantes?"}}}},
			{Kind: "deactivated", Title: "Would be deactivated", Lines: []Line{{Name: "Zoë Bäcker", Email: "zoe.baecker@a-rather-long-domain-name-for-a-narrow-window.example.org"}, {Name: "<script>alert(1)</script>", Email: "x@example.org"}}},
			{Kind: "updated", Title: "Would be updated", Lines: []Line{{Row: 12, Name: "Inès Aït-Ouarab", Email: "ines@example.org", Changes: []string{"Role ID: shop-1 → shop-2", "Job title: (empty) → Head of sales"}, Remarks: []string{"Note: the cell was cleaned"}}}},
		},
		Foot: "Headcount, upload 12, 20 Nov 2026, 14:32",
	}
}

// TestLetterText is the plain letter, whole.
func TestLetterText(t *testing.T) {
	l := sample()
	l.Groups = l.Groups[2:]
	want := `SIMULATION – nothing has been changed
Büro Süd & Söhne
users.xlsx, sheet “Users”, 247 rows

* 1 row has a problem
* 14 people would be deactivated
* 3 people would be created
* 9 people would be moved to another role
* 11 people would be updated
* 209 people are unchanged
* 2 warnings

3 active users are not in the file. They stay active.

Look at these before anything is applied
! 14 people would be deactivated: 5.6 % of your active users. Type 14 to go on.

Would be updated (1)
- Row 12: Inès Aït-Ouarab <ines@example.org>
    Role ID: shop-1 → shop-2
    Job title: (empty) → Head of sales
    Note: the cell was cleaned

-- 
Headcount, upload 12, 20 Nov 2026, 14:32
`
	if got := l.Text(); got != want {
		t.Errorf("got %s", got)
	}
}

func TestLetterSubject(t *testing.T) {
	l := sample()
	if got, want := l.Subject(), "[Simulation] Büro Süd & Söhne: 1 problem, 14 deactivated, 3 created, 9 moved, 11 updated"; got != want {
		t.Errorf("got %q", got)
	}
	l.Language, l.Applied, l.Counts, l.Organization = "fr", true, l.Counts[5:], ""
	if got, want := l.Subject(), "[Appliqué] aucun changement"; got != want {
		t.Errorf("got %q", got)
	}
}

// TestLetterHTML: everything is there, escaped; nothing is fetched, nothing runs.
func TestLetterHTML(t *testing.T) {
	page, err := sample().HTML()
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && n.Parent.Data != "style":
			text.WriteString(n.Data + " ")
		case n.Type == html.ElementNode:
			if strings.Contains(" script img link iframe object embed form input base svg ", " "+n.Data+" ") {
				t.Errorf("element %s", n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || strings.Contains(" src href background action srcset ", " "+a.Key+" ") || strings.Contains(a.Val, "url(") || strings.Contains(a.Val, "ZgotmplZ") {
					t.Errorf("attribute %s=%q", a.Key, a.Val)
				}
			}
		}
	}
	flat := oneLine(text.String())
	for _, want := range []string{"SIMULATION – nothing has been changed", "Büro Süd & Söhne", "14 Deactivated", "Would be deactivated (2)", "Row 12", "Inès Aït-Ouarab", "Role ID: shop-1 → shop-2", "<script>alert(1)</script>", "Look at these before anything is applied"} {
		if !strings.Contains(flat, want) {
			t.Errorf("no %q in %s", want, flat)
		}
	}
	if strings.Contains(page, "<script") || !strings.Contains(page, "prefers-color-scheme: dark") || !strings.Contains(page, `name="color-scheme" content="light dark"`) || strings.Contains(page, "@import") {
		t.Error(page)
	}
}

// TestLetterIsBounded: a long report stays a letter, and says where the rest is.
func TestLetterIsBounded(t *testing.T) {
	l := large(100_000)
	page, err := l.HTML()
	if err != nil {
		t.Fatal(err)
	}
	text := l.Text()
	for _, body := range []string{page, text} {
		if lines := strings.Count(body, "@example.org"); lines != MaxLines {
			t.Errorf("%d lines", lines)
		}
		for _, want := range []string{"49,700 more are in the attached workbook.", "All 50,000 are in the attached workbook.", "50,000"} {
			if !strings.Contains(body, want) {
				t.Errorf("does not say %q", want)
			}
		}
	}
	l.Language = "fr"
	if text := l.Text(); !strings.Contains(text, "Encore 49\u202f700 dans le classeur joint.") {
		t.Error("does not say so in French")
	}
}

// large is the letter of a report of n lines in two groups.
func large(n int) Letter {
	l := sample()
	l.Groups = nil
	for _, kind := range []string{"deactivated", "updated"} {
		g := Group{Kind: kind, Title: kind}
		for i := range n / 2 {
			g.Lines = append(g.Lines, Line{Row: i + 2, Name: fmt.Sprintf("Person %d", i), Email: fmt.Sprintf("p%d@example.org", i), Changes: []string{"Role ID: shop-1 → shop-2"}})
		}
		l.Groups = append(l.Groups, g)
	}
	return l
}

// TestWriteDraft: a file of its own, for its owner alone.
func TestWriteDraft(t *testing.T) {
	folder := t.TempDir()
	var paths []string
	for range 2 {
		path, err := WriteDraft(folder, "../[Simulation] report: 14?", []byte("letter\r\n"))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
		info, err := os.Stat(path)
		if err != nil || info.Size() != 8 || filepath.Dir(path) != folder || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%v %v", info, err)
		}
	}
	if paths[0] == paths[1] || filepath.Base(paths[0]) != "_[Simulation] report_ 14_.eml" {
		t.Errorf("%q", paths)
	}
	if _, err := WriteDraft(filepath.Join(folder, "gone"), "a", nil); err == nil {
		t.Error("no error for a folder that is not there")
	}
}

// TestMailto: what a mail program reads out of the link is what was put in, cut
// where it is too long.
func TestMailto(t *testing.T) {
	for _, c := range []struct{ to, subject, text, want string }{
		{"bob@example.org", "Report + 14 % & more?", "Hello,\nattached: a=b & c", "Hello,\r\nattached: a=b & c"},
		{"", "été", "", ""},
		{"zoë+x@example.org", "a\r\nbcc: evil@example.net", "x&bcc=evil@example.net", "x&bcc=evil@example.net"},
	} {
		link, err := Mailto(c.to, c.subject, c.text)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := url.Parse(link)
		if err != nil {
			t.Fatal(err)
		}
		to, _ := url.PathUnescape(parsed.Opaque)
		query := parsed.Query()
		if to != c.to || query.Get("body") != c.want || query.Get("subject") != headerText(c.subject, 60) || len(query) != 2 || strings.ContainsAny(link, "+ \r\n\"<>") {
			t.Errorf("%s: to %q, %v", link, to, query)
		}
	}
	long, err := Mailto("bob@example.org", strings.Repeat("日", 300), strings.Repeat("Ünïcödé ", 1000))
	parsed, err2 := url.Parse(long)
	if err != nil || err2 != nil || len(long) > maxMailto || len(long) < maxMailto-100 || !strings.HasSuffix(parsed.Query().Get("body"), "…") {
		t.Errorf("%d bytes, %v %v", len(long), err, err2)
	}
	if _, err := Mailto("bob", "", ""); err == nil {
		t.Error("took no address")
	}
}

// BenchmarkCompose measures the letter of a report of 100,000 lines with its
// workbook.
func BenchmarkCompose(b *testing.B) {
	l := large(100_000)
	workbook := make([]byte, 6<<20) // about what the workbook of 100,000 lines takes
	for b.Loop() {
		page, err := l.HTML()
		if err != nil {
			b.Fatal(err)
		}
		raw, _, err := Compose(Message{From: "a@example.org", To: "b@example.org", Subject: l.Subject(), Text: l.Text(), HTML: page, Attachments: []Attachment{{Name: "report.xlsx", Content: workbook}}, At: noon})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(raw))/(1<<20), "MB")
		b.ReportMetric(float64(len(page)+len(l.Text()))/1024, "KB-body")
	}
}
