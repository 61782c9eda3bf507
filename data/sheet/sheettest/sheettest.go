// Package sheettest is what the tests of all that reads and writes tables share.
package sheettest

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"testing"

	"headcount.app/headcount/data"
)

// Code returns the code of a refusal, "" for success, the text of other errors.
func Code(err error) string {
	var refusal *data.FileError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &refusal):
		return refusal.Code
	}
	return err.Error()
}

// WantRefusal checks that err refuses the file with the code, and with the
// arguments given if any.
func WantRefusal(t *testing.T, err error, code string, args ...string) {
	t.Helper()
	var refused *data.FileError
	if !errors.As(err, &refused) || refused.Code != code {
		t.Fatalf("got %v, want %s", err, code)
	}
	for i := 0; i+1 < len(args); i += 2 {
		if got := argument(refused, args[i]); got != args[i+1] {
			t.Errorf("%s: %s is %q, want %q", code, args[i], got, args[i+1])
		}
	}
}

func argument(e *data.FileError, name string) string {
	for i := 0; i+1 < len(e.Args); i += 2 {
		if e.Args[i] == name {
			return e.Args[i+1]
		}
	}
	return ""
}

// Wide encodes text of the basic plane as UTF-16 without a mark.
func Wide(text string, order binary.AppendByteOrder) string {
	var b []byte
	for _, r := range text {
		b = order.AppendUint16(b, uint16(r))
	}
	return string(b)
}

// Headers8 are the headers of a list of users of eight columns.
var Headers8 = []string{"Email", "First name", "Last name", "Role ID", "Permission profile", "ID", "Job title", "Phone"}

// Parts returns the parts of a workbook.
func Parts(t testing.TB, book []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		found[f.Name] = string(content)
	}
	return found
}
