package data

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Whatever is set and taken away in whatever order, equal values are equal
// texts, and each comes back as it was set.
func TestValuesAreCanonical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SampledFrom([]Field{"own.a", "own.ab", "own.b", "own.birth_date", "z"})
		texts := rapid.OneOf(rapid.SampledFrom([]string{"", "", `"`, `\`, `","own.b":"x`, "line\nbreak", "\x1f\x7f", "é\u2028"}), rapid.String())
		want := map[Field]string{}
		var v Values
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			f, text := names.Draw(t, "field"), strings.ToValidUTF8(texts.Draw(t, "text"), "")
			v = v.With(f, text)
			if want[f] = text; text == "" {
				delete(want, f)
			}
		}
		var again Values
		for f, text := range want {
			again = again.With(f, text)
		}
		if v != again {
			t.Fatalf("%q and %q are the same values", v, again)
		}
		if got := maps.Collect(v.All()); !maps.Equal(got, want) {
			t.Fatalf("got %q, want %q", got, want)
		}
		for f, text := range want {
			if v.Get(f) != text {
				t.Fatalf("%s is %q, want %q in %s", f, v.Get(f), text, v)
			}
		}
		if strings.ContainsFunc(string(v), func(r rune) bool { return r < 0x20 || r == 0x7f }) {
			t.Fatalf("%q holds control characters", v)
		}
		if parsed, err := ParseValues(string(v)); err != nil || parsed != v {
			t.Fatalf("parsing %q: %v", v, err)
		}
		var decoded map[Field]string
		if v != "" && (json.Unmarshal([]byte(v), &decoded) != nil || !maps.Equal(decoded, want)) {
			t.Fatalf("%q is not JSON", v)
		}
	})
}

// Damaged text is refused, and reading it does not panic.
func TestValuesRefusesWhatIsNotCanonical(t *testing.T) {
	for _, text := range []string{
		"{}", "{", "}", `{"b":"1","a":"2"}`, `{"a":""}`, `{"a":"1"`, `{"a":"1",}`, `{"a":"1"}x`, `{"a":1}`, `{"a":"\u0041"}`,
		`{"a":"1","a":"2"}`, `{"a":"\"}`, `x"a":"1"}`, `{"a":"1";"b":"2"}`, `{"":"1"}`, "{\"a\":\"\x01\"}", `{"a":"\u00"}`,
	} {
		if v, err := ParseValues(text); err == nil {
			t.Errorf("%s was taken as %q", text, v)
		}
		v := Values(text)
		_ = v.Get("a")
		_ = v.With("a", "x")
		_ = maps.Collect(v.All())
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[{}",:\\abnu0]{0,20}`).Draw(t, "text")
		v := Values(text)
		_, _, _ = v.Get("a"), v.With("a", "x"), maps.Collect(v.All())
		_, _ = ParseValues(text)
	})
}

func BenchmarkValuesGet(b *testing.B) {
	var v Values
	for _, key := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"} {
		v = v.With(OwnField(key), "some value")
	}
	for b.Loop() {
		for _, key := range []Field{"own.a", "own.e", "own.j"} {
			_ = v.Get(key)
		}
	}
}
