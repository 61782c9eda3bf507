package app

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// canary is in cells that are not used.
const canary = "S3cretPass"

const withPasswords = "Email,Password,First name,Last name,Role ID,Permission profile,IBAN\n" +
	"anna@x.fr," + canary + "1,Anna,Petit,shop-1,Administrator,FR76" + canary + "\n" +
	"bert@x.fr," + canary + "2,Bert,Bon,shop-1,Manager,FR77" + canary + "\n"

// TestOnlyWhatIsUsedIsKept: no byte of a column that is not used reaches the
// organization's file, its backups or a temporary file, whether the file is
// simulated, corrected or applied, even if a row has too many cells
// (SPEC S3A.9).
func TestOnlyWhatIsUsedIsKept(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	a, ctx := newOrganization(t), context.Background()
	file := filepath.Join(t.TempDir(), "users.csv")
	write(t, file, withPasswords)
	options := data.Options{CreateRoles: true}
	s, err := a.Simulate(ctx, file, options, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = a.Apply(ctx, s, Consent{}, nil); err != nil {
		t.Fatal(err)
	}
	write(t, file, withPasswords+"cleo@x.fr,"+canary+"3,Cleo,"+canary+",Cork,nowhere,Manager,FR78\n"+
		"dora@x.fr,"+canary+"4,Dora,Dee,nowhere,Manager,"+canary+"\n")
	if s, err = a.Simulate(ctx, file, data.Options{DeactivateAbsent: true}, nil); err != nil {
		t.Fatal(err)
	}
	if s, err = a.SimulateCorrected(ctx, s, Corrections{{Row: 5, Column: 4}: "shop-1"}, options); err != nil {
		t.Fatal(err)
	}
	options.SkipProblems = true
	if s, err = a.Replan(ctx, s, options); err != nil {
		t.Fatal(err)
	}
	if _, err = a.Apply(ctx, s, Consent{}, nil); err != nil {
		t.Fatal(err)
	}
	uploads, err := a.Uploads(ctx, 100, 0)
	if err != nil || len(uploads) < 4 {
		t.Fatalf("%d uploads, %v", len(uploads), err)
	}
	for _, u := range uploads {
		for what, read := range map[string]func(context.Context, int64) ([]byte, error){"plan": a.store.UploadPlan, "table": a.store.UploadTable} {
			stored, err := read(ctx, u.ID)
			if err != nil {
				t.Fatal(err)
			}
			expectNoCanary(t, what, unpacked(t, stored))
		}
	}
	path := a.Path()
	a.Close()
	if n := searchFolder(t, filepath.Dir(path)); n < 2 {
		t.Errorf("%d organizations, with the backups", n)
	}
	searchFolder(t, temporary)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// unpacked is what was compressed behind the head of stored contents.
func unpacked(t *testing.T, stored []byte) []byte {
	t.Helper()
	at := bytes.Index(stored, []byte{0x28, 0xB5, 0x2F, 0xFD})
	if at < 0 {
		t.Fatalf("no compressed contents in %q", stored[:min(16, len(stored))])
	}
	d, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	content, err := d.DecodeAll(stored[at:], nil)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func expectNoCanary(t *testing.T, what string, content []byte) {
	t.Helper()
	if at := bytes.Index(content, []byte(canary)); at >= 0 {
		t.Errorf("%s holds %q", what, content[max(0, at-40):at+len(canary)])
	}
}

// searchFolder looks at every byte of every file, and into the contents of the
// organizations among them, which it counts.
func searchFolder(t *testing.T, folder string) int {
	t.Helper()
	organizations := 0
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		expectNoCanary(t, path, content)
		if strings.HasSuffix(path, ".headcount") {
			organizations++
			searchOrganization(t, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return organizations
}

func searchOrganization(t *testing.T, path string) {
	t.Helper()
	ctx := context.Background()
	a, err := Open(path, Config{})
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	defer a.Close()
	uploads, err := a.Uploads(ctx, 100, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range uploads {
		if stored, err := a.store.UploadTable(ctx, u.ID); err == nil {
			expectNoCanary(t, path, unpacked(t, stored))
		}
	}
}

// TestCopiesHaveEveryColumn: the annotated and the corrected copy are made of the
// person's own file, also from a simulation that was opened from the history,
// which keeps the columns that are used alone (SPEC S3A.9, S6.5, S8.4).
func TestCopiesHaveEveryColumn(t *testing.T) {
	a, ctx := newOrganization(t), context.Background()
	file := filepath.Join(t.TempDir(), "users.csv")
	write(t, file, withPasswords+"dora@x.fr,"+canary+"4,Dora,Dee,nowhere,Nobody,x\n")
	s, err := a.Simulate(ctx, file, data.Options{CreateRoles: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := a.Simulation(ctx, s.Upload.ID)
	if err != nil {
		t.Fatal(err)
	}
	corrected := filepath.Join(t.TempDir(), "corrected.csv")
	if _, err := a.SaveCorrected(ctx, opened, Corrections{{Row: 4, Column: 5}: "Manager"}, file, corrected, "Users"); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(corrected)
	if err != nil || strings.Count(string(content), canary) != 5 {
		t.Errorf("the corrected copy is %q, %v", content, err)
	}
	annotated := filepath.Join(t.TempDir(), "annotated.xlsx")
	if _, err := a.Annotate(ctx, opened, file, annotated, assets.In("en")); err != nil {
		t.Fatal(err)
	}
	read, err := ReadFile(ctx, annotated, data.Options{}, nil)
	if err != nil || read.Table.Rows[0].Cell(1).Text != canary+"1" {
		t.Errorf("the annotated copy has %+v, %v", read, err)
	}
	write(t, file, withPasswords)
	if _, err := a.SaveCorrected(ctx, opened, nil, file, corrected, "Users"); err == nil {
		t.Error("a copy of another file")
	}
}
