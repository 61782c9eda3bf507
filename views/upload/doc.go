// Package upload is Upload a file, of users and of a hierarchy: which file, how it is
// read, what it may do. The report stands in the place of the form; the desk opens it.
package upload
