package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"
)

// bill takes out of a bill of materials (CycloneDX) what changes with every making, its
// own number and the time, and says the version, which is not the module's.
func bill(file, version string) error {
	when, err := moment()
	if err != nil {
		return err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var whole map[string]any
	if err := json.Unmarshal(text, &whole); err != nil {
		return err
	}
	head, _ := whole["metadata"].(map[string]any)
	program, _ := head["component"].(map[string]any)
	parts, _ := whole["components"].([]any)
	if program == nil || len(parts) == 0 {
		return fmt.Errorf("%s names no parts", file)
	}
	delete(whole, "serialNumber")
	head["timestamp"] = when.Format(time.RFC3339)
	was, _ := program["version"].(string)
	text, err = json.MarshalIndent(whole, "", "  ")
	if err != nil {
		return err
	}
	name, _ := program["name"].(string)
	// The name with its version is also what the list of dependencies refers to.
	said := strings.ReplaceAll(string(text), name+"@"+was, name+"@"+version)
	said = strings.Replace(said, `"version": "`+was+`"`, `"version": "`+version+`"`, 1)
	return os.WriteFile(file, []byte(said+"\n"), 0o644)
}
