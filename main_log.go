package main

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"
)

// largestLog is how large the log becomes before a new one is begun; one old
// one is kept.
const largestLog = 1 << 20

// logName is what the log is called in the cache folder.
const logName = "headcount.log"

// logPath is where the log is, "" if there is none.
func logPath() string {
	folder, err := cacheFolder()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, logName)
}

// openLog opens the log in the user's cache folder, readable by its owner
// alone. It holds what was done and how it ended, and no personal data beyond
// counts (SPEC S9.4). Without a folder nothing is logged.
func openLog() (*slog.Logger, func()) {
	nothing := slog.New(slog.NewTextHandler(io.Discard, nil))
	folder, err := cacheFolder()
	if err != nil {
		return nothing, func() {}
	}
	path := filepath.Join(folder, logName)
	if info, err := os.Stat(path); err == nil && info.Size() > largestLog {
		_ = os.Rename(path, path+".old")
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nothing, func() {}
	}
	return slog.New(slog.NewTextHandler(file, nil)), func() { file.Close() }
}

// cacheFolder is the program's folder for what may be lost, which its owner alone may
// enter.
func cacheFolder() (string, error) {
	folder, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	folder = filepath.Join(folder, "headcount")
	return folder, os.MkdirAll(folder, 0o700)
}
