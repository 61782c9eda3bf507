package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
)

// MenuItem is one line of a Menu. The zero item is a dividing line.
type MenuItem struct {
	Text string
	Icon Icon
	// Shortcut is only written beside the words; the key itself is the shell's.
	Shortcut string
	// Ticked puts a tick in the icon's place.
	Ticked bool
	// Dangerous takes the colour of deactivating.
	Dangerous bool
	// Disabled greys the item out; the arrows pass over it.
	Disabled bool
	// Items make a menu of its own, which opens beside this one.
	Items []MenuItem
	Do    func()
}

const menuItemHeight = 34

// menu is a list of items in front of everything; it takes the keys while it is there.
type menu struct {
	base
	items   []MenuItem
	hot     int
	least   float32
	tallest float32
	closed  func()
	scroll  float32
	// parent is the menu that this one opened beside; child the one open beside this.
	parent, child *menu
	// sideways goes to the menu before or after in a bar, nil without one.
	sideways func(step int)
	// beside is told where the pointer is while it is not over the menu; may be nil.
	beside func(fyne.Position)
	// gone is called once the menu is closed; may be nil.
	gone func()
}

func newMenu(items []MenuItem) *menu {
	m := &menu{items: items, hot: -1}
	m.ExtendBaseWidget(m)
	return m
}

// ShowMenu opens a menu with its corner at a place on the canvas; it moves to stay
// within the window. Escape or a click beside it closes it, and the focus goes back to
// where it was.
func ShowMenu(on fyne.Canvas, at fyne.Position, items []MenuItem) { showMenu(on, at, 0, items, -1) }

// ShowMenuBelow opens a menu below a widget, at least as wide as it if it drops from it
// like a list of choices.
func ShowMenuBelow(owner fyne.CanvasObject, items []MenuItem) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(owner)
	showMenu(canvasOf(owner), at.AddXY(0, owner.Size().Height+4), owner.Size().Width, items, -1)
}

func showMenu(on fyne.Canvas, at fyne.Position, least float32, items []MenuItem, hot int) {
	if on == nil || len(items) == 0 {
		return
	}
	m := newMenu(items)
	m.hot, m.least = hot, least
	m.present(on, at)
}

// present puts the menu in front of everything and gives it the keys.
func (m *menu) present(on fyne.Canvas, at fyne.Position) {
	panel := container.NewStack(newFloat(), m)
	o := newOverlay(panel, false)
	o.place = func(window fyne.Size) {
		m.tallest = window.Height - 16
		size := m.MinSize()
		pos := fyne.NewPos(min(at.X, window.Width-size.Width-8), min(at.Y, window.Height-size.Height-8))
		panel.Move(fyne.NewPos(max(8, pos.X), max(8, pos.Y)))
		panel.Resize(size)
	}
	o.beside = m.beside
	remove := present(on, o)
	m.closed = func() {
		remove()
		if m.gone != nil {
			m.gone()
			m.gone = nil
		}
	}
	o.outside = m.leave
	on.Focus(m)
}

// leave closes the menu and those that it opened beside.
func (m *menu) leave() {
	m.closed()
	if m.parent != nil {
		m.parent.leave()
	}
}

// openBeside opens an item's own menu, with its first item ready for keys if a key
// asked.
func (m *menu) openBeside(i int, byKey bool) {
	child := newMenu(m.items[i].Items)
	child.parent = m
	if byKey {
		child.hot = firstUsable(child.items)
	}
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(m)
	child.beside = func(p fyne.Position) {
		within := p.X >= corner.X && p.X < corner.X+m.Size().Width && p.Y >= corner.Y && p.Y < corner.Y+m.Size().Height
		if over := m.at(p.Y - corner.Y); within && over != i && m.usable(over) {
			child.closed()
			m.point(over)
		}
	}
	m.child, child.gone = child, func() { m.child = nil }
	child.present(canvasOf(m), corner.AddXY(m.Size().Width-4, m.top(i)-m.scroll-6))
}

// present puts an overlay up and returns what takes it away and gives the focus back.
func present(on fyne.Canvas, o *overlay) (remove func()) {
	before := on.Focused()
	on.Unfocus()
	if tips := tipsOn(on); tips != nil {
		tips.Clear()
	}
	on.Overlays().Add(o)
	frontChanged(on)
	o.Resize(on.Size())
	gone := false
	return func() {
		if gone {
			return
		}
		gone = true
		on.Overlays().Remove(o)
		frontChanged(on)
		if before != nil {
			on.Focus(before)
		}
	}
}

// FocusGained is called by the canvas.
func (m *menu) FocusGained() {}

// FocusLost is called by the canvas.
func (m *menu) FocusLost() {}

// TypedRune goes to the next item that begins with the letter.
func (m *menu) TypedRune(r rune) {
	for step := 1; step <= len(m.items); step++ {
		i := (m.hot + step + len(m.items)) % len(m.items)
		if m.usable(i) && startsWith(m.items[i].Text, r) {
			m.heat(i)
			return
		}
	}
}

// TypedKey moves with the arrows, does with Enter and closes with Escape.
func (m *menu) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyDown:
		m.step(1)
	case fyne.KeyUp:
		m.step(-1)
	case fyne.KeyHome:
		m.hot = -1
		m.step(1)
	case fyne.KeyEnd:
		m.hot = len(m.items)
		m.step(-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.do(m.hot, true)
	case fyne.KeyRight:
		m.right()
	case fyne.KeyLeft:
		if m.sideways != nil {
			m.sideways(-1)
			return
		}
		m.closed()
	case fyne.KeyEscape:
		m.closed()
	}
}

// right opens the menu beside, or goes to the next of the bar.
func (m *menu) right() {
	if m.usable(m.hot) && len(m.items[m.hot].Items) > 0 {
		m.openBeside(m.hot, true)
		return
	}
	root := m
	for root.parent != nil {
		root = root.parent
	}
	if root.sideways != nil {
		m.leave()
		root.sideways(1)
	}
}

// AcceptsTab keeps the Tab key in the menu, where it does nothing.
func (m *menu) AcceptsTab() bool { return true }

func (m *menu) step(by int) {
	i := m.hot
	for range m.items {
		i += by
		if i < 0 {
			i = len(m.items) - 1
		}
		if i >= len(m.items) {
			i = 0
		}
		if m.usable(i) {
			m.heat(i)
			return
		}
	}
}

func (m *menu) heat(i int) {
	m.hot = i
	top, bottom := m.top(i), m.top(i)+menuItemHeight
	if top-m.scroll < 6 {
		m.scroll = max(0, top-6)
	}
	if bottom-m.scroll > m.Size().Height-6 {
		m.scroll = bottom + 6 - m.Size().Height
	}
	m.Refresh()
}

func (m *menu) usable(i int) bool {
	return i >= 0 && i < len(m.items) && m.items[i].Text != "" && !m.items[i].Disabled
}

func (m *menu) do(i int, byKey bool) {
	if !m.usable(i) {
		return
	}
	if len(m.items[i].Items) > 0 {
		m.openBeside(i, byKey)
		return
	}
	m.leave()
	if m.items[i].Do != nil {
		m.items[i].Do()
	}
}

// top is where an item begins in the whole menu.
func (m *menu) top(i int) float32 {
	y := float32(6)
	for _, item := range m.items[:i] {
		y += itemHeight(item)
	}
	return y
}

func itemHeight(item MenuItem) float32 {
	if item.Text == "" {
		return 11
	}
	return menuItemHeight
}

// at is the item at a height, -1 if none.
func (m *menu) at(y float32) int {
	for i := range m.items {
		if top := m.top(i) - m.scroll; y >= top && y < top+itemHeight(m.items[i]) {
			return i
		}
	}
	return -1
}

// Tapped does what the item says.
func (m *menu) Tapped(e *fyne.PointEvent) {
	if heard(m, e) {
		m.do(m.at(e.Position.Y), false)
	}
}

// MouseIn is called by the driver.
func (m *menu) MouseIn(e *desktop.MouseEvent) { m.MouseMoved(e) }

// MouseMoved follows the pointer.
func (m *menu) MouseMoved(e *desktop.MouseEvent) {
	if i := m.at(e.Position.Y); i != m.hot && m.usable(i) {
		m.point(i)
	}
}

// point lights an item for the pointer and opens its own menu, if it has one.
func (m *menu) point(i int) {
	m.hot = i
	m.Refresh()
	if len(m.items[i].Items) > 0 && m.child == nil {
		m.openBeside(i, false)
	}
}

// MouseOut is called by the driver.
func (m *menu) MouseOut() {}

// Scrolled moves a menu that is higher than the window.
func (m *menu) Scrolled(e *fyne.ScrollEvent) {
	m.scroll = max(0, min(m.scroll-e.Scrolled.DY, m.full()-m.Size().Height))
	m.Refresh()
}

func (m *menu) full() float32 { return m.top(len(m.items)) + 6 }

// icons tells whether any item needs the column of icons.
func (m *menu) icons() bool {
	for _, item := range m.items {
		if item.Icon != "" || item.Ticked {
			return true
		}
	}
	return false
}

func (m *menu) width() float32 {
	width := float32(0)
	for _, item := range m.items {
		w := measure(&m.base, Body, []Span{{Text: item.Text}}).Width + 42
		if m.icons() {
			w += 26
		}
		if len(item.Items) > 0 {
			w += 24
		}
		if item.Shortcut != "" {
			w += measure(&m.base, Caption, []Span{{Text: item.Shortcut}}).Width + 24
		}
		width = max(width, w)
	}
	return max(width, m.least)
}
