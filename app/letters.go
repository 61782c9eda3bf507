package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"headcount.app/headcount/app/mail"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// Copy is a copy of a report that goes out by email (SPEC S11.1). Without an
// address it is none.
type Copy struct {
	To string
	// Words are those of the language it is written in.
	Words *assets.Words
}

// CheckAddress returns an address as letters go to it: the error is a
// *mail.AddressError, which Explain puts in words.
func CheckAddress(text string) (string, error) { return mail.Address(text) }

// EmailReport queues a copy of the report of an upload that is in the history
// already, and returns the letter (SPEC S11.1). Of a report that is too old it
// has the counts only. data.ErrReadOnly; data.ErrNotFound.
func (a *App) EmailReport(ctx context.Context, upload int64, c Copy) (data.Letter, error) {
	if a.ReadOnly() {
		return data.Letter{}, data.ErrReadOnly
	}
	r, err := a.ReportOf(ctx, upload, c.Words)
	if err != nil {
		return data.Letter{}, err
	}
	return a.post(ctx, upload, c, r)
}

// EmailPlan is EmailReport for a report as it is shown: a simulation may have
// been planned again since it was recorded, with people left out.
func (a *App) EmailPlan(ctx context.Context, upload int64, p *plan.Plan, mode data.Mode, c Copy) (data.Letter, error) {
	if a.ReadOnly() {
		return data.Letter{}, data.ErrReadOnly
	}
	return a.post(ctx, upload, c, report.Report{Plan: p, Mode: mode})
}

// post queues one letter about an upload that is recorded.
func (a *App) post(ctx context.Context, upload int64, c Copy, r report.Report) (data.Letter, error) {
	if c.To == "" {
		return data.Letter{}, &mail.AddressError{Reason: mail.AddressEmpty}
	}
	u, err := a.store.Upload(ctx, upload)
	if err != nil {
		return data.Letter{}, err
	}
	letters, err := a.letters(ctx, c, r, &u)
	if err != nil {
		return data.Letter{}, err
	}
	posted, err := a.store.PostLetters(ctx, upload, letters)
	if err != nil {
		return data.Letter{}, err
	}
	a.Outbox.Posted()
	return posted[0], nil
}

// MailLink is a link that opens a new mail in the mail program: what the report
// says in short, and where it was saved, to be attached (SPEC S11.2).
func (a *App) MailLink(ctx context.Context, p *plan.Plan, mode data.Mode, path string, w *assets.Words) (string, error) {
	settings, err := a.Settings(ctx)
	if err != nil {
		return "", err
	}
	letter := letterOf(report.Report{Plan: p, Mode: mode, Organization: settings.Name, Words: w})
	lines := []string{letter.Headline, letter.About, ""}
	for _, c := range letter.Counts {
		lines = append(lines, c.Sentence)
	}
	lines = append(lines, "", w.T("letter.attach", "path", path))
	return mail.Mailto("", letter.Subject(), strings.Join(lines, "\n"))
}

// letters writes the letter with the report of u, none if no copy was asked
// for. The letter names the upload's number: an upload that has none yet gets
// one reserved, so that both can be stored in one transaction (SPEC S5.3) that
// waits for no letter to be written.
func (a *App) letters(ctx context.Context, c Copy, r report.Report, u *data.Upload) ([]data.Posting, error) {
	if c.To == "" {
		return nil, nil
	}
	to, err := mail.Address(c.To)
	if err != nil {
		return nil, err
	}
	settings, err := a.Settings(ctx)
	if err != nil {
		return nil, err
	}
	if u.ID == 0 {
		if u.ID, err = a.store.ReserveUpload(ctx); err != nil {
			return nil, err
		}
	}
	r.Upload, r.At, r.Organization, r.Words = u.ID, u.At, settings.Name, c.Words
	posting, err := a.write(ctx, settings.Mail, to, r)
	if err != nil {
		return nil, err
	}
	return []data.Posting{posting}, nil
}

// largestAttachment is how large the workbook in a letter may be: with what it
// grows by on its way, and the letter around it, it stays below what providers
// take.
const largestAttachment = 10 << 20

// write makes a letter of a report: its text, its page, and the workbook (SPEC
// S11.1). A workbook that is too large is left out, which the letter says.
func (a *App) write(ctx context.Context, m data.Mail, to string, r report.Report) (data.Posting, error) {
	letter := letterOf(r)
	message := mail.Message{
		From: m.From, To: to, FromName: r.Organization, Subject: letter.Subject(), At: a.now(),
		Draft: m.Effective() != data.MailByMailbox,
	}
	book, err := workbook(ctx, r)
	switch {
	case errors.Is(err, errLarge):
		letter.Foot = r.Words.T("letter.foot.alone")
		letter.Notes = append(letter.Notes, r.Words.T("letter.too_large", "limit", r.Words.Number(largestAttachment>>20)))
	case err != nil:
		return data.Posting{}, err
	default:
		name := r.Words.T("files.report.name", "name", FileNameFor(r.Plan.File.Name)) + ".xlsx"
		message.Attachments = []mail.Attachment{{Name: name, Type: mail.XLSX, Content: book}}
	}
	message.Text = letter.Text()
	if message.HTML, err = letter.HTML(); err != nil {
		return data.Posting{}, err
	}
	text, id, err := mail.Compose(message)
	if err != nil {
		return data.Posting{}, fmt.Errorf("letter: %w", err)
	}
	head := data.Letter{At: message.At, Way: m.Effective(), From: message.From, To: to, Subject: message.Subject, MessageID: id}
	if head.Way == data.MailByMailbox && m.SMTP.IsSet() && m.IMAP.IsSet() {
		head.Filing = data.FilingDue
	}
	return data.Posting{Letter: head, Text: text}, nil
}

// errLarge says that a workbook is larger than can be sent.
var errLarge = errors.New("too large to be sent")

// workbook is the report as it is attached, errLarge if that would be too much.
func workbook(ctx context.Context, r report.Report) ([]byte, error) {
	var book bytes.Buffer
	err := report.WriteXLSX(untilCancelled{ctx, &upTo{&book, largestAttachment}}, r)
	return book.Bytes(), err
}

// upTo writes until there is no room left.
type upTo struct {
	w    io.Writer
	room int
}

func (u *upTo) Write(p []byte) (int, error) {
	if u.room -= len(p); u.room < 0 {
		return 0, errLarge
	}
	return u.w.Write(p)
}

// letterOf puts a report in the words of a letter, those of every other way of
// showing it (SPEC S6.1).
func letterOf(r report.Report) mail.Letter {
	w, p := r.Words, report.PageOf(r)
	about := r
	about.Organization = "" // it has a line of its own
	letter := mail.Letter{
		Language: w.Language(), Applied: p.Applied, Hierarchy: r.Plan.Options.Hierarchy, Organization: r.Organization, Headline: p.Headline, About: about.About(),
		Foot: w.T("letter.foot"),
	}
	for _, c := range p.Counts {
		letter.Counts = append(letter.Counts, mail.Count{N: c.N, Label: countLabel(r, c), Sentence: c.Sentence, Kind: c.Group})
	}
	if p.OnlyCounts {
		letter.Notes = append(letter.Notes, w.T("report.only_counts"))
	}
	if p.Absent != "" {
		letter.Notes = append(letter.Notes, p.Absent)
	}
	letter.Notes = append(letter.Notes, p.News...)
	for _, pair := range p.Pairs {
		letter.Notes = append(letter.Notes, w.T("report.pairs")+" "+pair.Old+" → "+pair.New)
	}
	letter.Notes = append(letter.Notes, p.FileIssues...)
	for _, g := range p.Guards {
		letter.Guards = append(letter.Guards, g.Sentence)
	}
	room := mail.MaxLines
	for _, g := range p.Groups {
		letter.Groups = append(letter.Groups, letterGroup(r, g, &room))
	}
	return letter
}

// letterGroup is one group with as many lines as there is room for.
func letterGroup(r report.Report, g report.Group, room *int) mail.Group {
	group := mail.Group{Kind: g.Name(), Title: report.GroupTitle(r.Words, r, g), Total: len(g.Lines)}
	for i := range g.Lines[:min(len(g.Lines), *room)] {
		line := report.PageLineOf(r, &g.Lines[i])
		group.Lines = append(group.Lines, mail.Line{Row: line.Row, Name: line.Name, Email: line.Email, Changes: line.Changes, Remarks: line.Issues})
	}
	*room -= len(group.Lines)
	return group
}

// countLabel is the short word of a count, as the tiles of the window have it.
func countLabel(r report.Report, c report.CountLine) string {
	w := r.Words
	switch key := report.Key(w, r.Plan, "tile."+c.Group); {
	case c.Group == report.WarningsCount:
		return w.N("letter.warnings", c.N)
	case w.Has(key):
		return w.N(key, c.N)
	}
	return w.T(report.Key(w, r.Plan, "report.sheet."+c.Group))
}
