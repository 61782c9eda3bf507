// Package views is the window: one file, or a family of files with one prefix, for
// each screen. It hides Fyne from the rest of the program.
//
// The Shell is what surrounds the screens: the sidebar, the menus, drops, the
// organization that is open, the language. A screen has its widgets as fields, one
// show that sets every widget from its state, and handlers that start a task and end
// in show. Dialogs are functions that take words and a callback (dialogs.go), errors
// meet the person in one function (message.go), and files are asked for through an
// interface that tests answer (files.go).
//
// It does not import fyne.io/fyne/v2/app, so its tests need no display.
package views
