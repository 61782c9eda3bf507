package views

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// sidebar is the column at the left: the organization, the places, letters
// that wait, the last backup.
type sidebar struct {
	content fyne.CanvasObject
	words   *assets.Words
	now     func() time.Time
	emblem  *widgets.Avatar
	name    *widgets.Text
	file    *widgets.Text
	items   map[desk.Place]*widgets.NavItem
	mail    *widgets.Link // hidden while no letter waits
	foot    *widgets.Link
}

func newSidebar(s *Shell) *sidebar {
	b := &sidebar{
		words:  s.Words,
		now:    s.Now,
		emblem: widgets.NewEmblem(widgets.KindAccent, "", "", 34),
		name:   widgets.NewText(widgets.BodyBold, "").CutBelow(40),
		file:   widgets.NewText(widgets.Caption, "").CutBelow(40),
		items:  map[desk.Place]*widgets.NavItem{},
	}
	var column []*widgets.NavItem
	for _, n := range desk.Navigation {
		to := n.Place
		item := widgets.NewNavItem(n.Icon, s.Words.T(n.Words), func() { s.open(to) })
		b.items[to] = item
		column = append(column, item)
	}
	b.foot = widgets.NewIconLink(widgets.IconBackup, "", s.AskRestore)
	b.foot.Style = widgets.Caption
	b.foot.Hide() // until the backups are known
	b.mail = widgets.NewIconLink(widgets.IconMail, "", s.openMailSettings)
	b.mail.Style = widgets.Caption
	b.mail.Hide()
	head := widgets.HStack(10, b.emblem, widgets.Grow(40, widgets.VStack(0, b.name, b.file)))
	inside := widgets.Framed(
		widgets.Inset(17, 12, 14, 18, head),
		widgets.Inset(8, 12, 16, 21, widgets.VStack(8, b.mail, b.foot)),
		nil, nil,
		widgets.Inset(0, 12, 0, 12, widgets.NavColumn(column...)),
	)
	edge := widgets.Wide(1, widgets.Ground(widgets.ColorLine))
	b.content = container.NewStack(
		widgets.Ground(widgets.ColorSide),
		widgets.Framed(nil, nil, nil, edge, widgets.Wide(desk.SidebarWidth-1, inside)),
	)
	return b
}

// choose marks the place in front.
func (b *sidebar) choose(p desk.Place) {
	if p == desk.PlaceCompare {
		p = desk.PlaceHistory
	}
	if p == desk.PlaceHierarchyUpload {
		p = desk.PlaceHierarchy
	}
	for other, item := range b.items {
		item.SetChosen(other == p)
	}
}

// show sets what the sidebar says of the organization.
func (b *sidebar) show(name, file string, backups []app.Backup) {
	b.emblem.SetInitials(widgets.Initials(name))
	b.name.SetText(name)
	b.file.SetText(file)
	b.foot.SetText(b.lastBackup(backups))
	b.foot.Show()
	b.content.Refresh()
}

// lastBackup says when the newest backup was taken.
func (b *sidebar) lastBackup(backups []app.Backup) string {
	if len(backups) == 0 {
		return b.words.T("side.nobackup")
	}
	at := backups[0].At.Local()
	if at.Format(time.DateOnly) == b.now().Format(time.DateOnly) {
		return b.words.T("side.backup.today", "time", b.words.Time(at))
	}
	return b.words.T("side.backup", "date", b.words.Date(at))
}

// showMail says how many letters wait, or need a person's help (SPEC S11.4).
func (b *sidebar) showMail(o outbox.Contents) {
	waiting, help := o.Waiting(), o.NeedHelp()
	b.mail.Hidden = waiting+help == 0
	b.mail.Icon, b.mail.Style = widgets.IconMail, widgets.Caption
	b.mail.SetText(b.words.N("side.mail.waiting", waiting))
	if help > 0 {
		b.mail.Icon, b.mail.Style = widgets.IconProblem, widgets.Caption.In(widgets.KindProblem.Color())
		b.mail.SetText(b.words.N("side.mail.failed", help))
	}
	b.content.Refresh()
}
