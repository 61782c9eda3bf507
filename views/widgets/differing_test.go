package widgets

import (
	"strings"
	"testing"
)

// marked writes spans as text: -struck-, *bold*.
func marked(spans []Span) string {
	var all strings.Builder
	for _, s := range spans {
		switch {
		case s.Struck:
			all.WriteString("-" + s.Text + "-")
		case s.Bold:
			all.WriteString("*" + s.Text + "*")
		default:
			all.WriteString(s.Text)
		}
	}
	return all.String()
}

func TestOnlyDifferingWordsAreEmphasised(t *testing.T) {
	for _, c := range []struct{ before, after, old, now string }{
		{"Sales adviser", "Deputy manager", "-Sales adviser-", "*Deputy manager*"},
		{"Senior sales adviser", "Senior manager", "Senior -sales adviser-", "Senior *manager*"},
		{"04 91 55 01 20", "04 91 55 01 28", "04 91 55 01 -20-", "04 91 55 01 *28*"},
		{"shop-1, shop-2", "shop-1, shop-3", "shop-1, -shop-2-", "shop-1, *shop-3*"},
		{"shop-1", "shop-1, shop-3", "shop-1", "shop-1, *shop-3*"},
		{"one two three", "one three", "one -two- three", "one three"},
		{"a b", "b a", "-a- b", "b *a*"},
		{"anna@x.fr", "anna@y.fr", "-anna@x.fr-", "*anna@y.fr*"},
		{strings.Repeat("w ", 100), "w", "-" + strings.Repeat("w ", 100) + "-", "*w*"},
	} {
		old, now := differing(c.before, c.after)
		if marked(old) != c.old || marked(now) != c.now {
			t.Errorf("%q → %q: %s → %s", c.before, c.after, marked(old), marked(now))
		}
	}
}
