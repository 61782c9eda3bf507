// Package ods reads tables from OpenDocument spreadsheets.
//
// It hides OpenDocument: the parts of the archive, styles and formats spread over
// two of them, rows and cells that stand for many, paragraphs and what is in them,
// dates and numbers by value (SPEC S15.4). All sheets stand one behind the other in
// one part, so they are read in one go and kept. What is not whole is refused as in
// package xlsx: checksums of every part, XML to its end, rows and columns inside
// the sheet, elements that are not understood where their number counts.
package ods
