package task

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// runAside does the work on a goroutine and calls report and done back on Fyne's.
func runAside[T any](ctx context.Context, work func(context.Context, Progress) (T, error), report Progress, done func(T, error), h *Handle) {
	m := &meter{show: func(p point) {
		fyne.Do(func() {
			if h.Running() {
				report(p.done, p.total, p.what)
			}
		})
	}}
	m.start()
	go func() {
		result, err := guarded(ctx, work, m.report)
		m.stop()
		fyne.Do(func() { done(result, err) })
	}()
}

// guarded turns a panic of the work into an error: the window stays, and so does what
// was typed in it.
func guarded[T any](ctx context.Context, work func(context.Context, Progress) (T, error), p Progress) (result T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &PanicError{Value: r, Stack: debug.Stack()}
		}
	}()
	return work(ctx, p)
}

// PanicError is what Done gets when Work panicked.
type PanicError struct {
	Value any
	Stack []byte
}

// Error says what the panic said; the stack is for folded details.
func (e *PanicError) Error() string { return fmt.Sprint("unexpected: ", e.Value) }

// point is one report of progress.
type point struct {
	done, total int
	what        string
}

// meter lets through the newest report when Patience is over and then one every
// Interval. Its timers, not the work, call show, so that a slow window cannot slow
// the work.
type meter struct {
	show func(point)

	mu      sync.Mutex
	newest  point
	changed bool
	stopped bool
	timer   *time.Timer
}

func (m *meter) start() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.changed = true
	m.timer = time.AfterFunc(Patience, m.tick)
}

func (m *meter) report(done, total int, what string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.newest, m.changed = point{done, total, what}, true
}

func (m *meter) tick() {
	m.mu.Lock()
	if m.stopped {
		m.mu.Unlock()
		return
	}
	p, changed := m.newest, m.changed
	m.changed = false
	m.timer.Reset(Interval)
	m.mu.Unlock()
	if changed {
		m.show(p)
	}
}

func (m *meter) stop() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.stopped = true
	m.timer.Stop()
}

// OnUI does something on the window's goroutine and waits for it. It may be called on any
// other goroutine while the window is there.
func OnUI(do func()) { fyne.DoAndWait(do) }
