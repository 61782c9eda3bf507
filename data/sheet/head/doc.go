// Package head says how a file is read, and knows which of its first rows is
// the header.
//
// It hides what makes a row a header: known words, key columns, rows of people
// above it, titles of groups, a second list below (SPEC S3.2, S3A.10). The
// readers of text and of workbooks bring it their first rows and ask the same
// questions, so that a list is read alike whichever file it comes in.
package head
