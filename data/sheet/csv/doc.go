// Package csv reads tables from text files.
//
// It hides what a text file does not say of itself: its encoding, its delimiter,
// where quotes were meant, how wide a row should be, which cells a quote that
// was left open has swallowed (SPEC S3.4, S3A.7, S3A.8). The pieces of that
// which others need, cutting a line, decoding bytes and putting cells in the
// place of others, are functions of text in and text out.
package csv
