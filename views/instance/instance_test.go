package instance

import (
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// A second start is shown the window that has its organization, and no other; a window
// that was closed is asked no more, and its number is free again.
func TestSecondStartAsksTheFirst(t *testing.T) {
	f := t.TempDir()
	open := func(has string) *Window {
		t.Helper()
		w, shown := Claim(f, ":1", has)
		if w == nil || shown {
			t.Fatalf("no place for the window of %s: %v, %v", has, w, shown)
		}
		w.Serve(func(asked string) bool { return asked == "" || asked == has })
		t.Cleanup(w.Close)
		return w
	}
	first, _ := open("a.headcount"), open("b.headcount")
	for _, has := range []string{"", "a.headcount", "b.headcount"} {
		if w, shown := Claim(f, ":1", has); !shown {
			w.Close()
			t.Errorf("a second start with %q opens a window", has)
		}
	}
	first.Close()
	if w, shown := Claim(f, ":1", "a.headcount"); shown {
		t.Error("a window that was closed came to the front")
	} else {
		w.Close()
	}
	if w, shown := Claim(f, ":1", "b.headcount"); !shown {
		w.Close()
		t.Error("the other window is not found behind the number that is free again")
	}
	if runtime.GOOS == "windows" {
		return // a session has one display
	}
	if w, shown := Claim(f, ":2", "b.headcount"); shown {
		t.Error("a window on another display came to the front")
	} else {
		w.Close()
	}
}

// Of many starts at once, one opens a window.
func TestImpatientStarts(t *testing.T) {
	if underWine {
		t.Skip("wine lets a start that comes in between wait in vain, and open a window")
	}
	f := t.TempDir()
	var opened atomic.Int32
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			w, shown := Claim(f, ":1", "")
			if shown {
				return
			}
			opened.Add(1)
			w.Serve(func(string) bool { return true })
			t.Cleanup(w.Close)
		})
	}
	all.Wait()
	if n := opened.Load(); n != 1 {
		t.Errorf("%d windows opened", n)
	}
}

// Names are told whole, whatever is in them.
func TestNamesArriveWhole(t *testing.T) {
	f := t.TempDir()
	w, _ := Claim(f, ":1", "")
	defer w.Close()
	asked := make(chan string, 1)
	w.Serve(func(organization string) bool { asked <- organization; return true })
	for _, name := range []string{"/home/Été à l'école/\n\"office\".headcount", strings.Repeat("x", 3000), ""} {
		if _, shown := Claim(f, ":1", name); !shown {
			t.Fatalf("%q was not shown", name)
		}
		if got := <-asked; got != name {
			t.Errorf("%q arrived as %q", name, got)
		}
	}
}

// Where there can be no place, a window opens all the same, and is not found.
func TestNoPlaceHindersNothing(t *testing.T) {
	w, shown := Claim(filepath.Join(t.TempDir(), strconv.Itoa(1), "not there"), ":1", "")
	if shown {
		t.Error("it is said to be shown")
	}
	if w != nil {
		t.Skip("this system keeps places elsewhere than in folders")
	}
	w.Serve(nil)
	w.Close()
}
