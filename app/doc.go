/*
Package app is what Headcount does, without a window: the use-cases that the
window and the terminal share. Every method may be called from any goroutine,
heeds its context and reports progress.

What it hides: where an organization is kept (stores.go), that files are read
beside the base, when backups are taken, how a refused commit is looked into,
and that letters go out in the background.

# How the house is built

	main.go              flags, folders, log, open, then window or terminal
	app/                 what the program does, without a window: the use-cases
	  plan/              what a file would do to the user base, and why: pure
	  mail/              writing letters and getting them delivered: SMTP, IMAP, .eml
	data/                the vocabulary: User, Field, Schema, Role, Table, Change, Upload
	  disk/              what is made appears whole; locks; what killed runs left
	  sheet/             tables as XLSX and CSV, both ways
	  store/             what a store of an organization must do, and what a commit is;
	                     storetest is the suite that every store passes
	  sqlite/            the first store: the organization in one SQLite file
	views/               the window: one file per screen
	  task/              running use-cases off the UI goroutine and back
	  widgets/           widgets that know no user and no plan
	  terminal/          the same use-cases on a command line
	assets/              icons, words, example organization, packaging

The arrows go main → views → app → data and nowhere else; layers_test.go holds
them with a reason for each. Excel is known to data/sheet alone, SQL to
data/sqlite, which stores there are to stores.go, mail servers to app/mail, Fyne to views.

One direction for the data: a file becomes a data.Table (sheet.Read), the table
and the data.Base become a plan.Plan (plan.Build), the plan is shown, and only
what was shown is applied (App.Apply, Store.Commit) in one transaction.
Simulating is building a plan; applying is one arrow more. A change by hand is
a one-line plan and takes the same way.

A letter with a copy of a report is queued in the transaction of its upload and
goes out afterwards: outbox.go says what can be done about it, delivery.go what
becomes of one try, courier.go when the next one is, passwords.go where the
password comes from.

Which fields users and roles have says a data.Schema, which the base carries: a
field is added to it in one place. What is stored names fields and has a
version, and every version is read for ever: testdata/stored of plan and
testdata of data/store hold bytes of each (SPEC S14.7).

The rules the program keeps are in SPEC.md beside this file; S4.3 in a comment
or a test is one of its numbers.
*/
package app
