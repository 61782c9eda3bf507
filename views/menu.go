package views

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/desk"
)

// menu builds the menus. Every action with a shortcut stands here, so that it is shown.
func (s *Shell) menu() *fyne.MainMenu {
	return fyne.NewMainMenu(s.fileMenu(), s.editMenu(), s.usersMenu(), s.viewMenu(), s.helpMenu())
}

// showMenu puts the menus into the window's own bar and their shortcuts on the canvas,
// or gives both to the driver.
func (s *Shell) showMenu() {
	main := s.menu()
	if s.bar == nil {
		s.Window.SetMainMenu(main)
		return
	}
	s.bar.SetMenu(main)
	// A text in which one types pastes for itself.
	s.Window.Canvas().AddShortcut(&fyne.ShortcutPaste{}, func(fyne.Shortcut) { s.paste() })
	// Ctrl+Shift+Z is the other key of Ctrl+Y.
	s.Window.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift},
		func(fyne.Shortcut) { s.item("menu.redo", "", s.RedoLast).Action() })
	for _, menu := range main.Items {
		for _, item := range menu.Items {
			if isOurs(item.Shortcut) {
				s.Window.Canvas().AddShortcut(item.Shortcut, func(fyne.Shortcut) {
					if !item.Disabled {
						item.Action()
					}
				})
			}
		}
	}
}

// isOurs reports whether a shortcut is the window's own, not one that a text has for
// itself. Undo and redo are both: the text in which one types comes first.
func isOurs(s fyne.Shortcut) bool {
	switch s.(type) {
	case *desktop.CustomShortcut, *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		return true
	}
	return false
}

// item is an entry of a menu; key may be empty.
func (s *Shell) item(words string, key fyne.KeyName, act func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(s.Words.T(words), func() {
		if s.Window.Canvas().Overlays().Top() == nil {
			act()
		}
	})
	if key != "" {
		item.Shortcut = &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
	}
	return item
}

// only greys an entry out that has no sense without an organization.
func (s *Shell) only(there bool, item *fyne.MenuItem) *fyne.MenuItem {
	item.Disabled = !there
	return item
}

func (s *Shell) fileMenu() *fyne.Menu {
	open := s.App != nil
	recent := s.item("menu.recent", "", func() {})
	var entries []*fyne.MenuItem
	for _, path := range s.recent() {
		if s.App != nil && path == s.App.Path() {
			continue
		}
		entries = append(entries, fyne.NewMenuItem(filepath.Base(path), func() { s.openOrganization(path, nil) }))
	}
	recent.ChildMenu = fyne.NewMenu("", entries...)
	recent.Disabled = len(entries) == 0
	quit := s.item("menu.quit", fyne.KeyQ, s.Close)
	quit.IsQuit = true
	return fyne.NewMenu(s.Words.T("menu.file"),
		s.item("menu.new", "", s.askNew),
		s.item("menu.open", fyne.KeyO, s.askOpen),
		recent,
		fyne.NewMenuItemSeparator(),
		s.only(open, s.item("menu.copy", "", s.AskCopy)),
		s.only(open && !s.IsReadOnly(), s.item("menu.restore", "", s.AskRestore)),
		s.only(open, s.item("menu.folder", "", func() { s.ShowInFolder(s.App.Path()) })),
		fyne.NewMenuItemSeparator(),
		quit,
	)
}

func (s *Shell) editMenu() *fyne.Menu {
	text := func(words string, shortcut fyne.Shortcut) *fyne.MenuItem {
		item := fyne.NewMenuItem(s.Words.T(words), func() { // in dialogs too
			if focused, ok := s.Window.Canvas().Focused().(fyne.Shortcutable); ok {
				focused.TypedShortcut(shortcut)
			} else if _, paste := shortcut.(*fyne.ShortcutPaste); paste {
				s.paste()
			}
		})
		item.Shortcut = shortcut
		return item
	}
	clipboard := s.Fyne.Clipboard()
	return fyne.NewMenu(s.Words.T("menu.edit"),
		s.undoItem("menu.undo", s.last, &fyne.ShortcutUndo{}, s.UndoLast),
		s.undoItem("menu.redo", s.next, &fyne.ShortcutRedo{}, s.RedoLast),
		fyne.NewMenuItemSeparator(),
		text("menu.cut", &fyne.ShortcutCut{Clipboard: clipboard}),
		text("menu.copytext", &fyne.ShortcutCopy{Clipboard: clipboard}),
		text("menu.paste", &fyne.ShortcutPaste{Clipboard: clipboard}),
		fyne.NewMenuItemSeparator(),
		s.only(s.App != nil, s.item("menu.search", fyne.KeyF, s.search)),
	)
}

func (s *Shell) usersMenu() *fyne.Menu {
	there := s.App != nil
	return fyne.NewMenu(s.Words.T("menu.users"),
		s.only(there, s.item("menu.newuser", fyne.KeyN, s.createUser)),
		fyne.NewMenuItemSeparator(),
		s.only(there, s.item("menu.upload", fyne.KeyU, func() { s.open(desk.PlaceUpload) })),
		s.only(there, s.item("menu.export", fyne.KeyE, func() { s.open(desk.PlaceExport) })),
	)
}

// undoItem takes back the last action, or does it again, and names it.
func (s *Shell) undoItem(words string, act app.Action, shortcut fyne.Shortcut, do func()) *fyne.MenuItem {
	item := s.item(words, "", do)
	if act.Kind != "" {
		item.Label = s.Words.T(words+".what", "what", s.ActionWords(act))
	}
	item.Shortcut = shortcut
	item.Disabled = s.App == nil || act.Kind == "" && words == "menu.redo" || s.IsReadOnly()
	return item
}

func (s *Shell) createUser() {
	s.open(desk.PlaceUsers)
	s.users().Create()
}

func (s *Shell) viewMenu() *fyne.Menu {
	var items []*fyne.MenuItem
	for i, n := range desk.Navigation {
		to := n.Place
		key := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6}[i]
		items = append(items, s.only(s.App != nil, s.item(n.Words, key, func() { s.open(to) })))
	}
	look := s.item("menu.look", "", func() {})
	look.ChildMenu = fyne.NewMenu("")
	for _, v := range []desk.Variant{desk.VariantSystem, desk.VariantLight, desk.VariantDark} {
		item := s.item("menu.look."+string(v), "", func() { s.setLook(v) })
		item.Checked = s.Theme.Variant == v
		look.ChildMenu.Items = append(look.ChildMenu.Items, item)
	}
	language := s.item("menu.language", "", func() {})
	language.ChildMenu = fyne.NewMenu("")
	for _, tag := range assets.Languages() {
		item := fyne.NewMenuItem(assets.In(tag).T("language.name"), func() { s.setLanguage(tag) })
		item.Checked = s.Words.Language() == tag
		language.ChildMenu.Items = append(language.ChildMenu.Items, item)
	}
	return fyne.NewMenu(s.Words.T("menu.view"), append(items, fyne.NewMenuItemSeparator(), look, language)...)
}

func (s *Shell) helpMenu() *fyne.Menu {
	guide := s.item("menu.guide", "", func() { s.openGuide("") })
	guide.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyF1}
	return fyne.NewMenu(s.Words.T("menu.help"),
		guide,
		s.item("menu.keys", "", func() { s.openGuide("keys") }),
		fyne.NewMenuItemSeparator(),
		s.only(s.App != nil, s.item("menu.template", "", s.DownloadTemplate)),
		fyne.NewMenuItemSeparator(),
		s.item("menu.about", "", s.showAbout),
	)
}

// shortcutWords is how an entry's shortcut is written beside it.
func (s *Shell) shortcutWords(of fyne.Shortcut) string {
	switch keys, ok := of.(fyne.KeyboardShortcut); {
	case !ok:
		return ""
	case keys.Mod() == 0:
		return string(keys.Key())
	default:
		return s.ShortcutText(keys.Key())
	}
}
