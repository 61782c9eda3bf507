// Package xls reads tables from workbooks of Excel 97 to 2003 (BIFF8).
//
// It hides the compound file and the records in it: sectors and their chains, shared
// strings cut into pieces, cells of six kinds, formulas' stored values, number
// formats, merged cells and links (SPEC S15.4). The format has no checksums. So
// everything that leads somewhere else is checked instead: chains that leave the file
// or cross each other, records and strings that do not end where they say, indexes
// outside their tables, a cell that is there twice, sheets that are not where the
// workbook says. A letter or a number that was changed on its own can't be noticed.
//
// It is written here because the libraries there are read as much as they can of a
// file, which shows fewer rows of a damaged one, and fewer rows are people
// deactivated (SPEC S3.9): they follow a chain of sectors until it breaks, skip
// records that they cannot read, and give a blank for a string that is not there.
package xls
