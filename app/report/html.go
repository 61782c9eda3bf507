package report

import (
	"bufio"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
)

//go:embed page.html.tmpl
var pageSource string

// pageTemplate escapes everything that comes from the file or the user base
// (html/template). Its functions are stand-ins: each report brings its own.
var pageTemplate = template.Must(template.New("report").Funcs(template.FuncMap{
	"t":     func(string) string { return "" },
	"line":  func(*plan.Line) PageLine { return PageLine{} },
	"title": func(Group) string { return "" },
	"lines": func(Group) []*plan.Line { return nil },
}).Parse(pageSource))

// Page is a report with its parts in words, in the order in which they are shown:
// what every long form of it (page, workbook, letter) is made of.
type Page struct {
	Lang, Headline, About string
	Applied, OnlyCounts   bool
	Organization          string
	Counts                []CountLine
	Absent                string
	Guards                []PageGuard
	News                  []string
	Pairs                 []plan.PairProposal
	FileIssues            []string
	Groups                []Group
	Unchanged             string
}

// PageGuard is what a guard found and how it is passed, with the people it lists.
type PageGuard struct {
	Sentence string
	People   []PageLine
}

// PageLine is one line of the plan, its texts apart.
type PageLine struct {
	Row             int
	Name, Email     string
	Changes, Issues []string
}

// writeHTML writes the report as one page without script, which can be
// printed and read on a narrow screen, light or dark (SPEC S6.4).
func writeHTML(w io.Writer, r Report) error {
	t, err := pageTemplate.Clone()
	if err != nil {
		return err
	}
	t.Funcs(template.FuncMap{
		"t":     func(key string) string { return r.Words.T(Key(r.Words, r.Plan, key)) },
		"line":  func(l *plan.Line) PageLine { return PageLineOf(r, l) },
		"title": func(g Group) string { return GroupTitle(r.Words, r, g) },
		"lines": func(g Group) []*plan.Line {
			lines := make([]*plan.Line, len(g.Lines))
			for i := range g.Lines {
				lines[i] = &g.Lines[i]
			}
			return lines
		},
	})
	out := bufio.NewWriterSize(w, 64<<10)
	if err := t.Execute(out, PageOf(r)); err != nil {
		return err
	}
	return out.Flush()
}

// PageOf puts the parts of a report in words; guards and open pairs only of a
// simulation.
func PageOf(r Report) Page {
	w := r.Words
	p := Page{
		Lang: w.Language(), Headline: Headline(w, r), About: r.About(), Organization: r.Organization,
		Applied: r.Mode == data.Applied, OnlyCounts: r.OnlyCounts,
		Counts: CountLines(w, r), News: News(w, r),
	}
	if n := r.Plan.Counts.Absent; n > 0 {
		p.Absent = w.N(Key(w, r.Plan, "report.absent"), n)
	}
	for _, g := range Groups(r.Plan) {
		if g.Kind == plan.Unchanged {
			p.Unchanged = fmt.Sprintf("%s (%s)", GroupTitle(w, r, g), w.Number(len(g.Lines)))
			continue
		}
		p.Groups = append(p.Groups, g)
	}
	for i := range r.Plan.FileIssues {
		p.FileIssues = append(p.FileIssues, issueLine(r, &r.Plan.FileIssues[i]))
	}
	if p.Applied {
		return p
	}
	for i := range r.Plan.Guards {
		g := &r.Plan.Guards[i]
		guard := PageGuard{Sentence: GuardText(w, r.Plan, g) + " " + GuardAsk(w, g)}
		if Listed(g) {
			for _, at := range g.Lines {
				guard.People = append(guard.People, PageLineOf(r, &r.Plan.Lines[at]))
			}
		}
		p.Guards = append(p.Guards, guard)
	}
	for _, pair := range r.Plan.Pairs {
		if !pair.Accepted && !pair.Declined {
			p.Pairs = append(p.Pairs, pair)
		}
	}
	return p
}

// PageLineOf is one line of the plan in words.
func PageLineOf(r Report, l *plan.Line) PageLine {
	row, name, email, changes, remarks := rowOf(r, l)
	return PageLine{row, name, email, textLines(changes), textLines(remarks)}
}

func textLines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}
