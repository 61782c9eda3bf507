package xls

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// Numbers of sectors that are none.
const (
	endOfChain = 0xFFFFFFFE
	lastSector = 0xFFFFFFF9
	noEntry    = 0xFFFFFFFF
)

// Parts of a compound file by length.
const (
	headerSize   = 512
	entrySize    = 128
	miniSector   = 64
	inHeader     = 109 // sectors of the table that the header lists
	containerTag = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
)

// compound is a compound file, in which Excel keeps a workbook as a stream. Every
// sector belongs to one chain at most.
type compound struct {
	file    []byte
	shift   uint
	next    []uint32 // the sector behind each sector
	taken   []bool
	mini    []uint32 // the same of small sectors, which lie in a stream of their own
	small   []byte
	entries []byte
}

// openCompound reads the tables and the directory.
func openCompound(file []byte) (*compound, error) {
	if len(file) < headerSize {
		return nil, damaged("the file ends within its head")
	}
	c := &compound{file: file, shift: uint(binary.LittleEndian.Uint16(file[30:]))}
	if c.shift != 9 && c.shift != 12 {
		return nil, damaged("sectors of 2^%d bytes", c.shift)
	}
	if got := binary.LittleEndian.Uint16(file[32:]); got != 6 {
		return nil, damaged("small sectors of 2^%d bytes", got)
	}
	c.taken = make([]bool, (len(file)-headerSize)>>c.shift+2)
	if err := c.readTable(); err != nil {
		return nil, err
	}
	var err error
	if c.entries, err = c.chain(binary.LittleEndian.Uint32(file[48:]), -1); err != nil {
		return nil, err
	}
	if len(c.entries) < entrySize {
		return nil, damaged("no directory")
	}
	if count := binary.LittleEndian.Uint32(file[64:]); count > 0 { // else anything may stand where the table begins
		table, err := c.chain(binary.LittleEndian.Uint32(file[60:]), -1)
		if err != nil {
			return nil, err
		}
		c.mini = numbers(table)
	}
	root := c.entries[:entrySize]
	c.small, err = c.chain(binary.LittleEndian.Uint32(root[116:]), int64(binary.LittleEndian.Uint32(root[120:])))
	return c, err
}

// sector returns the bytes of a sector, which may be cut by the end of the file, and
// takes it for the chain that asks.
func (c *compound) sector(number uint32) ([]byte, error) {
	at := (int64(number) + 1) << c.shift
	if number > lastSector || at >= int64(len(c.file)) {
		return nil, damaged("sector %d is not in the file", number)
	}
	if c.taken[number] {
		return nil, damaged("sector %d belongs to two chains", number)
	}
	c.taken[number] = true
	return c.file[at:min(at+1<<c.shift, int64(len(c.file)))], nil
}

// readTable reads the table of the sectors behind each other.
func (c *compound) readTable() error {
	list := numbers(c.file[76:headerSize])
	next := binary.LittleEndian.Uint32(c.file[68:])
	if binary.LittleEndian.Uint32(c.file[72:]) == 0 {
		next = endOfChain
	}
	for next != endOfChain && next != noEntry {
		part, err := c.sector(next)
		if err != nil {
			return err
		}
		if len(part) < 1<<c.shift {
			return damaged("the list of tables ends with the file")
		}
		more := numbers(part)
		list, next = append(list, more[:len(more)-1]...), more[len(more)-1]
	}
	count := binary.LittleEndian.Uint32(c.file[44:])
	for i, number := range list {
		if number == noEntry {
			continue
		}
		if uint32(i) >= count {
			return damaged("more tables than %d", count)
		}
		part, err := c.sector(number)
		if err != nil {
			return err
		}
		c.next = append(c.next, numbers(part)...)
	}
	if got := len(c.next) >> (c.shift - 2); uint32(got) != count && len(c.next) == got<<(c.shift-2) {
		return damaged("%d of %d tables", got, count)
	}
	return nil
}

// chain returns the bytes of a chain of sectors: so many as size says, all if it is
// negative.
func (c *compound) chain(first uint32, size int64) ([]byte, error) {
	var all []byte
	for number := first; number != endOfChain; {
		if size == 0 && len(all) == 0 {
			return nil, nil // what has no bytes may say anything
		}
		part, err := c.sector(number)
		if err != nil {
			return nil, err
		}
		all = append(all, part...)
		if int64(number) >= int64(len(c.next)) {
			return nil, damaged("sector %d is not in the table", number)
		}
		number = c.next[number]
	}
	if size < 0 {
		return all, nil
	}
	if int64(len(all)) < size {
		return nil, damaged("a stream of %d bytes ends after %d", size, len(all))
	}
	return all[:size], nil
}

// smallChain returns the bytes of a stream in small sectors.
func (c *compound) smallChain(first uint32, size int) ([]byte, error) {
	taken := make([]bool, len(c.mini))
	var all []byte
	for number := first; number != endOfChain; number = c.mini[number] {
		if int64(number) >= int64(len(c.mini)) || int(number+1)*miniSector > len(c.small)+miniSector-1 || taken[number] {
			return nil, damaged("the small sector %d is not in its stream", number)
		}
		taken[number] = true
		at := int(number) * miniSector
		all = append(all, c.small[at:min(at+miniSector, len(c.small))]...)
	}
	if len(all) < size {
		return nil, damaged("a stream of %d bytes ends after %d", size, len(all))
	}
	return all[:size], nil
}

// streams returns the streams at the top of the file by name in small letters: what
// is embedded in the workbook has folders of its own.
func (c *compound) streams() (map[string][]byte, error) {
	found := map[string][]byte{}
	count := len(c.entries) / entrySize
	seen := make([]bool, count)
	waiting := []uint32{binary.LittleEndian.Uint32(c.entries[76:])}
	for len(waiting) > 0 {
		number := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		if number == noEntry {
			continue
		}
		if int64(number) >= int64(count) || seen[number] {
			return nil, damaged("entry %d of the directory", number)
		}
		seen[number] = true
		entry := c.entries[number*entrySize:][:entrySize]
		waiting = append(waiting, binary.LittleEndian.Uint32(entry[68:]), binary.LittleEndian.Uint32(entry[72:]))
		name := strings.ToLower(entryName(entry))
		if entry[66] != 2 || name != workbookStream && name != bookStream {
			continue
		}
		content, err := c.stream(entry)
		if err != nil {
			return nil, err
		}
		if _, twice := found[name]; twice {
			return nil, damaged("two streams %s", name)
		}
		found[name] = content
	}
	return found, nil
}

// stream returns the bytes of an entry.
func (c *compound) stream(entry []byte) ([]byte, error) {
	const small = 4096
	first, size := binary.LittleEndian.Uint32(entry[116:]), binary.LittleEndian.Uint32(entry[120:])
	if size < small {
		return c.smallChain(first, int(size))
	}
	return c.chain(first, int64(size))
}

// entryName is the name of an entry.
func entryName(entry []byte) string {
	length := int(binary.LittleEndian.Uint16(entry[64:])) - 2
	if length < 0 || length > 62 {
		return ""
	}
	units := make([]uint16, length/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(entry[2*i:])
	}
	return string(utf16.Decode(units))
}

// numbers reads bytes as numbers.
func numbers(b []byte) []uint32 {
	list := make([]uint32, len(b)/4)
	for i := range list {
		list[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return list
}
