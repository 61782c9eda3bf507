// Package export is Export list: who is saved, as what, and where. It knows the desk and no
// other screen.
package export
