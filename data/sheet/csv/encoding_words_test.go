package csv

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// westernNames are names of people and places, and titles, that Windows-1252
// writes, by language.
func westernNames(t testing.TB) map[string][]string {
	t.Helper()
	paths, err := filepath.Glob("../testdata/names/*.txt")
	if err != nil || len(paths) < 8 {
		t.Fatal(paths, err)
	}
	names := map[string][]string{}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		names[filepath.Base(path)] = strings.Split(strings.TrimSpace(string(content)), "\n")
	}
	return names
}

// TestWesternNamesAreRead reads every name of the languages of Windows-1252, alone
// in its file and in capitals, without a question (SPEC S3A.7).
func TestWesternNamesAreRead(t *testing.T) {
	for language, names := range westernNames(t) {
		if len(names) < 70 {
			t.Errorf("only %d names of %s", len(names), language)
		}
		for _, name := range names {
			for _, name := range []string{name, strings.ToUpper(name), "„" + name + "“", "D’" + name, name + "…", "«" + name + "»"} {
				text, err := codePages[0].NewEncoder().String("Email;Name\na@x.fr;" + name + "\n")
				if err != nil || isASCII(text) {
					continue
				}
				_, encoding, doubts, err := Decode(head.Options{}, text)
				if err != nil || len(doubts) > 0 || encoding != "Windows-1252" {
					t.Errorf("%s, %s: %v %v", language, name, doubts, err)
				}
			}
		}
	}
}

// TestLoneNames asks for the encoding of a name that only another one gives, alone
// in its file and known to nobody (SPEC S3A.7).
func TestLoneNames(t *testing.T) {
	for page, names := range map[string]string{
		"windows-1257": "Kęstutis Šarūnas Jankauskienė Petraitytė Pēteris Bērziņš Žilvinas",
		"windows-1250": "Nowakiewicz-Ćwikła Jóźwiak Śliwa Bagiński Jędrzejczak Věra Němec Jiří Petrović Gergő Szőke Hegedűs-Szűcs Cătălin Răzvan Bacău Soňa",
		"windows-1254": "Yıldız Şahin Ağaoğlu", "windows-1251": "Ольга Ким Юля", "windows-1253": "Άννα Έλλη",
		"macroman":  "Zoë Léa Céline Müller Jörg Göran Håkan Anaëlle José-Élodie Concepción Ramón María Martínez Nicolò Calì Élodie Sjöberg Kås Nexø",
		"cp850":     "Renée André Müller Märta Noël François Hélène Jörg Muñoz García López João Öberg Kjær Langå Østergård-Sørensen",
		"shift_jis": "田中 鈴木 山田 加藤 渡辺 伊藤 中村 吉田 木村 恵 愛子 明美 未来",
		"gbk":       "王伟 李 张 静", "big5": "陳 子涵 偉祺", "euc-kr": "김 이 박 최 남",
	} {
		for _, name := range strings.Fields(names) {
			text, err := codePageNamed(page).NewEncoder().String("Email;Name\na@x.fr;" + name + "\n")
			if err != nil {
				t.Errorf("%s is not in %s", name, page)
				continue
			}
			if _, _, _, err := Decode(head.Options{}, text); sheettest.Code(err) != data.FileAmbiguousText {
				read, _ := codePages[0].decode(text)
				t.Errorf("%s in %s is read as %q", name, page, read)
			}
		}
	}
}

// TestFewOddWords among many that are right are warnings in their cells; as soon
// as they are not few, the encoding is asked for.
func TestFewOddWords(t *testing.T) {
	good := westernNames(t)["french.txt"][:11]
	odd := []string{"Vìra", "Kæstutis", "Zo‘"}
	for n := range len(odd) + 1 {
		table, err := readBytes([]byte(inPage(t, "windows-1252", append(good[:11:11], odd[:n]...)...)))
		if n > 2 {
			if sheettest.Code(err) != data.FileAmbiguousText {
				t.Errorf("%d of %d: %v", n, len(good)+n, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%d of %d: %v", n, len(good)+n, err)
			continue
		}
		var doubtful []string
		for _, row := range table.Rows {
			if row.Cell(2).Kind == data.Doubtful {
				doubtful = append(doubtful, row.Cell(2).Text)
			}
		}
		if !slices.Equal(doubtful, odd[:n]) {
			t.Errorf("doubted: %q", doubtful)
		}
	}
}
