package settings

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// settingsPage is one page of Settings.
type settingsPage interface {
	content() fyne.CanvasObject
	show(*settingsState)
}

// settingsState is all that Settings shows.
type settingsState struct {
	page     string
	settings data.Settings
	profiles []data.Profile
	// users counts the users of each profile, active those who are active.
	users  map[string]int
	active int
	// loaded counts how often the settings were loaded.
	loaded int
	// password says where the password of the mailbox is kept.
	password outbox.PasswordPlace
	err      error
}

// settingsPages are the pages in their order.
var settingsPages = []struct {
	name string
	make func(*settingsScreen) settingsPage
}{
	{"general", func(s *settingsScreen) settingsPage { return newGeneralPage(s) }},
	{"look", func(s *settingsScreen) settingsPage { return newLookPage(s) }},
	{"limits", func(s *settingsScreen) settingsPage { return newLimitsPage(s) }},
	{"profiles", func(s *settingsScreen) settingsPage { return newProfilesPage(s) }},
	{"mail", func(s *settingsScreen) settingsPage { return newMailPage(s) }},
	{"backups", func(s *settingsScreen) settingsPage { return newBackupsPage(s) }},
}

// settingsScreen is Settings: pages at the left, one card at the right.
type settingsScreen struct {
	desk   *desk.Desk
	state  settingsState
	items  map[string]*widgets.NavItem
	pages  map[string]settingsPage
	middle *fyne.Container
	failed *widgets.ErrorBox
	form   *fyne.Container
	scroll *widgets.Scroll
	page   fyne.CanvasObject
	// stored are the values that the entries were set to, kept those typed before
	// the language changed.
	stored, kept map[string]string
}

// New makes Settings.
func New(s *desk.Desk) desk.Settings { return newSettingsScreen(s) }

func newSettingsScreen(s *desk.Desk) *settingsScreen {
	t := &settingsScreen{
		desk: s, state: settingsState{page: settingsPages[0].name, password: outbox.PasswordNowhere},
		items: map[string]*widgets.NavItem{}, pages: map[string]settingsPage{},
		stored: map[string]string{}, kept: map[string]string{},
	}
	var items []*widgets.NavItem
	for _, p := range settingsPages {
		item := widgets.NewNavItem("", s.Words.T("settings."+p.name), func() {
			t.state.page = p.name
			t.show()
		})
		item.OnTint = true
		t.items[p.name] = item
		items = append(items, item)
		t.pages[p.name] = p.make(t)
	}
	t.middle = container.NewStack()
	t.failed = desk.NewErrorBox(s.Words)
	t.form = widgets.VStack(12, t.failed, t.middle)
	t.scroll = widgets.NewScroll(widgets.Inset(16, 20, 20, 20, t.form))
	card := container.New(widgets.AtMost{Width: 860}, widgets.NewBareCard(t.scroll))
	left := widgets.Wide(184, widgets.NavColumn(items...))
	title := widgets.Inset(0, 0, 10, 0, widgets.PageHeader(widgets.NewText(widgets.PageTitle, s.Words.T("nav.settings")), nil))
	body := widgets.HFill(16, left, widgets.Grow(300, card))
	t.page = container.New(desk.PageMargin{}, widgets.Stacked(title, body, widgets.VStack(0)))
	return t
}

func (t *settingsScreen) Content() fyne.CanvasObject { return t.page }

// Keep and take hold the page and what was typed across a change of language.
func (t *settingsScreen) Keep() any {
	return keptSettings{page: t.state.page, typed: t.Typed()}
}

func (t *settingsScreen) Take(kept any) {
	k := kept.(keptSettings)
	t.state.page, t.kept = k.page, k.typed
}

// keptSettings is what Settings holds across a change of language: the page, and
// what was typed and not saved, by the name of the setting.
type keptSettings struct {
	page  string
	typed map[string]string
}

// Typed is what stands in the entries and differs from what is stored.
func (t *settingsScreen) Typed() map[string]string {
	typed := map[string]string{}
	for _, p := range t.pages {
		if e, ok := p.(interface {
			entries() map[string]*widgets.Entry
		}); ok {
			for name, entry := range e.entries() {
				if stored, shown := t.stored[name]; shown && entry.Text != stored {
					typed[name] = entry.Text
				}
			}
		}
	}
	return typed
}

// put shows a stored value in an entry, or what was typed before the language
// changed.
func (t *settingsScreen) put(name, stored string, entry *widgets.Entry) {
	if now, shown := t.stored[name]; shown && now == stored {
		return // what is being typed stays
	}
	t.stored[name] = stored
	if text, kept := t.kept[name]; kept {
		delete(t.kept, name)
		stored = text
	}
	entry.Put(stored)
}

func (t *settingsScreen) Shown() { t.load() }

// Sized puts choices below each other where there is no room for them side by side.
func (t *settingsScreen) Sized(size fyne.Size) {
	for _, p := range t.pages {
		if c, ok := p.(interface{ choices() []*widgets.Choices }); ok {
			for _, one := range c.choices() {
				one.Stacked = size.Width+desk.SidebarWidth < 1100
				one.Refresh()
			}
		}
	}
}

func (t *settingsScreen) load() {
	a := t.desk.App
	task.Start(t.desk.Run, task.Task[*data.Base]{
		Key: "settings",
		Work: func(ctx context.Context, _ task.Progress) (*data.Base, error) {
			base, damage, err := a.List(ctx)
			return base, errors.Join(err, damage)
		},
		Done: func(base *data.Base, err error) {
			t.state.err = err
			if base != nil {
				t.state.settings, t.state.profiles = base.Settings, base.Profiles
				t.state.active = base.ActiveUsers()
				t.state.loaded++
				t.state.users = map[string]int{}
				for i := range base.Users {
					t.state.users[base.Users[i].Profile]++
				}
			}
			t.show()
			t.loadPassword()
		},
	})
}

// loadPassword asks where the password of the mailbox is kept, aside: the keyring may
// take its time. A computer without one is told when a password is to be kept.
func (t *settingsScreen) loadPassword() {
	a := t.desk.App
	task.Start(t.desk.Run, task.Task[outbox.PasswordPlace]{
		Key: "settings password",
		Work: func(ctx context.Context, _ task.Progress) (outbox.PasswordPlace, error) {
			settings, err := a.Settings(ctx)
			if err != nil || settings.Mail.From == "" {
				return outbox.PasswordNowhere, err
			}
			return a.PasswordPlace(ctx, settings.Mail)
		},
		Done: func(place outbox.PasswordPlace, _ error) {
			t.state.password = place
			t.show()
		},
	})
}

// show sets every widget from the state.
func (t *settingsScreen) show() {
	for name, item := range t.items {
		item.SetChosen(name == t.state.page)
	}
	desk.SayError(t.failed, t.state.err, t.desk.Words)
	now := t.pages[t.state.page]
	now.show(&t.state)
	t.middle.Objects = []fyne.CanvasObject{now.content()}
	t.middle.Refresh()
	t.form.Refresh()
	t.scroll.Refresh()
	t.page.Refresh()
}

// save stores the settings of the organization; failed is told why not, nil if
// it worked.
func (t *settingsScreen) save(change func(*data.Settings), told func(error)) {
	a, settings := t.desk.App, t.state.settings
	change(&settings)
	task.Start(t.desk.Run, task.Task[struct{}]{
		Key: "settings write",
		Work: func(ctx context.Context, _ task.Progress) (struct{}, error) {
			return struct{}{}, a.SaveSettings(ctx, settings)
		},
		Done: func(_ struct{}, err error) {
			told(err)
			if err == nil {
				t.desk.Go.Changed()
				t.desk.Say(t.desk.Words.T("settings.saved"), nil)
			}
		},
	})
}

// heading is the title of a part of a page with a line of explanation.
func heading(title, text string) fyne.CanvasObject {
	return widgets.VStack(2, widgets.NewText(widgets.Section, title), widgets.NewParagraph(widgets.Caption, text))
}

// GuidePage is the page that fits the one of Settings.
func (t *settingsScreen) GuidePage() string {
	switch t.state.page {
	case "mail":
		return "mail"
	case "limits":
		return "guards"
	}
	return "journey"
}

// ShowOutbox turns to the page with the outbox.
func (t *settingsScreen) ShowOutbox() {
	t.state.page = "mail"
	t.show()
	if m, ok := t.pages["mail"].(*mailPage); ok {
		t.scroll.ScrollToOffset(fyne.NewPos(0, m.outbox.content.Position().Y))
	}
}

// OutboxChanged shows what lies in the outbox now.
func (t *settingsScreen) OutboxChanged() { t.show() }
