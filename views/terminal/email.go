package terminal

import (
	"context"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
)

// copy is the copy of the report that --email asks for.
func (u *upload) copy(c *call) app.Copy { return app.Copy{To: u.email, Words: c.words} }

// mail tries to deliver the copy that was queued with the upload, and says what
// became of it. The status stays that of the upload: a letter that fails never
// fails an upload, it waits in the outbox (SPEC S11.4).
func (u *upload) mail(ctx context.Context, c *call, org *app.App) {
	switch {
	case u.email == "":
		return
	case u.recorded == 0 && org.ReadOnly():
		c.say(c.words.T("terminal.email.read_only"))
		return
	case u.recorded == 0:
		return // the error says why there is no report
	}
	progress, wipe := c.progress()
	letters, err := org.Outbox.SendOf(ctx, u.recorded, progress)
	wipe()
	for i := range letters {
		c.sayLetter(&letters[i])
	}
	if err != nil {
		c.say("headcount: " + c.words.T("terminal.email.waits", "to", printable(u.email)) + " " + app.Explain(err, c.words).String())
	}
}

// sayLetter says what became of a letter, and what to do if it did not go out.
func (c *call) sayLetter(l *data.Letter) {
	m := app.LetterMessage(l, c.words)
	c.say(c.words.T("terminal.email.letter", "letter", l.ID, "to", printable(l.To), "state", printable(m.String())))
	switch {
	case l.Waiting():
		c.say(c.words.T("terminal.email.send"))
	case l.NeedsHelp():
		c.say(c.words.T("terminal.email.retry", "letter", l.ID))
	}
}
