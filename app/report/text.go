package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// TextOptions say how a report is written as text.
type TextOptions struct {
	// Flags names the flags with which the terminal passes a guard or accepts
	// a pair.
	Flags bool
	// Width is where lines are broken; 0 is 96.
	Width int
}

const defaultTextWidth = 96

// WriteText writes the report as plain text in the order of SPEC S6.1: what it
// is, the counts, the guards, then the groups. Unchanged users are one line.
func WriteText(w io.Writer, r Report, o TextOptions) error {
	if o.Width == 0 {
		o.Width = defaultTextWidth
	}
	t := &textReport{Report: r, TextOptions: o, out: bufio.NewWriterSize(w, 64<<10), w: r.Words}
	t.head()
	t.counts()
	t.guards()
	t.news()
	t.pairs()
	t.fileIssues()
	for _, g := range Groups(r.Plan) {
		t.group(g)
	}
	return t.out.Flush()
}

// textReport is one report being written.
type textReport struct {
	Report
	TextOptions
	out *bufio.Writer
	w   *assets.Words
}

// line writes text that is broken at the width, later lines further in.
func (t *textReport) line(indent int, text string) {
	room := t.Width - indent
	for i, word := range strings.Split(printable(text), " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
			t.out.WriteString(strings.Repeat(" ", indent))
		case n+1 > room:
			t.out.WriteString("\n" + strings.Repeat(" ", indent+2))
			room = t.Width - indent - 2
		default:
			t.out.WriteByte(' ')
			room--
		}
		room -= n
		t.out.WriteString(word)
	}
	t.out.WriteByte('\n')
}

func (t *textReport) title(text string) {
	t.out.WriteByte('\n')
	t.line(0, text)
}

func (t *textReport) head() {
	t.line(0, Headline(t.w, t.Report))
	if about := t.About(); about != "" {
		t.line(0, about)
	}
	if t.OnlyCounts {
		t.line(0, t.w.T("report.only_counts"))
	}
}

// About names the organization, the file, the time and the number in the
// history.
func (r *Report) About() string {
	var parts []string
	if r.Organization != "" {
		parts = append(parts, r.Organization)
	}
	if u := r.Plan.Undoes; u != nil {
		parts = append(parts, UndoneUpload(r.Words, r.Plan))
	} else if f := r.Plan.File; f.Name != "" {
		text := f.Name
		if f.Sheet != "" {
			text = r.Words.T("report.file_sheet", "file", f.Name, "sheet", f.Sheet)
		}
		parts = append(parts, text, r.Words.N("report.rows", f.Rows))
		if f.Corrected > 0 {
			parts = append(parts, r.Words.N("report.corrected", f.Corrected))
		}
	}
	if at := r.Time(); !at.IsZero() {
		parts = append(parts, r.Words.DateTime(at.Local()))
	}
	if r.Upload != 0 {
		parts = append(parts, r.Words.T("report.upload", "upload", r.Upload))
	}
	return strings.Join(parts, " · ")
}

// counts writes one line for every count that is not 0, in report order.
func (t *textReport) counts() {
	t.out.WriteByte('\n')
	for _, c := range CountLines(t.w, t.Report) {
		fmt.Fprintf(t.out, "  %s\n", c.Sentence)
	}
	if c := t.Plan.Counts; c.Unchanged > 0 && c.Changes()+c.Problem+c.Kept+c.Absent == 0 {
		t.out.WriteByte('\n')
		t.line(0, t.w.N(Key(t.w, t.Plan, "report.no_changes"), c.Unchanged))
	}
	if nothing := NothingLeft(t.w, t.Report); nothing != "" {
		t.out.WriteByte('\n')
		t.line(0, nothing)
	}
	if n := t.Plan.Counts.Absent; n > 0 {
		t.out.WriteByte('\n')
		t.line(0, t.w.N(Key(t.w, t.Plan, "report.absent"), n))
		if t.Flags && t.Mode == data.Simulated {
			t.line(0, t.w.T(Key(t.w, t.Plan, "report.absent_flag")))
		}
	}
}

// guards writes every guard with the number that passes it, and whom it lists.
func (t *textReport) guards() {
	if len(t.Plan.Guards) == 0 || t.Mode != data.Simulated {
		return
	}
	t.title(t.w.T("report.guards"))
	for i := range t.Plan.Guards {
		g := &t.Plan.Guards[i]
		if t.Flags && !g.Impossible {
			t.line(2, "! "+GuardText(t.w, t.Plan, g))
			t.line(4, fmt.Sprintf("--confirm %d", g.Number))
		} else {
			t.line(2, "! "+GuardText(t.w, t.Plan, g)+" "+GuardAsk(t.w, g))
		}
		if !Listed(g) {
			continue
		}
		for _, at := range g.Lines {
			l := &t.Plan.Lines[at]
			t.line(4, t.rowNumber(l)+t.person(l))
			for _, f := range l.Fields {
				if g.Code == plan.Rotated && (f.Field == data.Email || f.Field == data.ID) {
					t.line(12, FieldSentence(t.w, t.Plan.Schema, f))
				}
			}
		}
	}
}

func (t *textReport) news() {
	for _, sentence := range News(t.w, t.Report) {
		t.title(sentence)
	}
}

// pairs writes the proposals that wait for an answer (SPEC S4.8).
func (t *textReport) pairs() {
	first := true
	for _, p := range t.Plan.Pairs {
		if p.Accepted || p.Declined {
			continue
		}
		if first {
			t.title(t.w.T("report.pairs"))
			first = false
		}
		t.line(2, t.w.T("report.field", "field", pairName(t.Plan, &p), "old", p.Old, "new", p.New))
		if remark := PairRemark(t.w, t.Plan, &p); remark != "" {
			t.line(4, remark)
		}
		if t.Flags {
			t.line(4, fmt.Sprintf("--pair %s=%s", p.Old, p.New))
		}
	}
}

// pairName is how the person of a pair is called: as stored, or as in the file
// if the plan has no line of them, as of somebody who is deactivated.
func pairName(p *plan.Plan, pair *plan.PairProposal) string {
	if pair.OldLine >= 0 {
		return p.Lines[pair.OldLine].User().Name()
	}
	return p.Lines[pair.NewLine].User().Name()
}

func (t *textReport) fileIssues() {
	if len(t.Plan.FileIssues) == 0 {
		return
	}
	t.title(t.w.T("report.file_issues"))
	for i := range t.Plan.FileIssues {
		t.issue(2, &t.Plan.FileIssues[i])
	}
}

// tense is "would" for a simulation and "did" for what was applied.
func (r *Report) tense() string {
	if r.Mode == data.Applied {
		return "did"
	}
	return "would"
}

func (t *textReport) group(g Group) {
	if g.Kind == plan.Unchanged {
		t.title(fmt.Sprintf("%s (%s)", GroupTitle(t.w, t.Report, g), t.w.Number(len(g.Lines))))
		return
	}
	t.title(fmt.Sprintf("%s (%s)", GroupTitle(t.w, t.Report, g), t.w.Number(len(g.Lines))))
	for i := range g.Lines {
		l := &g.Lines[i]
		t.line(2, t.rowNumber(l)+t.person(l)+Marks(t.w, t.Report, l))
		for _, f := range l.Fields {
			t.line(10, FieldSentence(t.w, t.Plan.Schema, f))
		}
		for k := range l.Issues {
			t.issue(10, &l.Issues[k])
		}
	}
}

func (t *textReport) issue(indent int, i *plan.Issue) {
	t.line(indent, t.w.T("report.level."+i.Level.String(), "text", IssueText(t.w, t.Plan.Schema, i)))
}

// rowNumber is a column of its own; users without a row have a dash.
func (t *textReport) rowNumber(l *plan.Line) string {
	text := "–"
	if l.Row != 0 {
		text = RowNumbers(t.w, l)
	}
	return text + strings.Repeat(" ", max(1, 8-utf8.RuneCountInString(text)))
}

func (t *textReport) person(l *plan.Line) string {
	if l.Role != nil {
		return strings.TrimSuffix(l.Title()+"  "+l.Key(), "  ")
	}
	u := l.User()
	switch {
	case u == nil || (u.Email == "" && u.Name() == ""):
		return t.w.T("report.nobody")
	case u.Email == "" || u.Name() == u.Email:
		return u.Name()
	}
	return u.Name() + "  " + u.Email
}

// printable shows control characters as �: a file must not steer the terminal
// or the mail program that shows its report.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
