package app

import (
	"path/filepath"
	"strings"

	"headcount.app/headcount/app/mail"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// LetterMessage says what became of a letter, in words for people: what is the
// matter and the way out, or simply how far it is.
func LetterMessage(l *data.Letter, w *assets.Words) Message {
	key := "letter.state." + l.State.String()
	switch {
	case l.State == data.LetterSent && l.Filing == data.FilingFailed:
		key = "letter.state.unfiled"
	case l.State == data.LetterSent && l.Way == data.MailByDraft:
		key = "letter.state.drafted"
	}
	m := Message{Sentence: w.T(key, "path", l.Path, "to", l.To)}
	settled := l.State == data.LetterDiscarded && l.Trouble.Code != outbox.TroubleErased || l.State == data.LetterSent && l.Filing == data.FilingDone
	if l.Trouble.Code == "" || settled {
		return m
	}
	own := "letter.trouble." + l.Trouble.Code
	if w.Has(own) {
		m.WayOut = w.T(own, "to", l.To)
		return m
	}
	sentence, wayOut := mail.Explain(w, &mail.Error{
		Server: l.Trouble.Server, Step: mail.Step(l.Trouble.Step), Reason: mail.Reason(l.Trouble.Code), Words: l.Trouble.Words,
		Address: troubleAddress(l), Unknown: l.State == data.LetterUnknown,
	})
	m.WayOut = strings.TrimSpace(sentence + " " + wayOut)
	return m
}

// troubleAddress is the address that the step was about.
func troubleAddress(l *data.Letter) string {
	switch mail.Step(l.Trouble.Step) {
	case mail.StepSender:
		return l.From
	case mail.StepRecipient:
		return l.To
	}
	return ""
}

// letterFolder is the folder beside the organization file that drafts for the
// mail program are saved in.
func letterFolder(path string) string {
	return strings.TrimSuffix(path, filepath.Ext(path)) + " letters"
}
