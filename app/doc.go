/*
Package app is what Headcount does, without a window: the use-cases that the
window and the terminal share. Every method may be called from any goroutine,
heeds its context and reports progress.

What it hides: where an organization is kept (stores.go), that files are read
beside the base, when backups are taken, and how a refused commit is looked into.

# How the house is built

	main.go              flags, folders, log, open, then window or terminal
	app/                 what the program does, without a window: the use-cases
	  plan/              what a file would do to the user base, and why: pure
	    stored/          plans and tables as bytes, in every version there was
	  report/            a plan in words: sentences, text, JSON, page, workbook, CSV
	  compare/           two files side by side
	  outbox/            letters on their way: queue, courier, one try, passwords
	  mail/              SMTP, IMAP, .eml
	  release/           whether a newer version has been published
	data/                the vocabulary: User, Field, Schema, Role, Table, Change, Upload;
	                     same.go says when two spellings mean the same
	  disk/              what is made appears whole; locks; what the file system answers
	  sheet/             tables as XLSX and CSV, both ways: which kind a file is, writing
	    head/            how a file is read, and which of its first rows is the header
	    archive/         archives of XML: parts, checksums, tags
	    csv/             text: encodings, delimiters, quotes
	    html/            tables of web pages, which other systems call .xls
	    ods/             OpenDocument spreadsheets
	    xls/             workbooks of Excel 97 to 2003
	    workbook/        what workbooks of every kind share: which sheet is the list, formats
	    xlsx/            workbooks: sheets, strings, cells and formats
	    edit/            copies of people's own files with some cells changed;
	                     sheettest is what the tests of all these share
	  store/             what a store of an organization must do, and what a commit is;
	                     storetest is the suite that every store passes
	  sqlite/            the first store: the organization in one SQLite file
	views/               the window: sidebar, menus, first start, second starts, About
	  desk/              the few things a screen may ask for, and the way to other screens
	  users/ export/ upload/ report/ history/ hierarchy/ settings/ compare/ guide/
	                     the screens: each knows the desk and none of the others
	  files/             which file to open and where to save: the system's dialog, or our own
	  instance/          a second start brings the window to the front that is there
	  viewtest/          what the tests of the window and of the screens share
	  task/              running use-cases off the UI goroutine and back
	  widgets/           widgets that know no user and no plan
	  terminal/          the same use-cases on a command line
	assets/              icons, words, example organization, packaging
	  packaging/pack/    parts of packages that have to come out the same twice

What differs from language to language stands in assets/words, that of files too: data
asks there for headers, words for a status, standard profiles and example rows, writes
those of one language and understands those of all. Lists that serve reading alone (totals,
months, forms of address, words for nothing) are one for all languages, in the code.

An error says itself which sentence it is told in (data.Told, data.Expected); Explain
finds the one that says most and knows none by name.

The arrows go main → views → app → data → assets and nowhere else; layers_test.go holds
them with a reason for each, and fails on one that nobody uses. Excel is known to
data/sheet and its rooms alone, SQL to data/sqlite, which stores there are to stores.go,
mail servers to app/mail, Fyne to views.

One direction for the data: a file becomes a data.Table (sheet.Read), the table
and the data.Base become a plan.Plan (plan.Build), the plan is shown, and only
what was shown is applied (App.Apply, Store.Commit) in one transaction.
Simulating is building a plan; applying is one arrow more. A change by hand is
a one-line plan and takes the same way.

A letter with a copy of a report is queued in the transaction of its upload
(letters.go) and goes out afterwards: app/outbox.

Which fields users and roles have says a data.Schema, which the base carries: a
field is added to it in one place. What is stored names fields and has a
version, and every version is read for ever: testdata of app/plan/stored and of
data/store hold bytes of each (SPEC S14.7).

The rules the program keeps are in SPEC.md beside this file; S4.3 in a comment
or a test is one of its numbers.
*/
package app
