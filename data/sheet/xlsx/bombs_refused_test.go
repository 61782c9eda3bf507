package xlsx_test

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
	"headcount.app/headcount/data/sheet/xlsx"
)

const (
	bombMemory = 300 << 20                         // bytes above idle (SPEC S12.4)
	bombTime   = sheettest.Slow * 10 * time.Second // to a refusal (SPEC S12.4)
)

// watchHeap returns a function that says by how much the heap, garbage
// included, grew at most since.
func watchHeap() func() uint64 {
	runtime.GC()
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	idle, most := sample[0].Value.Uint64(), uint64(0)
	stop, done := make(chan bool), make(chan bool)
	go func() {
		defer close(done)
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for {
			metrics.Read(sample)
			most = max(most, sample[0].Value.Uint64())
			select {
			case <-stop:
				return
			case <-tick.C:
			}
		}
	}()
	return func() uint64 {
		close(stop)
		<-done
		return most - min(idle, most)
	}
}

// TestRefusesBombs: a small file that unpacks to gigabytes or claims a billion
// cells is refused in bounded time and memory (SPEC S3.10, S12.4).
func TestRefusesBombs(t *testing.T) {
	for _, b := range append(bombs(), denseBombs()...) {
		t.Run(b.name, func(t *testing.T) {
			content := b.make()
			grown := watchHeap()
			start := time.Now()
			table, err := xlsx.Read(context.Background(), bytes.NewReader(content), int64(len(content)), head.Options{})
			took, memory := time.Since(start), grown()
			t.Logf("%d bytes, %v, %d MB: %v", len(content), took, memory>>20, err)
			var refused *data.FileError
			switch {
			case b.refused && (!errors.As(err, &refused) || (refused.Code != data.FileTooLarge && refused.Code != data.FileDamaged)):
				t.Errorf("got %v, want a refusal", err)
			case !b.refused && (err != nil || len(table.Rows) != 2):
				t.Errorf("got %v, want two rows", err)
			}
			if took > bombTime {
				t.Errorf("took %v", took)
			}
			if memory > bombMemory {
				t.Errorf("took %d MB", memory>>20)
			}
		})
	}
}
