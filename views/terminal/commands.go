package terminal

import "context"

// action is what a command does once its flags are read.
type action func(ctx context.Context, c *call) error

// command is one entry of the table. Its help is the texts
// terminal.command.NAME.what, .about and .examples.
type command struct {
	name string
	// operands is how help writes what stands beside the flags; least and most
	// count them, most -1 is any number.
	operands    string
	least, most int
	define      func(*flags) action
}

// commands is the whole of what the terminal understands (SPEC S12.1).
func commands() []command {
	return []command{
		{"upload", "FILE", 0, 1, defineUpload},
		{"export", "FILE", 1, 1, defineExport},
		{"template", "FILE", 1, 1, defineTemplate},
		{"users", "", 0, 0, defineUsers},
		{"hierarchy", hierarchyFile, 1, 2, defineHierarchy},
		{"history", "", 0, 0, defineHistory},
		{"report", "N", 1, 1, defineReport},
		{"undo", "N", 0, 1, defineUndo},
		{"outbox", "ACTION", 0, 2, defineOutbox},
		{"backup", "FILE", 1, 1, defineBackup},
		{"restore", "FILE", 1, 1, defineRestore},
		{"check", "", 0, 0, defineCheck},
		{"settings", "NAME=VALUE", 0, -1, defineSettings},
		{"help", "COMMAND", 0, 1, defineHelp},
	}
}

func commandNamed(name string) *command {
	for _, c := range commands() {
		if c.name == name {
			return &c
		}
	}
	return nil
}

func commandNames() []string {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return names
}
