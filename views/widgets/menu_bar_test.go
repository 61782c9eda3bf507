package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// barred is a window with two menus, the second with a menu of its own.
func barred(t *testing.T) (b *MenuBar, w fyne.Window, done *string) {
	t.Helper()
	done = new(string)
	entry := func(text string, more ...*fyne.MenuItem) *fyne.MenuItem {
		item := fyne.NewMenuItem(text, func() { *done += text + " " })
		if len(more) > 0 {
			item.ChildMenu = fyne.NewMenu("", more...)
		}
		return item
	}
	opening := entry("Open")
	opening.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyO, Modifier: fyne.KeyModifierControl}
	gone := entry("Gone")
	gone.Disabled = true
	b = NewMenuBar(fyne.NewMainMenu(
		fyne.NewMenu("File", gone, opening, fyne.NewMenuItemSeparator(), entry("Quit")),
		fyne.NewMenu("View", entry("Users"), entry("Look", entry("Light"), entry("Dark"))),
	), func(fyne.Shortcut) string { return "Ctrl O" })
	return b, open(t, light, small, container.NewBorder(b, nil, nil, nil, NewEntry(""))), done
}

// front is the menu that has the keys, nil if none is open.
func front(w fyne.Window) *menu {
	m, _ := w.Canvas().Focused().(*menu)
	return m
}

func TestMenuBarByKeys(t *testing.T) {
	b, w, done := barred(t)
	press := func(names ...fyne.KeyName) {
		for _, name := range names {
			front(w).TypedKey(key(name))
		}
	}
	b.Activate()
	if m := front(w); m == nil || m.items[m.hot].Text != "Open" || m.items[1].Shortcut != "Ctrl O" {
		t.Fatal("the first usable entry is not ready")
	}
	press(fyne.KeyReturn)
	b.Activate()
	press(fyne.KeyRight, fyne.KeyEnd, fyne.KeyRight, fyne.KeyDown, fyne.KeyReturn)
	if *done != "Open Dark " || front(w) != nil || w.Canvas().Overlays().Top() != nil || b.opened != -1 {
		t.Errorf("did %q, open %d", *done, b.opened)
	}
	b.Activate()
	press(fyne.KeyLeft)
	if m := front(w); m.items[0].Text != "Users" {
		t.Error("Left does not go round to the last menu")
	}
	press(fyne.KeyEnd, fyne.KeyRight, fyne.KeyLeft)
	if m := front(w); m == nil || m.items[m.hot].Text != "Look" {
		t.Error("Left does not go back to the menu before")
	}
	press(fyne.KeyRight, fyne.KeyRight)
	if m := front(w); m.items[m.hot].Text != "Open" {
		t.Error("Right does not go on from a menu beside")
	}
	press(fyne.KeyEscape)
	if w.Canvas().Overlays().Top() != nil || b.opened != -1 {
		t.Error("Escape leaves it open")
	}
}

func TestMenuBarByPointer(t *testing.T) {
	b, w, done := barred(t)
	file, width := b.span(0)
	view, _ := b.span(1)
	test.TapCanvas(w.Canvas(), fyne.NewPos(file+width/2, 15))
	if front(w) == nil || b.opened != 0 {
		t.Fatal("a click opens nothing")
	}
	test.MoveMouse(w.Canvas(), fyne.NewPos(view+10, 16))
	if b.opened != 1 {
		t.Fatal("pointing at another title does not open it")
	}
	m := front(w)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(m)
	test.MoveMouse(w.Canvas(), at.AddXY(20, m.top(1)+10))
	if m.child == nil {
		t.Fatal("pointing at Look does not open its menu")
	}
	test.MoveMouse(w.Canvas(), at.AddXY(20, m.top(0)+10))
	if m.child != nil || m.hot != 0 {
		t.Error("pointing elsewhere leaves it open")
	}
	test.TapCanvas(w.Canvas(), at.AddXY(20, m.top(0)+10))
	if *done != "Users " || front(w) != nil {
		t.Errorf("did %q", *done)
	}
}

// What is typed with Ctrl and a letter is the window's, not the focused entry's.
func TestAnEntryKeepsTheShortcutsOfItsOwn(t *testing.T) {
	if !isForMenus(&desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierControl}) {
		t.Error("Ctrl F stays in the entry")
	}
	for _, own := range []fyne.Shortcut{
		&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierControl}, &fyne.ShortcutSelectAll{},
	} {
		if isForMenus(own) {
			t.Errorf("%s leaves the entry", own.ShortcutName())
		}
	}
}
