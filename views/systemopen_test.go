package views

import (
	"testing"
	"time"

	"headcount.app/headcount/views/viewtest"
)

// TestOpenedOnlyIfItWas: a program that is not there or gives up has opened nothing; one
// that goes on running has.
func TestOpenedOnlyIfItWas(t *testing.T) {
	begun := time.Now()
	viewtest.Expect(t, "a program that is not there", startedBy("no-such-opener", "x") != nil)
	viewtest.Expect(t, "a program that gives up", startedBy("false", "x") != nil)
	viewtest.Expect(t, "a program that is done", startedBy("true", "x") == nil)
	viewtest.Expect(t, "it was waited for too long", time.Since(begun) < openPatience)
	viewtest.Expect(t, "a program that goes on", startedBy("sleep", "5") == nil)
}
