//go:build linux

package packaging_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// cPackage is what go list says about a package with C in it.
type cPackage struct {
	ImportPath, Dir       string
	Standard              bool
	CgoFiles, CFiles      []string
	CgoCFLAGS, CgoLDFLAGS []string
	CgoPkgConfig          []string
}

// whole are headers of the C library and the kernel, and libraries of the C library:
// whoever has a compiler has them.
var whole = regexp.MustCompile(`^(alloca|assert|ctype|dirent|dlfcn|errno|fcntl|inttypes|limits|locale|malloc|math|poll|pthread|pwd|grp|regex|sched|` +
	`semaphore|signal|stdint|stdio|stdlib|string|strings|time|unistd|wchar|wctype)\.h$|^(sys|linux|bits|asm|netinet|arpa)/|^-l(m|dl|rt|pthread|c)$`)

// Every header, library and pkg-config file that the build takes from the system
// stands in setup.sh: on a machine where they are all installed nothing else would
// show that one is missing there.
func TestSetupKnowsWhatTheBuildIncludes(t *testing.T) {
	if _, err := exec.LookPath("cc"); err != nil {
		t.Skip("no C compiler")
	}
	listed := listedNeeds(t)
	for _, p := range cPackages(t) {
		for _, what := range p.asked(t) {
			if !whole.MatchString(what) && !listed(what) {
				t.Errorf("%s asks for %s, which setup.sh does not know", p.ImportPath, what)
			}
		}
	}
}

// listedNeeds tells what setup.sh lists. A header beside a listed one, such as
// X11/Xatom.h beside X11/Xlib.h, comes with it.
func listedNeeds(t *testing.T) func(string) bool {
	t.Helper()
	script, err := os.ReadFile("setup.sh")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(script), "\nneeds='\n")
	table, _, _ = strings.Cut(table, "'\n")
	var things []string
	for line := range strings.Lines(table) {
		columns := strings.Split(line, "|")
		if len(columns) != 4 {
			t.Fatalf("not four columns: %q", line)
		}
		things = append(things, strings.Fields(columns[0])...)
	}
	if len(things) < 20 {
		t.Fatalf("only %d things are listed", len(things))
	}
	beside := []string{"X11/", "wayland-", "xkbcommon/"}
	return func(what string) bool {
		return slices.Contains(things, what) || slices.ContainsFunc(beside, func(prefix string) bool {
			rest, ok := strings.CutPrefix(what, prefix)
			return ok && strings.HasSuffix(what, ".h") && !strings.Contains(rest, "/")
		})
	}
}

// cPackages are the packages of the program with C in them, outside the standard library.
func cPackages(t *testing.T) []cPackage {
	t.Helper()
	command := exec.Command("go", "list", "-deps", "-json=ImportPath,Dir,Standard,CgoFiles,CFiles,CgoCFLAGS,CgoLDFLAGS,CgoPkgConfig", "headcount.app/headcount")
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var packages []cPackage
	for decoder := json.NewDecoder(bytes.NewReader(out)); decoder.More(); {
		var p cPackage
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		if !p.Standard && len(p.CgoFiles) > 0 {
			packages = append(packages, p)
		}
	}
	if len(packages) < 4 {
		t.Fatalf("only %d packages with C: OpenGL, GLFW, Fyne's driver and SQLite are expected", len(packages))
	}
	return packages
}

// asked are the headers that the package itself includes from the system, its
// libraries and its pkg-config files.
func (p cPackage) asked(t *testing.T) []string {
	t.Helper()
	found := map[string]bool{}
	for _, flag := range p.CgoLDFLAGS {
		if strings.HasPrefix(flag, "-l") {
			found[flag] = true
		}
	}
	for _, name := range p.CgoPkgConfig {
		found[name+".pc"] = true
	}
	scratch := t.TempDir()
	if err := os.WriteFile(filepath.Join(scratch, "_cgo_export.h"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range p.CgoFiles {
		path := filepath.Join(scratch, name+".c")
		if err := os.WriteFile(path, []byte(preamble(t, filepath.Join(p.Dir, name))), 0o600); err != nil {
			t.Fatal(err)
		}
		p.includes(t, scratch, path, found)
	}
	for _, name := range p.CFiles {
		p.includes(t, scratch, filepath.Join(p.Dir, name), found)
	}
	var asked []string
	for what := range found {
		asked = append(asked, what)
	}
	slices.Sort(asked)
	return asked
}

// preamble is the C that stands above import "C".
func preamble(t *testing.T, path string) string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var c strings.Builder
	for _, group := range file.Comments {
		for _, comment := range group.List {
			for line := range strings.Lines(strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(comment.Text, "//"), "/*"), "*/") + "\n") {
				if trimmed := strings.TrimSpace(line); strings.HasPrefix(trimmed, "#") && !strings.HasPrefix(trimmed, "#cgo") {
					c.WriteString(line)
				}
			}
		}
	}
	return c.String()
}

var included = regexp.MustCompile(`^(\.+) (.*)$`)

// includes adds what a C file includes from the system by itself: cc -H prints every
// header with a dot for each level.
func (p cPackage) includes(t *testing.T, scratch, path string, found map[string]bool) {
	t.Helper()
	args := append([]string{"-E", "-H", "-I" + p.Dir, "-I" + scratch}, p.CgoCFLAGS...)
	command := exec.Command("cc", append(args, path)...)
	command.Dir = p.Dir
	stderr, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	var within []bool // for each level: a header of the system
	for lines := bufio.NewScanner(stderr); lines.Scan(); {
		m := included.FindStringSubmatch(lines.Text())
		if m == nil {
			continue
		}
		level := len(m[1])
		relative, system := ofSystem(m[2])
		if system && !slices.Contains(within[:min(level-1, len(within))], true) && relative != "" {
			found[relative] = true
		}
		within = append(within[:min(level-1, len(within))], system)
	}
	if err := command.Wait(); err != nil {
		t.Fatalf("cc %s: %v", path, err)
	}
}

var systemHeader = regexp.MustCompile(`^/usr/include/(?:[a-z0-9_]+-linux-[a-z0-9]+/)?(.*)$`)

// ofSystem tells a header of the system, by the name that it is included by; the
// compiler's own have none.
func ofSystem(path string) (string, bool) {
	path = filepath.Clean(path)
	if strings.Contains(path, "/lib/gcc/") || strings.Contains(path, "/lib/clang/") {
		return "", true
	}
	m := systemHeader.FindStringSubmatch(path)
	if m == nil {
		return "", false
	}
	return m[1], true
}
