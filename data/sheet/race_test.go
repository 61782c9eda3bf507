//go:build race

package sheet

// Slow is by how much the race detector slows reading down at most.
const Slow = 12
