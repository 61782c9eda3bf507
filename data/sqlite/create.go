package sqlite

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mattn/go-sqlite3"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
	"headcount.app/headcount/data/store"
)

// Create makes a new organization file, readable by its owner alone, and opens
// it. Its first revision is 1. If something is at path already it is left
// alone and the error is a *data.FileError for which errors.Is(err,
// fs.ErrExist) holds. The file appears under its name when it is whole.
func Create(path string, org data.Settings, profiles []data.Profile) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if _, err := os.Lstat(path); err == nil {
		return nil, alreadyThere(path)
	}
	if err := makeFile(path, org, profiles); err != nil {
		return nil, explain(path, err)
	}
	return Open(path)
}

// makeFile makes a new organization file. No second name of it is left when it
// returns: Windows could not take one away from a file that is open.
func makeFile(path string, org data.Settings, profiles []data.Profile) error {
	p, err := disk.NewPart(path)
	if err != nil {
		return err
	}
	defer p.Discard()
	if err := fill(p.Path, org, profiles); err != nil {
		return err
	}
	return publish(p.Path, path)
}

func alreadyThere(path string) error {
	return data.Refuse(data.FileExists, fs.ErrExist, "path", path)
}

// fill makes an organization of an empty file.
func fill(path string, org data.Settings, profiles []data.Profile) (err error) {
	conn, err := connect(path, readWrite)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if err := migrate(conn, migrations()); err != nil {
		return err
	}
	t := &tx{context.Background(), conn}
	return t.sealing(func() error { return found(conn, org, profiles) })
}

// found writes the organization and its first revision.
func found(conn *sqlite3.SQLiteConn, org data.Settings, profiles []data.Profile) error {
	all, plans, err := store.SettingsText(org)
	if err != nil {
		return err
	}
	t := &tx{context.Background(), conn}
	if err := t.exec("INSERT INTO organization (one, identity, settings, planning) VALUES (1, ?, ?, ?)", rand.Text(), all, plans); err != nil {
		return err
	}
	return store.Found(&rows{tx: t}, plans, profiles)
}

// publish gives a finished file its name without ever replacing another, also
// where the file system knows no hard links.
func publish(part, path string) error {
	if err := syncFile(part); err != nil {
		return err
	}
	err := os.Link(part, path)
	if errors.Is(err, fs.ErrExist) {
		return alreadyThere(path)
	}
	if err != nil {
		reserved, reserveErr := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(reserveErr, fs.ErrExist) {
			return alreadyThere(path)
		}
		if reserveErr != nil {
			return reserveErr
		}
		reserved.Close()
		if err := disk.Rename(part, path); err != nil {
			return errors.Join(err, os.Remove(path))
		}
	}
	// It is there now, whatever the folder says; the first commit syncs it again.
	_ = disk.SyncFolder(filepath.Dir(path))
	return nil
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
