// Package sqlite is the store that keeps an organization in one SQLite file:
// users, roles, permission profiles, settings, uploads and the history of every
// change. What it must do is said in package store.
//
// What it hides: SQL and its layout; how a file is opened so that a hostile or
// damaged one is refused before it is believed; that one process holds a file
// at a time; how 100,000 changes become one quick transaction; and how SQLite
// itself writes down what a transaction touches, so that no statement can forget
// to seal it (seals.go).
//
// A Store holds one connection of the driver itself, not a database/sql pool:
// every option then reaches the only connection there is, and rows are bound
// many at a time. Its methods may be called from any goroutine; they take
// turns. What they return is the caller's.
//
// Measured with 100,000 users on two shared cores (go test -bench): per-row
// prepared updates took 310 ms, rows bound 50 at a time 250 ms, 200 at a time
// 290 ms, one json_each parameter 960 ms. Reading rows column by column took
// 175 ms, one joined line a row 90 ms. Checking a file took 100 ms by
// integrity_check and 35 ms by quick_check; opening uses the second, on the tables
// that decide, and compares the folded keys itself. What quick_check leaves out,
// whether an index agrees with its table, is checked before the first revision is
// written.
//
// With that, for 100,000 users, best of several runs on a machine that was busy
// with other things too, in wall time: a commit of 100,000 changes of one field
// 0.42 s, of six fields 0.50 s, new users 0.54 s, new addresses 0.60 s; Base
// 0.13 s; opening 0.29 s; a checked backup 0.45 s. Under full load all of it took
// two to three times as long. More than half of a commit is SQLite's own work on
// pages and indexes; page sizes of 8 and 16 KB, and foreign keys or
// secure_delete off, made no difference that could be told from noise.
package sqlite
