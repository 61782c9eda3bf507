package widgets

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// rowArea is the rows of a DataList: it scrolls, takes the keys, and keeps as many
// rowViews as fit.
type rowArea struct {
	control
	list    *DataList
	current int
	// anchor is the row that was ticked last, where Shift begins.
	anchor int
	scroll *Scroll
	sheet  *rowSheet
	// ends holds where each row ends, if their heights differ.
	ends []float32
	// each is the height of a row if they do not.
	each  float32
	count int
}

func newRowArea(l *DataList) *rowArea {
	a := &rowArea{list: l, current: 0}
	a.sheet = newRowSheet(a)
	a.scroll = NewScroll(a.sheet)
	a.scroll.OnScrolled = func(fyne.Position) { a.sheet.arrange(false) }
	a.extend(a, nil)
	return a
}

func (a *rowArea) measure() {
	a.count = a.list.Rows()
	a.each = a.list.rowHeight()
	a.ends = a.ends[:0]
	if a.list.RowHeight != nil {
		end := float32(0)
		for row := range a.count {
			end += a.list.RowHeight(row)
			a.ends = append(a.ends, end)
		}
	}
	a.current = min(a.current, a.count-1)
	if a.current < 0 && a.count > 0 {
		a.current = 0
	}
}

func (a *rowArea) total() float32 {
	if len(a.ends) > 0 {
		return a.ends[len(a.ends)-1]
	}
	return a.each * float32(a.count)
}

// span is where a row begins and how high it is.
func (a *rowArea) span(row int) (top, height float32) {
	if len(a.ends) == 0 {
		return float32(row) * a.each, a.each
	}
	if row > 0 {
		top = a.ends[row-1]
	}
	return top, a.ends[row] - top
}

// at is the row at a height.
func (a *rowArea) at(y float32) int {
	if len(a.ends) > 0 {
		return sort.Search(len(a.ends), func(i int) bool { return a.ends[i] > y })
	}
	return int(y / a.each)
}

func (a *rowArea) shownRange() (first, last int) {
	if a.count == 0 || a.scroll.Size().Height <= 0 {
		return -1, -1
	}
	first = max(0, a.at(a.scroll.Offset.Y))
	last = min(a.count-1, a.at(a.scroll.Offset.Y+a.scroll.Size().Height-1))
	return min(first, last), last
}

// reveal scrolls to the current row.
func (a *rowArea) reveal() {
	if a.current < 0 || a.current >= a.list.Rows() || a.scroll.Size().Height <= 0 {
		return
	}
	if a.count != a.list.Rows() {
		a.measure()
	}
	top, height := a.span(a.current)
	offset := a.scroll.Offset.Y
	if top < offset {
		offset = top
	}
	if bottom := top + height; bottom > offset+a.scroll.Size().Height {
		offset = bottom - a.scroll.Size().Height
	}
	if offset != a.scroll.Offset.Y {
		a.scroll.ScrollToOffset(fyne.NewPos(0, max(0, offset)))
		a.sheet.arrange(false)
	}
}

// move goes to another row, as a person does.
func (a *rowArea) move(to int) {
	to = max(0, min(to, a.count-1))
	if a.count == 0 {
		return
	}
	changed := to != a.current
	a.current = to
	a.reveal()
	a.sheet.arrange(true)
	if changed && a.list.OnCurrent != nil {
		a.list.OnCurrent(to)
	}
}

// TypedKey moves, ticks, opens.
func (a *rowArea) TypedKey(key *fyne.KeyEvent) {
	a.ring()
	page := max(1, int(a.scroll.Size().Height/max(1, a.each))-1)
	switch key.Name {
	case fyne.KeyDown:
		a.step(1)
	case fyne.KeyUp:
		a.step(-1)
	case fyne.KeyLeft, fyne.KeyRight:
		a.sideways(key)
	case fyne.KeyPageDown:
		a.move(a.current + page)
	case fyne.KeyPageUp:
		a.move(a.current - page)
	case fyne.KeyHome:
		a.move(0)
	case fyne.KeyEnd:
		a.move(a.count - 1)
	case fyne.KeySpace:
		a.tick(a.current)
	case fyne.KeyReturn, fyne.KeyEnter:
		a.open(a.current)
	case desktop.KeyMenu:
		a.menu(a.current, nil)
	case fyne.KeyF10:
		if a.shifted() {
			a.menu(a.current, nil)
			return
		}
		pass(a, key)
	default:
		pass(a, key)
	}
}

// sideways moves between the parts of the current row, where it has any.
func (a *rowArea) sideways(key *fyne.KeyEvent) {
	if a.list.OnSideways == nil || a.current < 0 || a.current >= a.count {
		pass(a, key)
		return
	}
	a.list.OnSideways(a.current, key.Name == fyne.KeyRight)
}

func (a *rowArea) shifted() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

// TypedShortcut ticks all with Ctrl+A and leaves the others to the window.
func (a *rowArea) TypedShortcut(s fyne.Shortcut) {
	if _, all := s.(*fyne.ShortcutSelectAll); all && a.list.OnTickAll != nil {
		a.list.OnTickAll(true)
		return
	}
	passShortcut(a, s)
}

func (a *rowArea) tick(row int) {
	if row < 0 || row >= a.count || a.list.Tick == nil || a.list.OnTick == nil {
		return
	}
	if state := a.list.Tick(row); state != NoTick {
		a.anchor = row
		a.list.OnTick(row, state != On)
		a.list.Refresh()
	}
}

// step moves by a row and, with Shift, ticks on the way.
func (a *rowArea) step(by int) {
	if !a.shifted() || a.list.OnTickRange == nil {
		a.move(a.current + by)
		return
	}
	if a.list.Tick(a.current) != On {
		a.anchor = a.current
	}
	a.move(a.current + by)
	a.tickTo(a.current)
}

// tickTo ticks all from the row that was ticked last to this one.
func (a *rowArea) tickTo(row int) {
	if row < 0 || row >= a.count || a.list.OnTickRange == nil {
		a.tick(row)
		return
	}
	from := min(a.anchor, a.count-1)
	a.list.OnTickRange(min(from, row), max(from, row))
	a.list.Refresh()
}

func (a *rowArea) open(row int) {
	if row >= 0 && row < a.count && a.list.OnOpen != nil {
		a.list.OnOpen(row)
	}
}

// menu opens a row's menu, at its ⋮ if no place is given.
func (a *rowArea) menu(row int, at *fyne.Position) {
	if row < 0 || row >= a.count || a.list.Menu == nil {
		return
	}
	items := a.list.Menu(row)
	on := canvasOf(a)
	if at == nil {
		top, height := a.span(row)
		corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(a)
		pos := corner.AddXY(a.Size().Width-menuWidth, top-a.scroll.Offset.Y+height-4)
		at = &pos
	}
	hot := -1
	if a.ringed {
		hot = firstUsable(items)
	}
	showMenu(on, *at, 0, items, hot)
}

// FocusGained is called by the canvas.
func (a *rowArea) FocusGained() {
	a.control.FocusGained()
	a.sheet.arrange(true)
}

// FocusLost is called by the canvas.
func (a *rowArea) FocusLost() {
	a.control.FocusLost()
	a.sheet.arrange(true)
}

// ring shows the ring around the current row.
func (a *rowArea) ring() {
	if !a.ringed {
		a.ringed = true
		a.sheet.arrange(true)
	}
}

// Tapped takes the focus for a click below the last row.
func (a *rowArea) Tapped(*fyne.PointEvent) { a.grab() }

// CreateRenderer is called by Fyne.
func (a *rowArea) CreateRenderer() fyne.WidgetRenderer {
	l := &look{objects: []fyne.CanvasObject{a.scroll}}
	l.min = func() fyne.Size { return fyne.NewSize(100, 60) }
	l.refresh = func() {
		a.measure()
		a.sheet.Refresh()
		a.scroll.Refresh()
	}
	l.layout = func(size fyne.Size) {
		a.scroll.Resize(size)
		a.sheet.arrange(false)
	}
	return newLook(a, l)
}

func firstUsable(items []MenuItem) int {
	for i, item := range items {
		if item.Text != "" && !item.Disabled {
			return i
		}
	}
	return -1
}
