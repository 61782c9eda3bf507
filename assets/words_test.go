package assets

import (
	"strings"
	"testing"
	"time"
)

func TestWords(t *testing.T) {
	day := time.Date(2026, 11, 20, 14, 5, 0, 0, time.UTC)
	for _, c := range []struct{ got, want string }{
		{In("fr_CA").Language(), "fr"},
		{In("de-DE").Language(), "en"},
		{In("en").Number(1234567), "1,234,567"},
		{In("fr").Number(1234), "1\u202f234"},
		{In("en").Percent(14, 251), "5.6\u202f%"},
		{In("fr").Percent(14, 251), "5,6\u202f%"},
		{In("fr").DateTime(day), "20\u00a0nov.\u00a02026, 14\u202fh\u202f05"},
		{In("en").List([]string{"a", "b", "c"}), "a, b and c"},
		{In("en").T("no.such.key"), "no.such.key"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestHas: a text is there whether or not it has places to fill.
func TestHas(t *testing.T) {
	for key, want := range map[string]bool{"language.name": true, "error.quoted": true, "error.more": true, "no.such.key": false} {
		if got := In("fr").Has(key); got != want {
			t.Errorf("Has(%q) = %v", key, got)
		}
	}
}

// TestMillion: exact millions have a plural form of their own in French, which
// a text need not have.
func TestMillion(t *testing.T) {
	for _, w := range []*Words{In("en"), In("fr")} {
		if got := w.N("error.more", 1_000_000); !strings.HasPrefix(got, w.Number(1_000_000)) {
			t.Errorf("got %q", got)
		}
	}
}
