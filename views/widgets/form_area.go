package widgets

import (
	"slices"
	"sort"

	"fyne.io/fyne/v2"
)

// Form is a row of a DataList that is made of widgets, for lists in which something is
// filled in.
type Form interface {
	// Cells are the parts below each other that the row consists of: in each one object
	// a column, nil for none.
	Cells() [][]fyne.CanvasObject
	// Show sets the widgets from what they stand for.
	Show()
	// First is what takes the keys of the row, nil if nothing can.
	First() fyne.Focusable
}

// formArea is the rows of a DataList that are forms. Each is as high as it needs to be;
// only those in sight are made, with a few around them for the Tab key to go to, and the
// height of the others is guessed until they come into sight.
type formArea struct {
	base
	list    *DataList
	current int
	scroll  *Scroll
	sheet   *formSheet
	rows    map[int]*formRow
	// ends holds where each row ends, as far as is known.
	ends    []float32
	heights []float32
	// least are the heights below which no row goes, nil for none.
	least []float32
	// arranging is set while rows are placed, which scrolls too.
	arranging bool
	// waiting is set while the current row is to have the keys and has no place yet.
	waiting bool
}

const (
	guessedForm = 86 // the height of a row that nobody has seen yet
	formsAround = 2  // rows that are kept above and below those in sight
)

func newFormArea(l *DataList) *formArea {
	a := &formArea{list: l, rows: map[int]*formRow{}}
	a.sheet = &formSheet{area: a}
	a.sheet.ExtendBaseWidget(a.sheet)
	a.scroll = NewScroll(a.sheet)
	a.scroll.OnScrolled = func(fyne.Position) { a.arrange() }
	a.ExtendBaseWidget(a)
	return a
}

// reset forgets all rows: others stand in their place.
func (a *formArea) reset() {
	clear(a.rows)
	a.heights, a.least = nil, nil
	a.scroll.Offset = fyne.Position{}
	a.Refresh()
}

// renew forgets the widgets of the rows, not their places.
func (a *formArea) renew() {
	clear(a.rows)
	a.least = slices.Clone(a.heights)
	a.Refresh()
}

// measure makes room for as many rows as there are.
func (a *formArea) measure() {
	n := a.list.Rows()
	if len(a.heights) != n {
		a.least = nil
		a.heights = make([]float32, n)
		for i := range a.heights {
			a.heights[i] = guessedForm
		}
		clear(a.rows)
	}
	a.current = max(0, min(a.current, n-1))
	a.sum()
}

func (a *formArea) sum() {
	a.ends = slices.Grow(a.ends[:0], len(a.heights))
	end := float32(0)
	for _, height := range a.heights {
		end += height
		a.ends = append(a.ends, end)
	}
}

func (a *formArea) top(row int) float32 {
	if row == 0 {
		return 0
	}
	return a.ends[row-1]
}

func (a *formArea) at(y float32) int {
	return min(len(a.ends)-1, sort.Search(len(a.ends), func(i int) bool { return a.ends[i] > y }))
}

// arrange makes and places the rows in sight. Where a row turns out to be of another
// height than was guessed, what is in sight stays where it is.
func (a *formArea) arrange() {
	if a.sheet.drawn == nil || a.Size().Height <= 0 || a.arranging {
		return
	}
	a.arranging = true
	defer func() { a.arranging = false }()
	if len(a.heights) != a.list.Rows() {
		a.measure()
	}
	if len(a.heights) == 0 {
		a.place(0, -1)
		return
	}
	first, last := 0, 0
	for range len(a.heights) {
		offset := a.scroll.Offset.Y
		top := a.at(offset)
		first, last = max(0, top-formsAround), min(len(a.heights)-1, a.at(offset+a.Size().Height)+formsAround)
		above, changed := a.fit(first, last, top)
		if !changed {
			break
		}
		a.sum()
		a.scroll.Offset.Y = max(0, offset+above)
	}
	a.place(first, last)
}

// fit measures rows; above is by how much those above the top one have grown.
func (a *formArea) fit(first, last, top int) (above float32, changed bool) {
	for row := first; row <= last; row++ {
		height := a.row(row).heightFor(a.Size().Width)
		if a.least != nil {
			height = max(height, a.least[row])
		}
		grown := height - a.heights[row]
		if grown == 0 {
			continue
		}
		a.heights[row] += grown
		changed = true
		if row < top {
			above += grown
		}
	}
	return above, changed
}

func (a *formArea) row(i int) *formRow {
	if a.rows[i] == nil {
		a.rows[i] = newFormRow(a, i)
	}
	return a.rows[i]
}

// place puts the rows made where they belong and forgets those out of sight, but for
// the current one, which may have the focus.
func (a *formArea) place(first, last int) {
	a.sheet.drawn.objects = a.sheet.drawn.objects[:0]
	for i := range a.rows {
		if (i < first || i > last) && i != a.current {
			delete(a.rows, i)
		}
	}
	for i := min(first, a.current); i <= max(last, a.current) && i < len(a.heights); i++ {
		row := a.rows[i]
		if row == nil {
			continue
		}
		row.Move(fyne.NewPos(0, a.top(i)))
		row.Resize(fyne.NewSize(a.Size().Width, a.heights[i]))
		a.sheet.drawn.objects = append(a.sheet.drawn.objects, row)
	}
	a.sheet.Resize(fyne.NewSize(a.Size().Width, max(a.total(), a.Size().Height)))
	a.scroll.Refresh()
	if a.waiting {
		a.focus()
	}
}

func (a *formArea) total() float32 {
	if len(a.ends) == 0 {
		return 0
	}
	return a.ends[len(a.ends)-1]
}

// first is what takes the keys of the current row, nil if nothing can.
func (a *formArea) first() fyne.Focusable {
	if len(a.heights) != a.list.Rows() {
		a.measure()
	}
	if a.current < 0 || a.current >= len(a.heights) {
		return nil
	}
	return a.row(a.current).form.First()
}

// focus gives the keys to the current row, as soon as it has its place.
func (a *formArea) focus() {
	first, on := a.first(), canvasOf(a)
	a.waiting = on == nil || first == nil || a.rows[a.current] == nil || a.rows[a.current].Size().IsZero()
	if !a.waiting {
		on.Focus(first)
	}
}

// setCurrent makes a row the current one and scrolls to it.
func (a *formArea) setCurrent(row int) {
	before := a.current
	a.current = row
	if row < 0 || row >= len(a.heights) || a.Size().Height <= 0 {
		return
	}
	for range 3 { // rows made on the way may move it
		offset := a.scroll.Offset.Y
		if top := a.top(row); top < offset {
			offset = top
		}
		a.row(row)
		if end := a.ends[row]; end > offset+a.Size().Height {
			offset = min(a.top(row), end-a.Size().Height)
		}
		a.scroll.Offset.Y = max(0, offset)
		a.arrange()
	}
	for _, i := range []int{before, row} {
		if a.rows[i] != nil {
			a.rows[i].Refresh()
		}
	}
}

// CreateRenderer is called by Fyne.
func (a *formArea) CreateRenderer() fyne.WidgetRenderer {
	l := &look{objects: []fyne.CanvasObject{a.scroll}}
	l.min = func() fyne.Size { return fyne.NewSize(100, 60) }
	l.refresh = func() {
		a.measure()
		for _, row := range a.rows {
			row.form.Show()
			row.Refresh()
		}
	}
	l.layout = func(size fyne.Size) {
		a.scroll.Resize(size)
		a.arrange()
	}
	return newLook(a, l)
}

// formSheet is what is scrolled.
type formSheet struct {
	base
	area  *formArea
	drawn *look
}

// CreateRenderer is called by Fyne.
func (s *formSheet) CreateRenderer() fyne.WidgetRenderer {
	s.drawn = &look{}
	s.drawn.min = func() fyne.Size { return fyne.NewSize(1, s.area.total()) }
	s.drawn.refresh = func() {}
	s.drawn.layout = func(fyne.Size) {}
	return newLook(s, s.drawn)
}
