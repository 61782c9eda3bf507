package mail

import (
	_ "embed"
	"fmt"
	"html/template"
	"strings"

	"headcount.app/headcount/assets"
)

// MaxLines is how many lines of a report stand in the letter itself; all of
// them are in the attached workbook, and the letter says so.
const MaxLines = 300

// Letter is a report as it stands in a letter: in words already, so that the
// letter says what the window and the terminal say.
type Letter struct {
	Language string
	// Applied is false for a simulation.
	Applied bool
	// Hierarchy: it is about roles, not about users (SPEC S13.2).
	Hierarchy    bool
	Organization string
	// Headline is the first line of the report, About what stands under it.
	Headline, About string
	Counts          []Count
	// Notes are the sentences between the counts and the guards.
	Notes  []string
	Guards []string
	Groups []Group
	// Foot is the last line.
	Foot string
}

// Count is one count of the report.
type Count struct {
	N int
	// Label is the short word beside the number, as the tiles of the window have
	// it; Sentence says the number too.
	Label, Sentence string
	// Kind is the stable name of the group, for its colour.
	Kind string
}

// Group is one group of the report.
type Group struct {
	Kind, Title string
	Lines       []Line
	// Total is the number of lines that the report has; 0 for those in Lines.
	Total int
}

// Line is one row of the file or one user.
type Line struct {
	Row              int // 0 for none
	Name, Email      string
	Changes, Remarks []string
}

//go:embed letter.html.tmpl
var letterPage string

var letterTemplate = template.Must(template.New("letter").Parse(letterPage))

// letterView is the letter as the template takes it.
type letterView struct {
	Letter
	Counts    []countView
	Groups    []groupView
	GuardHead string
}

type countView struct {
	Count
	Number string
	Colour template.CSS
}

type groupView struct {
	Group
	Number string
	Colour template.CSS
	Lines  []lineView
	More   string
}

type lineView struct {
	Line
	RowWord string
}

// Subject returns "[Simulation] Organization: 5 problems, 14 deactivated".
func (l Letter) Subject() string {
	w := assets.In(l.Language)
	mode := "mail.subject.simulation"
	if l.Applied {
		mode = "mail.subject.applied"
	}
	var counts []string
	for _, c := range l.Counts {
		if c.Kind != "unchanged" && c.Kind != "warnings" {
			counts = append(counts, w.T("mail.subject.count", "n", w.Number(c.N), "label", lowerFirst(c.Label)))
		}
	}
	if len(counts) == 0 {
		counts = append(counts, w.T("mail.subject.nothing"))
	}
	subject := strings.Join(counts, ", ")
	if l.Organization != "" {
		of := "mail.subject.of"
		if l.Hierarchy {
			of = "mail.subject.hierarchy"
		}
		subject = w.T(of, "organization", l.Organization, "counts", subject)
	}
	return headerText(w.T(mode, "text", subject), maxSubject)
}

func lowerFirst(s string) string {
	runes := []rune(s)
	if len(runes) == 0 {
		return s
	}
	return strings.ToLower(string(runes[0])) + string(runes[1:])
}

// HTML returns the letter as a page that mail programs show as it is meant:
// styles on every element, nothing to be fetched, no script, light and dark,
// readable on a phone. Everything from files and users is escaped.
func (l Letter) HTML() (string, error) {
	w := assets.In(l.Language)
	view := letterView{Letter: l, GuardHead: w.T("report.guards")}
	for _, c := range l.Counts {
		view.Counts = append(view.Counts, countView{c, w.Number(c.N), colours[c.Kind]})
	}
	for _, g := range l.bounded() {
		v := groupView{Group: g, Number: w.Number(g.Total), Colour: colours[g.Kind], More: g.more(w)}
		for _, line := range g.Lines {
			v.Lines = append(v.Lines, lineView{line, rowWord(w, line.Row)})
		}
		view.Groups = append(view.Groups, v)
	}
	var out strings.Builder
	if err := letterTemplate.Execute(&out, view); err != nil {
		return "", fmt.Errorf("write letter: %w", err)
	}
	return out.String(), nil
}

// Text returns the same in plain text.
func (l Letter) Text() string {
	w := assets.In(l.Language)
	var b strings.Builder
	paragraph := func(lines ...string) {
		for _, line := range lines {
			if line != "" {
				b.WriteString(line + "\n")
			}
		}
		b.WriteByte('\n')
	}
	paragraph(l.Headline, l.Organization, l.About)
	for _, c := range l.Counts {
		b.WriteString("* " + c.Sentence + "\n")
	}
	b.WriteByte('\n')
	for _, note := range l.Notes {
		paragraph(note)
	}
	if len(l.Guards) > 0 {
		b.WriteString(w.T("report.guards") + "\n")
		for _, guard := range l.Guards {
			b.WriteString("! " + guard + "\n")
		}
		b.WriteByte('\n')
	}
	for _, g := range l.bounded() {
		fmt.Fprintf(&b, "%s (%s)\n", g.Title, w.Number(g.Total))
		for _, line := range g.Lines {
			b.WriteString(line.text(w, l.Hierarchy))
		}
		paragraph(g.more(w))
	}
	if l.Foot != "" {
		b.WriteString("-- \n" + l.Foot + "\n")
	}
	return b.String()
}

// text returns "- Row 12: Zoë Bäcker <zoe@x.org>" and what is under it,
// "- Row 12: Shop Nice (shop-nice)" for a role.
func (l Line) text(w *assets.Words, role bool) string {
	who := oneLine(l.Name)
	switch {
	case l.Email != "" && role:
		who = strings.TrimSpace(who + " (" + oneLine(l.Email) + ")")
	case l.Email != "":
		who = strings.TrimSpace(who + " <" + oneLine(l.Email) + ">")
	}
	if l.Row > 0 {
		who = w.T("mail.letter.at", "row", rowWord(w, l.Row), "who", who)
	}
	var b strings.Builder
	b.WriteString("- " + who + "\n")
	for _, below := range append(append([]string(nil), l.Changes...), l.Remarks...) {
		b.WriteString("    " + oneLine(below) + "\n")
	}
	return b.String()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func rowWord(w *assets.Words, row int) string {
	if row == 0 {
		return ""
	}
	return w.T("mail.letter.row", "row", w.Number(row))
}

// bounded returns the groups with at most MaxLines lines in all, and each with
// its total.
func (l Letter) bounded() []Group {
	left := MaxLines
	groups := make([]Group, len(l.Groups))
	for i, g := range l.Groups {
		g.Total = max(g.Total, len(g.Lines))
		g.Lines = g.Lines[:min(len(g.Lines), left)]
		left -= len(g.Lines)
		groups[i] = g
	}
	return groups
}

// more says how many lines of the group are only in the attached workbook.
func (g Group) more(w *assets.Words) string {
	missing := g.Total - len(g.Lines)
	switch {
	case missing == 0:
		return ""
	case len(g.Lines) == 0:
		return w.N("mail.letter.all", missing)
	}
	return w.N("mail.letter.more", missing)
}

// colours are those of the kinds in the window (light); in the dark the page
// lightens them all.
var colours = map[string]template.CSS{
	"problem": "#B4232F", "deactivated": "#A84300", "removed": "#A84300", "reactivated": "#596500", "created": "#1B7440",
	"moved": "#7339AE", "updated": "#0B6890", "kept": "#44546A", "absent": "#6A5A34", "ignored": "#5A6472",
	"unchanged": "#5A6472", "warnings": "#7F5300",
}
