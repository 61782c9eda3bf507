package desk

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"headcount.app/headcount/views/widgets"
)

// What this machine remembers of what was asked before.
const (
	prefFolder = "folder." // + what is looked for there
	PrefMailTo = "mail.to"
	prefWidths = "widths." // + the table
)

// Prefs is what this machine remembers for the person.
func (desk *Desk) Prefs() fyne.Preferences { return desk.Fyne.Preferences() }

// Folder is where somebody last looked for files of a sort.
func (desk *Desk) Folder(sort string) string { return desk.Prefs().String(prefFolder + sort) }

// RememberFolder keeps the folder of a file for the next question about its sort.
func (desk *Desk) RememberFolder(sort, path string) {
	desk.Prefs().SetString(prefFolder+sort, filepath.Dir(path))
}

// KeepWidths gives a table the widths that a person dragged before, and remembers new
// ones.
func (desk *Desk) KeepWidths(table string, list *widgets.DataList) {
	list.OnWidths = func(widths map[string]float32) { desk.rememberWidths(table, widths) }
	list.SetWidths(desk.RememberedWidths(table))
}

// rememberWidths keeps the widths of a table's columns that a person dragged.
func (desk *Desk) rememberWidths(table string, widths map[string]float32) {
	list := make([]string, 0, len(widths))
	for column, width := range widths {
		list = append(list, fmt.Sprintf("%s=%.0f", column, width))
	}
	slices.Sort(list)
	desk.Prefs().SetStringList(prefWidths+table, list)
}

// RememberedWidths are the widths that rememberWidths kept.
func (desk *Desk) RememberedWidths(table string) map[string]float32 {
	widths := map[string]float32{}
	for _, entry := range desk.Prefs().StringList(prefWidths + table) {
		column, text, _ := strings.Cut(entry, "=")
		if width, err := strconv.ParseFloat(text, 32); err == nil {
			widths[column] = float32(width)
		}
	}
	return widths
}
