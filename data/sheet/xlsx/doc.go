// Package xlsx reads tables from workbooks.
//
// It hides Office Open XML: relations, content types, shared strings, styles and
// number formats, merged cells and links (SPEC S3.1 to S3.10). Archives and their
// XML are read by package archive. Package edit asks for parts through Pack and
// Workbook.
package xlsx
