package app_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// The figures of SPEC S12.2 and S21: each job runs in a process of its own, so that
// its peak memory is its own, and the spreadsheet library reads the same file
// in the same run. HEADCOUNT_BENCH_ROWS chooses the sizes; by default up to
// 100,000 rows, "all" adds 1,000,000.
func BenchmarkSPEC(b *testing.B) {
	for _, rows := range benchRows(b) {
		b.Run(fmt.Sprintf("rows=%d", rows), func(b *testing.B) {
			folder := b.TempDir()
			b.Setenv("HEADCOUNT_BENCH_SIZE", strconv.Itoa(rows))
			runChild(b, "prepare", folder) // elsewhere, as a child's peak counts what its parent held
			var library time.Duration      // a run
			for _, job := range []string{"library-iterator", "read", "simulate", "apply", "undo", "search"} {
				b.Run(job, func(b *testing.B) {
					var total time.Duration
					var peak int64
					for range b.N {
						spent, maxRSS := runChild(b, job, folder)
						total += spent
						peak = max(peak, maxRSS)
					}
					b.ReportMetric(float64(total.Milliseconds())/float64(b.N), "ms")
					switch job {
					case "library-iterator":
						library = total / time.Duration(b.N)
						b.ReportMetric(float64(peak)/1e6, "peak-MB")
					default:
						b.ReportMetric((total/time.Duration(b.N)).Seconds()/library.Seconds(), bounded("of-library", job == "apply" && rows == 100_000, "0.33"))
						b.ReportMetric(float64(peak)/1e6, peakMB(rows))
					}
					b.ReportMetric(0, "ns/op")
				})
			}
		})
	}
}

func benchRows(b *testing.B) []int {
	sizes := os.Getenv("HEADCOUNT_BENCH_ROWS")
	switch sizes {
	case "":
		return []int{1_000, 10_000, 100_000}
	case "all":
		return []int{1_000, 10_000, 100_000, 1_000_000}
	}
	var rows []int
	for s := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil {
			b.Fatal(err)
		}
		rows = append(rows, n)
	}
	return rows
}

// TestMain lets a benchmark run one job in a process of its own.
func TestMain(m *testing.M) {
	if job := os.Getenv("HEADCOUNT_BENCH_JOB"); job != "" {
		spent, err := jobs[job](os.Getenv("HEADCOUNT_BENCH_FOLDER"))
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		json.NewEncoder(os.Stdout).Encode(spent)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func runChild(b *testing.B, job, folder string) (time.Duration, int64) {
	b.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "HEADCOUNT_BENCH_JOB="+job, "HEADCOUNT_BENCH_FOLDER="+folder)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		b.Fatalf("%s: %v", job, err)
	}
	var spent time.Duration
	if err := json.Unmarshal(out, &spent); err != nil {
		b.Fatal(err)
	}
	return spent, peakOf(cmd.ProcessState)
}

// peakOf is the most memory that a process had, in bytes.
func peakOf(state *os.ProcessState) (peak int64) {
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		peak = usage.Maxrss
		if runtime.GOOS == "linux" {
			peak *= 1024
		}
	}
	return peak
}

var jobs = map[string]func(folder string) (time.Duration, error){
	"prepare":          prepare,
	"library-iterator": readWithLibrary,
	"read": func(folder string) (time.Duration, error) {
		start := time.Now()
		_, err := app.ReadFile(context.Background(), filepath.Join(folder, "same.xlsx"), data.Options{}, nil)
		return time.Since(start), err
	},
	"simulate": func(folder string) (time.Duration, error) {
		spent, _, _, err := simulateFile(folder, "same.xlsx")
		return spent, err
	},
	"apply": func(folder string) (time.Duration, error) {
		_, a, s, err := simulateFile(folder, "changed.xlsx")
		if err != nil {
			return 0, err
		}
		defer a.Close()
		var c app.Consent
		for _, g := range s.Plan.Guards {
			c.Numbers = append(c.Numbers, g.Number)
		}
		start := time.Now()
		_, err = a.Apply(context.Background(), s, c, nil)
		return time.Since(start), err
	},
	"undo": undoNewest,
	"search": func(folder string) (time.Duration, error) {
		a, err := app.Open(filepath.Join(folder, "base.headcount"), app.Config{})
		if err != nil {
			return 0, err
		}
		defer a.Close()
		d, err := a.Directory(context.Background())
		if err != nil {
			return 0, err
		}
		start := time.Now()
		d.Find(app.Query{Text: "person 12", Order: app.Order{By: data.LastName}})
		return time.Since(start), nil
	},
}

// undoNewest plans and applies the undo of the newest upload that changed somebody; of one that is an undo
// itself it makes the same changes again.
func undoNewest(folder string) (time.Duration, error) {
	ctx := context.Background()
	a, err := app.Open(filepath.Join(folder, "base.headcount"), app.Config{})
	if err != nil {
		return 0, err
	}
	defer a.Close()
	uploads, err := a.Uploads(ctx, 0, 0)
	if err != nil {
		return 0, err
	}
	newest := slices.IndexFunc(uploads, func(u data.Upload) bool { return u.Mode == data.Applied && u.Counts.Changes() > 0 })
	start := time.Now()
	s, err := a.Undo(ctx, uploads[newest].ID, nil)
	if err != nil {
		return 0, err
	}
	var c app.Consent
	for _, g := range s.Plan.Guards {
		c.Numbers = append(c.Numbers, g.Number)
	}
	_, err = a.Apply(ctx, s, c, nil)
	return time.Since(start), err
}

func readWithLibrary(folder string) (time.Duration, error) {
	start := time.Now()
	f, err := excelize.OpenFile(filepath.Join(folder, "same.xlsx"))
	if err != nil {
		return 0, err
	}
	defer f.Close()
	rows, err := f.Rows("Users")
	if err != nil {
		return 0, err
	}
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			return 0, err
		}
	}
	return time.Since(start), rows.Close()
}

func simulateFile(folder, name string) (time.Duration, *app.App, *app.Simulation, error) {
	a, err := app.Open(filepath.Join(folder, "base.headcount"), app.Config{})
	if err != nil {
		return 0, nil, nil, err
	}
	start := time.Now()
	s, err := a.Simulate(context.Background(), filepath.Join(folder, name), data.Options{}, nil)
	return time.Since(start), a, s, err
}

// prepare writes a workbook of so many users, the organization that holds
// them, and a workbook in which every job title differs.
func prepare(folder string) (time.Duration, error) {
	rows, err := strconv.Atoi(os.Getenv("HEADCOUNT_BENCH_SIZE"))
	if err != nil {
		return 0, err
	}
	for name, job := range map[string]string{"same.xlsx": "Sales adviser", "changed.xlsx": "Team leader"} {
		if err := writeUsers(filepath.Join(folder, name), rows, job); err != nil {
			return 0, err
		}
	}
	a, err := app.Create(filepath.Join(folder, "base.headcount"), "Bench", assets.In("en"), app.Config{})
	if err != nil {
		return 0, err
	}
	defer a.Close()
	s, err := a.Simulate(context.Background(), filepath.Join(folder, "same.xlsx"), data.Options{CreateRoles: true}, nil)
	if err != nil {
		return 0, err
	}
	_, err = a.Apply(context.Background(), s, app.Consent{}, nil)
	return 0, err
}

func writeUsers(path string, rows int, job string) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", "Users"); err != nil {
		return err
	}
	w, err := f.NewStreamWriter("Users")
	if err != nil {
		return err
	}
	cells := make([]any, 0, 8)
	for _, info := range data.Fields[:8] {
		cells = append(cells, info.Header("en"))
	}
	if err := w.SetRow("A1", cells); err != nil {
		return err
	}
	for i := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+2)
		if err != nil {
			return err
		}
		row := []any{
			fmt.Sprintf("person.%d@example.org", i), fmt.Sprintf("First%d", i%977), fmt.Sprintf("Person %d", i),
			fmt.Sprintf("shop-%d", i%50), "Sales rep", fmt.Sprintf("%06d", i), job, fmt.Sprintf("+33 6 %08d", i),
		}
		if err := w.SetRow(cell, row); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.SaveAs(path)
}
