package app

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

//go:embed report.html.tmpl
var reportPage string

// reportTemplate escapes everything that comes from the file or the user base
// (html/template). Its functions are stand-ins: each report brings its own.
var reportTemplate = template.Must(template.New("report").Funcs(template.FuncMap{
	"t":     func(string) string { return "" },
	"line":  func(*plan.Line) pageLine { return pageLine{} },
	"title": func(plan.Group) string { return "" },
	"lines": func(plan.Group) []*plan.Line { return nil },
}).Parse(reportPage))

// page is what the template is filled with.
type page struct {
	Lang, Headline, About string
	Applied, OnlyCounts   bool
	Organization          string
	Counts                []plan.CountLine
	Absent                string
	Guards                []pageGuard
	News                  []string
	Pairs                 []plan.PairProposal
	FileIssues            []string
	Groups                []plan.Group
	Unchanged             string
}

type pageGuard struct {
	Sentence string
	People   []pageLine
}

// pageLine is one line of the plan, its texts apart.
type pageLine struct {
	Row             int
	Name, Email     string
	Changes, Issues []string
}

// writeReportHTML writes the report as one page without script, which can be
// printed and read on a narrow screen, light or dark (SPEC S6.4).
func writeReportHTML(w io.Writer, r plan.Report) error {
	t, err := reportTemplate.Clone()
	if err != nil {
		return err
	}
	t.Funcs(template.FuncMap{
		"t":     func(key string) string { return r.Words.T(plan.Key(r.Words, r.Plan, key)) },
		"line":  func(l *plan.Line) pageLine { return pageLineOf(r, l) },
		"title": func(g plan.Group) string { return plan.GroupTitle(r.Words, r, g) },
		"lines": func(g plan.Group) []*plan.Line {
			lines := make([]*plan.Line, len(g.Lines))
			for i := range g.Lines {
				lines[i] = &g.Lines[i]
			}
			return lines
		},
	})
	out := bufio.NewWriterSize(w, 64<<10)
	if err := t.Execute(out, pageOf(r)); err != nil {
		return err
	}
	return out.Flush()
}

func pageOf(r plan.Report) page {
	w := r.Words
	p := page{
		Lang: w.Language(), Headline: plan.Headline(w, r), About: r.About(), Organization: r.Organization,
		Applied: r.Mode == data.Applied, OnlyCounts: r.OnlyCounts,
		Counts: plan.CountLines(w, r), News: plan.News(w, r),
	}
	if n := r.Plan.Counts.Absent; n > 0 {
		p.Absent = w.N(plan.Key(w, r.Plan, "report.absent"), n)
	}
	for _, g := range plan.Groups(r.Plan) {
		if g.Kind == plan.Unchanged {
			p.Unchanged = fmt.Sprintf("%s (%s)", plan.GroupTitle(w, r, g), w.Number(len(g.Lines)))
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
		guard := pageGuard{Sentence: plan.GuardText(w, r.Plan, g) + " " + plan.GuardAsk(w, g)}
		if plan.Listed(g) {
			for _, at := range g.Lines {
				guard.People = append(guard.People, pageLineOf(r, &r.Plan.Lines[at]))
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

func pageLineOf(r plan.Report, l *plan.Line) pageLine {
	row, name, email, changes, remarks := reportRow(r, l)
	return pageLine{row, name, email, textLines(changes), textLines(remarks)}
}

func textLines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}
