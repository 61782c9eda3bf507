package widgets

import (
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// DataList is a table: a header and rows that share their columns. It draws only the
// rows that can be seen and asks for nothing else, so 100,000 rows cost what 20 do.
//
// Keys: arrows, Home, End, Page Up and Page Down move; Space ticks; Enter opens; the
// Menu key or Shift+F10 opens the row's menu, as a right click does; Ctrl+A ticks all;
// Shift with an arrow or a click ticks up to there.
// Set the fields before the list is shown; call Refresh when what they tell has changed.
type DataList struct {
	base
	// Cell tells what stands in a cell.
	Cell func(row int, column string) Cell
	// Rows tells how many rows there are.
	Rows func() int

	// Tick tells whether a row is ticked; with OnTick it makes the column of boxes.
	Tick func(row int) TickState
	// OnTick is called when a person ticks a row or takes the tick away.
	OnTick func(row int, on bool)
	// OnTickRange is called for rows that are ticked together, both ends included: with
	// Shift and a click, or Shift and an arrow. Without it Shift makes no difference.
	OnTickRange func(from, to int)
	// TickAll tells what the box in the header shows, OnTickAll is called by it.
	TickAll   func() TickState
	OnTickAll func(on bool)

	// Menu makes the column with ⋮ and tells what a row's menu holds.
	Menu func(row int) []MenuItem
	// NoDots leaves the column with ⋮ out: the menu then opens by key and right click.
	NoDots bool
	// MenuTip is what ⋮ is called when the pointer rests on it.
	MenuTip string
	// OnOpen is called for Enter and a double click.
	OnOpen func(row int)
	// OnSideways is called for the arrows to the left and to the right, which open and
	// close the rows of a tree.
	OnSideways func(row int, right bool)
	// OnTapped is called for a click with how far from the left edge of the row it was;
	// where it answers true that is all that happens.
	OnTapped func(row int, x float32) (used bool)
	// OnCurrent is called when a person moves to another row.
	OnCurrent func(row int)
	// Chosen tells which rows stand on the selection colour: the current one unless set.
	Chosen func(row int) bool
	// Faded tells which rows are greyed out, as people left out of a plan are.
	Faded func(row int) bool
	// RowHeight tells the height of each row, if they differ.
	RowHeight func(row int) float32

	// OnSort is called when a person sorts by a column; the list shows the arrow.
	OnSort func(column string, descending bool)
	// OnWidths is called when a person has changed widths, with those to remember.
	OnWidths func(widths map[string]float32)
	// OnShown is called when other rows have come into sight.
	OnShown func()
	// Name is what a screen reader says before the row; "" says the row alone.
	Name string
	// Empty is shown in place of rows if there are none.
	Empty fyne.CanvasObject

	columns    *columns
	sorted     string
	descending bool
	tall       bool
	header     *header
	area       *rowArea
	headless   bool
	// forms makes the rows, which then are not drawn by Cell, in formArea.
	forms    func(row int) Form
	formArea *formArea
}

// NewDataList is a list with these columns.
func NewDataList(cols []Column, rows func() int, cell func(row int, column string) Cell) *DataList {
	l := &DataList{Rows: rows, Cell: cell, columns: &columns{all: cols}}
	l.header, l.area = newHeader(l), newRowArea(l)
	l.ExtendBaseWidget(l)
	return l
}

// TwoLines makes the rows high enough for a second line and returns the list.
func (l *DataList) TwoLines() *DataList {
	l.tall = true
	return l
}

// Forms makes each row a form, as high as it needs to be, and returns the list. OnOpen,
// ticks, menus and sorting by keys are for drawn rows only.
func (l *DataList) Forms(form func(row int) Form) *DataList {
	l.forms, l.formArea = form, newFormArea(l)
	return l
}

// Form is the form of a row.
func (l *DataList) Form(row int) Form { return l.formArea.row(row).form }

// Reset forgets the forms that were made: other rows stand in their place.
func (l *DataList) Reset() {
	if l.formArea != nil {
		l.formArea.reset()
	}
}

// Renew makes the forms anew in their places: no row becomes lower than it was, and what
// is in sight stays where it is.
func (l *DataList) Renew() {
	if l.formArea != nil {
		l.formArea.renew()
	}
}

// body is what stands below the header.
func (l *DataList) body() fyne.CanvasObject {
	if l.formArea != nil {
		return l.formArea
	}
	return l.area
}

// NoHeader leaves the header out and returns the list.
func (l *DataList) NoHeader() *DataList {
	l.headless = true
	return l
}

// SetColumns replaces the columns; dragged widths and the order stay.
func (l *DataList) SetColumns(cols []Column) {
	l.columns.all, l.columns.narrowed = cols, nil
	l.Refresh()
}

// SetSort shows by which column the rows are sorted, without calling OnSort.
func (l *DataList) SetSort(column string, descending bool) {
	l.sorted, l.descending = column, descending
	l.Refresh()
}

// Sort tells by which column the list shows itself sorted.
func (l *DataList) Sort() (column string, descending bool) { return l.sorted, l.descending }

// SetWidths takes widths that OnWidths reported before.
func (l *DataList) SetWidths(widths map[string]float32) {
	l.columns.set(widths)
	l.Refresh()
}

// Widths are the widths that a person dragged.
func (l *DataList) Widths() map[string]float32 { return maps.Clone(l.columns.dragged) }

// Current is the row that keys go to, -1 if there is none.
func (l *DataList) Current() int {
	if l.formArea != nil {
		return l.formArea.current
	}
	if l.area.current >= l.Rows() {
		return l.Rows() - 1
	}
	return l.area.current
}

// SetCurrent moves to a row and scrolls to it, without calling OnCurrent.
func (l *DataList) SetCurrent(row int) {
	if l.formArea != nil {
		l.formArea.setCurrent(row)
		return
	}
	l.area.current = row
	l.area.reveal()
	l.Refresh()
}

// Mark makes a row the current one wherever it is: nothing moves under the pointer.
func (l *DataList) Mark(row int) {
	l.area.current = row
	l.Refresh()
}

// Reveal scrolls to the current row.
func (l *DataList) Reveal() { l.area.reveal() }

// Choose moves to a row as a person does.
func (l *DataList) Choose(row int) {
	if l.formArea != nil {
		l.formArea.choose(row)
		return
	}
	l.area.move(row)
}

// FocusRows gives the keys to the rows.
func (l *DataList) FocusRows() {
	c := canvasOf(l)
	if l.formArea != nil {
		l.formArea.focus()
		return
	}
	if c != nil {
		c.Focus(l.area)
	}
}

// Focus is what receives the keys of the rows, to be compared with what has the focus.
func (l *DataList) Focus() fyne.Focusable {
	if l.formArea != nil {
		return l.formArea.first()
	}
	return l.area
}

func (l *DataList) rowHeight() float32 {
	if l.tall {
		return l.size(SizeTallRow)
	}
	return l.size(SizeRow)
}

// Shown tells which rows can be seen, the last included; both -1 if none.
func (l *DataList) Shown() (first, last int) { return l.area.shownRange() }

// dots reports whether each row has a ⋮.
func (l *DataList) dots() bool { return l.Menu != nil && !l.NoDots }

func (l *DataList) tickAll() TickState {
	if l.TickAll == nil {
		return Off
	}
	return l.TickAll()
}

func (l *DataList) sortBy(id string) {
	l.descending = l.sorted == id && !l.descending
	l.sorted = id
	if l.OnSort != nil {
		l.OnSort(id, l.descending)
	}
	l.Refresh()
}

// fit makes a column as wide as its title and the rows in sight want it.
func (l *DataList) fit(id string) {
	width := float32(leastWidth)
	for _, c := range l.columns.all {
		if c.ID == id {
			width = max(width, measure(&l.base, CaptionBold, []Span{{Text: c.Title}}).Width+2*cellMargin+18)
		}
	}
	first, last := l.area.shownRange()
	for row := max(0, first); row <= last; row++ {
		width = max(width, l.Cell(row, id).wish(&l.base))
	}
	l.columns.drag(id, width)
	l.Refresh()
}

func (l *DataList) reportWidths() {
	if l.OnWidths != nil {
		l.OnWidths(maps.Clone(l.columns.dragged))
	}
}

// CreateRenderer is called by Fyne.
func (l *DataList) CreateRenderer() fyne.WidgetRenderer {
	l.arrange()
	empty := container.NewStack()
	r := &look{objects: []fyne.CanvasObject{l.header, l.body(), empty}}
	r.min = func() fyne.Size { return fyne.NewSize(200, headerHeight+2*l.rowHeight()) }
	r.refresh = func() {
		l.arrange()
		l.header.Hidden = l.headless
		empty.Objects = nil
		if l.Empty != nil && l.Rows() == 0 {
			empty.Objects = []fyne.CanvasObject{l.Empty}
		}
		l.header.Refresh()
		l.body().Refresh()
		empty.Refresh()
	}
	r.layout = func(size fyne.Size) {
		top := float32(headerHeight)
		if l.headless {
			top = 0
		}
		l.header.Resize(fyne.NewSize(size.Width, headerHeight))
		for _, o := range []fyne.CanvasObject{l.body(), empty} {
			o.Move(fyne.NewPos(0, top))
			o.Resize(fyne.NewSize(size.Width, max(0, size.Height-top)))
		}
	}
	return newLook(l, r)
}

func (l *DataList) arrange() {
	if ticks, menus := l.Tick != nil, l.dots(); ticks != l.columns.ticks || menus != l.columns.menus {
		l.columns.ticks, l.columns.menus, l.columns.narrowed = ticks, menus, nil
	}
}
