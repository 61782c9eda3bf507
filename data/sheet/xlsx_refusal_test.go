package sheet

import (
	"errors"
	"testing"

	"headcount.app/headcount/data"
)

// wantRefusal checks that err refuses the file with the code, and with the
// arguments given if any.
func wantRefusal(t *testing.T, err error, code string, args ...string) {
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
