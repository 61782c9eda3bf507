//go:build !windows

package main

import (
	"fmt"
	"os"
)

// tell says why there is no window, where the program was started from.
func tell(sentence string) { fmt.Fprintln(os.Stderr, "headcount: "+sentence) }
