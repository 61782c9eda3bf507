package main

import (
	_ "embed"
	"runtime/debug"
	"strconv"

	"github.com/BurntSushi/toml"

	"fyne.io/fyne/v2"
)

// metadataFile is FyneApp.toml: what this program is called and its version, said in no
// other place. Packages, About and --version read it.
//
//go:embed FyneApp.toml
var metadataFile []byte

// revision is the commit, which the flags of a release set (assets/packaging/flags.sh);
// "" where the Go command itself notes it.
var revision string

// metadata is what FyneApp.toml says, as the toolkit wants it. It would read the file
// itself from the folder that the program happens to be started in.
func metadata() fyne.AppMetadata {
	var file struct {
		Details struct {
			Name, ID, Version string
			Build             int
		}
		Migrations map[string]bool
		Release    map[string]string
	}
	if err := toml.Unmarshal(metadataFile, &file); err != nil {
		panic("FyneApp.toml: " + err.Error())
	}
	return fyne.AppMetadata{
		ID: file.Details.ID, Name: file.Details.Name, Version: file.Details.Version, Build: file.Details.Build,
		Release: true, Migrations: file.Migrations, Custom: file.Release,
	}
}

// version is the version and, in brackets, the commit it was built from: of two builds
// under one number people who look into a fault have to know which it is.
func version() string {
	commit := revision
	if commit == "" {
		commit = stamped()
	}
	if commit == "" {
		return metadata().Version
	}
	return metadata().Version + " (" + commit + ")"
}

// stamped is the commit as the Go command notes it in a build from a clone.
func stamped() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	var commit string
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			commit = s.Value[:min(12, len(s.Value))] + commit
		case "vcs.modified":
			if changed, _ := strconv.ParseBool(s.Value); changed {
				commit += "+changed"
			}
		}
	}
	return commit
}
