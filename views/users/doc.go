// Package users is Manage users: the list, what is done to one or to many, the form, and
// the history of one user. It knows the desk and no other screen.
package users
