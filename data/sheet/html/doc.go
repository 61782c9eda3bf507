// Package html reads tables from web pages, which payroll and HR systems write and
// call .xls (SPEC S15.4).
//
// It hides HTML: tags, entities, tables within tables, cells over several columns and
// rows, encodings by their declaration. The cells have no types: they are text, read
// as those of a text file. A page whose table does not end is not whole (SPEC S3.9).
package html
