// Package views is the window: what surrounds the screens. Each screen has a package of
// its own, which knows the desk (views/desk) and no other. It hides Fyne from the rest of
// the program.
//
// The window makes no screen itself: it is handed what makes them (Screens), so that a
// screen's own tests can stand in the real window.
//
// The Shell is what surrounds the screens: the sidebar, the menus, drops, the
// organization that is open, the language. A screen has its widgets as fields, one
// show that sets every widget from its state, and handlers that start a task and end
// in show. Dialogs, errors and the asking for files are on the desk.
//
// It does not import fyne.io/fyne/v2/app, so its tests need no display.
package views
