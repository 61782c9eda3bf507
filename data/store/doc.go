// Package store is the contract of an organization's store: what it can be
// asked for (Store), what a commit is (Commit, and Revision.Commit which says
// what has to be done for one, in which order), and how what is stored is
// verified. Package storetest is the suite that every store passes.
//
// What it hides: the lines that the digest, the marks and the history are made
// of. They are the same in every store, so that an organization that is moved
// from one to another keeps its digest; a line that was written once is read for
// ever. A store brings its tables, its transactions (Rows) and its errors, put
// in the words of package data.
package store
