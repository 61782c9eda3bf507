package xlsx_test

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// denseBombs are archives with 18 MB that nothing packs, so that their sheets
// may unpack to as much as any file: what is slow or large in every byte shows.
func denseBombs() []bomb {
	const (
		big      = 850 << 20
		alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	)
	var declared, names, attributes strings.Builder
	for i := range 60 {
		declared.WriteString(` xmlns:p` + strconv.Itoa(i) + `="urn:` + strconv.Itoa(i) + `"`)
		names.WriteString(` xmlns:q` + strconv.Itoa(i) + `="urn:` + strconv.Itoa(i) + `"`)
		attributes.WriteString(` a` + alphabet[i:i+1] + `b=""`)
	}
	linked := strings.Replace(bombHead, "<sheetData>", ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetData>`, 1)
	linked = strings.Replace(linked, `"> xmlns`, `" xmlns`, 1)
	end := "</sheetData>"
	return []bomb{
		{"170 million processing instructions", func() []byte {
			return denseBook(bombHead+bombRows+end, "<?a?>", big, "</worksheet>")
		}, true},
		{"110 million prefixes under 120 namespaces", func() []byte {
			return denseBook(bombHead+bombRows+end+"<a"+declared.String()+"><a"+names.String()+">", "<p0:a/>", big, "</a></a></worksheet>")
		}, true},
		{"attributes that look alike", func() []byte {
			return denseBook(bombHead+bombRows+end, "<a"+attributes.String()+"/>", big, "</worksheet>")
		}, true},
		{"merged cells that overlap", func() []byte {
			return denseBook(bombHead+bombRows+end+"<mergeCells>", `<mergeCell ref="A1:B1"/>`, big, "</mergeCells></worksheet>")
		}, true},
		{"30 million links", func() []byte {
			return denseBook(linked+bombRows+end+"<hyperlinks>", `<hyperlink ref="A1" r:id="a"/>`, big, "</hyperlinks></worksheet>")
		}, true},
		{"6 million shared formulas", func() []byte {
			parts := bombParts()
			parts["xl/media/image1.png"] = padding()
			s := &packed{}
			s.add([]byte(bombHead+bombRows), 1)
			var b []byte
			for row := range 400 {
				b = append(strconv.AppendInt(append(b[:0], `<row r="`...), int64(row+4), 10), `">`...)
				for column := range 16_000 {
					b = append(strconv.AppendInt(append(b, `<c><f t="shared" si="`...), int64(row*16_000+column), 10), `">HYPERLINK("mailto:a")</f></c>`...)
				}
				s.add(append(b, "</row>"...), 1)
			}
			s.add([]byte(bombTail), 1)
			parts[bombSheet] = *s.end()
			return bombZip(parts)
		}, true},
	}
}

// denseBook is bombBook with a picture that does not pack.
func denseBook(head, pattern string, size int, tail string) []byte {
	parts := bombParts()
	parts["xl/media/image1.png"] = padding()
	parts[bombSheet] = repeated(head, pattern, size, tail)
	return bombZip(parts)
}

func padding() packed {
	random := rand.NewChaCha8([32]byte{})
	content := make([]byte, 18<<20)
	if _, err := random.Read(content); err != nil {
		panic(err)
	}
	return plain(string(content))
}
