// Package task runs use-cases off the goroutine of the window and brings them back.
//
// It hides goroutines, fyne.Do and the clock: a screen describes a Task and is called
// back where it may touch widgets. It is the only place with a call of fyne.Do, and the
// only one below the screens with a go statement.
//
//	runner := task.New()                         // in the program
//	task.Start(runner, task.Task[*plan.Plan]{
//		Key:      "simulate",                    // a second one cancels the first
//		Work:     func(ctx context.Context, p task.Progress) (*plan.Plan, error) { … },
//		Progress: func(done, total int, what string) { screen.show(busy) },
//		Done:     func(p *plan.Plan, err error) { screen.show(p, err) },
//	})
//
// Tests give a screen an Inline runner, which works in the test's goroutine, or a
// Held one, which stays busy until Release. Time stands still until New is called:
// what was asked for with After happens when the test says Advance.
package task

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Patience is how long a task runs before its progress is shown.
const Patience = 200 * time.Millisecond

// Interval is the shortest time between two reports of progress.
const Interval = 100 * time.Millisecond

// Progress tells how far work has come. Total is 0 while nobody knows it. It is an
// alias, so that a use-case's own type of the same shape is the same thing. Work may
// call it from any goroutine and as often as it likes.
type Progress = func(done, total int, what string)

// Task is one use-case that a person waits for.
type Task[T any] struct {
	// Key names what is being done: starting another task with the same key cancels
	// this one, and its Done is never called. Tasks without a key leave each other alone.
	Key string
	// Work runs elsewhere and must heed its context. It may not touch widgets.
	Work func(ctx context.Context, progress Progress) (T, error)
	// Progress is called where widgets may be touched, for the first time once the
	// task has run for Patience (then with zeros, if Work has reported nothing), and
	// not more than once every Interval. It may be nil.
	Progress func(done, total int, what string)
	// Done is called once, where widgets may be touched, unless a task of the same
	// key took this one's place. After Cancel the error is context.Canceled, whatever
	// Work returned with it; but work that finished in spite of it is reported as done.
	Done func(result T, err error)
}

// Runner starts tasks. Its methods, and Start, are called where widgets may be touched.
type Runner struct {
	mode  mode
	mu    sync.Mutex
	byKey map[string]*Handle
	held  []func()
}

type mode int

const (
	aside mode = iota
	inline
	held
)

// New is the runner of the program: each task has its own goroutine. From the first
// New on, After follows the wall clock.
func New() *Runner {
	setWallClock()
	return &Runner{byKey: map[string]*Handle{}}
}

// Inline is the runner for most tests: Start returns when the task is done. Progress
// is called for every report, at once.
func Inline() *Runner { return &Runner{mode: inline, byKey: map[string]*Handle{}} }

// Held is the runner for tests that look at a busy screen: a task's Progress is called
// once with zeros, and its Work waits for Release.
func Held() *Runner { return &Runner{mode: held, byKey: map[string]*Handle{}} }

// Handle is a task that was started.
type Handle struct {
	cancel     context.CancelFunc
	mu         sync.Mutex
	superseded bool
	finished   bool
}

// Cancel asks the task to stop; its Done follows when it has. On a nil or finished
// task it does nothing.
func (h *Handle) Cancel() {
	if h != nil {
		h.cancel()
	}
}

// Running reports whether Done is still to come.
func (h *Handle) Running() bool {
	if h == nil {
		return false
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	return !h.finished && !h.superseded
}

func (h *Handle) supersede() {
	h.mu.Lock()
	h.superseded = true
	h.mu.Unlock()
	h.cancel()
}

// finish reports whether Done may be called, and sees that it is only once.
func (h *Handle) finish() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.finished || h.superseded {
		return false
	}
	h.finished = true
	return true
}

// Start begins a task on a runner and returns what can cancel it.
func Start[T any](r *Runner, t Task[T]) *Handle {
	ctx, cancel := context.WithCancel(context.Background())
	h := &Handle{cancel: cancel}
	r.take(t.Key, h)
	report := t.Progress
	if report == nil {
		report = func(int, int, string) {}
	}
	done := func(result T, err error) {
		defer cancel()
		if err != nil && ctx.Err() != nil && !errors.Is(err, context.Canceled) {
			err = context.Canceled
		}
		if h.finish() {
			r.forget(t.Key, h)
			if t.Done != nil {
				t.Done(result, err)
			}
		}
	}
	switch r.mode {
	case inline:
		done(t.Work(ctx, report))
	case held:
		report(0, 0, "")
		r.hold(func() { done(t.Work(ctx, report)) })
	default:
		runAside(ctx, t.Work, report, done, h)
	}
	return h
}

// Release lets a Held runner's tasks run, in the order of their start, in the
// goroutine of the caller. Those that they start wait for the next Release.
func (r *Runner) Release() {
	r.mu.Lock()
	waiting := r.held
	r.held = nil
	r.mu.Unlock()
	for _, run := range waiting {
		run()
	}
}

// CancelAll asks every task with a key to stop, as when the organization is closed;
// their Done is not called.
func (r *Runner) CancelAll() {
	r.mu.Lock()
	running := r.byKey
	r.byKey = map[string]*Handle{}
	r.mu.Unlock()
	for _, h := range running {
		h.supersede()
	}
}

// Debounce calls f after d has passed without another Debounce of the same key, and
// at once on an Inline or Held runner: for searching while somebody types.
func (r *Runner) Debounce(key string, d time.Duration, f func()) {
	if r.mode != aside {
		f()
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	h := &Handle{cancel: cancel}
	r.take("debounce "+key, h)
	After(d, func() {
		if ctx.Err() == nil && h.finish() {
			r.forget("debounce "+key, h)
			f()
		}
	})
}

func (r *Runner) take(key string, h *Handle) {
	if key == "" {
		return
	}
	r.mu.Lock()
	before := r.byKey[key]
	r.byKey[key] = h
	r.mu.Unlock()
	if before != nil {
		before.supersede()
	}
}

func (r *Runner) forget(key string, h *Handle) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if key != "" && r.byKey[key] == h {
		delete(r.byKey, key)
	}
}

func (r *Runner) hold(run func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.held = append(r.held, run)
}
