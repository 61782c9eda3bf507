package sqlite

import (
	"encoding/binary"
	"os"
	"testing"
)

// wholeJournal makes a rollback journal that holds every page of a file, as
// SQLite writes one: a header of a sector, then for each page its number, its
// bytes and a checksum.
func wholeJournal(t testing.TB, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	must(t, err)
	size := int(binary.BigEndian.Uint16(content[16:]))
	pages, nonce := len(content)/size, uint32(77)
	const sector = 512
	journal := make([]byte, sector)
	copy(journal, "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")
	for i, n := range []uint32{uint32(pages), nonce, uint32(pages), sector, uint32(size)} {
		binary.BigEndian.PutUint32(journal[8+4*i:], n)
	}
	for n := range pages {
		page := content[n*size : (n+1)*size]
		sum := nonce
		for at := size - 200; at > 0; at -= 200 {
			sum += uint32(page[at])
		}
		journal = binary.BigEndian.AppendUint32(journal, uint32(n+1))
		journal = append(journal, page...)
		journal = binary.BigEndian.AppendUint32(journal, sum)
	}
	return journal
}
