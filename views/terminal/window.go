package terminal

import (
	"path/filepath"
	"strings"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
)

// WindowStart is what the command line says about a window to be opened.
type WindowStart struct {
	// Organization is the file to open, "" if none was named.
	Organization string
	Words        *assets.Words
	// LanguageGiven is true if --lang chose the language.
	LanguageGiven bool
	// Config is how organizations are opened.
	Config app.Config
}

// Window reports whether the arguments ask for the window: no command, nothing
// but --db and --lang, or an organization file as a file manager passes it.
func Window(s System) (WindowStart, bool) {
	var global globals
	var f flags
	global.define(&f)
	rest, wrong := f.parse(s.Args, false)
	if wrong != nil || global.help || len(rest) > 1 {
		return WindowStart{}, false
	}
	words, wrong := s.words(global.lang)
	if wrong != nil {
		return WindowStart{}, false
	}
	start := WindowStart{Organization: global.db, Words: words, LanguageGiven: global.lang != "", Config: s.Config}
	if len(rest) == 1 {
		if !strings.EqualFold(filepath.Ext(rest[0]), app.Extension) || global.db != "" {
			return WindowStart{}, false
		}
		start.Organization = rest[0]
	}
	if start.Organization == "" {
		start.Organization = s.env("HEADCOUNT_DB")
	}
	return start, true
}
