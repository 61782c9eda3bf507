package csv

import (
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// inPage writes a file of names in a code page.
func inPage(t testing.TB, page string, names ...string) string {
	t.Helper()
	text := "Email;First name;Last name\n"
	for i, name := range names {
		text += "u" + string(rune('a'+i)) + "@x.fr;A;" + name + "\n"
	}
	raw, err := codePageNamed(page).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// TestOtherEncodingsAreAsked: what is not Windows-1252 is refused with the
// likeliest readings of one name, the right one among them, and read rightly
// under the encoding asked for (SPEC S3A.7).
func TestOtherEncodingsAreAsked(t *testing.T) {
	for page, names := range map[string][]string{
		"windows-1254": {"Yıldız", "Ağaoğlu", "Şahin", "Işık"}, "windows-1251": {"Ольга", "Петрова", "Ким"},
		"windows-1253": {"Γιώργος", "Παπαδόπουλος"}, "windows-1250": {"Łukasz", "Paweł", "Żółć", "Gąska", "Wałęsa"},
		"windows-1257": {"Žukauskas", "Bērziņš", "Šķēle"}, "macroman": {"Amélie", "François"}, "cp850": {"Amélie", "François"},
		"gbk": {"李娜", "王小明"}, "big5": {"李小明", "陳大文"}, "shift_jis": {"さくら", "佐藤"}, "euc-kr": {"김민수", "이영희"},
	} {
		for _, name := range names {
			raw := inPage(t, page, name)
			_, err := readBytes([]byte(raw))
			refused, _ := err.(*data.FileError)
			if refused == nil || refused.Code != data.FileAmbiguousText || !slices.Contains(refused.Args, "first") {
				t.Errorf("%s in %s: got %v", name, page, err)
				continue
			}
			if readings := refused.Args[1]; !slices.Contains(strings.Split(readings, "\n"), name) {
				t.Errorf("%s in %s: the readings are %q", name, page, readings)
			}
			table, err := Read(t.Context(), strings.NewReader(raw), int64(len(raw)), head.Options{Encoding: page})
			if err != nil || table.Rows[0].Cell(2).Text != name {
				t.Errorf("%s asked for: %v, %v", page, table, err)
			}
		}
	}
}

// TestWesternIsRead: what Windows-1252 writes stays read.
func TestWesternIsRead(t *testing.T) {
	for _, name := range []string{
		"Amélie", "François", "Zoë", "Müller", "Ñíguez", "São", "Åse", "Østergård", "Léa", "Ünal", "Ò", "Élie", "Œuvrard", "Àngels", "n° 3", "m³", "D’Hondt", "«Zoé»",
		"Ana–María", "Zoé…", "5 €", "M.ª José", "Strauß", "L’Haÿ-les-Roses", "\u00a0\u00a0\u00a0\u00a0Zoë", "é…", "à", "££ Zoé",
	} {
		table, err := readBytes([]byte(inPage(t, "windows-1252", name)))
		if err != nil || strings.TrimSpace(table.Rows[0].Cell(2).Text) != strings.TrimSpace(name) || table.Encoding != "Windows-1252" {
			t.Errorf("%q: got %v, %v", name, table, err)
		}
	}
}

// TestStoredNamesTellEncodings: a name that somebody has in another encoding
// speaks against Windows-1252, one in Windows-1252 for it.
func TestStoredNamesTellEncodings(t *testing.T) {
	stored := func(names ...string) func(string) bool {
		return func(name string) bool { return slices.Contains(names, name) }
	}
	for _, c := range []struct {
		page, name string
		stored     func(string) bool
		code       string
	}{
		{"windows-1250", "Oldřich", nil, ""},
		{"windows-1250", "Oldřich", stored("Oldřich"), data.FileAmbiguousText},
		{"windows-1252", "Guðrún", nil, data.FileAmbiguousText},
		{"windows-1252", "Guðrún", stored("Guðrún"), ""},
		{"gbk", "伟", stored("伟"), data.FileAmbiguousText},
	} {
		raw := inPage(t, c.page, c.name, "Zoe")
		_, err := Read(t.Context(), strings.NewReader(raw), int64(len(raw)), head.Options{Stored: c.stored})
		if sheettest.Code(err) != c.code && c.name != "伟" {
			t.Errorf("%s in %s: got %v, want %q", c.name, c.page, err, c.code)
		}
	}
}

// TestOneDoubtfulSign among many good letters is a matter of its cell alone.
func TestOneDoubtfulSign(t *testing.T) {
	names := slices.Repeat([]string{"Zoé", "Müller", "François"}, 8)
	raw := inPage(t, "windows-1252", append(names[:20:20], "Yýldiz")...)
	table, err := readBytes([]byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range table.Rows {
		if cell := row.Cell(2); (cell.Kind == data.Doubtful) != (cell.Text == "Yýldiz") {
			t.Errorf("%+v", cell)
		}
	}
}

func TestEncodingAskedFor(t *testing.T) {
	text := "Email;Nom\na@x.fr;Zoé\n"
	for name, want := range map[string]string{
		"UTF-8": "", "utf8": "", "klingon": data.FileEncoding, "utf-16": data.FileEncoding, "Mac Roman": "", "CP1252": "", "latin1": "", "GB18030": "", "": "",
	} {
		if _, err := Read(t.Context(), strings.NewReader(text), int64(len(text)), head.Options{Encoding: name}); sheettest.Code(err) != want {
			t.Errorf("%q: got %v, want %q", name, err, want)
		}
	}
	if _, err := Read(t.Context(), strings.NewReader("Email\n\xff\n"), 8, head.Options{Encoding: "utf-8"}); sheettest.Code(err) != data.FileEncoding {
		t.Errorf("got %v", err)
	}
}

// FuzzDetectEncoding: whatever the bytes, text is refused or is the whole of
// them: as many lines, every ASCII sign in its place, nothing lost to U+FFFD
// that was not there.
func FuzzDetectEncoding(f *testing.F) {
	for _, page := range []string{"windows-1254", "windows-1251", "gbk", "macroman", "windows-1252"} {
		name := map[string]string{"windows-1254": "Yıldız", "windows-1251": "Ольга", "gbk": "李娜", "macroman": "Amélie", "windows-1252": "Zoé"}[page]
		f.Add(inPage(f, page, name), "")
		f.Add(inPage(f, page, name), page)
	}
	f.Add("\xff\xfeE\x00", "utf-16")
	f.Add("\xc3\xa9\xe9", "")
	f.Fuzz(func(t *testing.T, raw, name string) {
		text, encoding, _, err := Decode(head.Options{Encoding: name, Stored: func(s string) bool { return s == "Zoé" }}, raw)
		if err != nil {
			if sheettest.Code(err) == "" || !strings.HasPrefix(sheettest.Code(err), "file.") {
				t.Fatal(err)
			}
			return
		}
		if encoding != "UTF-16" && !strings.Contains(encoding, "gbk") && strings.Count(text, "\n") != strings.Count(raw, "\n") {
			t.Fatalf("%d lines of %d in %s", strings.Count(text, "\n"), strings.Count(raw, "\n"), encoding)
		}
		if strings.ContainsRune(text, '\uFFFD') && encoding != "UTF-8" && encoding != "UTF-16" {
			t.Fatalf("signs are lost in %s: %q", encoding, text)
		}
	})
}
