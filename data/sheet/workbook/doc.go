// Package workbook reads the list out of workbooks of every kind.
//
// It hides what they share: which of the sheets is the list, the rows under its
// header, merged cells and links, sheets of one column, and what a number looks
// like in its format (SPEC S3.2, S3.5, S3.7, S3.8). A kind of workbook is a Source,
// which knows where its sheets are and reads their cells into a Grid.
package workbook
