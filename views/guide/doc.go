// Package guide is the guide: its pages, and how they are turned. It knows the desk and no
// other screen.
package guide
