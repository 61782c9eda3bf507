package outbox

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// Progress is told how far sending has come: so many of total letters. It may be
// nil.
type Progress = func(done, total int, step string)

// Config says what an outbox works with.
type Config struct {
	// Store has the letters.
	Store store.Outbox
	// Settings are the organization's, asked for at every try.
	Settings func(context.Context) (data.Settings, error)
	// Passwords finds those of mailboxes.
	Passwords *Passwords
	// Now is the clock.
	Now func() time.Time
	// Network names the network that the computer is in, that of the system if nil.
	Network func() string
	// Drafts is the folder in which letters for the mail program are saved; it is
	// made when it is needed.
	Drafts string
	// ReadOnly: nothing goes out and nothing is written down.
	ReadOnly bool
}

// Outbox is the outbox of one open organization. Its methods may be called from
// any goroutine.
type Outbox struct {
	store     store.Outbox
	settings  func(context.Context) (data.Settings, error)
	passwords *Passwords
	now       func() time.Time
	network   func() string
	drafts    string
	readOnly  bool

	watch watch
	// posting is held by whoever delivers a letter, one at a time; handing is
	// true while a text is being handed over to a server.
	posting chan struct{}
	handing atomic.Bool

	mu      sync.Mutex
	courier *courier // nil unless letters are delivered in the background
}

// New returns the outbox of an organization; nothing goes out before Start or
// Send.
func New(c Config) *Outbox {
	o := &Outbox{
		store: c.Store, settings: c.Settings, passwords: c.Passwords, now: c.Now, network: c.Network, drafts: c.Drafts, readOnly: c.ReadOnly,
		posting: make(chan struct{}, 1),
	}
	if o.network == nil {
		o.network = networkNow
	}
	return o
}
