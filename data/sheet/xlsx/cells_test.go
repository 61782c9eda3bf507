package xlsx

import (
	"testing"

	"headcount.app/headcount/data"
)

// cellCases are cells as programs write them and what a person sees of them
// (SPEC S3.5, S3.7). Styles count from 1 in the order of cellFormats.
var cellFormats = []string{
	"0000000000", `0#" "##" "##" "##" "##`, "0# ## ## ## ##", "00000", "#,##0.00", "0.00E+00", "dd/mm/yyyy", "0%", "@", "[h]:mm",
	`000\-00\-0000`, `"EMP-"00000`, "yyyy", `#,##0\ "€"`, "General", `_-* #,##0.00\ _€_-;\-* #,##0.00\ _€_-`, "[$-40C]d mmm yyyy", "??/??", "00.00",
	`0000"-FR"`, `\M0000`, `"+"00" "0" "00" "00" "00" "00`, `"A"0`, `"Nr. "00-00`, `00"h"00`, `"EUR "#,##0.00`, `0" €"`,
}

var cellCases = []struct {
	name, cell, text string
	kind             data.CellKind
}{
	{"shared string", `<c t="s"><v>1</v></c>`, "one", data.Text},
	{"shared string, spaces around the index", `<c t="s"><v> 1 </v></c>`, "one", data.Text},
	{"inline string", `<c t="inlineStr"><is><t>Zoë</t></is></c>`, "Zoë", data.Text},
	{"inline string in v", `<c t="inlineStr"><v>Zoë</v></c>`, "Zoë", data.Text},
	{"rich text", `<c t="inlineStr"><is><r><rPr><b/></rPr><t>Zo</t></r><r><t xml:space="preserve">ë </t></r></is></c>`, "Zoë ", data.Text},
	{"phonetic text", `<c t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></is></c>`, "東京", data.Text},
	{"text in pieces", `<c t="inlineStr"><is><t>a<![CDATA[<b>&amp;]]>c<!-- no -->d</t></is></c>`, "a<b>&amp;cd", data.Text},
	{"entities", `<c t="inlineStr"><is><t>&amp;&lt;&gt;&quot;&apos;&#233;&#xE9;&#10;</t></is></c>`, "&<>\"'éé\n", data.Text},
	{"line ends", "<c t=\"inlineStr\"><is><t>a\r\nb\rc&#13;</t></is></c>", "a\nb\nc\r", data.Text},
	{"escapes", `<c t="inlineStr"><is><t>a_x000D_b_x005F_x0041_ _x00e9_ _xD83D__xDE00_ _xD83D_ _x12_ _x00G0_</t></is></c>`, "a\rb_x0041_ é 😀 \uFFFD _x12_ _x00G0_", data.Text},
	{"text of a formula", `<c t="str"><f>A1</f><v>done</v></c>`, "done", data.Text},
	{"empty text of a formula", `<c t="str"><f>A1</f><v></v></c>`, "", data.Text},
	{"formula without a result", `<c><f>A1</f></c>`, "", data.Uncomputed},
	{"formula with an empty result", `<c><f>A1</f><v></v></c>`, "", data.Uncomputed},
	{"text formula without a result", `<c t="str"><f>A1</f></c>`, "", data.Uncomputed},
	{"shared formula with a result", `<c><f t="shared" si="0"/><v>7</v></c>`, "7", data.Number},
	{"array formula with a result", `<c cm="1"><f t="array" ref="B2">X</f><v>7</v></c>`, "7", data.Number},
	{"error", `<c t="e"><v>#N/A</v></c>`, "#N/A", data.ErrorCell},
	{"error of a formula", `<c t="e"><f>1/0</f><v>#DIV/0!</v></c>`, "#DIV/0!", data.ErrorCell},
	{"true", `<c t="b"><v>1</v></c>`, "true", data.Boolean},
	{"false", `<c t="b"><v>0</v></c>`, "false", data.Boolean},
	{"number", `<c><v>612345678</v></c>`, "612345678", data.Number},
	{"number with a type", `<c t="n"><v>0</v></c>`, "0", data.Number},
	{"negative number", `<c><v>-12</v></c>`, "-12", data.Number},
	{"number with an exponent", `<c><v>3.3612345678E10</v></c>`, "33612345678", data.Number},
	{"number with a small exponent", `<c><v>1.5e-3</v></c>`, "0.0015", data.Number},
	{"number with noise", `<c><v>1.1000000000000001</v></c>`, "1.1", data.Number},
	{"whole number with noise", `<c><v>33612345678.000004</v></c>`, "33612345678", data.Number},
	{"number with a decimal point", `<c><v>12.0</v></c>`, "12", data.Number},
	{"number with zeros in front", `<c><v>0012</v></c>`, "12", data.Number},
	{"number with a plus", `<c><v>+12</v></c>`, "12", data.Number},
	{"fifteen digits", `<c><v>123456789012345</v></c>`, "123456789012345", data.Number},
	{"sixteen digits", `<c><v>1234567890123450</v></c>`, "1234567890123450", data.Truncated},
	{"sixteen digits with an exponent", `<c><v>1.23456789012345E+15</v></c>`, "1234567890123450", data.Truncated},
	{"nineteen digits", `<c><v>1.2E+19</v></c>`, "12000000000000000000", data.Truncated},
	{"padded to sixteen digits by rounding", `<c><v>999999999999999.9</v></c>`, "1000000000000000", data.Truncated},
	{"ten places", `<c s="1"><v>612345678</v></c>`, "0612345678", data.Number},
	{"ten places, zero", `<c s="1"><v>0</v></c>`, "0000000000", data.Number},
	{"ten places, too many digits", `<c s="1"><v>33612345678</v></c>`, "33612345678", data.Number},
	{"ten places, a fraction", `<c s="1"><v>6.5</v></c>`, "6.5", data.Number},
	{"ten places, negative", `<c s="1"><v>-65</v></c>`, "-65", data.Number},
	{"pairs, quoted", `<c s="2"><v>612345678</v></c>`, "06 12 34 56 78", data.Number},
	{"pairs, bare", `<c s="3"><v>612345678</v></c>`, "06 12 34 56 78", data.Number},
	{"pairs, few digits", `<c s="3"><v>78</v></c>`, "00 00 00 00 78", data.Number},
	{"postcode", `<c s="4"><v>1000</v></c>`, "01000", data.Number},
	{"grouping and decimals", `<c s="5"><v>1234567</v></c>`, "1234567", data.Number},
	{"shown in scientific notation", `<c s="6"><v>33612345678</v></c>`, "33612345678", data.Scientific},
	{"shown in scientific notation, a fraction", `<c s="6"><v>0.5</v></c>`, "0.5", data.Scientific},
	{"date", `<c s="7"><v>32936</v></c>`, "1990-03-04", data.Date},
	{"date with time", `<c s="7"><v>32936.75</v></c>`, "1990-03-04", data.Date},
	{"day that never was", `<c s="7"><v>60</v></c>`, "1900-02-29", data.Date},
	{"day before it", `<c s="7"><v>59</v></c>`, "1900-02-28", data.Date},
	{"day beyond the calendar", `<c s="7"><v>2958466</v></c>`, "2958466", data.Date},
	{"negative date", `<c s="7"><v>-1</v></c>`, "-1", data.Date},
	{"text in a date cell", `<c s="7" t="s"><v>1</v></c>`, "one", data.Text},
	{"percent", `<c s="8"><v>0.5</v></c>`, "0.5", data.Number},
	{"text format", `<c s="9"><v>42</v></c>`, "42", data.Number},
	{"duration", `<c s="10"><v>1.5</v></c>`, "1900-01-01", data.Date},
	{"dashes between digits", `<c s="11"><v>12345678</v></c>`, "012-34-5678", data.Number},
	{"words before digits", `<c s="12"><v>42</v></c>`, "EMP-00042", data.Text},
	{"words before digits, a fraction", `<c s="12"><v>4.5</v></c>`, "4.5", data.Number},
	{"words before digits, negative", `<c s="12"><v>-4</v></c>`, "-4", data.Number},
	{"words behind digits", `<c s="20"><v>42</v></c>`, "0042-FR", data.Text},
	{"an escaped letter", `<c s="21"><v>42</v></c>`, "M0042", data.Text},
	{"a plus before a phone number", `<c s="22"><v>33612345678</v></c>`, "+33 6 12 34 56 78", data.Number},
	{"a letter before any digits", `<c s="23"><v>7</v></c>`, "A7", data.Text},
	{"words and spacing", `<c s="24"><v>1234</v></c>`, "Nr. 12-34", data.Text},
	{"a letter between digits", `<c s="25"><v>130</v></c>`, "01h30", data.Text},
	{"a currency in letters", `<c s="26"><v>42</v></c>`, "42", data.Number},
	{"a currency sign", `<c s="27"><v>42</v></c>`, "42", data.Number},
	{"year", `<c s="13"><v>32936</v></c>`, "1990-03-04", data.Date},
	{"currency", `<c s="14"><v>42</v></c>`, "42", data.Number},
	{"General by code", `<c s="15"><v>42</v></c>`, "42", data.Number},
	{"accounting", `<c s="16"><v>42.5</v></c>`, "42.5", data.Number},
	{"date of a language", `<c s="17"><v>32936</v></c>`, "1990-03-04", data.Date},
	{"fraction", `<c s="18"><v>0.25</v></c>`, "0.25", data.Number},
	{"padding with decimals", `<c s="19"><v>7</v></c>`, "07", data.Number},
	{"ISO date", `<c t="d"><v>2024-03-05T08:00:00Z</v></c>`, "2024-03-05", data.Date},
	{"scientific notation as text", `<c t="inlineStr"><is><t>3,36E+10</t></is></c>`, "3,36E+10", data.Text},
	{"own column metadata", `<c vm="1" ph="0" xmlns:q="urn:q" q:x="1"><v>1</v><extLst><ext uri="x"/></extLst></c>`, "1", data.Number},
	{"blank with a style", `<c s="1"/>`, "", data.Text},
	{"blank with a type", `<c t="s"/>`, "", data.Text},
	{"empty number", `<c><v/></c>`, "", data.Text},
	{"HYPERLINK with a name", `<c t="str"><f>HYPERLINK("mailto:zoe@bellerive.example?subject=Hi","Zoë")</f><v>Zoë</v></c>`, "zoe@bellerive.example", data.Link},
	{"HYPERLINK with an address", `<c t="str"><f>HYPERLINK("mailto:zoe@bellerive.example","z@bellerive.example")</f><v>z@bellerive.example</v></c>`, "z@bellerive.example", data.Text},
	{"HYPERLINK to a page", `<c t="str"><f>HYPERLINK("https://bellerive.example","Zoë")</f><v>Zoë</v></c>`, "Zoë", data.Text},
	{"HYPERLINK computed", `<c t="str"><f>HYPERLINK("mailto:"&amp;A2,"Zoë")</f><v>Zoë</v></c>`, "Zoë", data.Text},
	{"HYPERLINK with a shared string", `<c t="s"><f>hyperlink( "MAILTO:zo%C3%AB@bellerive.example" )</f><v>1</v></c>`, "zoë@bellerive.example", data.Link},
}

// TestCellValues holds every way to write a cell to what a person sees.
func TestCellValues(t *testing.T) {
	for _, c := range cellCases {
		t.Run(c.name, func(t *testing.T) {
			b := newBook(inline("Email", "ID", "Phone") + `<row><c t="inlineStr"><is><t>x</t></is></c>` + c.cell + `<c><v>5</v></c></row>`)
			b["xl/styles.xml"] = stylesPart(cellFormats...)
			table := b.mustRead(t)
			if got := table.Rows[0].Cell(1); got.Text != c.text || got.Kind != c.kind {
				t.Errorf("got %q %d, want %q %d", got.Text, got.Kind, c.text, c.kind)
			}
			if table.Rows[0].Cell(2).Text != "5" {
				t.Errorf("the next cell is %v", table.Rows[0].Cells)
			}
		})
	}
}

// TestFormulasOfNumbers: it is told apart what a formula computed, and what a
// spreadsheet computed of a number that somebody typed (SPEC S3A.4).
func TestFormulasOfNumbers(t *testing.T) {
	for cell, want := range map[string]data.Formula{
		`<c><v>7</v></c>`:                                      data.NoFormula,
		`<c><f>A1+2</f><v>7</v></c>`:                           data.Computed,
		`<c><f>VLOOKUP(A2,Old!A:B,2,0)</f><v>0</v></c>`:        data.Computed,
		`<c><f t="shared" si="0"/><v>7</v></c>`:                data.Computed,
		`<c><f>33-6-12-34-56</f><v>-75</v></c>`:                data.Arithmetic,
		`<c><f>+91-9999999999</f><v>-9999999908</v></c>`:       data.Arithmetic,
		`<c><f>(0)612+345</f><v>957</v></c>`:                   data.Arithmetic,
		`<c><f>+33612345678</f><v>33612345678</v></c>`:         data.Computed,
		`<c t="str"><f>"000"&amp;1</f><v>0001</v></c>`:         data.NoFormula,
		`<c><f>HYPERLINK("tel:+33612","0612")</f><v>6</v></c>`: data.Computed,
	} {
		b := newBook(inline("Email", "Phone") + `<row><c t="inlineStr"><is><t>x</t></is></c>` + cell + `</row>`)
		if got := b.mustRead(t).Rows[0].Cell(1); got.Formula != want {
			t.Errorf("%s: got %+v, want %d", cell, got, want)
		}
	}
}

// TestDates1904: the calendar of old Macs begins four years later.
func TestDates1904(t *testing.T) {
	b := newBook(inline("Email", "ID") + `<row><c s="1"><v>31474</v></c><c s="1"><v>0</v></c></row>`)
	b["xl/styles.xml"] = stylesPart("dd/mm/yyyy")
	b["xl/workbook.xml"] = `<workbook ` + xmlMain + ` ` + xmlR + `><workbookPr date1904="1"/><sheets><sheet name="Users" sheetId="1" r:id="rId1"/></sheets></workbook>`
	row := b.mustRead(t).Rows[0]
	if row.Cell(0).Text != "1990-03-04" || row.Cell(1).Text != "1904-01-01" {
		t.Errorf("got %v", row.Cells)
	}
}

// TestBuiltinFormats: formats known by their number alone.
func TestBuiltinFormats(t *testing.T) {
	b := newBook(inline("Email", "ID") + `<row><c s="1"><v>32936</v></c><c s="2"><v>32936</v></c><c s="3"><v>32936</v></c><c s="4"><v>32936</v></c></row>`)
	b["xl/styles.xml"] = `<styleSheet ` + xmlMain + `><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="11"/><xf numFmtId="4"/><xf numFmtId="999"/></cellXfs></styleSheet>`
	var kinds []data.CellKind
	for _, c := range b.mustRead(t).Rows[0].Cells {
		kinds = append(kinds, c.Kind)
	}
	if len(kinds) != 4 || kinds[0] != data.Date || kinds[1] != data.Scientific || kinds[2] != data.Number || kinds[3] != data.Number {
		t.Errorf("got %v", kinds)
	}
}
