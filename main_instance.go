package main

import (
	"os"
	"path/filepath"

	"headcount.app/headcount/views/instance"
)

// claim asks the windows that are open for an organization, "" for any; without one that
// shows it, it has a place for a window of this process.
func claim(organization string) (place *instance.Window, shown bool) {
	folder, err := cacheFolder()
	if err != nil {
		return nil, false
	}
	if organization != "" {
		if organization, err = filepath.Abs(organization); err != nil {
			return nil, false
		}
	}
	return instance.Claim(folder, os.Getenv("DISPLAY")+" "+os.Getenv("WAYLAND_DISPLAY"), organization)
}
