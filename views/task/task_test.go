package task

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
)

func answer(n int, err error) func(context.Context, Progress) (int, error) {
	return func(context.Context, Progress) (int, error) { return n, err }
}

func TestInlineIsDoneWhenStartReturns(t *testing.T) {
	var got int
	var reports []int
	h := Start(Inline(), Task[int]{
		Work: func(_ context.Context, p Progress) (int, error) {
			p(1, 3, "rows")
			p(3, 3, "rows")
			return 42, nil
		},
		Progress: func(done, _ int, _ string) { reports = append(reports, done) },
		Done:     func(n int, _ error) { got = n },
	})
	if got != 42 || h.Running() {
		t.Errorf("got %d, running %v", got, h.Running())
	}
	if !slices.Equal(reports, []int{1, 3}) {
		t.Errorf("progress was %v", reports)
	}
}

func TestHeldShowsBusyUntilReleased(t *testing.T) {
	r := Held()
	busy, done := 0, 0
	h := Start(r, Task[int]{
		Work:     answer(1, nil),
		Progress: func(int, int, string) { busy++ },
		Done:     func(int, error) { done++ },
	})
	if busy != 1 || done != 0 || !h.Running() {
		t.Fatalf("before: busy %d, done %d, running %v", busy, done, h.Running())
	}
	r.Release()
	r.Release()
	if done != 1 || h.Running() {
		t.Errorf("after: done %d, running %v", done, h.Running())
	}
}

func TestCancelledTaskSaysSo(t *testing.T) {
	r := Held()
	var got error
	h := Start(r, Task[int]{
		Work: func(ctx context.Context, _ Progress) (int, error) {
			return 0, errors.Join(errors.New("reading"), ctx.Err())
		},
		Done: func(_ int, err error) { got = err },
	})
	h.Cancel()
	r.Release()
	if !errors.Is(got, context.Canceled) {
		t.Errorf("got %v", got)
	}
	var none *Handle
	none.Cancel()
}

func TestWorkThatFinishedInSpiteOfCancelCounts(t *testing.T) {
	r := Held()
	var got int
	var err error
	h := Start(r, Task[int]{Work: answer(7, nil), Done: func(n int, e error) { got, err = n, e }})
	h.Cancel()
	r.Release()
	if got != 7 || err != nil {
		t.Errorf("got %d, %v", got, err)
	}
}

func TestSecondOfAKeyTakesTheFirstOnesPlace(t *testing.T) {
	r := Held()
	var done []string
	start := func(key, name string) *Handle {
		return Start(r, Task[string]{
			Key:  key,
			Work: func(ctx context.Context, _ Progress) (string, error) { return name, ctx.Err() },
			Done: func(name string, _ error) { done = append(done, name) },
		})
	}
	first := start("simulate", "first")
	start("simulate", "second")
	start("search", "other")
	start("", "none")
	start("", "nor")
	if first.Running() {
		t.Error("the first still runs")
	}
	r.Release()
	if !slices.Equal(done, []string{"second", "other", "none", "nor"}) {
		t.Errorf("done: %v", done)
	}
}

func TestCancelAllSilencesTasks(t *testing.T) {
	r := Held()
	done := 0
	Start(r, Task[int]{Key: "a", Work: answer(1, nil), Done: func(int, error) { done++ }})
	r.CancelAll()
	r.Release()
	if done != 0 {
		t.Error("a task of a closed organization came back")
	}
}

// outcome collects what comes back from other goroutines.
type outcome struct {
	sync.Mutex
	progress []int
	result   chan error
}

func TestAsideComesBackWithProgress(t *testing.T) {
	test.NewTempApp(t)
	t.Cleanup(StandStill)
	got := &outcome{result: make(chan error, 1)}
	Start(New(), Task[int]{
		Work: func(_ context.Context, p Progress) (int, error) {
			for i := range 600 {
				p(i, 600, "rows")
				time.Sleep(time.Millisecond)
			}
			return 1, nil
		},
		Progress: func(done, _ int, _ string) {
			got.Lock()
			defer got.Unlock()
			got.progress = append(got.progress, done)
		},
		Done: func(_ int, err error) { got.result <- err },
	})
	if err := <-got.result; err != nil {
		t.Fatal(err)
	}
	got.Lock()
	defer got.Unlock()
	if n := len(got.progress); n < 2 || n > 8 {
		t.Errorf("%d reports in about 0.6 s: %v", n, got.progress)
	}
	if !slices.IsSorted(got.progress) || got.progress[0] < 20 {
		t.Errorf("reports should begin after %v and grow: %v", Patience, got.progress)
	}
}

func TestQuickTaskShowsNoProgress(t *testing.T) {
	test.NewTempApp(t)
	t.Cleanup(StandStill)
	got := &outcome{result: make(chan error, 1)}
	Start(New(), Task[int]{
		Work:     func(_ context.Context, p Progress) (int, error) { p(1, 2, ""); return 1, nil },
		Progress: func(int, int, string) { got.Lock(); got.progress = append(got.progress, 1); got.Unlock() },
		Done:     func(_ int, err error) { got.result <- err },
	})
	<-got.result
	time.Sleep(Patience + Interval)
	got.Lock()
	defer got.Unlock()
	if len(got.progress) != 0 {
		t.Error("a task under 200 ms flashed its progress")
	}
}

func TestPanicBecomesAnError(t *testing.T) {
	test.NewTempApp(t)
	t.Cleanup(StandStill)
	result := make(chan error, 1)
	Start(New(), Task[int]{
		Work: func(context.Context, Progress) (int, error) { panic("no such row") },
		Done: func(_ int, err error) { result <- err },
	})
	var p *PanicError
	if err := <-result; !errors.As(err, &p) || p.Value != "no such row" || len(p.Stack) == 0 {
		t.Errorf("got %v", err)
	}
}

func TestAsideCancelReachesTheWork(t *testing.T) {
	test.NewTempApp(t)
	t.Cleanup(StandStill)
	result := make(chan error, 1)
	h := Start(New(), Task[int]{
		Work: func(ctx context.Context, _ Progress) (int, error) { <-ctx.Done(); return 0, ctx.Err() },
		Done: func(_ int, err error) { result <- err },
	})
	h.Cancel()
	if err := <-result; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestTimeStandsStillUntilAdvanced(t *testing.T) {
	StandStill()
	var order []string
	After(3*time.Second, func() { order = append(order, "third") })
	After(time.Second, func() {
		order = append(order, "first")
		After(time.Second, func() { order = append(order, "second") })
	})
	stop := After(time.Second, func() { order = append(order, "stopped") })
	stop()
	Advance(999 * time.Millisecond)
	if len(order) != 0 {
		t.Fatalf("too early: %v", order)
	}
	Advance(5 * time.Second)
	if !slices.Equal(order, []string{"first", "second", "third"}) {
		t.Errorf("order: %v", order)
	}
}

func TestWallClockCallsAndStops(t *testing.T) {
	test.NewTempApp(t)
	t.Cleanup(StandStill)
	New()
	called := make(chan string, 2)
	stop := After(30*time.Millisecond, func() { called <- "stopped" })
	stop()
	After(60*time.Millisecond, func() { called <- "called" })
	if got := <-called; got != "called" {
		t.Error("a stopped call came")
	}
}

func TestDebounceKeepsTheLast(t *testing.T) {
	test.NewTempApp(t)
	t.Cleanup(StandStill)
	r := New()
	called := make(chan string, 3)
	for _, text := range []string{"b", "bo", "bon"} {
		r.Debounce("search", 40*time.Millisecond, func() { called <- text })
	}
	if got := <-called; got != "bon" {
		t.Errorf("searched for %q", got)
	}
	time.Sleep(60 * time.Millisecond)
	if len(called) != 0 {
		t.Error("searched for what was typed over")
	}
	now := false
	Inline().Debounce("search", time.Hour, func() { now = true })
	if !now {
		t.Error("an inline runner waits")
	}
}
