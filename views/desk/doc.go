// Package desk is the few things a screen may ask for: the organization that is open, the
// words, what runs tasks, files and where to save them, the status line, dialogs, and the
// way to other screens. A screen knows the desk and no other screen: what one may want of
// another is an interface or a function here (Navigator, Users, History …), which the
// window fills in.
//
// It hides Fyne's preferences, how an error meets the person (fail.go), and what becomes
// of a letter that was queued (mail.go).
package desk
