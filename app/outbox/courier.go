package outbox

import (
	"context"
	"net"
	"slices"
	"strings"
	"sync"
	"time"

	"headcount.app/headcount/data"
)

// courierPulse is how often the courier looks at the clock and the network
// while letters wait: a computer that slept has missed its timers.
const courierPulse = 20 * time.Second

// closingPatience is how long closing, or calling off, waits for a letter that is
// being handed over.
const closingPatience = 3 * time.Second

// courier delivers the letters of an organization in the background. It is
// started once by Start and joined by Close.
type courier struct {
	wake chan struct{}
	// leave is closed when no further letter may be begun, cancel calls off the
	// one that is under way (see patiently).
	leave  chan struct{}
	cancel context.CancelFunc
	gone   chan struct{}
}

// Start has letters delivered in the background until Close. On a
// read-only organization, or a second time, it does nothing.
func (o *Outbox) Start() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.courier != nil || o.readOnly {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	c := &courier{wake: make(chan struct{}, 1), leave: make(chan struct{}), cancel: cancel, gone: make(chan struct{})}
	o.courier = c
	go func() {
		defer close(c.gone)
		o.carry(ctx, c)
	}()
}

// wakeCourier has the courier look at once.
func (o *Outbox) wakeCourier() {
	o.mu.Lock()
	c := o.courier
	o.mu.Unlock()
	if c != nil {
		select {
		case c.wake <- struct{}{}:
		default:
		}
	}
}

// Close returns when the courier has gone; a letter that is being handed over is
// waited for, for some seconds.
func (o *Outbox) Close() {
	o.mu.Lock()
	c := o.courier
	o.courier = nil
	o.mu.Unlock()
	if c == nil {
		return
	}
	close(c.leave)
	c.cancel()
	<-c.gone
}

// carry is the courier's round: deliver what is due, then wait for the next
// letter, for its time, for another network, or for somebody in a hurry.
func (o *Outbox) carry(ctx context.Context, c *courier) {
	network := o.network()
	for {
		now := o.network()
		moved := now != network && now != ""
		network = now
		waits := o.round(ctx, c.leave, moved)
		pulse, stop := after(waits, courierPulse)
		select {
		case <-c.leave:
			stop()
			return
		case <-ctx.Done():
			stop()
			return
		case <-c.wake:
		case <-pulse:
		}
		stop()
	}
}

// after is a timer, or none.
func after(wanted bool, d time.Duration) (<-chan time.Time, func()) {
	if !wanted {
		return nil, func() {}
	}
	t := time.NewTimer(d)
	return t.C, func() { t.Stop() }
}

// round tries every letter that is due, and with another network those too that
// reached nobody. It reports whether any letter still waits. What the store
// cannot do now it can do next time: a letter is never lost, at worst its fate
// is unknown.
func (o *Outbox) round(ctx context.Context, leave <-chan struct{}, moved bool) (waits bool) {
	letters, err := o.store.Letters(ctx)
	if err != nil {
		return true
	}
	for _, l := range slices.Backward(letters) {
		if l.Way == data.MailByProgram || !toGo(&l) {
			continue
		}
		if due(&l, o.now()) || moved && unreached[l.Trouble.Code] {
			if l, err = o.carryOne(ctx, leave, l.ID); err != nil {
				waits = true
				continue
			}
		}
		waits = waits || toGo(&l)
	}
	return waits
}

// carryOne tries a letter, which may have come further since it was listed, and
// then at once to file its copy.
func (o *Outbox) carryOne(ctx context.Context, leave <-chan struct{}, id int64) (data.Letter, error) {
	select {
	case <-leave:
		return data.Letter{}, context.Canceled
	case <-ctx.Done():
		return data.Letter{}, ctx.Err()
	case o.posting <- struct{}{}:
	}
	defer func() { <-o.posting }()
	l, err := o.store.Letter(ctx, id)
	if err == nil && toGo(&l) {
		l, err = o.attempt(ctx, l)
	}
	if err == nil && l.State == data.LetterSent && toGo(&l) && due(&l, o.now()) {
		l, err = o.attempt(ctx, l)
	}
	return l, err
}

// toGo reports whether the program has something to do about a letter.
func toGo(l *data.Letter) bool {
	return l.State == data.LetterQueued || l.State == data.LetterSent && l.Filing == data.FilingDue
}

func due(l *data.Letter, now time.Time) bool { return !l.NextTry.After(now) }

// networkNow names the addresses of this computer, "" without any but its own:
// another name is another network.
func networkNow() string {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return ""
	}
	var names []string
	for _, address := range addresses {
		if ip, ok := address.(*net.IPNet); ok && !ip.IP.IsLoopback() && !ip.IP.IsLinkLocalUnicast() {
			names = append(names, ip.String())
		}
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

// watch tells those who wait that a letter has come further.
type watch struct {
	mu      sync.Mutex
	version uint64
	changed chan struct{}
}

// seen is the version that there is now.
func (w *watch) seen() uint64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.version
}

func (w *watch) tell() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.version++
	if w.changed != nil {
		close(w.changed)
		w.changed = nil
	}
}

// await returns once the version is another one than seen.
func (w *watch) await(ctx context.Context, seen uint64) (uint64, error) {
	for {
		w.mu.Lock()
		version := w.version
		if w.changed == nil {
			w.changed = make(chan struct{})
		}
		changed := w.changed
		w.mu.Unlock()
		if version != seen {
			return version, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return seen, ctx.Err()
		}
	}
}
