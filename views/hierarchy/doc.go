// Package hierarchy is the hierarchy: its tree, the card of a role, its form and what can be
// done with one. It knows the desk and no other screen.
package hierarchy
