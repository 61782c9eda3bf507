package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// aProgram is the head of a program for Windows, with one more byte than a whole word.
func aProgram() []byte {
	program := make([]byte, 0x201)
	copy(program, "MZ")
	binary.LittleEndian.PutUint32(program[headAt:], 0x80)
	copy(program[0x80:], "PE\x00\x00")
	binary.LittleEndian.PutUint16(program[0x80+subsystemAt:], windowed)
	program[0x200] = 7
	return program
}

// The twin differs in the word that says which kind it is, and its checksum is its own.
func TestTwinDiffersInItsKindAlone(t *testing.T) {
	program := aProgram()
	if err := makeConsole(program); err != nil {
		t.Fatal(err)
	}
	kind, sum := 0x80+subsystemAt, 0x80+sumAt
	if got := binary.LittleEndian.Uint16(program[kind:]); got != console {
		t.Errorf("its kind is %d", got)
	}
	said := binary.LittleEndian.Uint32(program[sum:])
	var words uint64
	for i := 0; i < len(program); i++ {
		if i < sum || i >= sum+4 {
			words += uint64(program[i]) << (8 * (i % 2))
		}
	}
	for words > 0xffff {
		words = words&0xffff + words>>16
	}
	if want := uint32(words) + uint32(len(program)); said != want {
		t.Errorf("its checksum is %d, want %d", said, want)
	}
	copy(program[sum:], []byte{0, 0, 0, 0})
	binary.LittleEndian.PutUint16(program[kind:], windowed)
	if !bytes.Equal(program, aProgram()) {
		t.Error("something else differs")
	}
}

func TestTwinOfSomethingElseIsRefused(t *testing.T) {
	already := aProgram()
	already[0x80+subsystemAt] = console
	for name, program := range map[string][]byte{
		"empty": nil, "a script": []byte("#!/bin/sh\n"), "a head beyond its end": append(make([]byte, headAt), 0xff, 0xff, 0xff, 0x7f),
		"one with a console": already, "another kind of file": make([]byte, 0x201),
	} {
		if makeConsole(program) == nil {
			t.Errorf("%s is taken for a program with a window", name)
		}
	}
}

// Every size is there, and Windows' file of icons leads to pictures of these sizes.
func TestIcons(t *testing.T) {
	folder := t.TempDir()
	if err := icons(filepath.Join("..", "..", "icon.png"), folder, []string{"16", "256", "512"}); err != nil {
		t.Fatal(err)
	}
	for name, size := range map[string]int{"16.png": 16, "256.png": 256, "512.png": 512} {
		file, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if picture, err := png.Decode(bytes.NewReader(file)); err != nil || picture.Bounds() != image.Rect(0, 0, size, size) {
			t.Errorf("%s: %v", name, err)
		}
	}
	file, err := os.ReadFile(filepath.Join(folder, "headcount.ico"))
	if err != nil {
		t.Fatal(err)
	}
	if n := binary.LittleEndian.Uint16(file[4:]); n != 2 {
		t.Fatalf("%d icons, want those up to 256", n)
	}
	for i, size := range []int{16, 256} {
		line := file[6+16*i:]
		length, at := binary.LittleEndian.Uint32(line[8:]), binary.LittleEndian.Uint32(line[12:])
		picture, err := png.Decode(bytes.NewReader(file[at : at+length]))
		if err != nil || picture.Bounds().Dx() != size || line[0] != byte(size) {
			t.Errorf("icon %d: %v", size, err)
		}
	}
}

// Lines of help that look like instructions of the page are shown and not obeyed.
func TestManualShowsWhatHelpSays(t *testing.T) {
	var page strings.Builder
	verbatim(&page, ".so /etc/passwd\n'quoted\n--flag C:\\folder")
	want := ".nf\n\\&.so /etc/passwd\n\\&'quoted\n\\-\\-flag C:\\efolder\n.fi\n"
	if page.String() != want {
		t.Errorf("the page has %q, want %q", page.String(), want)
	}
	found := aCommand.FindAllStringSubmatch("Commands:\n  upload      Compare\n              more\n  undo  Undo\n  headcount COMMAND\n", -1)
	if len(found) != 2 || found[0][1] != "upload" || found[1][1] != "undo" {
		t.Errorf("commands are %q", found)
	}
}

// The bill of materials says the version, at every place, and nothing of when it was made.
func TestBillSaysTheVersion(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1700000000")
	file := filepath.Join(t.TempDir(), "bill.json")
	made := `{"serialNumber": "urn:uuid:1", "metadata": {"timestamp": "2030-01-01T00:00:00Z", "component": {"name": "a/b", "version": "v0.0.0-1", "purl": "pkg:golang/a/b@v0.0.0-1"}},
"components": [{"name": "c", "version": "v1"}], "dependencies": [{"ref": "pkg:golang/a/b@v0.0.0-1"}]}`
	if err := os.WriteFile(file, []byte(made), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := bill(file, "1.2.3"); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	said := string(text)
	if strings.Contains(said, "v0.0.0-1") || strings.Contains(said, "urn:uuid") || strings.Contains(said, "2030") ||
		strings.Count(said, "a/b@1.2.3") != 2 || !strings.Contains(said, "2023-11-14T22:13:20Z") {
		t.Errorf("it says %s", said)
	}
}

// What is linked into this very test has licences; a folder without one is told.
func TestLicences(t *testing.T) {
	for name, is := range map[string]bool{
		"LICENSE": true, "LICENSE.txt": true, "License-MIT": true, "COPYING": true, "NOTICE": true, "LICENSE_Inter.txt": true,
		"license.go": false, "licenses.json": false, "relicense.md": false,
	} {
		if got := licenceName.MatchString(name) && !code.MatchString(name); got != is {
			t.Errorf("%s is taken for a licence: %v", name, got)
		}
	}
	if err := licencesOf(&bytes.Buffer{}, "nothing", t.TempDir(), true); err == nil {
		t.Error("a module without a licence is let pass")
	}
}
