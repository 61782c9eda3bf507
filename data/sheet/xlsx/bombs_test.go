package xlsx_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A bomb is a small archive that unpacks to, declares or claims far more than
// any user file holds (SPEC S3.10, S12.4).
type bomb struct {
	name string
	// make builds the archive in some seconds at most and some hundred megabytes.
	make func() []byte
	// refused is false for the two that only look dangerous: they hold three
	// rows each and may be read, as long as nothing is allocated for the rest.
	refused bool
}

const (
	bombSheet   = "xl/worksheets/sheet1.xml"
	bombStrings = "xl/sharedStrings.xml"
	bombStyles  = "xl/styles.xml"
	bombSpace   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	gigabyte    = 1 << 30
)

// bombs lists them all. Every one but those of plain zeros or spaces has a good
// header and two users in front, so that only its size can be the reason for a
// refusal.
func bombs() []bomb {
	return []bomb{
		{"1 GB of zeros as the sheet", func() []byte { return bombBook(bombSheet, "", "\x00", gigabyte, "") }, true},
		{"1 GB of spaces before two rows", func() []byte {
			return bombBook(bombSheet, bombHead, " ", gigabyte, bombRows+bombTail)
		}, true},
		{"one cell of 1 GB", func() []byte {
			return bombBook(bombSheet, bombHead+bombRows+`<row r="4"><c r="A4" t="inlineStr"><is><t>`, "a", gigabyte, `</t></is></c></row>`+bombTail)
		}, true},
		{"1 GB of spaces in a sheet named data.xml", func() []byte {
			parts := bombParts()
			delete(parts, bombSheet)
			for _, p := range []string{"[Content_Types].xml", "xl/_rels/workbook.xml.rels"} {
				parts[p] = plain(strings.ReplaceAll(string(parts[p].content), "worksheets/sheet1.xml", "data.xml"))
			}
			parts["xl/data.xml"] = repeated(bombHead+bombRows, " ", gigabyte, bombTail)
			return bombZip(parts)
		}, true},
		{"1 GB of picture", func() []byte { return bombBook("xl/media/image1.png", "\x89PNG\r\n\x1a\n", "\x00", gigabyte, "") }, true},
		{"1 GB of styles", func() []byte { return bombBook(bombStyles, styleHead, " ", gigabyte, styleTail) }, true},
		{"a dimension of 17 billion cells", func() []byte {
			return bombBook(bombSheet, strings.Replace(bombHead, "<sheetData>", `<dimension ref="A1:XFD1048576"/><sheetData>`, 1)+bombRows, "", 0, bombTail)
		}, false},
		{"the first and the last cell of a sheet", func() []byte {
			return bombBook(bombSheet, bombHead+bombRows, "", 0, `<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row>`+bombTail)
		}, false},
		{"the last column in each of 1,048,576 rows", func() []byte {
			return bombCounted(4, 1<<20, func(b []byte, i int) []byte {
				b = strconv.AppendInt(append(b, `<row r="`...), int64(i), 10)
				b = strconv.AppendInt(append(b, `"><c r="XFD`...), int64(i), 10)
				return append(b, `"><v>1</v></c></row>`...)
			})
		}, true},
		{"10 million shared strings", func() []byte {
			var b []byte
			for i := range 100_000 {
				b = append(strconv.AppendInt(append(b, "<si><t>"...), int64(i)*7919, 36), "</t></si>"...)
			}
			return bombBook(bombStrings, stringHead, string(b), 100*len(b), stringTail)
		}, true},
		{"3.1 million empty shared strings", func() []byte { return bombBook(bombStrings, stringHead, "<si/>", 5*3_100_000, stringTail) }, true},
		{"20 million nested tags", func() []byte { return bombBook(bombSheet, bombHead+bombRows, "<a>", 3*20_000_000, bombTail) }, true},
		{"one tag with 5 million attributes", func() []byte {
			parts := bombParts()
			s := &packed{}
			s.add([]byte(bombHead+bombRows+"<row"), 1)
			var b []byte
			for i := range 5_000_000 {
				b = append(strconv.AppendInt(append(b, " a"...), int64(i), 36), `=""`...)
				if len(b) > 1<<20 {
					s.add(b, 1)
					b = b[:0]
				}
			}
			s.add(append(b, "/>"+bombTail...), 1)
			parts[bombSheet] = *s.end()
			return bombZip(parts)
		}, true},
		{"10 million rows without a number", func() []byte { return bombBook(bombSheet, bombHead+bombRows, "<row/>", 6*10_000_000, bombTail) }, true},
		{"one row of 20 million cells", func() []byte {
			return bombBook(bombSheet, bombHead+bombRows+`<row r="4">`, "<c/>", 4*20_000_000, "</row>"+bombTail)
		}, true},
		{"2.9 million styles", func() []byte { return bombBook(bombStyles, styleHead, "<xf/>", 5*2_900_000, styleTail) }, true},
		{"60,000 parts", func() []byte {
			parts := bombParts()
			for i := range 60_000 {
				parts[fmt.Sprintf("xl/media/image%d.png", i)] = plain("")
			}
			return bombZip(parts)
		}, true},
		{"a part of 4 bytes that says it has 4 GB", func() []byte {
			parts := bombParts()
			parts[bombSheet] = lying(4 * gigabyte)
			return bombZip(parts)
		}, true},
		{"three parts of 4 bytes that say they have 4 GB each", func() []byte {
			parts := bombParts()
			for _, p := range []string{bombSheet, bombStrings, bombStyles} {
				parts[p] = lying(4 * gigabyte)
			}
			return bombZip(parts)
		}, true},
	}
}

const (
	bombHead = `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="` + bombSpace + `"><sheetData>`
	bombTail = `</sheetData></worksheet>`
	bombRows = `<row r="1"><c r="A1" t="inlineStr"><is><t>Email</t></is></c><c r="B1" t="inlineStr"><is><t>Last name</t></is></c></row>` +
		`<row r="2"><c r="A2" t="inlineStr"><is><t>amelie.durand@bellerive.example</t></is></c><c r="B2" t="inlineStr"><is><t>Durand</t></is></c></row>` +
		`<row r="3"><c r="A3" t="inlineStr"><is><t>hugo.castaneda@bellerive.example</t></is></c><c r="B3" t="s"><v>0</v></c></row>`
	stringHead = `<?xml version="1.0" encoding="UTF-8"?><sst xmlns="` + bombSpace + `"><si><t>Castañeda</t></si>`
	stringTail = `</sst>`
	styleHead  = `<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="` + bombSpace + `"><fonts><font/></fonts><fills><fill/></fills>` +
		`<borders><border/></borders><cellXfs><xf numFmtId="0"/>`
	styleTail = `</cellXfs></styleSheet>`
)

// bombParts are the parts of a good little workbook.
func bombParts() map[string]packed {
	const (
		typ  = "application/vnd.openxmlformats-officedocument.spreadsheetml."
		rel  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
		pack = "http://schemas.openxmlformats.org/package/2006/"
	)
	return map[string]packed{
		"[Content_Types].xml": plain(`<Types xmlns="` + pack + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + typ + `sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + typ + `worksheet+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="` + typ + `styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="` + typ + `sharedStrings+xml"/></Types>`),
		"_rels/.rels":     plain(`<Relationships xmlns="` + pack + `relationships"><Relationship Id="rId1" Type="` + rel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
		"xl/workbook.xml": plain(`<workbook xmlns="` + bombSpace + `" xmlns:r="` + rel + `"><sheets><sheet name="Users" sheetId="1" r:id="rId1"/></sheets></workbook>`),
		"xl/_rels/workbook.xml.rels": plain(`<Relationships xmlns="` + pack + `relationships"><Relationship Id="rId1" Type="` + rel + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + rel + `/styles" Target="styles.xml"/><Relationship Id="rId3" Type="` + rel + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`),
		bombSheet:   plain(bombHead + bombRows + bombTail),
		bombStrings: plain(stringHead + stringTail),
		bombStyles:  plain(styleHead + styleTail),
	}
}

// bombBook is the good workbook with one part replaced: head, then size bytes
// of pattern over and over, then tail.
func bombBook(part, head, pattern string, size int, tail string) []byte {
	parts := bombParts()
	parts[part] = repeated(head, pattern, size, tail)
	return bombZip(parts)
}

// bombCounted is the good workbook with a sheet of the rows first to last.
func bombCounted(first, last int, row func([]byte, int) []byte) []byte {
	parts := bombParts()
	s := &packed{}
	s.add([]byte(bombHead+bombRows), 1)
	var b []byte
	for i := first; i <= last; i++ {
		if b = row(b, i); len(b) > 1<<20 {
			s.add(b, 1)
			b = b[:0]
		}
	}
	s.add(append(b, bombTail...), 1)
	parts[bombSheet] = *s.end()
	return bombZip(parts)
}

// A packed part is deflated piece by piece: each piece ends on a byte and looks
// back on nothing before it, so that a piece packed once can be repeated
// without packing it again.
type packed struct {
	content []byte // of a plain part; others are only known deflated
	data    []byte
	crc     uint32
	size    uint64
}

func plain(s string) packed {
	p := &packed{}
	p.add([]byte(s), 1)
	p.end()
	p.content = []byte(s)
	return *p
}

func repeated(head, pattern string, size int, tail string) packed {
	p := &packed{}
	p.add([]byte(head), 1)
	if pattern != "" {
		n := max(1, 1<<20/len(pattern))
		chunk := bytes.Repeat([]byte(pattern), n)
		p.add(chunk, size/len(chunk))
		p.add(bytes.Repeat([]byte(pattern), size%len(chunk)/len(pattern)), 1)
	}
	p.add([]byte(tail), 1)
	return *p.end()
}

// lying holds 4 bytes and says it holds size.
func lying(size uint64) packed {
	p := plain("data")
	p.size = size
	return p
}

func (p *packed) add(piece []byte, times int) {
	if len(piece) == 0 {
		return
	}
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.DefaultCompression)
	if err != nil {
		panic(err)
	}
	if _, err := w.Write(piece); err != nil {
		panic(err)
	}
	if err := w.Flush(); err != nil {
		panic(err)
	}
	for range times {
		p.data = append(p.data, b.Bytes()...)
		p.crc = crc32.Update(p.crc, crc32.IEEETable, piece)
		p.size += uint64(len(piece))
	}
}

// end closes the deflated stream with an empty last block.
func (p *packed) end() *packed {
	p.data = append(p.data, 1, 0, 0, 0xff, 0xff)
	return p
}

func bombZip(parts map[string]packed) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		p := parts[name]
		f, err := w.CreateRaw(&zip.FileHeader{
			Name: name, Method: zip.Deflate, CRC32: p.crc,
			CompressedSize64: uint64(len(p.data)), UncompressedSize64: p.size,
		})
		if err != nil {
			panic(err)
		}
		if _, err := f.Write(p.data); err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}
