//go:build !race

package sheet

// Slow is 1 without the race detector: see race_test.go.
const Slow = 1
