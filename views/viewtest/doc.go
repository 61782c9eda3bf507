// Package viewtest is what the tests of the window and of its screens share: an
// organization of twelve people, somebody who answers questions about files, and a reader
// who says what stands on the screen. It knows the desk and no screen, and not the window
// either, which every test opens with the screens that it needs.
package viewtest
