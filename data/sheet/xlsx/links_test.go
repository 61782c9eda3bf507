package xlsx

import (
	"strings"
	"testing"

	"headcount.app/headcount/data/sheet/workbook"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/sheettest"
)

// linkedBook is a workbook whose sheet has the links and relationships given.
func linkedBook(rows, links string, rels ...string) book {
	b := newBook(rows)
	b["xl/worksheets/sheet1.xml"] = strings.Replace(b["xl/worksheets/sheet1.xml"], "</sheetData>", "</sheetData><hyperlinks>"+links+"</hyperlinks>", 1)
	if len(rels) > 0 {
		b["xl/worksheets/_rels/sheet1.xml.rels"] = relsPart(rels...)
	}
	return b
}

// TestLinks: the target of a mailto: link counts where the text is no address
// (SPEC S3.5).
func TestLinks(t *testing.T) {
	rows := inline("Email", "ID") + inline("Zoë Durand", "x") + inline("hugo@bellerive.example", "x") + inline("Name <n@bellerive.example>", "x") +
		inline("mailto:ines@bellerive.example", "x") + `<row r="6"/>` + inline("theo", "theo") + inline("page", "x") + `<row><c><v>5</v></c></row>`
	b := linkedBook(rows,
		`<hyperlink ref="A2" r:id="r1"/><hyperlink ref="A3:A4" r:id="r1"/><hyperlink ref="A5:A6" r:id="r2"/><hyperlink ref="A7:B7" r:id="r3"/>`+
			`<hyperlink ref="A8" r:id="r4"/><hyperlink ref="A9:XFD1048576" r:id="r1"/><hyperlink ref="A1" r:id="r1"/><hyperlink ref="A2" location="Users!A1"/>`,
		externalRel("r1", "hyperlink", "mailto:zo%C3%AB@bellerive.example?subject=a&body=b"), externalRel("r2", "hyperlink", "MAILTO: ines2@bellerive.example "),
		externalRel("r3", "hyperlink", "mailto:theo@bellerive.example"), externalRel("r4", "hyperlink", "https://bellerive.example/"))
	table := b.mustRead(t)
	wantRows(t, table, "1|Email|ID", `2|zoë@bellerive.example|x`, "3|hugo@bellerive.example|x", "4|Name <n@bellerive.example>|x",
		"5|ines2@bellerive.example|x", "7|theo@bellerive.example|theo@bellerive.example", "8|page|x", "9|5")
	if table.Rows[0].Cell(0).Kind != data.Link || table.Rows[1].Cell(0).Kind != data.Text {
		t.Errorf("kinds %v", table.Rows)
	}
}

// TestBrokenLinks: a link without its target is damage.
func TestBrokenLinks(t *testing.T) {
	for name, b := range map[string]book{
		"no relationships":        linkedBook(inline("Email"), `<hyperlink ref="A2" r:id="r1"/>`),
		"another relationship":    linkedBook(inline("Email"), `<hyperlink ref="A2" r:id="r1"/>`, externalRel("r2", "hyperlink", "mailto:a@bellerive.example")),
		"no reference":            linkedBook(inline("Email"), `<hyperlink r:id="r1"/>`),
		"a reference of letters":  linkedBook(inline("Email"), `<hyperlink ref="AA" r:id="r1"/>`),
		"an element out of place": linkedBook(inline("Email"), `<row/>`),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := b.read(head.Options{})
			sheettest.WantRefusal(t, err, data.FileDamaged)
		})
	}
}

// TestSharedHyperlinkFormulas: cells that share a formula share its literals.
func TestSharedHyperlinkFormulas(t *testing.T) {
	table := newBook(inline("Email") +
		`<row><c t="str"><f t="shared" ref="A2:A3" si="4">HYPERLINK("mailto:team@bellerive.example",B2)</f><v>Zoë</v></c></row>` +
		`<row><c t="str"><f t="shared" si="4"/><v>Hugo</v></c></row><row><c t="str"><f t="shared" si="5"/><v>Inès</v></c></row>`).mustRead(t)
	wantRows(t, table, "1|Email", "2|team@bellerive.example", "3|team@bellerive.example", "4|Inès")
}

// TestMark: the mark of our own export, from either place (SPEC S7.2).
func TestMark(t *testing.T) {
	const (
		core   = `<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>x</dc:title><dc:identifier>|</dc:identifier></cp:coreProperties>`
		custom = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">` +
			`<property name="other"><vt:lpwstr>headcount:1:no:1:all</vt:lpwstr></property><property name="headcount"><vt:lpwstr>|</vt:lpwstr></property></Properties>`
		coreRel   = `<Relationship Id="r7" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>`
		customRel = `<Relationship Id="r8" Type="` + relBase + `custom-properties" Target="docProps/custom.xml"/>`
	)
	for _, c := range []struct {
		core, custom string
		want         *data.ExportMark
	}{
		{"", "", nil},
		{"headcount:1:org:7:all", "", &data.ExportMark{Organization: "org", Revision: 7}},
		{"", "headcount:1:a:b:12:filtered", &data.ExportMark{Organization: "a:b", Revision: 12, Filtered: true}},
		{"headcount:1:org:7:all", "headcount:1:org:8:all", &data.ExportMark{Organization: "org", Revision: 8}},
		{"urn:isbn:12", "headcount:2:org:8:all", nil},
		{"headcount:1:org:8:some", "headcount:1:org:-8:all", nil},
	} {
		b := newBook(inline("Email"))
		b[packageRels] = relsPart(rel("rId1", "officeDocument", "xl/workbook.xml"), coreRel, customRel)
		b["docProps/core.xml"] = strings.Replace(core, "|", c.core, 1)
		b["docProps/custom.xml"] = strings.Replace(custom, "|", c.custom, 1)
		got := b.mustRead(t).Mark
		if (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("%q %q: got %v, want %v", c.core, c.custom, got, c.want)
		}
		if c.want != nil && *workbook.ParseMark(workbook.FormatMark(*c.want)) != *c.want {
			t.Errorf("%v does not come back from %q", c.want, workbook.FormatMark(*c.want))
		}
		delete(b, "docProps/core.xml")
		_, err := b.read(head.Options{})
		sheettest.WantRefusal(t, err, data.FileDamaged, "part", "docProps/core.xml")
	}
}

// TestShownTexts: what a linked cell shows is kept, for the columns in which
// that is what counts (SPEC S3.5).
func TestShownTexts(t *testing.T) {
	rows := inline("Name", "Email") + inline("Zoë Durand", "here") +
		`<row><c t="str"><f>HYPERLINK("mailto:hugo@bellerive.example","Hugo")</f><v>Hugo</v></c><c t="inlineStr"><is><t>hugo@bellerive.example</t></is></c></row>`
	read := linkedBook(rows, `<hyperlink ref="B2" r:id="r1"/><hyperlink ref="A2" r:id="r1"/><hyperlink ref="A1" r:id="r1"/>`,
		externalRel("r1", "hyperlink", "mailto:zoe@bellerive.example")).mustRead(t)
	table := read.AsShown(func(column int) bool { return read.Header[column] == "Email" })
	wantRows(t, table, "1|Name|Email", "2|Zoë Durand|zoe@bellerive.example", "3|Hugo|hugo@bellerive.example")
	wantRows(t, read, "1|Name|Email", "2|zoe@bellerive.example|zoe@bellerive.example", "3|hugo@bellerive.example|hugo@bellerive.example")
	if table.Rows[0].Cell(0).Kind != data.Text || table.Rows[0].Cell(1).Kind != data.Link {
		t.Errorf("kinds %v", table.Rows[0])
	}
	if same := read.AsShown(func(int) bool { return true }); same != read {
		t.Error("a table in which nothing changes was copied")
	}
}
