package users

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

// usersState is all that Manage users shows.
type usersState struct {
	query     app.Query
	directory *app.Directory // nil until it was loaded
	found     []*data.User
	counts    app.UserCounts
	// others is how many of all users the search finds, asked for when it finds
	// none among those looked at.
	others int
	// hold keeps the rows where they are with the next look; gone are those of found
	// that stand there still although the query finds them no more.
	hold   bool
	gone   map[data.UserKey]bool
	ticked map[data.UserKey]bool
	// lastHand is when the newest change by hand was made, zero without one.
	lastHand time.Time
	err      error
}

// usersScreen is Manage users (SPEC S8.2).
type usersScreen struct {
	desk  *desk.Desk
	state usersState

	page     *fyne.Container
	last     *widgets.Link
	box      *widgets.SearchEntry
	export   *widgets.Button
	upload   *widgets.Button
	new      *widgets.Button
	status   *widgets.Segments
	role     *widgets.Select
	profile  *widgets.Select
	filters  *fyne.Container
	bulk     *usersBulk
	list     *usersList
	failed   *widgets.ErrorBox
	bottom   *fyne.Container // foot and seen
	body     *fyne.Container // of the card
	foot     *widgets.Text
	seen     *widgets.Text
	room     *fyne.Container // of the search box, less in narrow windows
	narrow   bool
	form     *userForm       // opened last
	locked   bool            // nothing can be written
	question *statusQuestion // asked last
	// offered is the directory whose roles and profiles the filters offer.
	offered *app.Directory
}

// New makes Manage users.
func New(s *desk.Desk) desk.Users { return newUsersScreen(s) }

func newUsersScreen(s *desk.Desk) *usersScreen {
	u := &usersScreen{desk: s, state: usersState{
		query: app.Query{Order: app.Order{By: data.LastName}}, ticked: map[data.UserKey]bool{},
	}}
	u.locked = s.IsReadOnly()
	u.rememberedOrder()
	w := s.Words
	u.last = widgets.NewIconLink(widgets.IconClock, "", u.showHandChanges)
	u.box = widgets.NewSearchEntry(w.T("users.search"), s.ShortcutText("F"), u.searchFor).ClearTip(w.T("search.clear"))
	u.export = widgets.NewButton(widgets.Secondary, w.T("nav.export"), u.exportShown)
	u.export.Icon = widgets.IconDownload
	u.upload = widgets.NewButton(widgets.Secondary, w.T("nav.upload"), func() { s.Go.Open(desk.PlaceUpload) })
	u.upload.Icon = widgets.IconUpload
	u.new = widgets.NewButton(widgets.Primary, w.T("users.create"), u.Create)
	u.new.Icon = widgets.IconAdd
	u.status = widgets.NewSegments(nil, "active", func(id string) { u.filter(func(q *app.Query) { q.Status = desk.StatusNamed(id) }) })
	u.role = widgets.NewSelect(nil, "", func(id string) { u.filter(func(q *app.Query) { q.Role = id }) })
	u.profile = widgets.NewSelect(nil, "", func(id string) { u.filter(func(q *app.Query) { q.Profile = id }) })
	u.role.Filter, u.profile.Filter = true, true
	u.last.Style = widgets.Body.In(widgets.ColorAccent)
	u.role.Name, u.profile.Name = w.T("users.role"), w.T("users.profile")
	u.bulk = newUsersBulk(u)
	u.list = newUsersList(u)
	u.failed = desk.NewErrorBox(w)
	u.foot = widgets.NewText(widgets.Caption, "").CutBelow(100)
	u.seen = widgets.NewText(widgets.Caption, "")
	u.build()
	u.show()
	return u
}

func (u *usersScreen) build() {
	w := u.desk.Words
	u.room = widgets.Wide(330, u.box)
	u.filters = widgets.HStack(8, u.status, widgets.Wide(150, u.role), widgets.Wide(150, u.profile), widgets.Spacer())
	head := widgets.Inset(12, 20, 12, 20, widgets.VStack(10,
		widgets.PageHeader(widgets.NewText(widgets.PageTitle, w.T("nav.users")), u.last),
		widgets.HStack(8, u.room, widgets.Spacer(), u.export, u.upload, u.new),
		container.NewStack(u.filters, u.bulk.content),
		u.failed,
	))
	u.bottom = widgets.HStack(12, widgets.Grow(100, u.foot), u.seen)
	foot := widgets.Inset(10, 16, 10, 16, u.bottom)
	u.body = widgets.Stacked(widgets.VStack(0, head, widgets.Line()), u.list.list, widgets.VStack(0, widgets.Line(), foot))
	card := widgets.NewBareCard(u.body)
	u.page = container.New(desk.PageMargin{}, card)
}

func (u *usersScreen) Content() fyne.CanvasObject { return u.page }

// Shown loads the users anew: somebody may have changed on another screen.
func (u *usersScreen) Shown() {
	a := u.desk.App
	type facts struct {
		directory *app.Directory
		last      time.Time
	}
	task.Start(u.desk.Run, task.Task[facts]{
		Key: "users",
		Work: func(ctx context.Context, _ task.Progress) (facts, error) {
			d, err := a.Directory(ctx)
			f := facts{directory: d}
			if err == nil && d.Damage == nil {
				f.last, _, err = a.LastHandChange(ctx)
			}
			return f, err
		},
		Done: func(f facts, err error) {
			u.state.err = err
			if err == nil {
				u.state.err = f.directory.Damage
				u.state.directory, u.state.lastHand = f.directory, f.last
				u.state.counts = f.directory.Counts()
			}
			u.find()
		},
	})
	if u.desk.Window.Canvas().Focused() == nil {
		u.Search()
	}
}

// find looks for what the query asks and shows it.
func (u *usersScreen) find() {
	st := &u.state
	if st.directory == nil {
		u.show()
		return
	}
	before := st.found
	st.found, st.gone = st.directory.Find(st.query), nil
	if st.hold {
		st.holdRows(before)
	}
	st.hold, st.others = false, 0
	if len(st.found) == 0 && st.query.Filtered() {
		all := st.query
		all.Status, all.Role, all.Profile = app.AllUsers, "", ""
		st.others = len(st.directory.Find(all))
	}
	there := make(map[data.UserKey]bool, len(st.ticked))
	for _, user := range st.found {
		if st.ticked[user.Key] && !st.gone[user.Key] {
			there[user.Key] = true
		}
	}
	st.ticked = there
	u.show()
}

// holdRows keeps who stood in the list in their rows, so that after a change by hand
// nobody else lies under the pointer, until the list is asked for anew: by search, filter,
// another order, or by coming back. Who was deleted for good has no row.
func (st *usersState) holdRows(before []*data.User) {
	st.gone = map[data.UserKey]bool{}
	now := make(map[data.UserKey]*data.User, len(st.directory.Base.Users))
	for i := range st.directory.Base.Users {
		now[st.directory.Base.Users[i].Key] = &st.directory.Base.Users[i]
	}
	finds := make(map[data.UserKey]bool, len(st.found))
	for _, user := range st.found {
		finds[user.Key] = true
	}
	stood := make(map[data.UserKey]bool, len(before))
	rows := make([]*data.User, 0, len(before))
	for _, user := range before {
		stood[user.Key] = true
		if user = now[user.Key]; user != nil {
			rows = append(rows, user)
			st.gone[user.Key] = !finds[user.Key]
		}
	}
	for _, user := range st.found {
		if !stood[user.Key] {
			rows = append(rows, user)
		}
	}
	st.found = rows
}

// changed shows what was changed by hand in the rows that are listed.
func (u *usersScreen) changed() {
	u.state.hold = true
	u.desk.Go.Changed()
}

// show sets every widget from the state.
func (u *usersScreen) show() {
	st, w := &u.state, u.desk.Words
	u.last.Hidden = st.lastHand.IsZero()
	if !u.last.Hidden {
		u.last.SetText(w.T("users.last", "date", w.Date(st.lastHand.Local())))
	}
	u.box.Put(st.query.Text)
	u.status.SetSegments(desk.StatusSegments(w, st.counts, st.directory != nil, u.narrow))
	u.status.Choose(desk.StatusName(st.query.Status))
	u.showFilters()
	widgets.Able(u.new, !u.readOnly())
	desk.SayError(u.failed, st.err, w)
	ticked := len(st.ticked) > 0
	u.filters.Hidden = ticked
	u.bulk.show(st)
	u.list.show(st)
	u.foot.Hidden = st.directory == nil
	u.foot.SetSpans(u.counts()...)
	u.showRange()
	u.page.Refresh()
	u.body.Refresh()
}

func (u *usersScreen) readOnly() bool { return u.locked }

func (u *usersScreen) showFilters() {
	st, w := &u.state, u.desk.Words
	u.role.Choose(st.query.Role)
	u.profile.Choose(st.query.Profile)
	if u.offered == st.directory && u.offered != nil {
		return
	}
	u.offered = st.directory
	roles := []widgets.Option{{ID: "", Text: w.T("users.roles.all")}}
	profiles := []widgets.Option{{ID: "", Text: w.T("users.profiles.all")}}
	if st.directory != nil {
		for _, r := range st.directory.Base.Roles {
			roles = append(roles, widgets.Option{ID: r.ID, Text: st.directory.RoleName(r.ID)})
		}
		for _, p := range st.directory.Base.Profiles {
			profiles = append(profiles, widgets.Option{ID: p.Name, Text: p.Name})
		}
	}
	u.role.SetOptions(roles)
	u.profile.SetOptions(profiles)
}

// counts are the numbers at the foot.
func (u *usersScreen) counts() []widgets.Span {
	c, w := u.state.counts, u.desk.Words
	number := w.Number(c.Active)
	before, after, _ := strings.Cut(w.N("users.count.active", c.Active), number)
	spans := []widgets.Span{
		widgets.Plain(before), widgets.Bold(number), widgets.Dim(after),
		widgets.Dim("   ·   " + w.N("users.count.deactivated", c.Deactivated)),
	}
	if c.Protected > 0 {
		spans = append(spans, widgets.Dim("   ·   "), widgets.Span{
			Icon: widgets.IconKept, Text: w.N("users.count.protected", c.Protected), Color: widgets.ColorMuted,
		})
	}
	return spans
}

// showRange says which lines can be seen.
func (u *usersScreen) showRange() {
	if u.bottom == nil {
		return // still being built
	}
	w, text := u.desk.Words, ""
	first, last := u.list.list.Shown()
	if first >= 0 && len(u.state.found) > 0 {
		text = w.T("users.range", "first", w.Number(first+1), "last", w.Number(last+1), "of", w.Number(len(u.state.found)))
	}
	u.seen.SetText(text)
	u.bottom.Refresh()
}

// searchFor looks for what is typed.
func (u *usersScreen) searchFor(text string) {
	u.desk.Run.Debounce("users search", 30*time.Millisecond, func() {
		u.filter(func(q *app.Query) { q.Text = text })
	})
}

// filter changes the query.
func (u *usersScreen) filter(change func(*app.Query)) {
	change(&u.state.query)
	u.find()
	u.list.list.SetCurrent(-1)
	u.showRange()
}

func (u *usersScreen) Search() { u.desk.Window.Canvas().Focus(u.box) }

func (u *usersScreen) Key(name fyne.KeyName) bool {
	if name == fyne.KeyEscape && len(u.state.ticked) > 0 {
		u.tickNobody()
		return true
	}
	return false
}

// Sized leaves out what has no room.
func (u *usersScreen) Sized(size fyne.Size) {
	all := size.Width + desk.SidebarWidth
	u.list.sized(all)
	if narrow := all < 1100; narrow != u.narrow {
		u.narrow = narrow
		width, word, hint := float32(330), "nav.upload", "users.search"
		if narrow {
			width, word, hint = 184, "nav.upload.short", "users.search.short"
		}
		u.upload.SetText(u.desk.Words.T(word))
		u.box.SetPlaceHolder(u.desk.Words.T(hint))
		u.room.Layout = widgets.Wide(width, u.box).Layout
		u.show()
	}
}

// Keep and take hold the search and the ticks across a change of language.
func (u *usersScreen) Keep() any {
	return usersState{query: u.state.query, ticked: u.state.ticked}
}

func (u *usersScreen) Take(kept any) {
	before := kept.(usersState)
	u.state.query, u.state.ticked = before.query, before.ticked
}

// exportShown goes to Export list with what search and filter show.
func (u *usersScreen) exportShown() {
	u.desk.Go.Export(u.state.query)
}

// tickedUsers are the chosen users in the order of the list.
func (u *usersScreen) tickedUsers() []*data.User {
	return slices.DeleteFunc(slices.Clone(u.state.found), func(user *data.User) bool { return !u.state.ticked[user.Key] })
}

func (u *usersScreen) tickNobody() {
	u.state.ticked = map[data.UserKey]bool{}
	u.show()
}

// GuidePage is the first page.
func (u *usersScreen) GuidePage() string { return "journey" }

// Find shows the user with an address among all others.
func (u *usersScreen) Find(email string) {
	u.filter(func(q *app.Query) { *q = app.Query{Text: email, Status: app.AllUsers, Order: q.Order} })
}
