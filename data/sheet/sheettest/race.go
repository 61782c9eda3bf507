//go:build race

package sheettest

// Slow is by how much the race detector slows reading down at most.
const Slow = 12
