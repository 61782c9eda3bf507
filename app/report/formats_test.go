package report

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// payloads are texts that would do something if they got out of their place:
// markup, formulas, control characters, writing directions.
var payloads = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `</td></table><h1>x`, `{{.Headline}}`, `<!--`, `&lt;b&gt;`,
	`javascript:alert(1)`, `=HYPERLINK("http://x","y")`, `+1+1`, `-1`, `@SUM(A1)`, "a\x00b\x1b[31mc", "\u202Egnp.exe", `'=1`, `"quoted", with ; and ,`,
}

// hostileReport has every kind of line, guards, pairs, new roles and warnings,
// with a payload wherever text of a file can stand.
func hostileReport(lang, payload string) Report {
	before := data.User{Key: 1, Email: payload + "@x.fr", FirstName: payload, LastName: payload, Roles: data.NewRoleIDs("shop"), Profile: payload}
	after := before
	after.LastName, after.Roles = "New", data.NewRoleIDs(payload)
	issue := plan.Issue{Code: "role.unknown", Level: plan.Blocking, Field: data.RoleID, Args: []string{"value", payload}}
	note := plan.Issue{Code: "email.extracted", Level: plan.Note, Field: data.Email, Args: []string{"value", payload}}
	var lines []plan.Line
	for _, k := range plan.Kinds {
		l := plan.Line{Kind: k, Row: 12, Before: &before, After: &after, Withheld: plan.Deactivated, LeftOut: true, Issues: []plan.Issue{note}}
		switch k {
		case plan.Problem:
			l.Before, l.Issues = nil, []plan.Issue{issue, note}
		case plan.Created:
			l.Before, l.Raised = nil, true
		case plan.Updated:
			l.Fields = []plan.FieldChange{{Field: data.LastName, Old: payload, New: "New"}, {Field: data.RoleID, Old: "shop", New: payload}}
			moved := l
			moved.Moved = true
			lines = append(lines, moved)
		case plan.Deactivated, plan.Absent:
			l.Row = 0
		}
		lines = append(lines, l)
	}
	return Report{
		Words: assets.In(lang), Mode: data.Simulated, Upload: 7, Organization: payload,
		Plan: &plan.Plan{
			At: time.Date(2026, 11, 20, 14, 32, 0, 0, time.UTC), Lines: lines, ActiveBefore: 20,
			File:   data.FileInfo{Name: payload, Format: "xlsx", Sheet: payload, HeaderRow: 1, Rows: 9, Columns: []data.Column{{Header: payload, Field: data.NoField}}},
			Counts: data.Counts{Created: 1, Updated: 2, Moved: 1, Reactivated: 1, Deactivated: 1, Unchanged: 1, Absent: 1, Kept: 1, Ignored: 1, Problem: 1, Warnings: 1},
			Guards: []plan.Guard{
				{Code: plan.MassDeactivation, Number: 1, Lines: []int{1}, Args: []string{"part", "1", "whole", "20"}},
				{Code: plan.LastAdministrator, Impossible: true},
			},
			Pairs:       []plan.PairProposal{{Pair: data.Pair{Old: payload + "@x.fr", New: payload + "@y.fr"}, OldLine: 1, NewLine: 3}},
			FileIssues:  []plan.Issue{{Code: "column.ignored", Level: plan.Warning, Field: data.NoField, Args: []string{"headers", payload}}},
			NewRoles:    []data.Role{{ID: payload}},
			NewProfiles: []data.Profile{{Name: payload}},
		},
	}
}

func everyReport(t *testing.T, do func(t *testing.T, r Report)) {
	for _, lang := range assets.Languages() {
		for _, payload := range payloads {
			t.Run(lang+" "+strings.ToValidUTF8(payload, ""), func(t *testing.T) { do(t, hostileReport(lang, payload)) })
		}
	}
}

// TestReportHTMLEscapes: a page holds the same elements whatever the names in
// it are, no script, and nothing that is fetched (SPEC S6.4).
func TestReportHTMLEscapes(t *testing.T) {
	harmless := pageElements(t, hostileReport("en", "Anna"))
	if harmless["table"] != 9 || harmless["script"] != 0 {
		t.Fatalf("a page without payload has %v", harmless)
	}
	everyReport(t, func(t *testing.T, r Report) {
		for name, n := range pageElements(t, r) {
			if n != harmless[name] {
				t.Errorf("%d × %s, not %d", n, name, harmless[name])
			}
		}
	})
}

// pageElements counts the elements of a page and refuses attributes that fetch
// or run something.
func pageElements(t *testing.T, r Report) map[string]int {
	t.Helper()
	var b bytes.Buffer
	if err := writeHTML(&b, r); err != nil {
		t.Fatal(err)
	}
	elements := map[string]int{}
	z := html.NewTokenizer(&b)
	for {
		switch z.Next() {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				t.Fatal(z.Err())
			}
			return elements
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			elements[token.Data]++
			for _, a := range token.Attr {
				if a.Key == "src" || a.Key == "href" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("<%s %s=%q>", token.Data, a.Key, a.Val)
				}
			}
		case html.CommentToken:
			t.Error("a comment in the page")
		}
	}
}

// TestReportPage: the page says what the text says, in the language asked for.
func TestReportPage(t *testing.T) {
	var b bytes.Buffer
	if err := writeHTML(&b, hostileReport("fr", "Zoë")); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<html lang="fr">`, "SIMULATION – rien n’a été modifié", "1 personne serait désactivée", "Seraient désactivées (1)",
		"1 utilisateur actif n’est pas dans le fichier", "prefers-color-scheme: dark", "@media print", "@media (max-width", "name=\"viewport\"",
		"<bdi>Zoë Zoë</bdi>", "Inchangées (1)",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in the page", want)
		}
	}
	if strings.Contains(b.String(), "<script") || strings.Contains(b.String(), "http:") {
		t.Error("the page runs or fetches something")
	}
}

// TestReportXLSX reads the workbook with another library: one sheet a group,
// frozen headers, no formula, every payload as it was or made visible.
func TestReportXLSX(t *testing.T) {
	everyReport(t, func(t *testing.T, r Report) {
		path := filepath.Join(t.TempDir(), "report.xlsx")
		var book bytes.Buffer
		if err := WriteXLSX(&book, r); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, book.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		want := []string{r.Words.T("report.sheet.summary")}
		for _, g := range Groups(r.Plan) {
			want = append(want, r.Words.T("report.sheet."+g.Name()))
		}
		if got := f.GetSheetList(); !slices.Equal(got, want) || len(got) != 11 {
			t.Fatalf("sheets %q, not %q", got, want)
		}
		for _, name := range want {
			panes, err := f.GetPanes(name)
			if err != nil || !panes.Freeze || panes.YSplit != 1 {
				t.Errorf("%s: panes %+v, %v", name, panes, err)
			}
			checkNoFormulas(t, f, name)
		}
		rows, err := f.GetRows(r.Words.T("report.sheet.updated"))
		if err != nil || len(rows) != 2 || !strings.HasPrefix(rows[1][0], GroupTitle(r.Words, r, Group{Kind: plan.Updated})) || rows[1][1] != "12" {
			t.Errorf("rows %q, %v", rows, err)
		}
	})
}

func checkNoFormulas(t *testing.T, f *excelize.File, sheet string) {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		for k := range row {
			cell, _ := excelize.CoordinatesToCellName(k+1, i+1)
			if formula, err := f.GetCellFormula(sheet, cell); err != nil || formula != "" {
				t.Errorf("%s!%s: formula %q, %v", sheet, cell, formula, err)
			}
			if kind, err := f.GetCellType(sheet, cell); err != nil || kind == excelize.CellTypeFormula || kind == excelize.CellTypeNumber {
				t.Errorf("%s!%s: type %v, %v", sheet, cell, kind, err)
			}
		}
	}
}

// TestReportCSV: a row for every line, unchanged ones too, and no cell that a
// spreadsheet program would run.
func TestReportCSV(t *testing.T) {
	everyReport(t, func(t *testing.T, r Report) {
		var b bytes.Buffer
		if err := writeCSV(&b, r); err != nil {
			t.Fatal(err)
		}
		c := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff")))
		c.Comma = r.Words.Separator()
		rows, err := c.ReadAll()
		if err != nil || len(rows) != len(r.Plan.Lines)+1 {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "+") || strings.HasPrefix(cell, "-") || strings.HasPrefix(cell, "@") {
					t.Errorf("%q would be run", cell)
				}
			}
		}
	})
}

// TestReportText: no control character gets out, and the groups stand in the
// order of SPEC S6.1.
func TestReportText(t *testing.T) {
	everyReport(t, func(t *testing.T, r Report) {
		var b bytes.Buffer
		if err := writeTextFile(&b, r); err != nil {
			t.Fatal(err)
		}
		if at := strings.IndexFunc(b.String(), func(c rune) bool { return c < ' ' && c != '\n' }); at >= 0 {
			t.Errorf("a control character in %q", b.String()[max(0, at-20):at+1])
		}
		last := 0
		for _, g := range Groups(r.Plan) {
			title := "\n" + GroupTitle(r.Words, r, g) + " ("
			if at := strings.Index(b.String(), title); at < last {
				t.Errorf("%s stands at %d, not behind %d", title, at, last)
			} else {
				last = at
			}
		}
	})
}

// TestReportJSON: whatever is in the file, the object follows the contract of
// SPEC S6.6 and gives the texts back exactly.
func TestReportJSON(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("testdata/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	everyReport(t, func(t *testing.T, r Report) {
		for _, mode := range []data.Mode{data.Simulated, data.Applied} {
			r.Mode = mode
			var b bytes.Buffer
			if err := WriteJSON(&b, r); err != nil {
				t.Fatal(err)
			}
			value, err := jsonschema.UnmarshalJSON(&b)
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); err != nil {
				t.Error(err)
			}
			object := value.(map[string]any)
			if got := object["file"].(map[string]any)["name"]; got != r.Organization {
				t.Errorf("%q became %q", r.Organization, got)
			}
			if got := object["mode"]; got != mode.String() {
				t.Errorf("mode %q", got)
			}
		}
	})
	var b bytes.Buffer
	if err := WriteErrorJSON(&b, Report{Words: assets.In("en"), File: "x"}, "file.xls", "No."); err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(&b)
	if err != nil || schema.Validate(value) != nil {
		t.Errorf("refused: %v, %v", err, schema.Validate(value))
	}
	value.(map[string]any)["lines"] = []any{1}
	if schema.Validate(value) == nil {
		t.Error("the schema takes a refused file with lines")
	}
}
