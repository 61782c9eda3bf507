// Package compare is the comparison of two uploads, and the question with which other one.
// It knows the desk and no other screen.
package compare
