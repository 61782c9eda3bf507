// Pack makes the parts of packages that no common tool makes the same way twice:
//
//	pack icons ICON FOLDER [SIZE...]       icons of the sizes that systems ask for
//	pack twin PROGRAM.exe TWIN             the same program for Windows' consoles
//	pack manual PROGRAM LANGUAGE VERSION   the manual page, from what help says
//	pack licences PROGRAM...               the licences of all that is linked
//	pack linked SYSTEM...                  the licences of all that the sources link there
//	pack bill FILE VERSION                 the bill of materials, without what changes by itself
//	pack zip FOLDER ARCHIVE                a folder as an archive for Windows
//
// Times come from SOURCE_DATE_EPOCH.
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 2 {
		return fmt.Errorf("see the comment in main.go")
	}
	verb, args := args[0], append(args[1:], "", "")
	switch verb {
	case "icons":
		return icons(args[0], args[1], args[2:len(args)-2])
	case "twin":
		return twin(args[0], args[1])
	case "manual":
		return manual(os.Stdout, args[0], args[1], args[2])
	case "licences":
		return licences(os.Stdout, args[:len(args)-2], linkedModules)
	case "linked":
		return licences(os.Stdout, args[:len(args)-2], sourceModules)
	case "bill":
		return bill(args[0], args[1])
	case "zip":
		return zipped(args[0], args[1])
	}
	return fmt.Errorf("%s is not known", verb)
}

// moment is the time that everything in a package bears.
func moment() (time.Time, error) {
	seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH: %w", err)
	}
	return time.Unix(seconds, 0).UTC(), nil
}
