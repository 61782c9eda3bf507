package assets

import (
	_ "embed"
	"strings"
)

// licencesFile is made by make licences.
//
//go:embed licences.txt
var licencesFile string

// licenceRuler stands between two licences.
var licenceRuler = "\n" + strings.Repeat("=", 78) + "\n"

// Licence is what somebody allows whose work is in the program.
type Licence struct {
	// Of is whose: Headcount, Go, or a module with its version.
	Of string
	// File is the file of it that the text stands in, "" if there is one only.
	File string
	Text string
}

// Licences are those of everything in the program on any system, its own first.
func Licences() []Licence {
	var all []Licence
	for section := range strings.SplitSeq(licencesFile, licenceRuler) {
		head, text, _ := strings.Cut(section, "\n")
		of, file, _ := strings.Cut(strings.TrimSuffix(head, ")"), " (")
		all = append(all, Licence{of, file, strings.TrimSpace(text)})
	}
	return all
}
