package data

import (
	"strings"
	"sync"

	"headcount.app/headcount/assets"
)

// This file knows under which keys the words of a language have what stands in files:
// headers, words for a status, profiles, example rows. What is written is in one
// language; what is understood is what stands in any.

// listed is the list under a key in the language given, in English where it has none.
func listed(language, key string) []string {
	if list := assets.Listed(language, key); list != nil {
		return list
	}
	return assets.Listed(assets.English, key)
}

// inAll is what stands under a key in all languages, English first.
func inAll(key string) (all []string) {
	for _, language := range assets.Languages() {
		all = append(all, assets.Listed(language, key)...)
	}
	return all
}

// understood is what is understood in files, in any language.
type understood struct {
	// userHeaders and roleHeaders are the built-in fields by the keys of their headers;
	// the first field of which somebody says so has it, full names are behind all.
	userHeaders, roleHeaders map[string]Field
	// roleNames are the keys of headers of Role IDs that may name a kind of work.
	roleNames map[string]bool
	statuses  map[string]Status // by folded words (SPEC S4.5)

	exampleEmails map[string]bool
	exampleRoles  []Role

	// Additions that say nothing of what a column means (SPEC S3A.1). Behind a
	// header only those of need may stand without brackets: "Email format"
	// means something else.
	need, form map[string]bool
	fill       map[string]bool // mean nothing beside one of the others; so do numbers
	example    map[string]bool // begin an example
	work       map[string]bool // name the column of one's work, which may not be the only one
	// first and last name the halves of a full name.
	first, last map[string]bool
}

// vocabulary is read when somebody first asks what a file means.
var vocabulary = sync.OnceValue(func() *understood {
	u := &understood{
		userHeaders: headersOf(append(Fields[:len(Fields):len(Fields)], fullNames)), roleHeaders: headersOf(RoleFields),
		roleNames: map[string]bool{}, statuses: map[string]Status{}, exampleEmails: map[string]bool{},
		need: headerWordSet("need"), form: headerWordSet("form"), fill: headerWordSet("fill"), example: headerWordSet("example"),
		work: headerWordSet("work"), first: headerWordSet("first"), last: headerWordSet("last"),
	}
	for _, header := range inAll("header.role_names") {
		u.roleNames[HeaderKey(header)] = true
	}
	for _, status := range [...]Status{Deactivated, Active} {
		for _, word := range inAll("file.status." + status.String()) {
			u.statuses[FoldName(word)] = status
		}
	}
	for _, language := range assets.Languages() {
		u.exampleEmails[EmailKey(ExampleRow(language)[Email])] = true
		u.exampleRoles = append(u.exampleRoles, ExampleRole(language))
	}
	return u
})

// headersOf are the keys of all headers of fields.
func headersOf(fields []FieldInfo) map[string]Field {
	headers := map[string]Field{}
	for i := range fields {
		for _, header := range fields[i].AllHeaders() {
			if key := HeaderKey(header); headers[key] == NoField {
				headers[key] = fields[i].Field
			}
		}
	}
	return headers
}

// headerWordSet are words that may stand in headers, folded as those are.
func headerWordSet(kind string) map[string]bool {
	set := map[string]bool{}
	for _, words := range inAll("header.word." + kind) {
		for word := range strings.FieldsSeq(strings.ToLower(unaccent(words))) {
			set[word] = true
		}
	}
	return set
}
