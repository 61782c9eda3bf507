package data

import (
	"slices"
	"testing"
)

func TestNamesFoldedWidely(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		width NameWidth
	}{
		{"Renée", "RENEE", SameLetters},
		{"O’Brien", "o'brien", SameLetters},
		{"Łukasz", "Lukasz", OtherLetters},
		{"Yıldız", "Yildiz", OtherLetters},
		{"Anne-Marie", "Annemarie", OtherLetters},
		{"de la Cruz", "Delacruz", OtherLetters},
		{"Weiß", "Weiss", OtherLetters},
		{"Ægir", "Aegir", OtherLetters},
		{"Müller", "Mueller", Digraphs},
		{"Søren", "Soeren", Digraphs},
		{"Ångström", "Aangstroem", Digraphs},
		{"Þór", "Thor", OtherLetters},
	} {
		for _, width := range NameWidths() {
			if same := WideName(c.a, width) == WideName(c.b, width); same != (width >= c.width) {
				t.Errorf("%s and %s at width %d: %v", c.a, c.b, width, same)
			}
		}
	}
	for _, c := range [][2]string{{"Jean", "Jan"}, {"Marie", "Maria"}, {"Bo", "Bob"}} {
		if SameNameWidely(c[0], c[1]) {
			t.Errorf("%s is %s", c[0], c[1])
		}
	}
}

func TestNumbersWrittenOtherwise(t *testing.T) {
	for text, want := range map[string][]string{
		"102.0": {"102"}, "102,00": {"102"}, "1 042": {"1042"}, "1\u00a0042": {"1042"}, "1\u202f042.0": {"1042"}, "1'042": {"1042"}, "1,000": {"1", "1000"},
		"12,345,678": {"12345678"}, "102": nil, "1.5": nil, "000 102": {"000102"}, "1 04": nil, "1,042 345": nil, "a1,042": nil, "1e5": nil, "": nil, "102.": nil,
	} {
		if got := PlainNumbers(text); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	for text, want := range map[string]string{
		`="000102"`: "000102", `=T("000102")`: "000102", `= t( "a" )`: "a", `="=""x"""`: "x", `="a"&"b"`: "", `=A1`: "", `="`: "", `x`: "", `="say ""hi"""`: `say "hi"`,
	} {
		if got, ok := Unwrapped(text); ok != (want != "") || ok && got != want {
			t.Errorf("%s: %q, %v", text, got, ok)
		}
	}
	for text, want := range map[string]bool{"3.36E+10": true, "6e1": true, "12E34": false, "E12": false, "1D3": false, "-1E-5": true, "1e": false, "1.e5": false} {
		if Scientifically(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

func TestErrorWordsAndNothings(t *testing.T) {
	for _, text := range []string{"#N/A", "#nv", "#WERT!", "#¡VALOR!", "#¿NOMBRE?", "#ERROR!", "Err:508", "Err :502", "Loading...", "Loading…", "Chargement en cours...", "########", "#DIV/0!", "#Н/Д"} {
		if !ErrorWord(text) {
			t.Errorf("%q is no error", text)
		}
	}
	for _, text := range []string{"#12", "#", "#1 shop", "C#", "Err", "Err:5", "Loading", "Head of loading...", "#team", "Dr.", "etc."} {
		if ErrorWord(text) {
			t.Errorf("%q is an error", text)
		}
	}
	for _, text := range []string{"N/A", "n/a", "-", "--", ".", "?", "null", "(null)", "nan", "None", `\N`, "undefined", "néant", "TBD", "–"} {
		if !MeansNothing(text) {
			t.Errorf("%q means something", text)
		}
	}
	for _, text := range []string{"Null", "Nan", "Na", "Noah", "Nana", "N"} {
		if NoName(text) {
			t.Errorf("%q is no name", text)
		}
	}
}

func TestBrokenText(t *testing.T) {
	for _, name := range []string{"Nguy?n", "?ukasz", "Jos?", "M\uFFFDller", "LefÃ¨vre", "Ã‰lodie", "√âlodie", "£ukasz", "Micha³", "¯ó³æ", "Ren├®e"} {
		if !Broken(name, true) {
			t.Errorf("%q is sound", name)
		}
	}
	for _, name := range []string{"Élodie", "Nguyễn", "Yıldız", "O´Brien", "M.ª José", "Gal·la", "Øåse", "ÈÉ", "Þórsson", "Ольга", "李伟", "Zoë", "L’Hôte", "Ærø"} {
		if Broken(name, true) {
			t.Errorf("%q is broken", name)
		}
	}
	for _, title := range []string{"Seller?", "Why not?", "R&D", "Head (½ time)", "m²", "50 % Sales", "Chef d’équipe – nuit", "Größe ≥ 5"} {
		if Broken(title, false) {
			t.Errorf("%q is broken", title)
		}
	}
}
