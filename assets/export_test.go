package assets

import (
	"io/fs"
	"testing"
	"testing/fstest"
)

// AddLanguage lets there be one language more for a test: words/TAG.json is text.
func AddLanguage(t *testing.T, tag, text string) {
	t.Helper()
	files := fstest.MapFS{"words/" + tag + ".json": {Data: []byte(text)}}
	for _, language := range Languages() {
		content, err := fs.ReadFile(wordFiles, "words/"+language+".json")
		if err != nil {
			t.Fatal(err)
		}
		files["words/"+language+".json"] = &fstest.MapFile{Data: content}
	}
	before := book
	t.Cleanup(func() { book = before })
	book = newCatalogue(files)
}
