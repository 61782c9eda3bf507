package app

import (
	"context"
	"maps"
	"sync/atomic"

	"headcount.app/headcount/data"
)

// Ahead is a user file that is read while the organization that it is for is
// still being opened: checking 100,000 users takes as long as reading as many
// rows. It is handed over by Config and used by the first reading of that file.
type Ahead struct {
	// progress is told how far the reading has come, once somebody waits for it.
	progress atomic.Pointer[Progress]

	path    string
	options data.Options
	schema  chan *data.Schema // of the organization, as soon as it is known
	app     chan *App         // the organization, open
	cancel  context.CancelFunc
	done    chan struct{}
	file    *File
	err     error
}

// ReadAhead begins to read a file, once the fields of the organization are
// known. Every Ahead must be handed to Open, Create or Stop.
func ReadAhead(ctx context.Context, path string, o data.Options) *Ahead {
	ctx, cancel := context.WithCancel(ctx)
	h := &Ahead{
		path: path, options: o, schema: make(chan *data.Schema, 1), app: make(chan *App, 1),
		cancel: cancel, done: make(chan struct{}),
	}
	go h.read(ctx)
	return h
}

func (h *Ahead) read(ctx context.Context) {
	defer close(h.done)
	var schema *data.Schema
	select {
	case schema = <-h.schema:
	case <-ctx.Done():
		h.err = ctx.Err()
		return
	}
	names := storedNames(func() (*data.Base, error) {
		select {
		case a := <-h.app:
			return a.Base(ctx)
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	})
	h.file, h.err = readFile(ctx, schema, h.path, h.options, names, func(done, total int, step string) {
		if p := h.progress.Load(); p != nil {
			p.at(done, total, step)
		}
	})
}

// know hands over the fields of the organization; only the first call counts.
func (h *Ahead) know(schema *data.Schema) {
	if h == nil {
		return
	}
	if h.options.Hierarchy {
		schema = data.RoleSchema
	}
	select {
	case h.schema <- schema:
	default:
	}
}

// Stop ends the reading and waits for that; nothing if there is none.
func (h *Ahead) Stop() {
	if h != nil {
		h.cancel()
		<-h.done
	}
}

// begin gives what is read ahead the open organization.
func (a *App) begin(h *Ahead) {
	if h != nil {
		a.ahead.Store(h)
		h.app <- a
	}
}

// take returns what was read ahead, once, if it is this file read this way; ok
// is false otherwise, and the reading has ended. p is told how far it comes until
// take returns.
func (a *App) take(path string, o data.Options, p Progress) (_ *File, ok bool, _ error) {
	h := a.ahead.Swap(nil)
	if h == nil {
		return nil, false, nil
	}
	if h.path != path || !readsAlike(h.options, o) {
		h.Stop()
		return nil, false, nil
	}
	p.at(0, 0, "progress.reading")
	h.progress.Store(&p)
	<-h.done
	h.cancel()
	return h.file, true, h.err
}

// readsAlike reports whether the options say the same about reading a file.
func readsAlike(a, b data.Options) bool {
	return a.Sheet == b.Sheet && a.HeaderRow == b.HeaderRow && a.Encoding == b.Encoding &&
		a.Hierarchy == b.Hierarchy && maps.Equal(a.Mapping, b.Mapping)
}
