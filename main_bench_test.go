//go:build linux

package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
)

// The figures of SPEC S21 for the window, in a display of its own with software OpenGL:
// from the start of the process until something of the window is painted, and until the
// rows of the user base are on the screen, with the example organization and with 100,000
// users.
func BenchmarkSPECStart(b *testing.B) {
	if _, err := exec.LookPath("Xvfb"); err != nil {
		b.Skip("Xvfb is the display: ", err)
	}
	folder := b.TempDir()
	program := filepath.Join(folder, "headcount")
	if out, err := exec.Command("go", "build", "-tags", "no_emoji,migrated_fynedo", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	b.Setenv("HOME", folder)
	for _, name := range []string{"XDG_CACHE_HOME", "XDG_CONFIG_HOME", "WAYLAND_DISPLAY", "HEADCOUNT_DB"} {
		b.Setenv(name, "")
		os.Unsetenv(name)
	}
	screen := startDisplay(b, folder)
	for _, users := range []int{250, 100_000} {
		organization := organizationOf(b, folder, users)
		b.Run(fmt.Sprintf("users=%d", users), func(b *testing.B) {
			var painted, listed time.Duration
			for range b.N {
				first, whole := startOnce(b, screen, program, organization)
				painted, listed = painted+first, listed+whole
			}
			b.ReportMetric(float64(painted.Milliseconds())/float64(b.N), "painted-ms(max:700)")
			b.ReportMetric(float64(listed.Milliseconds())/float64(b.N), "listed-ms"+map[bool]string{true: "(max:1000)"}[users == 100_000])
			b.ReportMetric(0, "ns/op")
		})
	}
}

// startDisplay starts a display and returns its memory.
func startDisplay(b *testing.B, folder string) (screen []byte) {
	b.Helper()
	number, told, err := os.Pipe()
	if err != nil {
		b.Fatal(err)
	}
	display := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1366x850x24", "-fbdir", folder)
	display.ExtraFiles = []*os.File{told}
	if err := display.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = display.Process.Kill(); _ = display.Wait() })
	line := make([]byte, 16)
	n, err := number.Read(line)
	if err != nil {
		b.Fatal(err)
	}
	b.Setenv("DISPLAY", ":"+strings.TrimSpace(string(line[:n])))
	file, err := os.Open(filepath.Join(folder, "Xvfb_screen0"))
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		b.Fatal(err)
	}
	screen, err = syscall.Mmap(int(file.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = syscall.Munmap(screen) })
	return screen
}

// organizationOf makes an organization of so many users.
func organizationOf(b *testing.B, folder string, users int) string {
	b.Helper()
	path := filepath.Join(folder, fmt.Sprintf("%d.headcount", users))
	a, err := app.Create(path, "Start", assets.In("en"), app.Config{})
	if err != nil {
		b.Fatal(err)
	}
	a.Close()
	var file bytes.Buffer
	file.WriteString("Email;First name;Last name;Role ID;Permission profile;ID\n")
	for i := range users {
		fmt.Fprintf(&file, "person%d@example.org;Anne;Martin %d;office-%d;Sales rep;%06d\n", i, i, i%40, i)
	}
	list := filepath.Join(folder, "users.csv")
	if err := os.WriteFile(list, file.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	out, err := exec.Command(filepath.Join(folder, "headcount"), "--db", path, "upload", list, "--apply", "--create-roles").CombinedOutput()
	if err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return path
}

// startOnce starts the program and watches the screen.
func startOnce(b *testing.B, screen []byte, program, organization string) (painted, listed time.Duration) {
	b.Helper()
	cmd := exec.Command(program, "--db", organization)
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
		for lines(screen) > 0 {
			time.Sleep(10 * time.Millisecond)
		}
	}()
	for {
		time.Sleep(5 * time.Millisecond)
		n := lines(screen)
		since := time.Since(begin)
		if n > 0 && painted == 0 {
			painted = since
		}
		if n > 20 {
			return painted, since
		}
		if since > 30*time.Second {
			b.Fatalf("nothing on the screen: %d lines", n)
		}
	}
}

// lines counts the strips of ten lines of the screen's middle column on which something
// stands: words, edges, icons. An empty display has none, a list in every third or so.
func lines(screen []byte) (n int) {
	head := func(at int) int { return int(binary.BigEndian.Uint32(screen[at*4:])) }
	const width, height, bytesPerLine, colours = 4, 5, 12, 19 // words of the header of an X window dump
	pixels := screen[head(0)+12*head(colours):]
	for y := 0; y+10 <= head(height); y += 10 {
		seen := map[uint32]bool{}
		for row := y; row < y+10; row++ {
			for x := head(width) / 3; x < head(width)/2; x++ {
				at := row*head(bytesPerLine) + 4*x
				seen[binary.LittleEndian.Uint32(pixels[at:])&0xffffff] = true
			}
		}
		if len(seen) > 4 {
			n++
		}
	}
	return n
}
