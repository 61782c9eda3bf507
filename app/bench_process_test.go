package app_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
)

// The figure of SPEC S21: the whole process, from start to the printed report, as
// a person waits for it, beside the time in which the spreadsheet library reads
// the same file and the processor time in which unzip unpacks its sheet. The
// ratios are bounded at 0.25 and 4, for 100,000 rows, also after fifty earlier
// simulations.
func BenchmarkSPECProcess(b *testing.B) {
	unzip, err := exec.LookPath("unzip")
	if err != nil {
		b.Skip("unzip is the reference: ", err)
	}
	program := filepath.Join(b.TempDir(), "headcount")
	if out, err := exec.Command("go", "build", "-o", program, "headcount.app/headcount").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	for _, rows := range benchRows(b) {
		folder := b.TempDir()
		b.Setenv("HEADCOUNT_BENCH_SIZE", strconv.Itoa(rows))
		runChild(b, "prepare", folder)
		file, base := filepath.Join(folder, "same.xlsx"), filepath.Join(folder, "base.headcount")
		for _, earlier := range []int{0, 50} {
			if earlier > 0 && rows > 100_000 {
				continue // an hour of simulations
			}
			b.Run(fmt.Sprintf("rows=%d/earlier=%d", rows, earlier), func(b *testing.B) {
				for n := simulations(b, base); n < earlier; n++ {
					processOf(b, program, "upload", "--db", base, file)
				}
				was, err := os.ReadFile(base)
				if err != nil {
					b.Fatal(err)
				}
				var ours, reference process
				var library time.Duration
				for range b.N {
					spent, _ := runChild(b, "library-iterator", folder)
					library += spent
					reference.add(processOf(b, unzip, "-p", file, "xl/worksheets/sheet1.xml"))
					ours.add(processOf(b, program, "upload", "--db", base, file))
					if err := os.WriteFile(base, was, 0o600); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(ours.wall.Milliseconds())/float64(b.N), "wall-ms")
				b.ReportMetric(float64(ours.cpu.Milliseconds())/float64(b.N), "cpu-ms")
				b.ReportMetric(float64(library.Milliseconds())/float64(b.N), "library-ms")
				b.ReportMetric(float64(reference.cpu.Milliseconds())/float64(b.N), "unzip-cpu-ms")
				b.ReportMetric(ours.wall.Seconds()/library.Seconds(), bounded("of-library", rows == 100_000, "0.25"))
				b.ReportMetric(ours.cpu.Seconds()/reference.cpu.Seconds(), bounded("of-unzip", rows == 100_000, "4"))
				b.ReportMetric(float64(ours.peak)/1e6, peakMB(rows))
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// bounded is the unit of a figure, with its bound behind it where it has one (SPEC
// S21): of-library(max:0.25).
func bounded(unit string, applies bool, bound string) string {
	if !applies {
		return unit
	}
	return unit + "(max:" + bound + ")"
}

// peakMB is the unit of the memory that so many rows may take.
func peakMB(rows int) string {
	return bounded("peak-MB", rows >= 100_000, map[bool]string{true: "300", false: "2000"}[rows <= 100_000])
}

// process is what a process took.
type process struct {
	wall, cpu time.Duration
	peak      int64 // bytes
}

func (p *process) add(q process) {
	p.wall, p.cpu, p.peak = p.wall+q.wall, p.cpu+q.cpu, max(p.peak, q.peak)
}

func processOf(b *testing.B, name string, args ...string) process {
	b.Helper()
	cmd := exec.Command(name, args...)
	cmd.Stdout = io.Discard
	start := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatalf("%s: %v", name, err)
	}
	state := cmd.ProcessState
	return process{time.Since(start), state.UserTime() + state.SystemTime(), peakOf(state)}
}

// simulations counts those in the history.
func simulations(b *testing.B, base string) int {
	b.Helper()
	a, err := app.Open(base, app.Config{})
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	uploads, err := a.Uploads(context.Background(), 0, 0)
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for _, u := range uploads {
		if u.Mode == data.Simulated {
			n++
		}
	}
	return n
}
