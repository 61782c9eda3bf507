package main

import (
	"runtime"
	"runtime/debug"
)

// Memory of a command of the terminal, which ends before collecting garbage
// would have paid: the first collection is put off until the heap has this size, so
// that 100,000 rows are simulated without one. From then on it is collected earlier
// than is usual, as what is still needed is most of it.
const (
	uncollected = 144 << 20
	smallest    = 4 << 20 // the heap that is collected first at 100 percent, see debug.SetGCPercent
	afterwards  = 50      // percent
)

// roomAhead makes ready for a command that may read a long list.
func roomAhead() {
	debug.SetGCPercent(-1)
	largePages(uncollected + uncollected/5)
	debug.SetGCPercent(100 * (uncollected / smallest))
	collected := &struct{ first *byte }{new(byte)}
	runtime.AddCleanup(collected, func(percent int) { debug.SetGCPercent(percent) }, afterwards)
}
