package guide

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// guidePages are the pages of the guide in their order.
var guidePages = []struct {
	name string
	icon widgets.Icon
	make func(*desk.Desk) []fyne.CanvasObject
}{
	{"journey", widgets.IconUsers, journeyPage},
	{"file", widgets.IconSheet, filePage},
	{"kinds", widgets.IconMoved, kindsPage},
	{"guards", widgets.IconWarning, guardsPage},
	{"wrong", widgets.IconUndo, wrongPage},
	{"roles", widgets.IconHierarchy, rolesPage},
	{"mail", widgets.IconMail, lettersPage},
	{"keys", widgets.IconSettings, keysPage},
}

// guide is the help inside the program: pages at the left, one card at the right, as in
// Settings.
type guide struct {
	desk  *desk.Desk
	state guideState
	items map[string]*widgets.NavItem
	body  *fyne.Container
	text  *widgets.Scroll
	page  fyne.CanvasObject
}

// guideState is the page in front, and where Escape leads back to.
type guideState struct {
	page string
	from desk.Place
}

// New makes the guide.
func New(s *desk.Desk) desk.Guide { return newGuide(s) }

func newGuide(s *desk.Desk) *guide {
	g := &guide{desk: s, state: guideState{page: guidePages[0].name}, items: map[string]*widgets.NavItem{}, body: container.NewStack()}
	var items []*widgets.NavItem
	for _, p := range guidePages {
		item := widgets.NewNavItem(p.icon, s.Words.T("help.page."+p.name), func() { g.turnTo(p.name) })
		g.items[p.name] = item
		items = append(items, item)
	}
	back := widgets.NewIconLink("", s.Words.T("help.back"), g.back)
	back.Style = widgets.Body.In(widgets.ColorAccent)
	title := widgets.Inset(0, 0, 10, 0, widgets.PageHeader(widgets.NewText(widgets.PageTitle, s.Words.T("help.title")), back))
	left := widgets.Wide(256, widgets.NavColumn(items...))
	card := container.New(widgets.AtMost{Width: 860}, widgets.NewBareCard(g.body))
	g.page = container.New(desk.PageMargin{}, widgets.Stacked(title, widgets.HFill(16, left, widgets.Grow(300, card)), widgets.VStack(0)))
	return g
}

func (g *guide) Content() fyne.CanvasObject { return g.page }

// Shown puts the keys on the page in front, so that the arrows turn over.
func (g *guide) Shown() {
	g.show()
	g.desk.Window.Canvas().Focus(g.items[g.state.page])
}

func (g *guide) turnTo(page string) {
	g.state.page = page
	g.show()
}

// show sets every widget from the state.
func (g *guide) show() {
	w := g.desk.Words
	for _, p := range guidePages {
		g.items[p.name].SetChosen(p.name == g.state.page)
		if p.name != g.state.page {
			continue
		}
		head := widgets.VStack(6, widgets.NewText(widgets.PageTitle, w.T("help.page."+p.name)), widgets.NewParagraph(widgets.Muted, w.T("help.lead."+p.name)))
		parts := append([]fyne.CanvasObject{head}, p.make(g.desk)...)
		text := widgets.Limit(720, widgets.VStack(20, parts...))
		g.text = widgets.NewScroll(widgets.Inset(20, 24, 28, 24, text))
		g.body.Objects = []fyne.CanvasObject{g.text}
	}
	g.body.Refresh()
}

// Key scrolls the page, and leads back.
func (g *guide) Key(name fyne.KeyName) bool {
	most := max(0, g.text.Content.MinSize().Height-g.text.Size().Height)
	at, step := g.text.Offset.Y, g.text.Size().Height*0.8
	switch name {
	case fyne.KeyEscape:
		g.back()
		return true
	case fyne.KeyPageDown:
		at += step
	case fyne.KeyPageUp:
		at -= step
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = most
	default:
		return false
	}
	g.text.ScrollToOffset(fyne.NewPos(0, min(most, max(0, at))))
	return true
}

// back leads to where the guide was opened.
func (g *guide) back() { g.desk.Go.Open(g.state.from) }

// Keep and take hold the page across a change of language.
func (g *guide) Keep() any { return g.state }

func (g *guide) Take(kept any) {
	g.state = kept.(guideState)
	g.show()
}

// Turn turns to a page, or to none for "". from is where the guide was opened.
func (g *guide) Turn(page string, from desk.Place) {
	if from != desk.PlaceGuide {
		g.state.from = from
	}
	if page != "" {
		g.state.page = page
	}
}
