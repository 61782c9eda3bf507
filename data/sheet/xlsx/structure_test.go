package xlsx

import (
	"strings"
	"testing"
	"unicode/utf16"

	"headcount.app/headcount/data/sheet/archive"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// twoUsers are the rows of the workbooks below, and how they read.
var (
	twoUsers = `<row r="1"><c r="A1" t="inlineStr"><is><t>Email</t></is></c><c r="C1" t="inlineStr"><is><t>Last name</t></is></c></row>` +
		`<row r="3" spans="1:3" ht="15"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c></row>`
	twoUsersRead = []string{"1|Email||Last name", "3|zero||one"}
)

// TestReadsWhatProgramsWrite: the liberties that the format leaves and programs
// take.
func TestReadsWhatProgramsWrite(t *testing.T) {
	for name, change := range map[string]func(b book){
		"as it is": func(book) {},
		"neither rows nor cells numbered": func(b book) {
			b["xl/worksheets/sheet1.xml"] = sheetPart(`<row><c t="inlineStr"><is><t>Email</t></is></c><c/><c t="inlineStr"><is><t>Last name</t></is></c></row>` +
				`<row/><row><c t="s"><v>0</v></c><c/><c t="s"><v>1</v></c></row>`)
		},
		"a wrong dimension": func(b book) {
			b["xl/worksheets/sheet1.xml"] = strings.Replace(sheetPart(twoUsers), "<sheetData>", `<dimension ref="A1"/><sheetData>`, 1)
		},
		"a prefix": func(b book) {
			s := strings.NewReplacer("</", "</x:", "<", "<x:").Replace(sheetPart(twoUsers))
			b["xl/worksheets/sheet1.xml"] = strings.Replace(s, "xmlns=", "xmlns:x=", 1)
		},
		"strict namespaces": func(b book) {
			replace := strings.NewReplacer("http://schemas.openxmlformats.org/spreadsheetml/2006/main", archive.Strict+"spreadsheetml/main",
				"http://schemas.openxmlformats.org/officeDocument/2006/relationships", archive.Strict+"officeDocument/relationships")
			for part := range b {
				b[part] = replace.Replace(b[part])
			}
		},
		"UTF-16 little endian": func(b book) { b["xl/worksheets/sheet1.xml"] = toUTF16(b["xl/worksheets/sheet1.xml"], true) },
		"UTF-16 big endian, no mark": func(b book) {
			b["xl/sharedStrings.xml"] = toUTF16(b["xl/sharedStrings.xml"], false)
		},
		"a byte order mark, a declaration, comments, instructions": func(b book) {
			b["xl/worksheets/sheet1.xml"] = "\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<!-- <row> --><?foo <bar> baz?>" +
				strings.ReplaceAll(b["xl/worksheets/sheet1.xml"], "<row", "\n  <!-- a row < & ]]> --><row") + "\n<!-- end -->\n"
		},
		"absolute targets, other names, other case": func(b book) {
			b["xl/_rels/workbook.xml.rels"] = relsPart(rel("rId1", "worksheet", "/data/My%20Sheet.xml"), rel("x", "sharedStrings", "../TEXTS.bin"))
			b["data/my sheet.xml"], b["texts.bin"] = b["xl/worksheets/sheet1.xml"], b["xl/sharedStrings.xml"]
			delete(b, "xl/worksheets/sheet1.xml")
			delete(b, "xl/sharedStrings.xml")
			delete(b, "xl/styles.xml")
		},
		"backslashes": func(b book) {
			for _, part := range []string{"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"} {
				b[strings.ReplaceAll(part, "/", `\`)] = b[part]
				delete(b, part)
			}
		},
		"an empty default for XML and a macro workbook": func(b book) {
			b[ContentTypes] = strings.Replace(b[ContentTypes], MainType+"sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml", 1)
		},
		"extensions of other namespaces": func(b book) {
			b["xl/worksheets/sheet1.xml"] = strings.NewReplacer(`<row r="3"`, `<row xmlns:q="urn:q" q:dyDescent="0.25" r="3"`,
				"<sheetData>", `<q:row xmlns:q="urn:q" r="9"><c/>text</q:row><sheetViews/><sheetData>`).Replace(sheetPart(twoUsers))
		},
		"attributes in single quotes with spaces around": func(b book) {
			b["xl/worksheets/sheet1.xml"] = strings.ReplaceAll(sheetPart(twoUsers), ` r="3" `, " r = '3'\n\t")
		},
		"trailing cells and rows of spaces": func(b book) {
			b["xl/worksheets/sheet1.xml"] = sheetPart(strings.ReplaceAll(twoUsers, `</row>`, `<c t="inlineStr"><is><t>  </t></is></c></row>`) +
				`<row r="1500"><c t="inlineStr"><is><t xml:space="preserve"> &#xA0;&#x200B;</t></is></c></row>`)
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBook(twoUsers)
			change(b)
			wantRows(t, b.mustRead(t), twoUsersRead...)
		})
	}
}

func toUTF16(s string, little bool) string {
	var out []byte
	if little {
		out = append(out, 0xFF, 0xFE)
	}
	for _, unit := range utf16.Encode([]rune(s)) {
		if little {
			out = append(out, byte(unit), byte(unit>>8))
		} else {
			out = append(out, byte(unit>>8), byte(unit))
		}
	}
	return string(out)
}

// TestRefusesWhatIsNoXML: the lexer takes all of these (SPEC S3.9).
func TestRefusesWhatIsNoXML(t *testing.T) {
	opening, tail, _ := strings.Cut(sheetPart("|"), "|")
	for name, part := range map[string]string{
		"nothing":                      "",
		"spaces":                       "  \n ",
		"no root":                      "<!-- a -->",
		"two roots":                    opening + tail + opening + tail,
		"text before the root":         "a" + opening + tail,
		"text behind the root":         opening + tail + "a",
		"a section behind the root":    opening + tail + "<![CDATA[]]>",
		"wrong end tag":                opening + "<row></rov>" + tail,
		"crossed tags":                 opening + "<row><c></row></c>" + tail,
		"an end tag too many":          opening + tail + "</worksheet>",
		"end tag with a space":         opening + "<row></ row>" + tail,
		"end tag with an attribute":    opening + `<row></row r="1">` + tail,
		"end tag cut":                  opening + "<row></row",
		"tag cut":                      opening + "<row",
		"attribute cut":                opening + `<row r="1`,
		"open tag left":                opening + "<row>",
		"bare ampersand":               opening + cell("a & b") + tail,
		"ampersand at the end":         opening + cell("a&") + tail,
		"unknown entity":               opening + cell("&nbsp;") + tail,
		"empty reference":              opening + cell("&#;") + tail,
		"reference to NUL":             opening + cell("&#0;") + tail,
		"reference to a control":       opening + cell("&#x1B;") + tail,
		"reference to a surrogate":     opening + cell("&#xD83D;") + tail,
		"reference beyond Unicode":     opening + cell("&#x110000;") + tail,
		"reference to U+FFFF":          opening + cell("&#xFFFF;") + tail,
		"NUL":                          opening + cell("a\x00b") + tail,
		"control character":            opening + cell("a\x1bb") + tail,
		"bad UTF-8":                    opening + cell("a\xffb") + tail,
		"half a character":             opening + cell("a\xc3") + tail,
		"surrogate in UTF-8":           opening + cell("\xed\xa0\xbd") + tail,
		"U+FFFE":                       opening + cell("\uFFFE") + tail,
		"end of a section in text":     opening + cell("a]]>b") + tail,
		"document type":                "<!DOCTYPE worksheet>" + opening + tail,
		"unknown declaration":          opening + "<!ELEMENT a>" + tail,
		"comment in a comment":         opening + "<!-- a -- b -->" + tail,
		"comment cut":                  opening + tail + "<!-- a",
		"short comment":                opening + "<!-->" + tail,
		"section cut":                  opening + "<![CDATA[ a",
		"instruction cut":              opening + tail + "<?a b",
		"element without a name":       opening + "< row/>" + tail,
		"element with a bad name":      opening + "<1row/>" + tail,
		"attribute without quotes":     opening + "<row r=1/>" + tail,
		"attribute without a value":    opening + "<row hidden/>" + tail,
		"attribute with half a quote":  opening + `<row r="1/>` + tail,
		"attributes stuck together":    opening + `<row r="1"spans="1:2"/>` + tail,
		"attribute twice":              opening + `<row r="1" r="2"/>` + tail,
		"less-than in an attribute":    opening + `<row r="1" spans="<"/>` + tail,
		"ampersand in an attribute":    opening + `<row r="1" spans="&"/>` + tail,
		"slash in a tag":               opening + `<row / r="1"/>` + tail,
		"prefix without a declaration": opening + "<q:row/>" + tail,
		"no namespace":                 "<worksheet><sheetData></sheetData></worksheet>",
		"another root":                 `<workbook ` + xmlMain + `><sheetData/></workbook>`,
		"says UTF-16":                  `<?xml version="1.0" encoding="utf-16"?>` + opening + tail,
		"half a character of UTF-16":   toUTF16(opening+tail, true) + "\x20",
		"half a pair of UTF-16":        toUTF16(opening, true) + "\x3d\xd8\x20\x00",
		"too deep":                     opening + strings.Repeat("<extLst>", 70) + strings.Repeat("</extLst>", 70) + tail,
		"too many attributes":          opening + "<extLst" + manyAttributes(70) + "/>" + tail,
		"too many namespaces":          `<worksheet ` + xmlMain + manyNamespaces(60) + `><a` + manyNamespaces(60) + `><b` + manyNamespaces(60) + `/></a><sheetData/></worksheet>`,
	} {
		t.Run(name, func(t *testing.T) {
			b := newBook("")
			b["xl/worksheets/sheet1.xml"] = part
			_, err := b.read(head.Options{})
			sheettest.WantRefusal(t, err, data.FileDamaged, "part", "xl/worksheets/sheet1.xml")
		})
	}
}

func cell(text string) string {
	return `<row><c t="inlineStr"><is><t>` + text + `</t></is></c></row>`
}

func manyAttributes(n int) string {
	var s strings.Builder
	for i := range n {
		s.WriteString(" a" + string(rune('0'+i/10)) + string(rune('0'+i%10)) + `=""`)
	}
	return s.String()
}

func manyNamespaces(n int) string {
	return strings.NewReplacer(" a", " xmlns:a", `""`, `"urn:a"`).Replace(manyAttributes(n))
}

// TestRefusesWhatIsNoSheet: well-formed, and still no sheet (SPEC S3.9).
func TestRefusesWhatIsNoSheet(t *testing.T) {
	for name, rows := range map[string]string{
		"row goes back":                    `<row r="5"/><row r="4"/>`,
		"row twice":                        `<row r="5"/><row r="5"/>`,
		"row too far":                      `<row r="1048577"/>`,
		"row beyond the last":              `<row r="1048576"/><row/>`,
		"row with a sign":                  `<row r="+5"/>`,
		"unknown attribute of a row":       `<row q="5"/>`,
		"unknown attribute of a cell":      `<row><c u="s"><v>1</v></c></row>`,
		"cell goes back":                   `<row><c r="B1"/><c r="A1"/></row>`,
		"cell twice":                       `<row><c r="B1"/><c r="B1"/></row>`,
		"cell of another row":              `<row r="2"><c r="B3"/></row>`,
		"cell too far":                     `<row><c r="XFE1"/></row>`,
		"cell beyond the last":             `<row><c r="XFD1"/><c/></row>`,
		"cell without a column":            `<row><c r="1"/></row>`,
		"cell with a zero before its row":  `<row><c r="A01"/></row>`,
		"unknown type":                     `<row><c t="q"><v>1</v></c></row>`,
		"style outside the table":          `<row><c s="1"/></row>`,
		"style of letters":                 `<row><c s="a"/></row>`,
		"string outside the table":         `<row><c t="s"><v>2</v></c></row>`,
		"negative string":                  `<row><c t="s"><v>-1</v></c></row>`,
		"string of letters":                `<row><c t="s"><v>a</v></c></row>`,
		"number of letters":                `<row><c><v>twelve</v></c></row>`,
		"not a number":                     `<row><c><v>NaN</v></c></row>`,
		"infinity":                         `<row><c><v>1E999</v></c></row>`,
		"hexadecimal":                      `<row><c><v>0x10</v></c></row>`,
		"two points":                       `<row><c><v>1.2.3</v></c></row>`,
		"yes/no of letters":                `<row><c t="b"><v>yes</v></c></row>`,
		"error without a text":             `<row><c t="e"><v/></c></row>`,
		"two values":                       `<row><c><v>1</v><v>2</v></c></row>`,
		"two formulas":                     `<row><c><f>1</f><f>2</f></c></row>`,
		"an inline string of another type": `<row><c><is><t>a</t></is></c></row>`,
		"unknown element in a cell":        `<row><c><w>1</w></c></row>`,
		"unknown element in a row":         `<row><d><v>1</v></d></row>`,
		"unknown element among rows":       `<rov r="1"/>`,
		"element in a value":               `<row><c><v>1<b/></v></c></row>`,
		"element in a string":              `<row><c t="inlineStr"><is><q/></is></c></row>`,
		"text in a string":                 `<row><c t="inlineStr"><is>a<t>b</t></is></c></row>`,
		"text in a cell":                   `<row><c>1</c></row>`,
		"text in a row":                    `<row>1</row>`,
		"text among rows":                  `1<row/>`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := newBook(rows).read(head.Options{})
			sheettest.WantRefusal(t, err, data.FileDamaged, "part", "xl/worksheets/sheet1.xml")
		})
	}
}
