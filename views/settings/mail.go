package settings

import (
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// mailPage says how reports are sent: three ways, the mailbox with its servers, a test
// of them, and the outbox (SPEC S11).
type mailPage struct {
	screen *settingsScreen
	// picked is the way chosen by hand, "" while it is the one that is stored; way is
	// the one that is shown. found are the servers last filled in from the address.
	picked, way data.MailWay
	found       app.Found

	ways       *widgets.Choices
	from       *widgets.Entry
	fromField  *widgets.Field
	password   *widgets.Entry
	secret     *widgets.Field
	briefly    *widgets.Check
	user       *widgets.Entry
	smtp, imap *mailServerForm
	note       *widgets.Paragraph
	failed     *widgets.ErrorBox
	save, test *widgets.Button
	mailbox    *fyne.Container
	result     *mailTest
	outbox     *outboxList
	box        *fyne.Container
	handle     *task.Handle
}

func newMailPage(t *settingsScreen) *mailPage {
	w, m := t.desk.Words, &mailPage{screen: t}
	choice := func(way data.MailWay) widgets.Choice {
		key := "settings.mail.way." + string(way)
		return widgets.Choice{ID: string(way), Title: w.T(key), Caption: w.T(key + ".text")}
	}
	m.ways = widgets.NewChoices([]widgets.Choice{choice(data.MailByMailbox), choice(data.MailByDraft), choice(data.MailByProgram)},
		string(data.MailByProgram), func(id string) {
			m.picked = data.MailWay(id)
			m.screen.show()
		})
	m.from, m.password, m.user = widgets.NewEntry(""), widgets.NewPasswordEntry(""), widgets.NewEntry("")
	m.from.OnLeft = m.findServers
	m.fromField = widgets.NewField(w.T("setting.mail.from"), "", m.from)
	m.secret = widgets.NewField(w.T("settings.mail.password"), "", m.password)
	m.briefly = widgets.NewCheck(w.T("settings.mail.briefly"), nil)
	m.smtp, m.imap = newMailServerForm(w, "smtp", 465, 587), newMailServerForm(w, "imap", 993, 143)
	m.note = widgets.NewParagraph(widgets.Caption, "")
	m.failed = desk.NewErrorBox(w)
	m.save = widgets.NewButton(widgets.Primary, w.T("button.save"), m.store)
	m.test = widgets.NewButton(widgets.Secondary, w.T("settings.mail.test"), m.try)
	m.result = newMailTest(w)
	m.outbox = newOutboxList(t.desk)
	m.mailbox = widgets.VStack(12,
		widgets.HStack(16, widgets.Grow(160, m.fromField), widgets.Grow(160, m.secret)), m.briefly, m.note,
		widgets.VStack(2, m.smtp.row, m.imap.row, widgets.NewField(w.T("settings.mail.user"), "", m.user).Help(w.T("settings.mail.user.help"))),
	)
	m.box = widgets.VStack(
		14, heading(w.T("settings.mail.title"), w.T("settings.mail.text")), m.ways, m.failed, m.mailbox,
		widgets.HStack(8, m.test, widgets.Spacer(), m.save), m.result.card, widgets.Line(), m.outbox.content,
	)
	return m
}

func (m *mailPage) content() fyne.CanvasObject { return m.box }

func (m *mailPage) choices() []*widgets.Choices { return []*widgets.Choices{m.ways} }

// entries are those that keep what was typed when the language changes; a password
// is not among them.
func (m *mailPage) entries() map[string]*widgets.Entry {
	return map[string]*widgets.Entry{
		"mail.from": m.from, "mail.user": m.user, "mail.smtp.host": m.smtp.host, "mail.smtp.port": &m.smtp.port.Entry,
		"mail.imap.host": m.imap.host, "mail.imap.port": &m.imap.port.Entry,
	}
}

// show sets every widget from the state.
func (m *mailPage) show(st *settingsState) {
	s, w, stored := m.screen, m.screen.desk.Words, st.settings.Mail
	if m.way = m.picked; m.way == "" {
		m.way = stored.Effective()
	}
	m.ways.Choose(string(m.way))
	s.put("mail.from", stored.From, m.from)
	s.put("mail.user", stored.User, m.user)
	m.smtp.show(s, "mail.smtp", stored.SMTP)
	m.imap.show(s, "mail.imap", stored.IMAP)
	m.mailbox.Hidden = m.way == data.MailByProgram
	m.smtp.row.Hidden = m.way == data.MailByDraft
	m.showFound(w)
	m.secret.Help(w.T("settings.mail.password." + string(st.password)))
	m.test.Hidden = m.mailbox.Hidden
	locked := s.desk.IsReadOnly()
	for _, b := range []*widgets.Button{m.save, m.test} {
		widgets.Able(b, !locked && !m.handle.Running())
	}
	widgets.Able(m.ways, !locked)
	m.outbox.show(s.desk.Outbox)
	m.box.Refresh()
}

// showFound says whose servers were filled in, and what has to be known about them.
func (m *mailPage) showFound(w *assets.Words) {
	fine := ""
	if m.found.Provider != "" && !m.found.Ended {
		fine = w.T("settings.mail.found", "provider", m.found.Provider)
	}
	m.fromField.SetFine(fine)
	now := m.Typed()
	m.note.SetText(m.found.Note)
	m.note.Hidden = m.found.Note == "" || now.SMTP != m.found.Mail.SMTP && now.IMAP != m.found.Mail.IMAP
}

// findServers fills in the servers of the address, unless others were typed by hand.
func (m *mailPage) findServers() {
	found, ok := app.FindServers(m.from.Text, m.screen.desk.Words)
	typed := m.Typed()
	untouched := func(now, filled data.MailServer) bool { return !now.IsSet() || now == filled }
	if !ok || found.Mail.From == m.found.Mail.From || !untouched(typed.SMTP, m.found.Mail.SMTP) || !untouched(typed.IMAP, m.found.Mail.IMAP) {
		return
	}
	m.found = found
	m.smtp.put(found.Mail.SMTP)
	m.imap.put(found.Mail.IMAP)
	m.user.Put(found.Mail.User)
	m.screen.show()
}

// Typed are the settings as they stand in the form.
func (m *mailPage) Typed() data.Mail {
	return data.Mail{Way: m.way, From: data.Clean(m.from.Text), User: data.Clean(m.user.Text), SMTP: m.smtp.server(), IMAP: m.imap.server()}
}

// store saves the form: the settings in the organization, the password in the keyring.
func (m *mailPage) store() {
	typed, ok := m.checked()
	if !ok {
		return
	}
	a := m.screen.desk.App
	password := app.Password{Text: m.password.Text, Briefly: m.briefly.Checked()}
	m.begin(task.Start(m.screen.desk.Run, task.Task[struct{}]{
		Key: "settings write",
		Work: func(ctx context.Context, _ task.Progress) (struct{}, error) {
			return struct{}{}, a.SaveMail(ctx, typed, password)
		},
		Done: func(_ struct{}, err error) {
			switch {
			case errors.Is(err, outbox.ErrNoKeyring) && !password.Briefly:
				m.screen.show()
				m.askBriefly()
				return
			case err != nil:
				m.screen.show()
				m.Tell(err)
				return
			}
			m.picked = ""
			m.password.Put("")
			m.briefly.SetChecked(false)
			m.screen.load()
			m.outbox.saved()
		},
	}))
}

// askBriefly offers to keep the password until the program is closed where there is no
// keyring for it.
func (m *mailPage) askBriefly() {
	w := m.screen.desk.Words
	desk.Ask(m.screen.desk.Window.Canvas(), w, desk.Question{
		Title: w.T("settings.mail.briefly.title"), Text: w.T("error.no_keyring") + " " + w.T("settings.mail.briefly.text"), Yes: w.T("settings.mail.briefly.yes"),
	}, func() {
		m.briefly.SetChecked(true)
		m.store()
	})
}

// checked are the settings of the form if letters can go out with them; otherwise it
// says at its place what is wrong.
func (m *mailPage) checked() (data.Mail, bool) {
	typed := m.Typed()
	err := app.CheckMail(typed)
	if err == nil {
		err = app.MissingInMail(typed)
	}
	m.Tell(err)
	return typed, err == nil
}

// Tell shows an error at the field that it is about, or above the form.
func (m *mailPage) Tell(err error) {
	w := m.screen.desk.Words
	var setting *app.MailSettingError
	fields := map[string]*widgets.Field{"mail.from": m.fromField, "mail.smtp.host": m.smtp.hostField, "mail.imap.host": m.imap.hostField}
	for _, field := range fields {
		field.SetWrong("")
	}
	m.failed.Hide()
	switch {
	case err == nil:
	case errors.As(err, &setting) && fields[setting.Name] != nil:
		fields[setting.Name].SetWrong(desk.Message(err, w).Sentence)
	default:
		desk.SayError(m.failed, err, w)
	}
	m.box.Refresh()
	if m.failed.Visible() {
		m.screen.scroll.ScrollToOffset(fyne.NewPos(0, m.failed.Position().Y))
	}
}

// try tests what stands in the form, step by step.
func (m *mailPage) try() {
	typed, ok := m.checked()
	if !ok {
		return
	}
	a, w, password := m.screen.desk.App, m.screen.desk.Words, m.password.Text
	m.result.begin()
	m.begin(task.Start(m.screen.desk.Run, task.Task[[]app.MailStep]{
		Key: "mail test",
		Work: func(ctx context.Context, p task.Progress) ([]app.MailStep, error) {
			var steps []app.MailStep
			_, err := a.TestMail(ctx, typed, password, w, func(step app.MailStep) {
				steps = append(steps, step)
				p(len(steps), 0, step.Sentence)
			})
			return steps, err
		},
		Progress: func(_, _ int, step string) { m.result.working(step) },
		Done: func(steps []app.MailStep, err error) {
			m.result.done(steps, m.screen.desk.Now())
			if err != nil {
				m.Tell(err)
			}
			m.screen.show()
			m.screen.scroll.ScrollToOffset(fyne.NewPos(0, m.result.card.Position().Y))
		},
	}))
}

// begin greys out what may not be pressed meanwhile.
func (m *mailPage) begin(h *task.Handle) {
	m.handle = h
	m.screen.show()
}

// mailServerForm is one server: its name, port and security.
type mailServerForm struct {
	host      *widgets.Entry
	hostField *widgets.Field
	port      *widgets.NumberEntry
	security  *widgets.Select
	row       *fyne.Container
}

func newMailServerForm(w *assets.Words, protocol string, tls, startTLS int) *mailServerForm {
	f := &mailServerForm{host: widgets.NewEntry(""), port: widgets.NewNumberEntry()}
	var options []widgets.Option
	for _, s := range []data.MailSecurity{data.MailTLS, data.MailStartTLS, data.MailPlain} {
		options = append(options, widgets.Option{ID: string(s), Text: w.T("settings.mail.security." + string(s))})
	}
	f.security = widgets.NewSelect(options, string(data.MailTLS), func(id string) {
		// The usual port goes with the security; one that was typed stays.
		if now := f.port.Text; now == "" || now == strconv.Itoa(tls) || now == strconv.Itoa(startTLS) {
			f.port.Put(strconv.Itoa(map[bool]int{true: startTLS, false: tls}[id == string(data.MailStartTLS)]))
		}
	})
	f.hostField = widgets.NewField(w.T("setting.mail."+protocol+".host"), "", f.host)
	f.row = widgets.HStack(16, widgets.Grow(200, f.hostField),
		widgets.Wide(72, widgets.NewField(w.T("settings.mail.port"), "", f.port)),
		widgets.Wide(124, widgets.NewField(w.T("settings.mail.security"), "", f.security)))
	return f
}

// show sets the form from what is stored, unless something was typed since.
func (f *mailServerForm) show(t *settingsScreen, name string, stored data.MailServer) {
	port := ""
	if stored.Port != 0 {
		port = strconv.Itoa(stored.Port)
	}
	if before, shown := t.stored[name+".security"]; !shown || before != string(stored.Security) {
		t.stored[name+".security"] = string(stored.Security)
		if stored.Security != "" {
			f.security.Choose(string(stored.Security))
		}
	}
	t.put(name+".host", stored.Host, f.host)
	t.put(name+".port", port, &f.port.Entry)
}

// put fills the form in.
func (f *mailServerForm) put(s data.MailServer) {
	f.host.Put(s.Host)
	port := ""
	if s.Port != 0 {
		port = strconv.Itoa(s.Port)
	}
	f.port.Put(port)
	if s.Security != "" {
		f.security.Choose(string(s.Security))
	}
}

// server is what stands in the form; without a name it is none.
func (f *mailServerForm) server() data.MailServer {
	host := data.Clean(f.host.Text)
	if host == "" {
		return data.MailServer{}
	}
	port, err := strconv.Atoi(f.port.Text)
	if err != nil {
		port = 0 // which is none: CheckMail says so
	}
	return data.MailServer{Host: host, Port: port, Security: data.MailSecurity(f.security.Chosen())}
}
