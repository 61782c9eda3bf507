// Package xlsx reads tables from workbooks.
//
// It hides Office Open XML: relations, content types, shared strings, styles,
// the shapes of rows and cells (SPEC S3.1 to S3.10). Archives and their XML are read
// by package archive, and package workbook finds the list among the sheets. Package
// edit asks for parts through Pack and Workbook.
package xlsx
