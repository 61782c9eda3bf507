package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
	"headcount.app/headcount/data/sheet/edit"
)

// maxAnnotated is how many rows an annotated copy may have (SPEC S6.5).
const maxAnnotated = 100_000

// fileTooManyRows is the code of a file that is too long to be annotated.
const fileTooManyRows = "file.too_many_rows"

// AnnotatedFormat reports whether an annotated copy can be saved under the name
// given: it is a workbook, and one with macros only if it is called so.
func AnnotatedFormat(path string) bool {
	switch ending(path) {
	case ".xlsx", ".xlsm", ".xltx", ".xltm":
		return true
	}
	return false
}

// AnnotatedEnding is the ending that an annotated copy of the file at path gets:
// its own if it is that of a workbook.
func AnnotatedEnding(path string) string {
	if AnnotatedFormat(path) {
		return ending(path)
	}
	return ".xlsx"
}

// annotationAuthor signs the comments.
const annotationAuthor = "Headcount"

// Copied says what was written beside a person's own file.
type Copied struct {
	// Rows is how many rows were pointed out or corrected, Cells how many cells.
	Rows, Cells int
	// Anew: the workbook could not be kept whole, so this is a new one with the
	// same cells. Text files always get a new workbook when they are annotated.
	Anew bool
}

// Annotate writes the annotated copy: the file at path, which has to be the one
// that was simulated, "untouched but for its problem and warning cells, which
// are coloured and carry a comment in plain words, plus a Problem column at the
// end" (SPEC S6.5). Errors: *OtherFileError if the file has changed,
// *data.FileError.
func (a *App) Annotate(ctx context.Context, s *Simulation, path, target string, w *assets.Words) (Copied, error) {
	s, err := s.whole(ctx, path)
	if err != nil {
		return Copied{}, err
	}
	if n := len(s.table.Rows); n > maxAnnotated {
		return Copied{}, data.Refuse(fileTooManyRows, nil, "limit", w.Number(maxAnnotated), "rows", w.Number(n))
	}
	e := annotations(s, w, signedColumn(ctx, s, path))
	e.Ending = ending(target)
	return copyEdited(ctx, s, path, target, e, func(f io.ReaderAt, size int64, out io.Writer) (bool, error) {
		if e.Table.Format != "xlsx" {
			return true, edit.Anew(ctx, out, e, w.T("sheet.users"))
		}
		return editOrAnew(ctx, f, size, out, e, w.T("sheet.users"))
	})
}

// signedColumn is the Problem column of an earlier annotated copy, by the
// comment on its header; -1 if there is none or the file cannot be read, which
// is said when it is copied.
func signedColumn(ctx context.Context, s *Simulation, path string) int {
	if s.original().Format != "xlsx" {
		return -1
	}
	f, err := openSource(path)
	if err != nil {
		return -1
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return -1
	}
	column, err := edit.Signed(ctx, f, info.Size(), s.original(), annotationAuthor)
	if err != nil {
		return -1
	}
	return column
}

// copyEdited checks that the file is still the one that was simulated and
// writes the copy whole or not at all.
func copyEdited(_ context.Context, s *Simulation, path, target string, e edit.Edits, write func(io.ReaderAt, int64, io.Writer) (bool, error)) (Copied, error) {
	var done Copied
	rows := map[int]bool{}
	for _, c := range e.Cells {
		if c.Tone != sheet.Plain || c.Replace && !c.Header && c.Column != e.Wide {
			rows[c.Row] = true
			if c.Column != e.Wide {
				done.Cells++
			}
		}
	}
	done.Rows = len(rows)
	hash, err := SHA256(path)
	if err != nil {
		return done, err
	}
	if hash != s.Plan.File.SHA256 {
		return done, &OtherFileError{Path: path, Copying: true}
	}
	f, err := openSource(path)
	if err != nil {
		return done, fileError(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return done, fileError(path, err)
	}
	err = sheet.WriteFile(target, func(w io.Writer) error {
		var err error
		done.Anew, err = write(f, info.Size(), w)
		return err
	})
	return done, fileError(target, err)
}

// editOrAnew edits the workbook, or writes a new one where it cannot be kept
// whole.
func editOrAnew(ctx context.Context, f io.ReaderAt, size int64, w io.Writer, e edit.Edits, name string) (anew bool, err error) {
	var out bytes.Buffer
	err = edit.Book(ctx, f, size, &out, e)
	if errors.Is(err, edit.ErrNotWhole) && ctx.Err() == nil {
		return true, edit.Anew(ctx, w, e, name)
	}
	if err == nil {
		_, err = w.Write(out.Bytes())
	}
	return false, err
}

// ending is what a path ends in, in small letters: ".csv".
func ending(path string) string { return strings.ToLower(filepath.Ext(path)) }
