// Package compare lays two user files side by side and says what a person changed
// between them: who is only in one, and which cells differ (SPEC S5.5).
//
// It hides how rows find each other: by ID, by an ID that lost its zeros, by address,
// as a whole, by name. What two cells mean is data's to say. It compares files, not
// a file with the user base: that is a plan.
package compare
