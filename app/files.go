package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
	"headcount.app/headcount/data/sheet"
)

// File is a user file as it was read: what the upload screen shows before
// anything runs (SPEC S8.3).
type File struct {
	Path     string
	SHA256   string // lowercase hex
	Modified time.Time
	Table    *data.Table
	// Schema is the list of the fields that its columns can be read as.
	Schema *data.Schema
	// Columns are what each column is read as, with samples and fill counts.
	Columns []plan.Column
	// Names is how full names in one column are read, nil without one; ReadNames
	// fills it in.
	Names *plan.Names
	// OpenElsewhere is true if a ~$ file lies beside it: the workbook is open
	// and may have unsaved changes (SPEC S10).
	OpenElsewhere bool
	options       data.Options
}

// Read reads a user file and recognises its columns; the remembered mapping
// for its header row is used where o.Mapping says nothing. A refused file is a
// *data.FileError. Column clashes that the window may ask about are in the
// error, with the File returned beside it.
func (a *App) Read(ctx context.Context, path string, o data.Options, p Progress) (*File, error) {
	schema, err := a.schema(ctx, o)
	if err != nil {
		return nil, err
	}
	file, err := readFile(ctx, schema, path, o, storedNames(func() (*data.Base, error) { return a.Base(ctx) }), p)
	if err != nil {
		return nil, err
	}
	a.shown.Store(&shown{*file, file.Table})
	mapping, err := a.mapping(ctx, file.Table, o)
	if err != nil {
		return nil, err
	}
	file.Table = plan.AsShown(schema, file.Table, mapping)
	file.Columns, err = plan.Columns(schema, file.Table, mapping)
	return file, err
}

// schema is the list of the fields that a file can have.
func (a *App) schema(ctx context.Context, o data.Options) (*data.Schema, error) {
	if o.Hierarchy {
		return data.RoleSchema, nil
	}
	return a.store.Schema(ctx)
}

// ReadFile reads a user file without an organization.
func ReadFile(ctx context.Context, path string, o data.Options, p Progress) (*File, error) {
	return readFile(ctx, data.UserSchema, path, o, nil, p)
}

// storedNames answers whether somebody of the user base, or a role, has a name, which tells
// encodings apart (SPEC S3A.7). The base is asked for by the first question: most
// files give no cause for any.
func storedNames(load func() (*data.Base, error)) func(name string) bool {
	names := sync.OnceValue(func() map[string]bool {
		base, err := load()
		if err != nil {
			return nil // whoever needs the base says so
		}
		names := make(map[string]bool, 2*len(base.Users))
		for i := range base.Users {
			names[base.Users[i].FirstName], names[base.Users[i].LastName] = true, true
		}
		for i := range base.Roles {
			names[base.Roles[i].Name] = true
		}
		delete(names, "")
		return names
	})
	return func(name string) bool { return names()[data.Clean(name)] }
}

func readFile(ctx context.Context, schema *data.Schema, path string, o data.Options, stored func(string) bool, p Progress) (*File, error) {
	f, err := openSource(path)
	if err != nil {
		return nil, lockOr(path, fileError(path, err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fileError(path, err)
	}
	if info.IsDir() && isNumbersFolder(path) {
		return nil, data.Refuse(data.FileNumbers, nil)
	}
	if info.IsDir() {
		return nil, data.Refuse(data.FileIsFolder, nil, "path", path)
	}
	if !info.Mode().IsRegular() {
		return nil, data.Refuse(data.FileUnreadable, errors.New("not a regular file"), "path", path)
	}
	table, err := sheet.Read(ctx, f, info.Size(), sheet.ReadOptions{
		Sheet: o.Sheet, HeaderRow: o.HeaderRow, Encoding: o.Encoding, Stored: stored, Field: fields(schema, o), AnyHeader: true,
		Progress: func(done, total int64) { p.at(int(done), int(total), "progress.reading") },
	})
	if err != nil {
		return nil, lockOr(path, fileError(path, err))
	}
	sum, err := sum(f)
	if err != nil {
		return nil, fileError(path, err)
	}
	after, err := f.Stat()
	if err != nil || after.Size() != info.Size() || !after.ModTime().Equal(info.ModTime()) {
		return nil, data.Refuse(data.FileInUse, err, "path", path)
	}
	_, lock := os.Stat(filepath.Join(filepath.Dir(path), "~$"+filepath.Base(path)))
	return &File{Path: path, Schema: schema, SHA256: sum, Modified: info.ModTime(), Table: table, OpenElsewhere: lock == nil, options: o}, nil
}

// fields are those of the headers that are known, or that a person says how to
// read: so the row and the sheet with those are found too.
func fields(schema *data.Schema, o data.Options) func(header string) data.Field {
	keys := map[string]data.Field{}
	for header, name := range o.Mapping {
		if key := data.HeaderKey(header); key != "" && name != "" && schema.ForHeader(header) == data.NoField {
			keys[key] = data.Field(name)
		}
	}
	if len(keys) == 0 {
		return schema.ForHeader
	}
	return func(header string) data.Field {
		if f := schema.ForHeader(header); f != data.NoField {
			return f
		}
		return keys[data.HeaderKey(header)]
	}
}

// isNumbersFolder reports whether a folder is what Numbers writes elsewhere than
// in one file (SPEC S15.4).
func isNumbersFolder(path string) bool {
	return strings.EqualFold(filepath.Ext(path), ".numbers") || disk.Exists(filepath.Join(path, "Index.zip")) || disk.Exists(filepath.Join(path, "Index", "Document.iwa"))
}

// lockOr says of a file that cannot be read and bears the name of a lock that it
// is one, whatever is in it (SPEC S15.4).
func lockOr(path string, err error) error {
	var refused *data.FileError
	name := filepath.Base(path)
	lock := strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".~lock.") && strings.HasSuffix(name, "#")
	if lock && errors.As(err, &refused) && refused.Code != data.FileVanished {
		return data.Refuse(data.FileLock, err)
	}
	return err
}

func sum(f io.ReadSeeker) (string, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// fileError says of an error about a file what it is (SPEC S10); calling off and
// what is done stay as they are.
func fileError(path string, err error) error {
	if errors.Is(err, context.Canceled) || Done(err) {
		return err
	}
	return disk.Refusal(path, err)
}

// mapping returns the mapping that counts: the remembered one for this header
// row, overridden by what the options say.
func (a *App) mapping(ctx context.Context, t *data.Table, o data.Options) (map[string]string, error) {
	remembered, err := a.store.Mapping(ctx, headerKey(t, o))
	if err != nil {
		return nil, err
	}
	mapping := map[string]string{}
	for header, field := range remembered {
		mapping[header] = field
	}
	for header, field := range o.Mapping {
		mapping[header] = field
	}
	return mapping, nil
}

// RememberMapping keeps a mapping chosen by hand for files with the same
// header row (SPEC S3.2).
func (a *App) RememberMapping(ctx context.Context, f *File, mapping map[string]string) error {
	return a.store.SaveMapping(ctx, headerKey(f.Table, f.options), mapping)
}

// headerKey is what a header row is known by. That of a hierarchy file is never
// that of a user file.
func headerKey(t *data.Table, o data.Options) string {
	keys := make([]string, len(t.Header), len(t.Header)+1)
	if o.Hierarchy {
		keys = append(keys, "\nhierarchy")
	}
	for i, h := range t.Header {
		keys[i] = data.HeaderKey(h)
	}
	return strings.Join(keys, "\n")
}

// Encodings are the names of the encodings that a text file can be read in.
func Encodings() []string { return sheet.Encodings() }
