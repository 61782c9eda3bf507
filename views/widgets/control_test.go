package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

var small = fyne.NewSize(600, 400)

func TestRingShowsForKeysOnly(t *testing.T) {
	presses := 0
	b := NewButton(Primary, "Simulate", func() { presses++ })
	w := open(t, light, small, HStack(0, b))
	test.Tap(b)
	if presses != 1 || !b.focused || b.ringed {
		t.Fatalf("after a click: %d presses, focus %v, ring %v", presses, b.focused, b.ringed)
	}
	b.TypedKey(key(fyne.KeyReturn))
	if presses != 2 || !b.ringed {
		t.Errorf("after Enter: %d presses, ring %v", presses, b.ringed)
	}
	w.Canvas().Unfocus()
	w.Canvas().FocusNext()
	if !b.ringed {
		t.Error("no ring after Tab")
	}
}

func TestDisabledButtonKeepsItsSizeAndDoesNothing(t *testing.T) {
	presses := 0
	b := NewButton(Primary, "Simulate", func() { presses++ })
	w := open(t, light, small, HStack(0, b))
	before := b.MinSize()
	b.Disable()
	test.Tap(b)
	b.TypedKey(key(fyne.KeySpace))
	w.Canvas().FocusNext()
	if presses != 0 || b.MinSize() != before || w.Canvas().Focused() != nil {
		t.Errorf("presses %d, size %v was %v, focus %v", presses, b.MinSize(), before, w.Canvas().Focused())
	}
}

func TestUnusedKeysReachTheCanvas(t *testing.T) {
	b, e := NewButton(Secondary, "Export", nil), NewEntry("")
	w := open(t, light, small, VStack(0, b, e))
	var heard []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { heard = append(heard, k.Name) })
	b.TypedKey(key(fyne.KeyF6))
	e.TypedKey(key(fyne.KeyEscape))
	e.TypedKey(key(fyne.KeyReturn))
	e.TypedKey(key(fyne.KeyF8))
	e.TypedKey(key(fyne.KeyLeft))
	if len(heard) != 4 {
		t.Errorf("heard %v", heard)
	}
}

func TestCheckGoesFromPartlyToOn(t *testing.T) {
	var said []bool
	c := NewCheck("", func(on bool) { said = append(said, on) })
	open(t, light, small, HStack(0, c))
	c.SetState(Partly)
	if c.Checked() || len(said) != 0 {
		t.Fatal("SetState told somebody, or partly counts as on")
	}
	c.TypedKey(key(fyne.KeySpace))
	test.Tap(c)
	if len(said) != 2 || !said[0] || said[1] || c.State() != Off {
		t.Errorf("said %v, state %v", said, c.State())
	}
}

func TestOptionRowIsClickedAnywhere(t *testing.T) {
	said := 0
	o := NewOptionRow("Blank cells erase", "Off: a blank cell leaves what is stored.", nil, func(bool) { said++ })
	open(t, light, small, VStack(0, o))
	test.TapAt(o, fyne.NewPos(500, 30))
	if !o.Checked() || said != 1 {
		t.Errorf("checked %v, said %d", o.Checked(), said)
	}
	if narrow, wide := o.HeightFor(180), o.HeightFor(600); narrow <= wide {
		t.Errorf("a narrow row is %v high, a wide one %v", narrow, wide)
	}
}

func TestSegmentsMoveWithArrowsAndClicks(t *testing.T) {
	chosen := ""
	s := NewSegments([]Segment{{"a", "Active", "251"}, {"d", "Deactivated", "18"}, {"x", "All", ""}}, "a", func(id string) { chosen = id })
	open(t, light, small, HStack(0, s))
	s.TypedKey(key(fyne.KeyLeft))
	if chosen != "" {
		t.Fatalf("moved past the first to %q", chosen)
	}
	s.TypedKey(key(fyne.KeyRight))
	if chosen != "d" || s.Chosen() != "d" {
		t.Errorf("right: %q", chosen)
	}
	test.TapAt(s, fyne.NewPos(s.MinSize().Width-4, 5))
	if chosen != "x" {
		t.Errorf("click: %q", chosen)
	}
	width := s.MinSize().Width
	s.Choose("a")
	if s.MinSize().Width != width {
		t.Error("choosing moved the segments")
	}
}

func TestChoicesMoveWithArrowsAndClicks(t *testing.T) {
	chosen := ""
	c := NewChoices([]Choice{{"m", "My mailbox", "x"}, {"d", "Draft", "y"}}, "m", func(id string) { chosen = id })
	open(t, light, small, VStack(0, c))
	test.TapAt(c, fyne.NewPos(590, 10))
	if chosen != "d" {
		t.Errorf("click: %q", chosen)
	}
	c.TypedKey(key(fyne.KeyUp))
	if chosen != "m" {
		t.Errorf("up: %q", chosen)
	}
}

// A number that is cut off is another number: it gets smaller instead.
func TestTileShowsItsWholeNumber(t *testing.T) {
	tile := NewTile(KindUnchanged, "Unchanged", nil)
	for _, number := range []string{"7", "1,048", "100,000", "1 048 575"} {
		tile.SetCount(number, "Unchanged", false)
		big, _ := tile.styles()
		for _, width := range []float32{92 - 16, 118 - 24} {
			s := tile.fitting(big, width)
			if got := measure(&tile.base, s, []Span{{Text: number}}).Width; got > width {
				t.Errorf("%s is %v wide in a room of %v", number, got, width)
			}
			if number == "7" && s != big {
				t.Errorf("%s need not be smaller", number)
			}
		}
	}
}

func TestTileOfNobodyCannotBePressed(t *testing.T) {
	var said []bool
	tile := NewTile(KindProblem, "Problems", func(on bool) { said = append(said, on) })
	w := open(t, light, small, HStack(0, tile))
	test.Tap(tile)
	w.Canvas().FocusNext()
	if len(said) != 0 || w.Canvas().Focused() != nil {
		t.Fatalf("said %v, focus %v", said, w.Canvas().Focused())
	}
	tile.SetCount("5", "Problems", false)
	test.Tap(tile)
	tile.SetChosen(true)
	test.Tap(tile)
	if len(said) != 2 || !said[0] || said[1] {
		t.Errorf("said %v", said)
	}
}

func TestNavItemsMoveWithArrows(t *testing.T) {
	opened := ""
	a := NewNavItem(IconUsers, "Users", func() { opened = "users" })
	b := NewNavItem(IconHistory, "History", func() { opened = "history" })
	w := open(t, light, small, NavColumn(a, b))
	w.Canvas().Focus(a)
	a.TypedKey(key(fyne.KeyDown))
	if w.Canvas().Focused() != b {
		t.Fatal("Down did not move")
	}
	b.TypedKey(key(fyne.KeyDown))
	b.TypedKey(key(fyne.KeyReturn))
	if opened != "history" {
		t.Errorf("opened %q", opened)
	}
}

func TestSelectOpensPicksAndGivesTheFocusBack(t *testing.T) {
	chosen := ""
	s := NewSelect([]Option{{ID: "", Text: "All roles"}, {ID: "n", Text: "Shop Nantes"}, {ID: "l", Text: "Shop Lyon"}}, "", func(id string) { chosen = id })
	w := open(t, light, small, HStack(0, s))
	w.Canvas().Focus(s)
	s.TypedKey(key(fyne.KeyDown))
	m, ok := w.Canvas().Focused().(*menu)
	if !ok {
		t.Fatalf("focus is with %T", w.Canvas().Focused())
	}
	m.TypedKey(key(fyne.KeyDown))
	m.TypedKey(key(fyne.KeyReturn))
	if chosen != "n" || w.Canvas().Focused() != s || w.Canvas().Overlays().Top() != nil {
		t.Errorf("chosen %q, focus %T", chosen, w.Canvas().Focused())
	}
	s.TypedKey(key(fyne.KeyRight))
	if chosen != "l" {
		t.Errorf("right: %q", chosen)
	}
	chosen = ""
	s.Choose("n")
	if chosen != "" {
		t.Error("Choose called back")
	}
}

func TestMenuPassesOverWhatCannotBeDone(t *testing.T) {
	done := ""
	w := open(t, light, small, NewButton(Primary, "x", nil))
	ShowMenu(w.Canvas(), fyne.NewPos(590, 390), []MenuItem{
		{Text: "Edit", Do: func() { done = "edit" }}, {}, {Text: "Delete", Disabled: true, Do: func() { done = "delete" }}, {Text: "Keep", Do: func() { done = "keep" }},
	})
	m := w.Canvas().Focused().(*menu)
	if end := fyne.CurrentApp().Driver().AbsolutePositionForObject(m).Add(m.Size()); end.X > 600 || end.Y > 400 {
		t.Errorf("the menu leaves the window: %v", end)
	}
	m.TypedKey(key(fyne.KeyDown))
	m.TypedKey(key(fyne.KeyDown))
	m.Tapped(&fyne.PointEvent{Position: fyne.NewPos(20, m.top(2)+5)})
	if done != "" {
		t.Fatal("a disabled item was done")
	}
	m.TypedKey(key(fyne.KeyReturn))
	if done != "keep" {
		t.Errorf("done %q", done)
	}
}

func TestClickBesideAMenuClosesIt(t *testing.T) {
	w := open(t, light, small, NewButton(Primary, "x", nil))
	ShowMenu(w.Canvas(), fyne.NewPos(10, 10), []MenuItem{{Text: "Edit"}})
	test.TapCanvas(w.Canvas(), fyne.NewPos(500, 300))
	if w.Canvas().Overlays().Top() != nil {
		t.Error("still there")
	}
}

func TestLinkUnderlinesUnderThePointer(t *testing.T) {
	k := NewLink("Undo", nil)
	open(t, light, small, HStack(0, k))
	k.MouseIn(&desktop.MouseEvent{})
	if !k.hovered || k.Cursor() != desktop.PointerCursor {
		t.Error("a link does not look like one")
	}
}
