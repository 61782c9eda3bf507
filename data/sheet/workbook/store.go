package workbook

import (
	"hash/maphash"
	"strings"
)

// TextStore turns bytes into strings without one allocation for each: short
// strings that come again are the same string, others stand one behind the
// other in blocks.
type TextStore struct {
	block strings.Builder
	seed  maphash.Seed
	seen  []string
	kept  int // bytes in all blocks
}

const (
	storeBlock = 32 << 10
	storeSlots = 1 << 13
	storeShort = 32 // bytes; longer strings seldom come again
)

func newTextStore() *TextStore {
	return &TextStore{seed: maphash.MakeSeed(), seen: make([]string, storeSlots)}
}

// keep returns the bytes as a string.
func (s *TextStore) keep(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	slot := &s.seen[0]
	if len(b) <= storeShort {
		slot = &s.seen[maphash.Bytes(s.seed, b)%storeSlots]
		if *slot == string(b) {
			return *slot
		}
	}
	if s.block.Cap()-s.block.Len() < len(b) {
		s.block = strings.Builder{}
		s.block.Grow(max(storeBlock, len(b)))
	}
	from := s.block.Len()
	s.block.Write(b)
	s.kept += len(b)
	result := s.block.String()[from:]
	if len(b) <= storeShort {
		*slot = result
	}
	return result
}
