package plan

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// sameFirstName reports whether two first names can be one person's: alike but
// for letters, hyphens and case, one a short form of the other, or with second
// names that the other leaves out (SPEC S4.9 other_person). No name at all says
// nothing against anybody.
func sameFirstName(a, b string) bool {
	x, y := givenNames(a), givenNames(b)
	if len(x) == 0 || len(y) == 0 || strings.Join(x, "") == strings.Join(y, "") {
		return true
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	for _, name := range x {
		if !slices.ContainsFunc(y, func(other string) bool { return shortened(name, other) }) {
			return false
		}
	}
	return true
}

// givenNames takes a first name apart at spaces, hyphens and points.
func givenNames(first string) []string {
	names := strings.FieldsFunc(first, func(r rune) bool { return strings.ContainsRune(" -‐‑–.\u00a0", r) })
	for i := range names {
		names[i] = wideKey(names[i])
	}
	return slices.DeleteFunc(names, func(name string) bool { return name == "" })
}

// shortened reports whether two names are one, or one is how people shorten the
// other: its beginning, its initial, or a usual pet name.
func shortened(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return strings.HasPrefix(b, a) || petName(a, b) || petName(b, a)
}

func petName(short, long string) bool { return slices.Contains(petNames[short], long) }

// petNames leads from short forms to the names they stand for, all as wideKey
// writes them.
var petNames = func() map[string][]string {
	names := map[string][]string{}
	for short, long := range writtenPetNames {
		for name := range strings.FieldsSeq(long) {
			names[wideKey(short)] = append(names[wideKey(short)], wideKey(name))
		}
	}
	return names
}()

// writtenPetNames are the short forms that are not the beginning of the name, in
// English, French and German.
var writtenPetNames = map[string]string{
	"abby": "abigail", "andy": "andrew andreas", "annie": "anne ann anna", "becky": "rebecca", "bernie": "bernard bernhard",
	"berti": "albert hubert", "beth": "elizabeth elisabeth", "betty": "elizabeth elisabeth", "bill": "william", "billy": "william",
	"bob": "robert", "bobby": "robert", "cathy": "catherine", "charlie": "charles charlotte", "cindy": "cynthia", "debbie": "deborah",
	"dick": "richard", "dora": "theodora isidora", "ed": "edouard", "eddy": "edouard edward", "elli": "elisabeth", "fanny": "stephanie francoise",
	"fred": "alfred frederic frederick", "freddy": "frederic frederick", "gabi": "gabriele", "greg": "gregoire gregory", "hannes": "johannes",
	"hans": "johannes", "harry": "henry harold", "jack": "john", "jenny": "jennifer", "jim": "james", "jimmy": "james", "jo": "josephine joseph",
	"joe": "joseph", "johnny": "john", "jorg": "georg", "kate": "katherine catherine katharine", "kathy": "katherine", "katie": "katherine catherine",
	"klaus": "nikolaus", "larry": "lawrence", "lena": "magdalena helena", "lex": "alexander alexandra", "lisa": "elisabeth elizabeth",
	"liz": "elizabeth", "lola": "dolores", "loulou": "louis louise", "manu": "emmanuel emmanuelle", "maggie": "margaret", "mandy": "amanda",
	"mike": "michael", "mimi": "michele michelle", "molly": "mary", "nando": "fernando", "nathalie": "natalie", "ned": "edward",
	"nell": "helen eleanor", "nick": "nicholas nicolas", "peggy": "margaret", "penny": "penelope", "polly": "mary", "rob": "robert",
	"sally": "sarah", "sandra": "alexandra", "sascha": "alexander alexandra", "sasha": "alexander alexandra alexandre", "sepp": "josef",
	"seb": "sebastien", "steve": "steven stephen", "susie": "susan susanne", "ted": "edward theodore", "teddy": "edward theodore",
	"terry": "theresa terence", "tina": "christina martina", "tom": "thomas", "tony": "anthony antoine", "toni": "anton antonia",
	"trudy": "gertrude", "uli": "ulrich ulrike", "vicky": "victoria", "will": "william", "willy": "william", "xandi": "alexander",
}

// wideKey is a name as it is compared where letters are often written otherwise
// (SPEC S3A.3).
func wideKey(name string) string { return data.WideName(name, data.Digraphs) }
