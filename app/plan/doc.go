// Package plan says what a user file would do to the user base, and why. It is
// pure: Build takes a base, a table and options and returns a Plan, a value
// that is never changed afterwards. Simulating is building a plan; applying one
// is handing its Changes to the store. A manual edit is a one-line plan too.
//
// What it hides: identity (SPEC S4.1), uniqueness on the final state (S4.2),
// who counts as mentioned (S4.3), guards (S4.9), and the words of the report
// (S6), which are the same in the window, the terminal, files and mail.
package plan
