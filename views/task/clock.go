package task

import (
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// After calls f once d has passed, where widgets may be touched, unless stop is called
// before. Until New is called time stands still: see Advance.
func After(d time.Duration, f func()) (stop func()) {
	return clock.after(d, f)
}

// Advance moves the standing clock of tests on by d and calls what has come due, in
// order, in the goroutine of the caller. Under the wall clock it does nothing.
func Advance(d time.Duration) { clock.advance(d) }

// StandStill forgets everything that waits and stops the clock, as it is before New:
// for the beginning of a test.
func StandStill() {
	clock.mu.Lock()
	defer clock.mu.Unlock()
	clock.wall, clock.waiting = false, nil
}

var clock times

// times is the wall clock, or one that only Advance moves.
type times struct {
	mu      sync.Mutex
	wall    bool
	now     time.Duration
	waiting []*alarm
}

type alarm struct {
	at time.Duration
	f  func()
}

func setWallClock() {
	clock.mu.Lock()
	defer clock.mu.Unlock()
	clock.wall = true
}

func (c *times) after(d time.Duration, f func()) (stop func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.wall {
		return onTheWall(d, f)
	}
	a := &alarm{at: c.now + d, f: f}
	c.waiting = append(c.waiting, a)
	return func() { c.drop(a) }
}

// onTheWall checks once more on Fyne's goroutine: a stop that comes there between the
// timer and its call must hold.
func onTheWall(d time.Duration, f func()) (stop func()) {
	stopped := false // touched on Fyne's goroutine only
	timer := time.AfterFunc(d, func() {
		fyne.Do(func() {
			if !stopped {
				f()
			}
		})
	})
	return func() {
		stopped = true
		timer.Stop()
	}
}

func (c *times) drop(a *alarm) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting = slices.DeleteFunc(c.waiting, func(other *alarm) bool { return other == a })
}

func (c *times) advance(d time.Duration) {
	c.mu.Lock()
	end := c.now + d
	c.mu.Unlock()
	for {
		f := c.next(end)
		if f == nil {
			return
		}
		f()
	}
}

// next takes the earliest call that is due by end out of the waiting ones, and moves
// the clock to it; without one, to end.
func (c *times) next(end time.Duration) func() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.wall {
		return nil
	}
	first := -1
	for i, a := range c.waiting {
		if a.at <= end && (first < 0 || a.at < c.waiting[first].at) {
			first = i
		}
	}
	if first < 0 {
		c.now = end
		return nil
	}
	a := c.waiting[first]
	c.now = a.at
	c.waiting = slices.Delete(c.waiting, first, first+1)
	return a.f
}
