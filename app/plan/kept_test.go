package plan

import (
	"path/filepath"
	"strings"
	"testing"

	"headcount.app/headcount/data"
)

// TestPlannedAgainFromWhatIsKept plans every case of testdata a second time from
// the table that is kept with the upload: the plan is the same but for what is
// said of columns that were not used (SPEC S3A.2, S3A.9).
func TestPlannedAgainFromWhatIsKept(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			c := loadCase(t, path)
			p, err := c.build()
			if err != nil {
				return
			}
			kept, err := decodeTable(encodeTable(p.Kept(c.file)))
			if err != nil {
				t.Fatal(err)
			}
			unused := 0
			for _, row := range kept.Rows {
				for i := range row.Cells {
					if p.File.Columns[i].Field == data.NoField && row.Cells[i] != (data.Cell{}) {
						unused++
					}
				}
				if row.Ragged && len(row.Cells) > 0 {
					unused++
				}
			}
			if unused > 0 {
				t.Errorf("%d cells are kept that are not used", unused)
			}
			again := *c
			again.file = kept
			q, err := again.build()
			if got, want := withoutFileIssues(show(q, err)), withoutFileIssues(show(p, nil)); got != want {
				t.Errorf("planned again\n%s\nnot\n%s", got, want)
			}
			twice, err := decodeTable(encodeTable(q.Kept(kept)))
			if err != nil || len(twice.Rows) != len(kept.Rows) || len(twice.Mentions) != len(kept.Mentions) {
				t.Errorf("kept twice: %v, %d mentions of %d", err, len(twice.Mentions), len(kept.Mentions))
			}
		})
	}
}

// withoutFileIssues leaves out what is said of the file as a whole but for second
// tables, the number of warnings, and how rows of the wrong width are shown, whose cells are gone.
func withoutFileIssues(plan string) string {
	var kept []string
	lines := strings.Split(plan, "\n")
	for i, line := range lines {
		if i == 0 {
			line, _, _ = strings.Cut(line, ", warnings")
		}
		if i+1 < len(lines) && strings.Contains(lines[i+1], "problem row.width") {
			continue
		}
		if !strings.HasPrefix(line, "file ") || strings.HasPrefix(line, "file warning table.") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}
