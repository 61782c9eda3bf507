package store

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"headcount.app/headcount/data"
)

// Beside users, roles, profiles and planning settings, which the digest of the
// base covers, everything that is stored is under seals (SPEC S20.1): each part,
// a row as a rule, has the SHA-256 of what stands in it, renewed in the
// transaction that writes the part. What is history is chained besides (SPEC
// S20.5): every such transaction adds a link that names the parts it made,
// changed or dropped, and is sealed together with the link before. Like the
// digest it notices damage; it is no defence against somebody who means to forge
// a file.

// The parts of what is stored; the key of each is that of its row.
const (
	OrganizationPart = "organization"
	UploadPart       = "upload"
	PlanPart         = "plan"    // the stored plan of an upload
	TablePart        = "table"   // the table it was made from
	CommitPart       = "commit"  // who made a revision, when and by what
	ChangesPart      = "changes" // all changes of one revision
	ErasurePart      = "erasure" // one entry in the register of erasures
	LetterPart       = "letter"
	TextPart         = "text" // the text of a letter
	MappingPart      = "mapping"
	MigrationPart    = "migration"
	CounterPart      = "counter"
	ChainPart        = "chain"
)

// Damage names the part that is not what was stored; key is "" where there is
// only one.
func Damage(part, key string) error { return &data.DamagedError{Part: part, Key: key} }

// Seal returns the digest of a part: of its columns, each with its type. They
// are int64, string, []byte or nil.
func Seal(columns ...any) [32]byte {
	h := sha256.New()
	var head [9]byte
	put := func(kind byte, n uint64) {
		head[0] = kind
		binary.BigEndian.PutUint64(head[1:], n)
		h.Write(head[:])
	}
	for _, column := range columns {
		switch v := column.(type) {
		case int64:
			put('i', uint64(v))
		case string:
			put('s', uint64(len(v)))
			h.Write([]byte(v))
		case []byte:
			put('b', uint64(len(v)))
			h.Write(v)
		default:
			put('n', 0)
		}
	}
	return [32]byte(h.Sum(nil))
}

// Link is one record of the chain, stored as JSON; a field that a later version
// adds is left out where it says nothing.
type Link struct {
	Version int       `json:"version"`
	Kind    string    `json:"kind"`
	At      time.Time `json:"at"`
	// Parts are what the transaction touched.
	Parts []Touched `json:"parts"`
}

// Touched is a part in a link: its seals before and after in hexadecimal, "" if
// it was not there.
type Touched struct {
	Part string `json:"part"`
	Was  string `json:"was,omitempty"`
	Is   string `json:"is,omitempty"`
}

// The kinds of links. They say why something was written; nothing depends on
// them.
const (
	ChangeLink    = "change"    // a revision, or a simulation that is kept
	ErasureLink   = "erasure"   // a person deleted for good (SPEC S2.2)
	AgeingLink    = "ageing"    // contents that are no longer kept (SPEC S5.5)
	MigrationLink = "migration" // a file of an older version brought up
)

// linkVersion is the version of the form of a link.
const linkVersion = 1

// NewLink makes a link of what a transaction touched, and finds out its kind.
func NewLink(at time.Time, parts []Touched) Link {
	l := Link{Version: linkVersion, Kind: ChangeLink, At: at.UTC(), Parts: parts}
	for _, p := range parts {
		if p.Is == "" && l.Kind == ChangeLink {
			l.Kind = AgeingLink
		}
		switch kind, _ := SplitPart(p.Part); kind {
		case ErasurePart:
			l.Kind = ErasureLink
		case MigrationPart:
			l.Kind = MigrationLink
			return l
		}
	}
	return l
}

// Text returns the link as it is stored.
func (l Link) Text() (string, error) {
	text, err := json.Marshal(l)
	return string(text), err
}

// Fold seals the text of link n together with the seal of the link before it,
// nil for the first.
func Fold(before []byte, n int64, text string) [32]byte { return Seal(before, n, text) }

// Chain replays links in their order.
type Chain struct {
	n    int64
	seal []byte
	// newest has for every part the link that touched it last, and its seal then.
	newest map[string]standing
}

type standing struct {
	link int64
	seal string
}

// Add takes the next link as it is stored; the error names it if it does not fit.
func (c *Chain) Add(n int64, text string, seal []byte) error {
	var l Link
	want := Fold(c.seal, n, text)
	if n != c.n+1 || string(want[:]) != string(seal) || json.Unmarshal([]byte(text), &l) != nil {
		return Damage(ChainPart, Number(c.n+1))
	}
	if c.newest == nil {
		c.newest = map[string]standing{}
	}
	for _, p := range l.Parts {
		if c.newest[p.Part].seal != p.Was {
			return Damage(ChainPart, Number(n))
		}
		c.newest[p.Part] = standing{n, p.Is}
	}
	c.n, c.seal = n, append(c.seal[:0], seal...)
	return nil
}

// End verifies that no link is missing at the end: seal is that of the last one,
// nil if there is none.
func (c *Chain) End(seal []byte) error {
	if string(seal) != string(c.seal) {
		return Damage(ChainPart, Number(c.n+1))
	}
	return nil
}

// First returns the misfit whose newest link is the oldest, nil if there are
// none: damage is told in the order of the history.
func (c *Chain) First(misfits []*data.DamagedError) error {
	var first *data.DamagedError
	for _, m := range misfits {
		if first == nil || c.order(m) < c.order(first) {
			first = m
		}
	}
	if first == nil {
		return nil
	}
	return first
}

func (c *Chain) order(m *data.DamagedError) int64 {
	if s, found := c.newest[JoinPart(m.Part, m.Key)]; found {
		return s.link
	}
	return c.n + 1
}

// Differs returns every part of the kinds given whose seal is not the one in
// the chain; seals are those of all parts that are there.
func (c *Chain) Differs(seals map[string]string) (misfits []*data.DamagedError) {
	add := func(part string) {
		kind, key := SplitPart(part)
		misfits = append(misfits, &data.DamagedError{Part: kind, Key: key})
	}
	for part, s := range c.newest {
		if s.seal != seals[part] {
			add(part)
		}
	}
	for part := range seals {
		if _, found := c.newest[part]; !found {
			add(part)
		}
	}
	slices.SortFunc(misfits, func(x, y *data.DamagedError) int {
		return cmp.Or(strings.Compare(x.Part, y.Part), strings.Compare(x.Key, y.Key))
	})
	return misfits
}

// Hex is a seal as a link spells it.
func Hex(seal []byte) string { return hex.EncodeToString(seal) }
