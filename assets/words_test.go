package assets

import (
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
