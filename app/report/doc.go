// Package report puts a plan in words: sentences for issues and guards, counts and
// headlines, and the whole of it as text, JSON, page, workbook and CSV (SPEC S6).
//
// It hides the catalogue's keys and how each format is written. Nothing is decided
// here: what a report says is in the plan already, and every way of showing it says
// the same (SPEC S6.1). Of its formats the JSON stays compatible: fields are only
// added to testdata/report.schema.json, and codes keep their meaning (SPEC S6.6).
package report
