// Package xlsx reads tables from workbooks.
//
// It hides Office Open XML: the archive and its parts, relations, content types
// and namespaces, the XML with its bounds, shared strings, styles and number
// formats, merged cells and links (SPEC S3.1 to S3.10). The archive has no
// package of its own: its parts are read by the same XML reader as the cells,
// and both draw on one allowance of work and one account of progress, which a
// border between them would have laid open. Package edit asks for parts through
// Pack and Workbook.
package xlsx
