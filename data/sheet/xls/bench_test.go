package xls

import (
	"encoding/binary"
	"testing"

	"headcount.app/headcount/data/sheet/sheettest"
)

// BenchmarkReadXLS measures the most rows that a sheet can have, of eight columns
// (SPEC S12.2).
func BenchmarkReadXLS(b *testing.B) {
	people := sheettest.People(maxRows - 1)
	places, texts := map[string]uint32{}, []string{}
	for _, cells := range people {
		for _, text := range cells {
			if _, known := places[text]; !known {
				places[text] = uint32(len(texts))
				texts = append(texts, text)
			}
		}
	}
	file := streamOfSheets(nil, func(s *stream) { shareTexts(s, texts) }, map[string]sheetMaker{"Users": func(s *stream) {
		for row, cells := range people {
			for column, text := range cells {
				s.add(recLabelSST, row, column, general, places[text])
			}
		}
	}}, "Users")
	b.ReportAllocs()
	for b.Loop() {
		if t, err := readBytes(file); err != nil || len(t.Rows) != maxRows-1 {
			b.Fatal(err)
		}
	}
}

// shareTexts writes shared strings, as many to a record as it can hold.
func shareTexts(s *stream, texts []string) {
	const most = 8000
	kind, body := uint16(recSST), binary.LittleEndian.AppendUint32(nil, uint32(len(texts)))
	body = binary.LittleEndian.AppendUint32(body, uint32(len(texts)))
	for _, text := range texts {
		if body = append(body, longText(text)...); len(body) > most {
			s.add(kind, body)
			kind, body = recContinue, nil
		}
	}
	s.add(kind, body)
}
