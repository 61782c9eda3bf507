// Package archive reads the parts of workbooks that are archives of XML.
//
// It hides the archive (names without regard to case, sizes that lie, parts that
// overlap, checksums) and the XML of its parts: tags, entities, encodings,
// namespaces and their bounds (SPEC S3.9, S3.10). Both are one package, as they
// draw on one allowance of work and one account of progress, which a border
// between them would lay open. Which parts there are and what their elements mean
// is known to the readers of each kind of workbook.
package archive
