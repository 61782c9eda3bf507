package assets

import (
	"embed"
	"encoding/json"
)

//go:embed example
var example embed.FS

// Example is the organization in which a newcomer can look around.
type Example struct {
	Name string `json:"name"`
	// Protected are the addresses of the users whom no file deactivates.
	Protected []string `json:"protected"`
}

// ExampleOrganization returns what is not in the example's files.
func ExampleOrganization() Example {
	var e Example
	if err := json.Unmarshal(ExampleFile("example.json"), &e); err != nil {
		panic(err)
	}
	return e
}

// ExampleFile returns one of the example's files: users.csv,
// users-with-changes.csv, users-with-problems.csv, roles.csv. It panics for
// any other name.
func ExampleFile(name string) []byte {
	content, err := example.ReadFile("example/" + name)
	if err != nil {
		panic(err)
	}
	return content
}
