package views

import (
	"testing"
	"time"
)

// TestOpenedOnlyIfItWas: a program that is not there or gives up has opened nothing; one
// that goes on running has.
func TestOpenedOnlyIfItWas(t *testing.T) {
	begun := time.Now()
	expect(t, "a program that is not there", startedBy("no-such-opener", "x") != nil)
	expect(t, "a program that gives up", startedBy("false", "x") != nil)
	expect(t, "a program that is done", startedBy("true", "x") == nil)
	expect(t, "it was waited for too long", time.Since(begun) < openPatience)
	expect(t, "a program that goes on", startedBy("sleep", "5") == nil)
}
