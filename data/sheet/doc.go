// Package sheet reads and writes tables as XLSX and CSV.
//
// It hides everything that makes files of users hard: kinds of files judged by
// content, encodings, delimiters, quotes, header rows, number formats, merged
// cells, damage and hostile sizes on the way in (SPEC S3.1 to S3.10, S12.4);
// formula safety, exact text, drop-downs, the export mark and replacing files
// whole on the way out (SPEC S6.4, S7.2 to S7.4). What it cannot read to the
// end with every quote, checksum and index right it refuses: a file read
// leniently shows fewer rows, and fewer rows means people deactivated.
//
// It knows nothing of users or plans: a table goes in, a table comes out.
package sheet
