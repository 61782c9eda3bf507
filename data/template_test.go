package data

import "testing"

// TestExampleRow: the example row of the template is recognised in both
// languages and has every field that a new user needs (SPEC S3.8, S7.3).
func TestExampleRow(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		row := ExampleRow(language)
		if email := row[Email]; !IsExampleEmail(EmailKey(email)) || !ValidAddress(email) {
			t.Errorf("%s: %q is not known as the example", language, email)
		}
		for _, info := range Fields {
			if info.Mandatory && row[info.Field] == "" {
				t.Errorf("%s: the example has no %s", language, info.Field.Name())
			}
		}
	}
	if IsExampleEmail("camille@headcount.example") {
		t.Error("another address is taken for the example")
	}
}
