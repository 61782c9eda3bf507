package app

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
	"headcount.app/headcount/data/store"
)

// exampleFiles are the user files that come with the example organization:
// from the embedded file to the key of the name it is written under.
var exampleFiles = []struct{ file, name string }{
	{"users-with-changes.csv", "example.file.changes"},
	{"users-with-problems.csv", "example.file.problems"},
}

// CreateExample makes the example organization at path and opens it. Beside
// it, in ExampleFolder, it writes user files to try: one without changes, one
// with changes, one with every kind of problem (SPEC S8.5). It fails like
// Create.
func CreateExample(ctx context.Context, path string, w *assets.Words, c Config) (*App, error) {
	example := assets.ExampleOrganization()
	a, err := Create(path, example.Name, w, c)
	if err != nil {
		return nil, err
	}
	if err := a.fillExample(ctx, example, w); err != nil {
		a.Close()
		return nil, err
	}
	return a, nil
}

// ExampleFolder is where CreateExample puts the user files.
func (a *App) ExampleFolder() string { return filepath.Dir(a.Path()) }

func (a *App) fillExample(ctx context.Context, example assets.Example, w *assets.Words) error {
	if err := a.exampleRoles(ctx); err != nil {
		return err
	}
	list := filepath.Join(a.ExampleFolder(), w.T("example.file.all")+".csv")
	if err := writeExample(ctx, "users.csv", list, w); err != nil {
		return err
	}
	s, err := a.Simulate(ctx, list, data.Options{}, nil)
	if err != nil {
		return err
	}
	if _, err := a.Apply(ctx, s, Consent{}, nil); err != nil {
		return err
	}
	if err := os.Remove(list); err != nil {
		return fileError(list, err)
	}
	if err := a.protectExample(ctx, example); err != nil {
		return err
	}
	return a.writeExampleFiles(ctx, w)
}

func (a *App) exampleRoles(ctx context.Context) error {
	t, err := readExample(ctx, "roles.csv")
	if err != nil {
		return err
	}
	c := store.Commit{Identity: store.NewIdentity(), Origin: data.ByHand, Account: a.account, At: a.now()}
	for i := range t.Rows {
		r := &t.Rows[i]
		c.Roles = append(c.Roles, data.Role{
			ID: r.Cell(0).Text, Name: r.Cell(1).Text, Level: r.Cell(2).Text, Superiors: data.NewRoleIDs(r.Cell(3).Text),
		})
	}
	_, err = a.store.Commit(ctx, c, nil)
	return err
}

func (a *App) protectExample(ctx context.Context, example assets.Example) error {
	base, err := a.Base(ctx)
	if err != nil {
		return err
	}
	var keys []data.UserKey
	for _, email := range example.Protected {
		for i := range base.Users {
			if base.Users[i].Email == email {
				keys = append(keys, base.Users[i].Key)
			}
		}
	}
	return a.Protect(ctx, keys...)
}

// writeExampleFiles writes the files to try as workbooks with the headers of
// the language.
func (a *App) writeExampleFiles(ctx context.Context, w *assets.Words) error {
	clean := filepath.Join(a.ExampleFolder(), w.T("example.file.clean")+".xlsx")
	if _, err := a.Export(ctx, clean, ExportOptions{Words: w}, nil); err != nil {
		return err
	}
	for _, f := range exampleFiles {
		path := filepath.Join(a.ExampleFolder(), w.T(f.name)+".xlsx")
		if err := writeExample(ctx, f.file, path, w); err != nil {
			return err
		}
	}
	return nil
}

// writeExample writes one of the embedded user files to path, with the headers
// and the profiles' names of the language.
func writeExample(ctx context.Context, file, path string, w *assets.Words) error {
	t, err := readExample(ctx, file)
	if err != nil {
		return err
	}
	profiles := map[string]string{}
	for i, standard := range data.StandardProfiles(assets.English) {
		profiles[standard.Name] = data.StandardProfiles(w.Language())[i].Name
	}
	table := textTable{Title: w.T("sheet.users"), Header: make([]string, len(t.Header))}
	for i, h := range t.Header {
		table.Header[i] = data.UserSchema.ForHeader(h).Header(w.Language())
	}
	for i := range t.Rows {
		row := make([]string, len(t.Header))
		for k := range row {
			row[k] = t.Rows[i].Cell(k).Text
			if name, known := profiles[row[k]]; known {
				row[k] = name
			}
		}
		table.Rows = append(table.Rows, row)
	}
	return fileError(path, sheet.WriteFile(path, table.writer(path, w)))
}

func readExample(ctx context.Context, name string) (*data.Table, error) {
	content := assets.ExampleFile(name)
	o := sheet.ReadOptions{HeaderRow: 1}
	if strings.HasPrefix(name, "roles") {
		o.Field = data.RoleSchema.ForHeader
	}
	return sheet.Read(ctx, bytes.NewReader(content), int64(len(content)), o)
}
