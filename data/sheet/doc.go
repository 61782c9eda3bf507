// Package sheet reads and writes tables as XLSX and CSV.
//
// Reading, it tells by the content what a file is (SPEC S3.1) and leaves it to
// the room that knows its kind: csv for text, xlsx for workbooks, head for what
// is the header of either. Writing, it hides formula safety, exact text,
// drop-downs, the export mark and replacing files whole (SPEC S6.4, S7.2 to
// S7.4). Copies of people's own files are made in edit. What cannot be read to
// the end with every quote, checksum and index right is refused: a file read
// leniently shows fewer rows, and fewer rows means people deactivated.
//
// It knows nothing of users or plans: a table goes in, a table comes out.
package sheet
