package terminal_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"headcount.app/headcount/views/terminal"
)

// TestMain makes the test binary the program that the scripts run.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"headcount": func() {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
			defer stop()
			os.Exit(terminal.Run(ctx, terminal.FromOS()))
		},
	})
}

// TestScripts runs testdata/*.txtar: the real program on real files. README.md
// in testdata says which commands scripts have beside testscript's own.
func TestScripts(t *testing.T) {
	sheets, err := filepath.Abs("../../data/sheet/testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("SHEETS", sheets)
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
			e.Setenv("TZ", "UTC")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "xlsx": makeXLSX, "windows1252": windows1252, "schema": followsSchema, "flip": flip,
			"cells": cells, "times": times, "mailserver": startMail, "delivered": delivered,
		},
	})
}

// exits N COMMAND …: the command must end with the status N.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits N command …")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit status %d, not %d", got, want)
	}
}

// xlsx FILE SHEET=CSV …: makes a workbook of text cells, one sheet for each CSV
// file (cells separated by commas, no quotes).
func makeXLSX(ts *testscript.TestScript, _ bool, args []string) {
	f := excelize.NewFile()
	defer f.Close()
	for i, arg := range args[1:] {
		name, csv, _ := strings.Cut(arg, "=")
		if i == 0 {
			ts.Check(f.SetSheetName("Sheet1", name))
		} else {
			_, err := f.NewSheet(name)
			ts.Check(err)
		}
		for r, line := range strings.Split(strings.TrimSpace(ts.ReadFile(csv)), "\n") {
			for c, text := range strings.Split(line, ",") {
				cell, err := excelize.CoordinatesToCellName(c+1, r+1)
				ts.Check(err)
				ts.Check(f.SetCellStr(name, cell, text))
			}
		}
	}
	ts.Check(f.SaveAs(ts.MkAbs(args[0])))
}

// windows1252 FILE: rewrites a UTF-8 file in Windows-1252 with CRLF.
func windows1252(ts *testscript.TestScript, _ bool, args []string) {
	text := strings.ReplaceAll(ts.ReadFile(args[0]), "\n", "\r\n")
	encoded, err := charmap.Windows1252.NewEncoder().String(text)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(encoded), 0o600))
}

// schema: the last standard output follows the contract of SPEC S6.6.
func followsSchema(ts *testscript.TestScript, _ bool, _ []string) {
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join(ts.Getenv("SHEETS"), "../../../app/report/testdata/report.schema.json"))
	ts.Check(err)
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(ts.ReadFile("stdout")))
	ts.Check(err)
	ts.Check(schema.Validate(value))
}

// flip FILE TEXT: changes the case of the first letter of TEXT in a file, as a
// failing disk would.
func flip(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	content, err := os.ReadFile(path)
	ts.Check(err)
	at := strings.Index(string(content), args[1])
	if at < 0 {
		ts.Fatalf("%q is not in %s", args[1], args[0])
	}
	content[at] ^= 0x20
	ts.Check(os.WriteFile(path, content, 0o600))
}

// cells FILE SHEET: prints a sheet of a workbook as excelize reads it.
func cells(ts *testscript.TestScript, _ bool, args []string) {
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	rows, err := f.GetRows(args[1])
	if err != nil {
		ts.Fatalf("%v in %q", err, f.GetSheetList())
	}
	for _, row := range rows {
		text, err := json.Marshal(row)
		ts.Check(err)
		_, err = ts.Stdout().Write(append(text, '\n'))
		ts.Check(err)
	}
}

// times N TEXT: the last standard output holds the text N times.
func times(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := strings.Count(ts.ReadFile("stdout"), args[1]); got != want {
		ts.Fatalf("%q is there %d times, not %d", args[1], got, want)
	}
}
