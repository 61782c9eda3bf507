//go:build !race

package sheettest

// Slow is 1 without the race detector: see race.go.
const Slow = 1
