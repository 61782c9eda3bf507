package widgets

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/views/task"
)

// people is a list of many rows, and what was done in it.
type people struct {
	list    *DataList
	rows    int
	ticked  map[int]bool
	opened  int
	current int
	asked   int
}

func newPeople(t *testing.T, rows int) (*people, fyne.Window) {
	p := &people{rows: rows, ticked: map[int]bool{}, opened: -1, current: -1}
	p.list = NewDataList([]Column{
		{ID: "name", Title: "Name", Min: 120, Weight: 2, Sortable: true}, {ID: "email", Title: "Email", Min: 120, Weight: 3, Sortable: true}, {ID: "id", Title: "ID", Min: 60},
	}, func() int { return p.rows }, func(row int, column string) Cell {
		p.asked++
		return TextCell(fmt.Sprintf("%s of a person with a long name %d", column, row))
	})
	p.list.Tick = func(row int) TickState { return tickOf(p.ticked[row]) }
	p.list.OnTick = func(row int, on bool) { p.ticked[row] = on }
	p.list.Menu = func(int) []MenuItem { return []MenuItem{{Text: "Edit"}} }
	p.list.OnOpen = func(row int) { p.opened = row }
	p.list.OnCurrent = func(row int) { p.current = row }
	w := open(t, light, small, container.NewStack(p.list, NewTips()))
	w.Canvas().Focus(p.list.area)
	return p, w
}

func (p *people) keys(names ...fyne.KeyName) {
	for _, name := range names {
		p.list.area.TypedKey(key(name))
	}
}

func TestListOfMillionsAsksForWhatIsSeen(t *testing.T) {
	p, w := newPeople(t, 100_000)
	if p.asked > 400 {
		t.Errorf("asked for %d cells to show a dozen rows", p.asked)
	}
	p.asked = 0
	p.keys(fyne.KeyEnd)
	first, last := p.list.Shown()
	if last != 99_999 || first < 99_980 || p.asked > 400 {
		t.Errorf("End shows %d to %d and asked for %d cells", first, last, p.asked)
	}
	test.Scroll(w.Canvas(), fyne.NewPos(300, 200), 0, 4000)
	if first, _ := p.list.Shown(); first >= 99_980 {
		t.Errorf("scrolling back shows %d first", first)
	}
	if n := len(p.list.area.sheet.shown) + len(p.list.area.sheet.spare); n > 40 {
		t.Errorf("%d rows were made", n)
	}
}

func TestListKeys(t *testing.T) {
	p, _ := newPeople(t, 1000)
	p.keys(fyne.KeyDown, fyne.KeyDown)
	if p.current != 2 {
		t.Errorf("two down is %d", p.current)
	}
	p.keys(fyne.KeyUp, fyne.KeyUp, fyne.KeyUp)
	if p.current != 0 {
		t.Errorf("up beyond the first is %d", p.current)
	}
	p.keys(fyne.KeyPageDown)
	if p.current < 5 || p.current > 12 {
		t.Errorf("a page is %d rows", p.current)
	}
	p.keys(fyne.KeySpace)
	if !p.ticked[p.current] {
		t.Error("Space did not tick")
	}
	p.keys(fyne.KeySpace)
	if p.ticked[p.current] {
		t.Error("Space did not take the tick away")
	}
	p.keys(fyne.KeyEnd, fyne.KeyReturn)
	if p.opened != 999 {
		t.Errorf("Enter opened %d", p.opened)
	}
	p.keys(fyne.KeyHome)
	if first, _ := p.list.Shown(); first != 0 || p.list.Current() != 0 {
		t.Errorf("Home shows %d", first)
	}
}

func TestListMenuByKeyAndPointer(t *testing.T) {
	p, w := newPeople(t, 10)
	p.keys(fyne.KeyDown, desktop.KeyMenu)
	m, ok := w.Canvas().Focused().(*menu)
	if !ok {
		t.Fatal("the Menu key opened nothing")
	}
	if m.hot != 0 {
		t.Error("opened by key, the first item should be hot")
	}
	m.TypedKey(key(fyne.KeyEscape))
	if w.Canvas().Focused() != p.list.Focus() {
		t.Fatal("Escape did not give the focus back")
	}
	row := p.list.area.sheet.shown[4]
	row.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(100, 100)})
	if p.list.Current() != 4 || w.Canvas().Overlays().Top() == nil {
		t.Errorf("a right click made %d current", p.list.Current())
	}
}

func TestRowClicks(t *testing.T) {
	p, _ := newPeople(t, 10)
	row := p.list.area.sheet.shown[3]
	row.Tapped(&fyne.PointEvent{Position: fyne.NewPos(20, 10)})
	if !p.ticked[3] || p.current != -1 {
		t.Errorf("a click on the box: ticked %v, current %d", p.ticked[3], p.current)
	}
	row.Tapped(&fyne.PointEvent{Position: fyne.NewPos(200, 10)})
	if p.current != 3 || p.opened != -1 {
		t.Errorf("a click: current %d, opened %d", p.current, p.opened)
	}
	row.Tapped(&fyne.PointEvent{Position: fyne.NewPos(200, 10)})
	if p.opened != 3 {
		t.Errorf("a double click opened %d", p.opened)
	}
	if p.list.area.ringed {
		t.Error("a click shows the ring")
	}
}

func TestShiftTicksUpToTheRow(t *testing.T) {
	p, _ := newPeople(t, 100)
	from, to := -1, -1
	p.list.OnTickRange = func(first, last int) { from, to = first, last }
	p.list.area.tick(7)
	p.list.area.tickTo(12)
	if from != 7 || to != 12 {
		t.Errorf("ticked %d to %d", from, to)
	}
	p.list.area.tickTo(3)
	if from != 3 || to != 7 {
		t.Errorf("upwards %d to %d", from, to)
	}
	p.list.OnTickRange, from = nil, -1
	p.list.area.tickTo(20)
	if from != -1 {
		t.Error("a range where there is none")
	}
}

// A search takes the row away that the pointer is over; then the pointer leaves it.
func TestThePointerLeavesARowThatIsGone(t *testing.T) {
	p, _ := newPeople(t, 10)
	p.list.Chosen = func(row int) bool {
		if row >= p.rows {
			t.Errorf("row %d was asked for, of %d", row, p.rows)
		}
		return false
	}
	row := p.list.area.sheet.shown[7]
	at := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 5)}}
	row.MouseIn(at)
	p.rows = 2
	p.list.Refresh()
	row.MouseMoved(at)
	row.MouseOut()
	row.Tapped(&at.PointEvent)
	row.TappedSecondary(&at.PointEvent)
	row.CreateRenderer()
}

func TestHeaderTicksAllFromPartly(t *testing.T) {
	p, _ := newPeople(t, 10)
	state := Partly
	var said []bool
	p.list.TickAll = func() TickState { return state }
	p.list.OnTickAll = func(on bool) { said = append(said, on); state = tickOf(on) }
	p.list.header.Tapped(&fyne.PointEvent{Position: fyne.NewPos(20, 10)})
	p.list.header.Tapped(&fyne.PointEvent{Position: fyne.NewPos(20, 10)})
	p.list.area.TypedShortcut(&fyne.ShortcutSelectAll{})
	if fmt.Sprint(said) != "[true false true]" {
		t.Errorf("said %v", said)
	}
}

func TestHeaderSortsByClickAndKey(t *testing.T) {
	p, w := newPeople(t, 10)
	var sorts []string
	p.list.OnSort = func(column string, descending bool) { sorts = append(sorts, fmt.Sprint(column, descending)) }
	h := p.list.header
	h.Tapped(&fyne.PointEvent{Position: fyne.NewPos(h.places()[0].x+20, 10)})
	w.Canvas().Focus(h)
	h.TypedKey(key(fyne.KeyReturn))
	h.TypedKey(key(fyne.KeyRight))
	h.TypedKey(key(fyne.KeyReturn))
	h.TypedKey(key(fyne.KeyRight))
	h.TypedKey(key(fyne.KeyReturn))
	if fmt.Sprint(sorts) != "[namefalse nametrue emailfalse]" {
		t.Errorf("sorts %v", sorts)
	}
	h.TypedKey(key(fyne.KeyDown))
	if w.Canvas().Focused() != p.list.Focus() {
		t.Error("Down did not go to the rows")
	}
}

func TestColumnsAreDraggedAndFit(t *testing.T) {
	p, _ := newPeople(t, 10)
	var told map[string]float32
	p.list.OnWidths = func(widths map[string]float32) { told = widths }
	h := p.list.header
	edge := h.places()[0].x + h.places()[0].width
	before := h.places()[0].width
	h.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(edge-3, 10)}, Button: desktop.MouseButtonPrimary})
	h.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(edge-43, 10)}})
	h.DragEnd()
	if told["name"] != before-40 || h.places()[0].width != before-40 {
		t.Errorf("dragged from %v to %v, told %v", before, h.places()[0].width, told)
	}
	p.list.fit("name")
	if got := h.places()[0].width; got <= before-40 {
		t.Errorf("fitted to %v", got)
	}
	p.list.SetWidths(map[string]float32{"name": 99})
	if got := h.places()[0].width; got != 99 {
		t.Errorf("remembered 99, got %v", got)
	}
}

func TestColumnsShareTheRoom(t *testing.T) {
	c := &columns{all: []Column{{ID: "a", Min: 100, Weight: 1}, {ID: "b", Min: 100, Weight: 3}, {ID: "c", Min: 50}, {ID: "d", Min: 70, Hidden: true}}, ticks: true, menus: true}
	for _, width := range []float32{200, 300, 342, 800, 2000} {
		places := c.places(width)
		end := places[len(places)-1].x + places[len(places)-1].width
		if len(places) != 3 || places[0].x != tickWidth || end > width-menuWidth+0.5 && width >= 300 {
			t.Errorf("at %v: %+v", width, places)
		}
	}
	wide := c.places(842)
	if wide[0].width != 225 || wide[1].width != 475 || wide[2].width != 50 {
		t.Errorf("weights: %v %v %v", wide[0].width, wide[1].width, wide[2].width)
	}
}

func TestCompactRowsHaveOneLine(t *testing.T) {
	list := NewDataList([]Column{{ID: "a", Title: "A", Min: 100}}, func() int { return 50 }, func(int, string) Cell { return TwoLineCell("Zoë", "zoe@x.example") }).TwoLines()
	open(t, Theme{Variant: VariantLight, Density: DensityCompact}, small, list)
	row := list.area.sheet.shown[0]
	if row.Size().Height != 30 || len(row.cells[0].below.objects()) != 0 {
		t.Errorf("a compact row is %v high with %d objects below", row.Size().Height, len(row.cells[0].below.objects()))
	}
	open(t, light, small, list)
	list.Refresh()
	if row := list.area.sheet.shown[0]; row.Size().Height != 44 || len(row.cells[0].below.objects()) != 1 {
		t.Errorf("a comfortable row is %v high", row.Size().Height)
	}
}

func TestRowsOfDifferentHeights(t *testing.T) {
	p, _ := newPeople(t, 100)
	p.list.RowHeight = func(row int) float32 { return float32(30 + row%3*20) }
	p.list.Refresh()
	p.keys(fyne.KeyEnd)
	if _, last := p.list.Shown(); last != 99 {
		t.Errorf("End shows %d", last)
	}
	top, height := p.list.area.span(4)
	if top != 30+50+70+30 || height != 50 {
		t.Errorf("row 4 at %v, %v high", top, height)
	}
}

func TestListShowsWhatStandsForNothing(t *testing.T) {
	rows := 0
	empty := NewText(Body, "Nobody matches")
	list := NewDataList([]Column{{ID: "a", Min: 100}}, func() int { return rows }, func(int, string) Cell { return Cell{} })
	list.Empty = empty
	w := open(t, light, small, list)
	if _, there := find(w.Canvas(), empty); !there {
		t.Error("an empty list says nothing")
	}
	list.area.TypedKey(key(fyne.KeyDown))
	list.area.TypedKey(key(fyne.KeyReturn))
	rows = 3
	list.Refresh()
	if _, there := find(w.Canvas(), empty); there || list.Current() != 0 {
		t.Errorf("three rows, current %d", list.Current())
	}
}

func TestCellTooltip(t *testing.T) {
	task.StandStill()
	p, w := newPeople(t, 10)
	tips := tipsOn(w.Canvas())
	row := p.list.area.sheet.shown[2]
	at := row.places()[0].x + 10
	row.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(at, 5)}})
	task.Advance(time.Second)
	if tips.Shown() != "name of a person with a long name 2" {
		t.Errorf("shown %q", tips.Shown())
	}
	row.MouseOut()
	if tips.Shown() != "" {
		t.Error("the tooltip stays")
	}
}

// find tells where an object stands among what is drawn.
func find(c fyne.Canvas, wanted fyne.CanvasObject) (fyne.Position, bool) {
	for _, o := range test.LaidOutObjects(c.Content()) {
		if o == wanted {
			return fyne.CurrentApp().Driver().AbsolutePositionForObject(o), true
		}
	}
	return fyne.Position{}, false
}

func BenchmarkScroll100000(b *testing.B) {
	app := test.NewApp()
	app.Settings().SetTheme(light)
	list := NewDataList([]Column{{ID: "a", Title: "A", Min: 200, Weight: 1}, {ID: "b", Min: 200}, {ID: "c", Min: 100}, {ID: "d", Min: 100}}, func() int { return 100_000 },
		func(row int, _ string) Cell {
			return PersonCell("Hélène", fmt.Sprint("Bonnefoy-Marchetti ", row), "")
		})
	w := test.NewWindow(list)
	w.Resize(fyne.NewSize(1280, 800))
	for b.Loop() {
		list.area.move((list.area.current + 37) % 100_000)
	}
}
