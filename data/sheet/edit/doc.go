// Package edit writes copies of people's own files with some cells changed.
//
// It hides how a workbook is changed without being written anew: tags found in
// the text of a part, styles, comments and their drawings added, everything else
// copied letter by letter (SPEC S6.5, S8.4). Every copy is read again before
// anybody gets it, and one that would not be the file with just those cells
// changed is ErrNotWhole.
package edit
