package main

import (
	"runtime"
	"runtime/debug"
)

// Memory of a command of the terminal, which ends before collecting garbage
// would have paid: the first collection is put off until there is a heap of
// uncollected bytes, from where on it is as anywhere else. So 100,000 rows are
// simulated without one, and a million take no more memory than they did.
const (
	uncollected = 160 << 20
	usual       = 100     // percent, see debug.SetGCPercent
	smallest    = 4 << 20 // the heap that is collected first at the usual percentage
)

// roomAhead makes ready for a command that may read a long list.
func roomAhead() {
	debug.SetGCPercent(-1)
	largePages(uncollected + uncollected/5)
	debug.SetGCPercent(usual * (uncollected / smallest))
	collected := &struct{ first *byte }{new(byte)}
	runtime.AddCleanup(collected, func(percent int) { debug.SetGCPercent(percent) }, usual)
}
