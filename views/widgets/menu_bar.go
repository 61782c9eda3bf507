package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

const (
	menuBarHeight = 30
	menuBarMargin = 10 // beside a title
)

// MenuBar shows a window's main menu at its top, in our own look: Fyne's bar writes the
// shortcuts so faintly that they cannot be read. It only shows them; the keys themselves
// are the canvas's affair.
//
// Clicks open; while a menu is open, pointing at another title opens that one. Activate
// opens the first by a key, Left and Right go from one to the next, Escape leaves.
type MenuBar struct {
	base
	menus []*fyne.Menu
	// shortcut writes a shortcut out.
	shortcut func(fyne.Shortcut) string
	hovered  int // the title under the pointer, -1 for none
	opened   int // the menu that is open, -1 for none
	close    func()
}

// NewMenuBar is a bar for a main menu. It reads the entries when a menu is opened.
func NewMenuBar(main *fyne.MainMenu, shortcut func(fyne.Shortcut) string) *MenuBar {
	b := &MenuBar{menus: main.Items, shortcut: shortcut, hovered: -1, opened: -1}
	b.ExtendBaseWidget(b)
	return b
}

// SetMenu replaces the menus.
func (b *MenuBar) SetMenu(main *fyne.MainMenu) {
	b.menus = main.Items
	b.Refresh()
}

// Activate opens the first menu for the keyboard.
func (b *MenuBar) Activate() { b.open(0, true) }

// Tapped opens the menu under the pointer.
func (b *MenuBar) Tapped(e *fyne.PointEvent) { b.open(b.at(e.Position.X), false) }

// MouseIn is called by the driver.
func (b *MenuBar) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved lights the title under the pointer.
func (b *MenuBar) MouseMoved(e *desktop.MouseEvent) { b.hover(b.at(e.Position.X)) }

// MouseOut is called by the driver.
func (b *MenuBar) MouseOut() { b.hover(-1) }

func (b *MenuBar) hover(i int) {
	if i != b.hovered {
		b.hovered = i
		b.Refresh()
	}
}

// open shows a menu in the place of the one that is open.
func (b *MenuBar) open(i int, byKey bool) {
	if b.close != nil {
		b.close()
	}
	if i < 0 || i >= len(b.menus) {
		return
	}
	items := b.items(b.menus[i])
	m := newMenu(items)
	if byKey {
		m.hot = firstUsable(items)
	}
	m.sideways = func(step int) { b.open((i+step+len(b.menus))%len(b.menus), true) }
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
	x, _ := b.span(i)
	m.beside = func(p fyne.Position) {
		if other := b.at(p.X - corner.X); p.Y < corner.Y+menuBarHeight && other >= 0 && other != i {
			b.open(other, false)
		}
	}
	m.present(canvasOf(b), corner.AddXY(x, menuBarHeight))
	b.opened = i
	b.close = m.closed
	m.gone = func() {
		b.opened, b.close = -1, nil
		b.Refresh()
	}
	b.Refresh()
}

// items are the entries of a menu as our menus have them.
func (b *MenuBar) items(of *fyne.Menu) []MenuItem {
	var items []MenuItem
	for _, entry := range of.Items {
		if entry.IsSeparator {
			items = append(items, MenuItem{})
			continue
		}
		item := MenuItem{Text: entry.Label, Disabled: entry.Disabled, Ticked: entry.Checked, Do: entry.Action}
		if entry.Shortcut != nil {
			item.Shortcut = b.shortcut(entry.Shortcut)
		}
		if entry.ChildMenu != nil {
			item.Items = b.items(entry.ChildMenu)
		}
		items = append(items, item)
	}
	return items
}

// span is where a title begins and how wide it is.
func (b *MenuBar) span(i int) (x, width float32) {
	x = 8
	for j := 0; ; j++ {
		width = measure(&b.base, Body, []Span{{Text: b.menus[j].Label}}).Width + 2*menuBarMargin
		if j == i {
			return x, width
		}
		x += width
	}
}

// at is the title at a place, -1 for none.
func (b *MenuBar) at(x float32) int {
	for i := range b.menus {
		if from, width := b.span(i); x >= from && x < from+width {
			return i
		}
	}
	return -1
}

// CreateRenderer is called by Fyne.
func (b *MenuBar) CreateRenderer() fyne.WidgetRenderer {
	ground, line := &canvas.Rectangle{}, &canvas.Rectangle{}
	l := &look{}
	l.min = func() fyne.Size { return fyne.NewSize(200, menuBarHeight) }
	l.refresh = func() {
		ground.FillColor, line.FillColor = b.color(ColorSide), b.color(ColorLine)
	}
	l.layout = func(size fyne.Size) {
		ground.Resize(size)
		line.Move(fyne.NewPos(0, size.Height-1))
		line.Resize(fyne.NewSize(size.Width, 1))
		l.objects = []fyne.CanvasObject{ground, line}
		for i, menu := range b.menus {
			l.objects = append(l.objects, b.draw(i, menu.Label)...)
		}
	}
	return newLook(b, l)
}

func (b *MenuBar) draw(i int, title string) []fyne.CanvasObject {
	x, width := b.span(i)
	words := &strip{}
	words.set(&b.base, Body, []Span{{Text: title}}, -1)
	words.move(fyne.NewPos(x+menuBarMargin, (menuBarHeight-1-words.height)/2))
	if i != b.hovered && i != b.opened {
		return words.objects()
	}
	behind := &plate{}
	behind.dress(b.color(ColorHover), nil, 0, 6)
	if i == b.opened {
		behind.FillColor = b.color(ColorPressed)
	}
	behind.put(fyne.NewPos(x, 3), fyne.NewSize(width, menuBarHeight-7))
	return append([]fyne.CanvasObject{&behind.Rectangle}, words.objects()...)
}
