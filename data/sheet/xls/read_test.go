package xls

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// wantTable checks what a file reads as, written as a golden is.
func wantTable(t *testing.T, file []byte, want ...string) *data.Table {
	t.Helper()
	table, err := readBytes(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := sheettest.GoldenTable(table); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	return table
}

// TestCells reads cells of every kind (SPEC S3.5, S15.4).
func TestCells(t *testing.T) {
	one := func(s *stream, kind uint16, fields ...any) { s.add(kind, append([]any{1, 1}, fields...)...) }
	value := func(kind, v byte) []byte { return []byte{kind, 0, v, 0, 0, 0, 0xFF, 0xFF} }
	linked := append(append([]byte{opText, 13, 0}, "mailto:a@x.fr"...), 0x42, 1, 0x67, 0x01)
	for name, c := range map[string]struct {
		cell sheetMaker
		want string
	}{
		"shared text":       {func(s *stream) { one(s, recLabelSST, general, uint32(1)) }, "Zoë"},
		"number":            {func(s *stream) { one(s, recNumber, general, realBytes(612345678)) }, "612345678"},
		"fraction":          {func(s *stream) { one(s, recNumber, general, realBytes(1.1)) }, "1.1"},
		"great number":      {func(s *stream) { one(s, recNumber, general, realBytes(1234567890123456789)) }, "!truncated"},
		"padded":            {func(s *stream) { one(s, recNumber, padded, realBytes(102)) }, "000102"},
		"date":              {func(s *stream) { one(s, recNumber, dated, realBytes(45000)) }, "!date"},
		"scientific":        {func(s *stream) { one(s, recNumber, scientific, realBytes(7)) }, "!scientific"},
		"short whole":       {func(s *stream) { one(s, recRK, general, uint32(102<<2|2)) }, "102"},
		"short negative":    {func(s *stream) { one(s, recRK, general, uint32(0xFFFFFFFE)) }, "-1"},
		"short hundredth":   {func(s *stream) { one(s, recRK, general, uint32(1250<<2|3)) }, "12.5"},
		"short real":        {func(s *stream) { one(s, recRK, general, uint32(0x3FF80000)) }, "1.5"},
		"several":           {func(s *stream) { s.add(recMulRK, 1, 1, padded, uint32(7<<2|2), general, uint32(8<<2|2), 2) }, "000007|8"},
		"yes":               {func(s *stream) { one(s, recBoolErr, general, byte(1), byte(0)) }, "TRUE"},
		"error":             {func(s *stream) { one(s, recBoolErr, general, byte(0x2A), byte(1)) }, "!error"},
		"blank":             {func(s *stream) { one(s, recBlank, general) }, ""},
		"formula":           {func(s *stream) { s.formula(1, 1, realBytes(7), []byte{opWhole, 7, 0}) }, "7"},
		"formula of a text": {func(s *stream) { s.formula(1, 1, value(0, 0), nil); s.add(recString, "Zoë") }, "Zoë"},
		"shared formula":    {func(s *stream) { s.formula(1, 1, value(0, 0), nil); s.add(0x04BC); s.add(recString, "Zoë") }, "Zoë"},
		"formula of yes":    {func(s *stream) { s.formula(1, 1, value(1, 1), nil) }, "TRUE"},
		"formula's error":   {func(s *stream) { s.formula(1, 1, value(2, 7), nil) }, "!error"},
		"formula of nobody": {func(s *stream) { s.formula(1, 1, value(3, 0), nil) }, ""},
		"formula of a link": {func(s *stream) { s.formula(1, 1, value(0, 0), linked); s.add(recString, "Zoë") }, "a@x.fr"},
	} {
		t.Run(name, func(t *testing.T) {
			want := "2|b@x.fr|" + c.want
			if c.want == "" {
				want = "2|b@x.fr"
			}
			wantTable(t, contain(newStream([]string{"Email", "Zoë"}, func(s *stream) {
				s.labels(0, "Email", "ID", "Phone")
				s.label(1, 0, "b@x.fr")
				c.cell(s)
			}), "Workbook"), "1|Email|ID|Phone", want)
		})
	}
}

// TestArithmetic tells a formula of nothing but numbers (SPEC S3A.4).
func TestArithmetic(t *testing.T) {
	for code, want := range map[string]data.Formula{
		"\x1E\x21\x00\x1E\x06\x00\x04":                 data.Arithmetic, // 33-6
		"\x1E\x21\x00\x19\x40\x00\x01\x1E\x06\x00\x04": data.Arithmetic,
		"\x1F\x00\x00\x00\x00\x00\x00\x00\x00\x13":     data.Computed, // -0
		"\x24\x00\x00\x00\x00\x1E\x06\x00\x04":         data.Computed, // A1-6
		"\x1E\x21":                                     data.Computed,
	} {
		if got := formulaOf([]byte(code)); got != want {
			t.Errorf("%q: %v", code, got)
		}
	}
}

// TestStringsAcrossRecords has shared strings that are cut wherever they can be:
// between two, within the characters, which may be as wide as before or not, within
// the formats behind them.
func TestStringsAcrossRecords(t *testing.T) {
	email, zoe := longText("Email"), longText("zoë@x.fr")
	formatted := append(bodyOf(2, byte(rich|phonetic), 1, uint32(3), []byte("ID")), 0, 0, 0, 0, 9, 9, 9)
	all := bytes.Join([][]byte{email, formatted, zoe}, nil)
	plain := func(s *stream) {
		s.add(recLabelSST, 0, 0, general, uint32(0))
		s.add(recLabelSST, 0, 1, general, uint32(1))
		s.add(recLabelSST, 1, 0, general, uint32(2))
	}
	for cut := range len(all) + 1 {
		rest := all[cut:]
		// Within characters the record that goes on says how wide they are.
		for _, text := range []struct{ from, to int }{{3, len(email)}, {len(email) + 9, len(email) + 11}, {len(email) + len(formatted) + 3, len(all)}} {
			if cut > text.from && cut < text.to || cut == text.from {
				flag := byte(wide)
				if text.from == len(email)+9 {
					flag = 0
				}
				rest = append([]byte{flag}, rest...)
			}
		}
		build := func() []byte {
			return streamOfSheets(nil, func(s *stream) {
				s.add(recSST, uint32(3), uint32(3), all[:cut])
				s.add(recContinue, rest)
			}, map[string]sheetMaker{"A": plain}, "A")
		}
		table, err := readBytes(build())
		if err != nil {
			if sheettest.Code(err) != data.FileDamaged {
				t.Errorf("cut at %d: %v", cut, err)
			}
			continue // within a head, or within a character
		}
		if got := strings.Join(sheettest.GoldenTable(table), " "); got != "1|Email|ID 2|zoë@x.fr" {
			t.Errorf("cut at %d: %s", cut, got)
		}
	}
	// Narrow characters that go on wide.
	narrow := streamOfSheets(nil, func(s *stream) {
		s.add(recSST, uint32(1), uint32(1), 5, byte(0), []byte("Em"))
		s.add(recContinue, byte(wide), []byte("a\x00i\x00l\x00"))
	}, map[string]sheetMaker{"A": func(s *stream) { s.add(recLabelSST, 0, 0, general, uint32(0)); s.label(1, 0, "a@x.fr") }}, "A")
	wantTable(t, narrow, "1|Email", "2|a@x.fr")
}

// TestSheets has hidden sheets and rows, merged cells, links, dates counted from
// 1904, cells in the order in which somebody filled them in, and a chart.
func TestSheets(t *testing.T) {
	list := func(s *stream) {
		s.add(recRow, 2, 0, 3, 255, 0, 0, 0x20, 0)
		s.label(2, 1, "7")
		s.add(recBOF, version8, 0x0020, 0, 0, uint32(0), uint32(0))
		s.label(9, 9, "a chart")
		s.add(recEOF)
		s.label(2, 0, "b@x.fr")
		s.labels(0, "Email", "ID", "Phone")
		s.label(1, 0, "Anna")
		s.add(recNumber, 1, 1, dated, realBytes(0))
		s.label(1, 2, "8")
		s.label(2, 2, "9")
		s.add(recMergedCells, 1, 1, 2, 2, 2)
		target := append(longText("mailto:anna@x.fr")[3:], 0, 0)
		s.add(recHLink, 1, 1, 0, 0, make([]byte, 24), urlMoniker, uint32(len(target)), target)
	}
	table, err := readBytes(contain(streamOfSheets(nil, func(s *stream) { s.add(recDateMode, 1) }, map[string]sheetMaker{
		"Notes": func(s *stream) { s.label(0, 0, "Hello") }, "-Old": func(s *stream) { s.label(0, 0, "Phone") }, "Users": list,
	}, "Notes", "-Old", "Users"), "WORKBOOK"))
	if err != nil {
		t.Fatal(err)
	}
	first, second := table.Rows[0], table.Rows[1]
	if table.Sheet != "Users" || len(table.Sheets) != 3 || table.Format != "xls" || first.Hidden || !second.Hidden ||
		first.Cells[0] != (data.Cell{Text: "anna@x.fr", Kind: data.Link}) || len(table.Shown) != 1 || first.Cells[1].Text != "1904-01-01" ||
		second.Cell(1).Text != "7" || second.Cell(2).Kind != data.Covered {
		t.Errorf("%+v", table)
	}
}

// TestRefused refuses what is not whole, and what is older (SPEC S3.9, S15.4).
func TestRefused(t *testing.T) {
	cells := func(more sheetMaker) []byte {
		return newStream([]string{"Email"}, func(s *stream) {
			s.add(recLabelSST, 0, 0, general, uint32(0))
			s.label(1, 0, "a@x.fr")
			if more != nil {
				more(s)
			}
		})
	}
	whole := cells(nil)
	globals := func(more sheetMaker) []byte {
		return streamOfSheets(nil, more, map[string]sheetMaker{"A": func(s *stream) { s.label(0, 0, "Email") }}, "A")
	}
	for name, c := range map[string]struct {
		stream []byte
		code   string
	}{
		"encrypted":               {globals(func(s *stream) { s.add(recFilePass, 1, 1) }), data.FileEncrypted},
		"older":                   {append([]byte{0x09, 0x08, 0x08, 0x00, 0x00, 0x05, 0x05, 0x00, 0, 0, 0, 0}, whole...), data.FileXLS},
		"much older":              {append([]byte{0x09, 0x04, 0x06, 0x00, 0, 0, 0, 0, 0, 0}, whole...), data.FileXLS},
		"no beginning":            {whole[20:], data.FileDamaged},
		"cut":                     {whole[:len(whole)-4], data.FileDamaged},
		"strings beyond":          {cells(func(s *stream) { s.add(recLabelSST, 2, 0, general, uint32(1)) }), data.FileDamaged},
		"a style beyond":          {cells(func(s *stream) { s.add(recNumber, 2, 0, 4, realBytes(1)) }), data.FileDamaged},
		"a style of many beyond":  {cells(func(s *stream) { s.add(recMulRK, 2, 0, 4, uint32(2), 0) }), data.FileDamaged},
		"a column beyond":         {cells(func(s *stream) { s.label(2, 256, "a") }), data.FileDamaged},
		"a cell twice":            {cells(func(s *stream) { s.label(1, 0, "b@x.fr") }), data.FileDamaged},
		"a short record":          {cells(func(s *stream) { s.add(recNumber, 2, 0, general) }), data.FileDamaged},
		"many that don't fit":     {cells(func(s *stream) { s.add(recMulRK, 2, 0, general, uint32(2), 3) }), data.FileDamaged},
		"no number":               {cells(func(s *stream) { s.add(recNumber, 2, 0, general, bytes.Repeat([]byte{0xFF}, 8)) }), data.FileDamaged},
		"no error":                {cells(func(s *stream) { s.add(recBoolErr, 2, 0, general, byte(1), byte(1)) }), data.FileDamaged},
		"a formula without text":  {cells(func(s *stream) { s.formula(2, 0, []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, nil) }), data.FileDamaged},
		"a formula that goes on":  {cells(func(s *stream) { s.add(recFormula, 2, 0, general, realBytes(1), 0, uint32(0), 9) }), data.FileDamaged},
		"a formula of what":       {cells(func(s *stream) { s.formula(2, 0, []byte{9, 0, 0, 0, 0, 0, 0xFF, 0xFF}, nil) }), data.FileDamaged},
		"merged to nowhere":       {cells(func(s *stream) { s.add(recMergedCells, 1, 2, 1, 0, 0) }), data.FileDamaged},
		"merged, too few":         {cells(func(s *stream) { s.add(recMergedCells, 2, 1, 2, 0, 0) }), data.FileDamaged},
		"a text of what":          {cells(func(s *stream) { s.add(recLabel, 2, 0, general, 1, byte(0x40), byte('a')) }), data.FileDamaged},
		"a text that ends":        {cells(func(s *stream) { s.add(recLabel, 2, 0, general, 9, byte(0), byte('a')) }), data.FileDamaged},
		"strings too few":         {globals(func(s *stream) { s.add(recSST, uint32(2), uint32(2), "a") }), data.FileDamaged},
		"strings too many":        {globals(func(s *stream) { s.add(recSST, uint32(1), uint32(1), "a", "b") }), data.FileDamaged},
		"strings without end":     {globals(func(s *stream) { s.add(recSST, uint32(1), uint32(maxStrings+1)) }), data.FileTooLarge},
		"a sheet that is not one": {bytes.Replace(whole, bodyOf(recBOF, 16, version8, partSheet), bodyOf(recBOF, 16, version8, 0x20), 1), data.FileDamaged},
		"two of one name":         {streamOfSheets(nil, nil, map[string]sheetMaker{"A": func(s *stream) { s.label(0, 0, "Email") }}, "A", "A"), data.FileDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readBytes(contain(c.stream, "Workbook"))
			sheettest.WantRefusal(t, err, c.code)
		})
	}
	_, err := readBytes(contain(whole, "Contents"))
	sheettest.WantRefusal(t, err, data.FileDamaged, "part", "Workbook")
	_, err = readBytes(contain(cells(func(s *stream) { s.label(1, 0, "b@x.fr") }), "Workbook"))
	sheettest.WantRefusal(t, err, data.FileDamaged, "part", "Workbook", "row", "2")
}

// markedFile is a small workbook with one of everything.
func markedFile() []byte {
	return contain(newStream([]string{"Email", "ID", "Phone", "anna@x.fr"}, func(s *stream) {
		for i := range 3 {
			s.add(recLabelSST, 0, i, general, uint32(i))
		}
		s.add(recLabelSST, 1, 0, general, uint32(3))
		s.add(recRK, 1, 1, padded, uint32(7<<2|2))
		s.label(2, 0, "b@x.fr")
		s.add(recNumber, 2, 1, padded, realBytes(8))
		s.add(recMergedCells, 1, 1, 2, 2, 2)
	}), "Workbook")
}

// TestFlippedBytes changes every byte of a workbook, which has no checksum: it is
// refused, reads as before, or has another value or format somewhere; whoever is in it
// stays in it (SPEC S15.4).
func TestFlippedBytes(t *testing.T) {
	file := markedFile()
	want, err := readBytes(file)
	if err != nil {
		t.Fatal(err)
	}
	refused, same, value := 0, 0, 0
	for i := range 3*512 + 700 { // behind them are zeros
		was := file[i]
		for _, now := range []byte{was ^ 1, was ^ 0x20, was ^ 0x80, 0xFF} {
			if now == was {
				continue
			}
			file[i] = now
			got, err := readBytes(file)
			switch {
			case err != nil:
				refused++
			case reflect.DeepEqual(got, want):
				same++
			case len(got.Rows) < len(want.Rows) || len(got.Header) < len(want.Header):
				t.Errorf("byte %d from %#x to %#x loses somebody: %q", i, was, now, sheettest.GoldenTable(got))
			default:
				value++
			}
		}
		file[i] = was
	}
	t.Logf("%d bytes: %d changes refused, %d without effect, %d of a value", len(file), refused, same, value)
	for n := 0; n < len(file)-1; n += 3 {
		if table, err := readBytes(file[:n]); err == nil && !reflect.DeepEqual(table, want) {
			t.Fatalf("%d of %d bytes are read as %q", n, len(file), sheettest.GoldenTable(table))
		}
	}
}

// TestChains refuses chains of sectors that cross, leave the file or never end.
func TestChains(t *testing.T) {
	at := func(offset int, value uint32) func([]byte) {
		return func(file []byte) { copy(file[offset:], bodyOf(value)) }
	}
	for name, change := range map[string]func([]byte){
		"in a circle":          at(512+4*4, 2),
		"into the directory":   at(512+4*4, 1),
		"out of the file":      at(512+4*4, 4000),
		"ended early":          at(512+4*4, endOfChain),
		"a directory nowhere":  at(48, 4000),
		"a table nowhere":      at(76, 4000),
		"too few tables":       at(44, 2),
		"more tables":          at(80, 5),
		"an entry in a circle": at(1024+entrySize+68, 1),
		"a longer stream":      at(1024+entrySize+120, 1<<30),
	} {
		file := markedFile()
		change(file)
		_, err := readBytes(file)
		if sheettest.Code(err) != data.FileDamaged {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzReadXLS reads changed workbooks.
func FuzzReadXLS(f *testing.F) {
	f.Add(markedFile())
	f.Add(newStream([]string{"Email"}, func(s *stream) { s.labels(0, "Email", "ID"); s.labels(1, "a@x.fr", "1") }))
	f.Fuzz(func(t *testing.T, file []byte) {
		table, err := readBytes(file)
		if err != nil {
			return
		}
		last := table.HeaderRow
		if last < 1 || last > head.Searched || table.Format != "xls" {
			t.Errorf("header row %d of a %s", last, table.Format)
		}
		for _, r := range table.Rows {
			if r.Number <= last || r.Number > maxRows || len(r.Cells) == 0 || len(r.Cells) > len(table.Header) {
				t.Fatalf("row %d behind row %d with %d cells under %d headers", r.Number, last, len(r.Cells), len(table.Header))
			}
			last = r.Number
		}
		if again, err := readBytes(file); err != nil || !reflect.DeepEqual(again, table) {
			t.Errorf("reads differently a second time: %v", err)
		}
	})
}
