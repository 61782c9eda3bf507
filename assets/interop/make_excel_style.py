"""xlsx/excel-*.xlsx, xlsx/style-*.xlsx: workbooks put together part by part as Excel, Google Sheets, Numbers and others write them."""
import struct
import zlib

import ooxml as o
from fixtures import *
from ooxml import N, Raw, Strings, Text, STYLE

HYPERLINK = o.DOCREL + "/hyperlink"


def write(name, parts, sheet, header_row, rows, facts=(), zipped=None):
    save("xlsx", name, zipped or o.excel_archive(parts))
    golden("xlsx", name, sheet, header_row, rows, facts)


def table(n=None):
    return numbered([list(HEADER)] + people(n))


def simple(name, rows=None, shown=None, sheet="Users", header_row=1, facts=(), inline=False, styles=True, book={}, zipped=None, **sheet_args):
    """The usual workbook with one sheet; shown is the golden's rows where they differ."""
    rows = rows or table()
    strings = None if inline else Strings()
    xml = o.sheet(rows, strings, header_row=header_row if styles else 0, **sheet_args)
    parts = o.book([(sheet, xml)], strings, with_styles=styles, **book)
    write(name, parts, sheet, header_row, shown or rows, facts, zipped(parts) if zipped else None)
    return parts


# --- the plain ones

simple("excel-plain.xlsx")
simple("excel-inlinestr.xlsx", inline=True)
simple("excel-no-styles.xlsx", styles=False)
simple("excel-no-dimension.xlsx", dimension="")
simple("excel-dimension-a1.xlsx", dimension="A1")
simple("excel-dimension-too-small.xlsx", dimension="A1:C4")
simple("excel-dimension-whole-sheet.xlsx", dimension="A1:XFD1048576")
simple("excel-no-cell-refs.xlsx", cell_r=False, dyn=False)
simple("excel-no-row-refs.xlsx", row_r=False, cell_r=False, dyn=False)
simple("excel-no-row-refs-cell-refs.xlsx", row_r=False, dyn=False)
simple("excel-no-styles-no-strings-no-dimension.xlsx", inline=True, styles=False, dimension="", row_r=False, cell_r=False, dyn=False)
simple("excel-header-only.xlsx", rows={1: HEADER})
simple("excel-stored.xlsx", zipped=lambda parts: o.archive(parts, method=0))
simple("excel-data-descriptors.xlsx", zipped=lambda parts: o.archive(parts, descriptor=True))
simple("excel-zip64.xlsx", zipped=lambda parts: o.archive(parts, zip64=True))
simple("excel-zip-comment.xlsx", zipped=lambda parts: o.archive(parts, comment=b"sent by the payroll portal"))
simple("excel-folders-in-zip.xlsx", zipped=lambda parts: o.archive(
    [o.Entry(f, b"", method=0) for f in ("_rels/", "docProps/", "xl/", "xl/worksheets/")] + [o.Entry(k, v) for k, v in parts.items()]))

# --- texts

rows, shown = table(), table()
strings = Strings()
run = '<r><rPr><b/><sz val="11"/><rFont val="Calibri"/><family val="2"/></rPr><t xml:space="preserve">%s</t></r>'
raw = lambda inner: Raw('<c r="{r}" t="s"><v>%d</v></c>' % strings.raw(inner))
rows[2][FIRST] = raw("<r><t>Amé</t></r>" + run % "lie")
rows[3][LAST] = raw(run % "Lef" + "<r><t>è</t></r>" + run % "vre")
rows[4][TITLE] = raw('<t>Directrice régionale</t><rPh sb="0" eb="4"><t>ディレクトリス</t></rPh><phoneticPr fontId="1" type="fullwidthKatakana"/>')
rows[5][TITLE] = raw("<r><t>Ven</t></r><r><rPr><i/></rPr><t>deur</t></r>" + '<rPh sb="0" eb="3"><t>バンドゥール</t></rPh><phoneticPr fontId="1"/>')
rows[6][TITLE] = raw("<r><rPr><b/></rPr><t/></r><r><t>Vendeuse</t></r>")
rows[7][ROLE], shown[7][ROLE] = raw('<r><t xml:space="preserve">shop-brest,\n</t></r><r><t>shop-quimper</t></r>'), "shop-brest,\nshop-quimper"
rows[8][TITLE] = Raw('<c r="{r}" t="inlineStr"><is><r><t xml:space="preserve">Vendeuse </t></r><r><rPr><b/></rPr><t>"rayon bio"</t></r></is></c>')
xml = o.sheet(rows, strings)
write("excel-rich-text.xlsx", o.book([("Users", xml)], strings), "Users", 1, shown)

rows, shown = table(), table()
strings = Strings()
rows[2][TITLE], shown[2][TITLE] = raw("<t>Responsable_x000D_\nde magasin</t>"), "Responsable\r\nde magasin"
rows[3][TITLE], shown[3][TITLE] = raw("<t>Directeur_x0020_général</t>"), "Directeur général"
rows[4][TITLE], shown[4][TITLE] = raw("<t>Directrice_x005F_x000D_régionale</t>"), "Directrice_x000D_régionale"
rows[5][TITLE], shown[5][TITLE] = raw("<t>Vendeur_x00e9_</t>"), "Vendeur\u00e9"
rows[6][TITLE], shown[6][TITLE] = raw("<t>Vendeuse _x000_ _xZZZZ_ _X000D_</t>"), "Vendeuse _x000_ _xZZZZ_ _X000D_"
rows[7][TITLE], shown[7][TITLE] = raw("<t>Responsable _x001B_ de magasin</t>"), CONTROL
rows[8][TITLE], shown[8][TITLE] = raw("<t><![CDATA[Vendeuse <rayon & bio>]]></t>"), "Vendeuse <rayon & bio>"
rows[9][TITLE], shown[9][TITLE] = raw("<t>Ven&#100;eu&#x72; &amp; &lt;caisse&gt; &quot;n&apos;1&quot;</t>"), "Vendeur & <caisse> \"n'1\""
rows[10][TITLE], shown[10][TITLE] = raw('<t xml:space="preserve">  Contrôleuse de gestion </t>'), "  Contrôleuse de gestion "
rows[11][TITLE], shown[11][TITLE] = raw("<t>Ven<!-- commentaire -->deur</t>"), "Vendeur"
rows[12][TITLE], shown[12][TITLE] = raw("<t>Responsable\u00a0de\u2009magasin\u200b</t>"), "Responsable\u00a0de\u2009magasin\u200b"
rows[13][TITLE], shown[13][TITLE] = raw("<t>Ressources humaines&#10;Paie</t>"), "Ressources humaines\nPaie"
rows[14][FIRST], shown[14][FIRST] = raw("<t>C\u0327ag\u0306lar</t>"), "C\u0327ag\u0306lar"
rows[15][TITLE], shown[15][TITLE] = raw("<t>\U0001F34E Satış danışmanı</t>"), "\U0001F34E Satış danışmanı"
rows[16][TITLE], shown[16][TITLE] = raw("<t>&#x1F34E; Satış danışmanı</t>"), "\U0001F34E Satış danışmanı"
rows[17][TITLE], shown[17][TITLE] = raw("<t>_xD83C__xDF4E_ Bölge uzmanı</t>"), "\U0001F34E Bölge uzmanı"
rows[18][TITLE], shown[18][TITLE] = raw("<t/>"), ""
rows[19][TITLE], shown[19][TITLE] = raw("<t></t>"), ""
rows[20][TITLE], shown[20][TITLE] = raw(""), ""
xml = o.sheet(rows, strings).replace("<sheetData>", "<?odd instruction?><!-- <row r=\"9\"> --><sheetData>")
write("excel-escapes.xlsx", o.book([("Users", xml)], strings), "Users", 1, shown)

# Nothing but text in sheet 1, and a shared string table without its counts.
strings = Strings()
xml = o.sheet(table(), strings)
parts = o.book([("Users", xml)], strings)
parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(' count="168"', "", 1).replace(
    ' uniqueCount="%d"' % len(strings.items), "", 1)
write("excel-sst-without-counts.xlsx", parts, "Users", 1, table())

# --- numbers

rows, shown = table(), table()


def put(row, col, value, text):
    rows[row][col], shown[row][col] = value, text


put(2, PHONE, N(612345601, "pad10"), "0612345601")
put(3, PHONE, N(612345602, "phone"), "06 12 34 56 02")
put(4, PHONE, N(612345603, "phoneq"), "06 12 34 56 03")
put(5, PHONE, N(612345604, "phone00"), "06 12 34 56 04")
put(6, PHONE, N("6.12345605E8"), "612345605")
put(7, PHONE, N(33612345606), "33612345606")
put(8, PHONE, N("3.3612345607E10", "scientific"), SCIENTIFIC)
put(9, PHONE, N(33612345608, "grouped"), "33612345608")
put(10, PHONE, N(612345609, "locale"), "0612345609")
put(11, PHONE, Text("0612345610", "quoted"), "0612345610")
put(12, PHONE, Text("+33320123411", "text"), "+33320123411")
put(13, PHONE, N(612345612, "text"), "612345612")
put(14, PHONE, N(905321234513, "general"), "905321234513")
put(15, PHONE, N("9.05321234514E11"), "905321234514")
put(16, PHONE, N(612345615, "triple"), "612 345 615")
put(17, PHONE, N(12345616, "triple"), "012 345 616")
put(18, PHONE, N("4.8501234517E+10", "engineering"), SCIENTIFIC)
put(2, ID, N(101, "pad5"), "00101")
put(3, ID, N(102, "sections"), "00102")
put(4, ID, N(103, "red"), "00103")
put(5, ID, N(104), "104")
put(6, ID, N("105.0"), "105")
put(7, ID, N(106, "decimals"), "106")
put(8, ID, N(1107, "grouped"), "1107")
put(9, ID, N("1.08E2"), "108")
put(10, ID, N(123456789012345), "123456789012345")
put(11, ID, N("1.23456789012345E15"), TRUNCATED)
put(12, ID, N(1234567890123456), TRUNCATED)
put(13, ID, N("2.91027500000001E14"), "291027500000001")
put(14, ID, N("12345678901234567890", "integer"), TRUNCATED)
put(15, ID, N("1E+16"), TRUNCATED)
put(16, ID, N(46083, "date"), DATE)
put(17, ID, N("46083.5", "ddmmyyyy"), DATE)
put(18, ID, N(46083, "longdate"), DATE)
put(19, ID, N("0.5", "time"), DATE)
put(20, ID, Text("3.36E+10"), SCIENTIFIC)
put(21, ID, N(120, "euro"), "120")
put(19, ROLE, N(12), "12")
put(20, ROLE, N(12, "pad5"), "00012")
put(19, PHONE, Text("4,8501E+10"), SCIENTIFIC)
put(20, PHONE, N("0.1", "percent"), "0.1")
simple("excel-numbers.xlsx", rows, shown)

# Columns that nobody asked for: dates, money, yes/no. Only the known columns count there.
rows = {1: HEADER + ["Date d'entrée", "Salaire", "Temps partiel", "Taux"]}
shown = {1: list(rows[1])}
for i, p in enumerate(people()):
    rows[i + 2] = p + [N(42000 + 97 * i, "ddmmyyyy"), N("%.2f" % (2150.5 + 10 * i), "euro"), i % 3 == 0, N("0.8", "percent")]
    shown[i + 2] = p + [DATE, ("%.2f" % (2150.5 + 10 * i)).rstrip("0"), "TRUE" if i % 3 == 0 else "FALSE", "0.8"]
simple("excel-extra-columns.xlsx", rows, shown)

rows, shown = table(), table()
for i in range(2, 22):
    rows[i].append(N(40000 + i, "date"))
    shown[i].append(DATE)
rows[1].append("Birth date")
shown[1].append("Birth date")
put(5, ID, N(44621, "date"), DATE)
simple("excel-date1904.xlsx", rows, shown, book={"date1904": True})

rows, shown = table(), table()
for r, (v, s) in enumerate([(True, "TRUE"), (False, "FALSE"), ("Active", "Active"), ("Inactif", "Inactif"), (N(1), "1"), (N(0), "0"),
                            ("oui", "oui"), ("", ""), ("VRAI", "VRAI"), ("désactivé", "désactivé")] * 2):
    rows[r + 2].append(v)
    shown[r + 2].append(s)
rows[1].append("Status")
shown[1].append("Status")
simple("excel-status-booleans.xlsx", rows, shown)

# --- formulas

rows, shown = table(), table()
f = lambda formula, value, t=' t="str"': Raw('<c r="{r}"%s><f>%s</f>%s</c>' % (
    t, o.xml(formula), "" if value is None else "<v>%s</v>" % o.xml(value)))
for r in range(2, 8):
    first = r == 2
    rows[r][EMAIL] = Raw('<c r="{r}" t="str"><f t="shared"%s si="0"%s<v>%s</v></c>' % (
        ' ref="A2:A7"' if first else "", ">LOWER(B2)&amp;\".\"&amp;LOWER(C2)&amp;\"@bellerive.example\"</f>" if first else "/>", shown[r][EMAIL]))
put(2, ID, Raw('<c r="{r}"><f>ROW()+99</f><v>101</v></c>'), "101")
put(3, ID, Raw('<c r="{r}" s="%d"><f>ROW()+99</f><v>102</v></c>' % STYLE["pad5"]), "00102")
put(4, ID, f('TEXT(103,"00000")', "00103"), "00103")
put(5, ID, f("1/0", "#DIV/0!", ' t="e"'), ERROR)
put(6, ID, Raw('<c r="{r}"><f>ROW()+99</f></c>'), UNCOMPUTED)
put(7, ID, Raw('<c r="{r}"><f>ROW()+99</f><v></v></c>'), UNCOMPUTED)
put(8, ID, Raw('<c r="{r}"><f>ROW()+99</f><v/></c>'), UNCOMPUTED)
put(9, ID, Raw('<c r="{r}" t="e"><v>#N/A</v></c>'), ERROR)
put(10, TITLE, f('IF(A10="","",VLOOKUP(A10,Titres,2,0))', "#N/A", ' t="e"'), ERROR)
put(11, TITLE, f('IF(G1="","x","")', ""), "")
put(12, TITLE, Raw('<c r="{r}" t="str"><f>IF(G1="","x","")</f><v/></c>'), "")
put(13, TITLE, Raw('<c r="{r}" t="str"><f t="array" ref="G13">CONCATENATE("Ressources ","humaines")</f><v>Ressources humaines</v></c>'), "Ressources humaines")
put(14, TITLE, Raw('<c r="{r}" t="e" vm="1"><f>G13#</f><v>#VALUE!</v></c>'), ERROR)
put(15, TITLE, Raw('<c r="{r}" t="b"><f>TRUE()</f><v>1</v></c>'), "TRUE")
put(16, TITLE, f('" Satış "&CHAR(10)&"danışmanı"', " Satış \ndanışmanı"), " Satış \ndanışmanı")
put(17, TITLE, f("'[rôles.xlsx]Feuil1'!$B$3", "Bölge uzmanı"), "Bölge uzmanı")
put(18, TITLE, Raw('<c r="{r}" t="str"><f ca="1">_xlfn.XLOOKUP(A18,Titres[Email],Titres[Titre])</f><v>Kierownik sklepu</v></c>'), "Kierownik sklepu")
put(19, TITLE, Raw('<c r="{r}" t="e"><v>#REF!</v></c>'), ERROR)
put(20, TITLE, Raw('<c r="{r}" t="str"><f>REPT("x",3)</f></c>'), UNCOMPUTED)
put(21, TITLE, Raw('<c r="{r}" t="s"><f>G2</f><v>0</v></c>'), "Email")
parts = simple("excel-formulas.xlsx", rows, shown)

# --- links

rows, shown = table(), table()
links, relations = [], []
for r in range(2, 8):
    put(r, EMAIL, Text("%s %s" % (rows[r][FIRST], rows[r][LAST]), "link"), shown[r][EMAIL])
    tail = "?subject=Planning%20de%20la%20semaine" if r == 3 else ""
    scheme = "MAILTO:" if r == 4 else "mailto:"
    relations.append(("rId%d" % r, HYPERLINK, scheme + (shown[r][EMAIL].replace("@", "%40") if r == 5 else shown[r][EMAIL]) + tail, True))
    links.append('<hyperlink ref="A%d" r:id="rId%d" xr:uid="{00000000-0004-0000-0000-00000000000%d}"/>' % (r, r, r))
relations.append(("rId8", HYPERLINK, "mailto:other@bellerive.example", True))
links.append('<hyperlink ref="A8" r:id="rId8"/>')
rows[8][EMAIL] = Text(rows[8][EMAIL], "link")
relations.append(("rId9", HYPERLINK, "https://intranet.bellerive.example/hugo", True))
links.append('<hyperlink ref="A9" r:id="rId9" display="Hugo" tooltip="Fiche"/>')
put(9, EMAIL, Text("Fiche de Hugo", "link"), "Fiche de Hugo")
links.append('<hyperlink ref="A10" location="Users!B10" display="Cécile"/>')
put(11, EMAIL, f('HYPERLINK("mailto:theo.bruyere@bellerive.example","Théo Bruyère")', "Théo Bruyère"), "theo.bruyere@bellerive.example")
put(12, EMAIL, f('HYPERLINK("mailto:louise.mueller@bellerive.example?subject=x";"Louise")'.replace(";", ","), "Louise"), "louise.mueller@bellerive.example")
put(13, EMAIL, f('HYPERLINK("mailto:anais.petit@bellerive.example")', "mailto:anais.petit@bellerive.example"), "anais.petit@bellerive.example")
put(14, EMAIL, Text("Çağlar Öztürk <caglar.ozturk@bellerive.example>"), "Çağlar Öztürk <caglar.ozturk@bellerive.example>")
relations.append(("rId15", HYPERLINK, "mailto:sebnem.yildiz@bellerive.example", True))
links.append('<hyperlink ref="A15:A15" r:id="rId15"/>')
put(15, EMAIL, Text("Şebnem", "link"), "sebnem.yildiz@bellerive.example")
rows[16][EMAIL] = Text(rows[16][EMAIL], "link")
tail = '<hyperlinks>%s</hyperlinks><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>' % "".join(links)
simple("excel-mail-links.xlsx", rows, shown, tail=tail, book={"sheet_rels": {1: relations}})

# --- where the table stands

T = lambda text: [text]
simple("excel-header-row-5.xlsx", {1: T("Boutiques Bellerive – liste du personnel"), 2: T("Édité le 2 mars 2026 par le service RH"), 3: ["", "Total : 20"],
                                   **{k + 4: v for k, v in table().items()}}, header_row=5, sheet="Personnel 2026",
       shown={k + 4: v for k, v in table().items()},
       tail='<mergeCells count="2"><mergeCell ref="A1:H1"/><mergeCell ref="A2:H2"/></mergeCells>')
simple("excel-header-row-20.xlsx", {**{k: T("Consigne %d : ne pas modifier" % k) for k in range(1, 20)}, **{k + 19: v for k, v in table().items()}},
       header_row=20, shown={k + 19: v for k, v in table().items()})
rows = {1: ["Contact", "", "Nom", "Rôle"], 2: ["Email", "Nom", "(obligatoire)"], **{k + 2: v for k, v in table().items()}}
simple("excel-two-header-like-rows.xlsx", rows, {k: v for k, v in rows.items() if k > 2}, header_row=3)
rows = table()
rows = {**{k: v for k, v in rows.items() if k <= 12}, 13: list(HEADER), **{k + 1: v for k, v in rows.items() if k > 12}}
simple("excel-header-repeated.xlsx", rows, facts=["tie_rows 1 13"])

rows = table()
padding = {k: [Raw('<c r="{r}" s="%d"/>' % STYLE["text"])] * 8 for k in range(22, 521)}
simple("excel-trailing-formatted-rows.xlsx", {**rows, **padding}, rows)
simple("excel-spaces-on-row-1500.xlsx", {**rows, 1500: ["", "", "   "]}, rows)
simple("excel-spaces-far-right.xlsx", {**rows, 5: rows[5] + [""] * 240 + [" "]}, rows)
gaps = {1: HEADER, **{2 * i + 3: p for i, p in enumerate(people())}, 4: [" ", "\u00a0", ""], 45: ["Total", "20 personnes"]}
simple("excel-blank-rows-and-total.xlsx", gaps, gaps)
shifted = {k + 2: ["", "", ""] + v for k, v in table().items()}
simple("excel-starts-at-d3.xlsx", shifted, header_row=3, dimension="D3:K23")
simple("excel-short-rows.xlsx", {k: (v if k % 4 else v[:6]) for k, v in table().items()})
simple("excel-empty-cells-between.xlsx", {k: [c if (k + i) % 5 or k == 1 or i < 3 else "" for i, c in enumerate(v)] for k, v in table().items()})

# --- columns

order = [PHONE, LAST, ID, FIRST, ROLE, EMAIL, TITLE, PROFILE]
simple("excel-columns-swapped.xlsx", {k: [v[i] for i in order] for k, v in table().items()})
simple("excel-french-headers.xlsx", {**table(), 1: FRENCH_HEADER}, sheet="Utilisateurs")
simple("excel-odd-headers.xlsx", {**table(), 1: ["E-MAIL ADDRESS *", " first_name", "Family\nname", "Hierarchical-Role (ID)", "PERMISSIONS", "Employee.number", "Poste", "Tél. (portable)"]})
simple("excel-duplicate-column.xlsx", {k: v + ["Courriel" if k == 1 else v[EMAIL]] for k, v in table().items()}, facts=["double Email"])
simple("excel-title-is-form-of-address.xlsx", {k: ["Titre" if k == 1 else ("Mme" if k % 2 == 0 else "M.")] + v[:6] + v[7:] for k, v in table().items()})
rows = {1: ["Email", "First name", "Last name", "Role", "Role 2", "Role 3", "Permission profile", "ID"]}
for i, p in enumerate(people()):
    roles = (p[ROLE].split(", ") + ["", ""])[:3]
    if i == 2:
        roles = ["region-sud", "", "shop-nice"]
    rows[i + 2] = p[:3] + roles + p[4:6]
simple("excel-role-columns.xlsx", rows)
rows = table()
for i, sep in enumerate(["; ", "|", "\n", ",", " ; "]):
    rows[7 + i][ROLE] = "shop-brest" + sep + "shop-quimper"
rows[13][ROLE] = "head-office;"
simple("excel-role-separators.xlsx", rows)
simple("excel-no-email-no-id.xlsx", {k: v[1:5] for k, v in table().items()}, facts=["no_key"])

# --- merged cells

merge = lambda *refs: '<mergeCells count="%d">%s</mergeCells>' % (len(refs), "".join('<mergeCell ref="%s"/>' % r for r in refs))
rows = table()
rows[1] = ["Email", "Name", "", "Role ID", "Permission profile", "ID", "Job title", "Phone"]
simple("excel-merged-header.xlsx", rows, tail=merge("B1:C1"), facts=["merged_header B1:C1"])
rows = table()
for r in (3, 4, 5):
    rows[r][ROLE] = "" if r > 3 else rows[r][ROLE]
simple("excel-merged-data.xlsx", rows, tail=merge("D3:D5"), facts=["merged D3:D5"])

# --- hidden things, filters, tables and everything else that hangs on a sheet

hidden = {r: ' hidden="1"' for r in (4, 7, 8, 15)}
auto = '<autoFilter ref="A1:H21"><filterColumn colId="3"><filters><filter val="shop-lyon"/><filter val="shop-lille"/></filters></filterColumn></autoFilter>'
keep = [r for r in range(2, 22) if "shop-l" not in table()[r][ROLE]]
simple("excel-autofilter.xlsx", row_attr={r: ' hidden="1"' for r in keep}, tail=auto, facts=["hidden " + " ".join(map(str, keep))], book={
    "defined": '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">Users!$A$1:$H$21</definedName></definedNames>'})
simple("excel-hidden-rows.xlsx", row_attr=hidden, facts=["hidden 4 7 8 15"])
simple("excel-zero-height-rows.xlsx", row_attr={6: ' ht="0" customHeight="1"', 9: ' hidden="true" outlineLevel="1"'}, facts=["hidden 6 9"])
simple("excel-hidden-columns.xlsx", head='<sheetPr><tabColor rgb="FFFF0000"/></sheetPr>', cols='<cols><col min="6" max="8" width="0" hidden="1" customWidth="1"/></cols>', tail='<sheetProtection sheet="1" objects="1" scenarios="1"/>')

strings = Strings()
old = o.sheet({1: HEADER, 2: ["gone@bellerive.example", "Gone", "Person", "shop-lyon", "Manager", "99999"]}, strings)
now = o.sheet(table(), strings)
lists = o.sheet({1: ["Role ID"], 2: ["shop-lyon"], 3: ["head-office"]}, strings)
notes = o.sheet({1: ["À lire avant d'envoyer ce fichier"], 2: ["Une ligne par personne."]}, strings)
write("excel-hidden-sheet-first.xlsx", o.book([("Archive", old, "hidden"), ("Users", now), ("Listes", lists, "veryHidden")], strings), "Users", 1, table())
write("excel-very-hidden-sheet.xlsx", o.book([("Users 2025", old, "veryHidden"), ("Lisez-moi", notes), ("Users", now)], strings), "Users", 1, table())
write("excel-two-sheets-tie.xlsx", o.book([("Users", now), ("Users 2025", old)], strings), "Users", 1, table(), ["tie Users|Users 2025"])
poor = o.sheet({1: HEADER[:3], 2: ["gone@bellerive.example", "Gone", "Person"]}, strings)
write("excel-two-sheets-one-better.xlsx", o.book([("Contacts", poor), ("Personnel & rôles", now)], strings), "Personnel & rôles", 1, table())

columns = "".join('<tableColumn id="%d" name="%s"/>' % (i + 1, h) for i, h in enumerate(HEADER))
list_object = o.DECL + '<table xmlns="%s" id="1" name="Personnel" displayName="Personnel" ref="A1:H21" totalsRowShown="0"><autoFilter ref="A1:H21"/><tableColumns count="8">%s</tableColumns><tableStyleInfo name="TableStyleMedium2" showRowStripes="1"/></table>' % (o.MAIN, columns)
comments = o.DECL + '<comments xmlns="%s"><authors><author>Anaïs Petit</author></authors><commentList><comment ref="A3" authorId="0"><text><r><t>à vérifier &amp; corriger</t></r></text></comment></commentList></comments>' % o.MAIN
vml = '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025" type="#_x0000_t202"><br></v:shape></xml>'
png = b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in (
    (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\xff\0\0")), (b"IEND", b"")))
drawing = o.DECL + '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:oneCellAnchor><xdr:from><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="9525" cy="9525"/><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>'
tail = ('<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="E2:E500"><formula1>"Administrator,Manager,Sales rep"</formula1></dataValidation></dataValidations>'
        '<conditionalFormatting sqref="A2:A21"><cfRule type="duplicateValues" priority="1"/></conditionalFormatting>'
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><drawing r:id="rId1"/><legacyDrawing r:id="rId2"/><tableParts count="1"><tablePart r:id="rId3"/></tableParts>'
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1"/></ext></extLst>')
simple("excel-table-comments-image.xlsx", tail=tail, book={
    "sheet_rels": {1: [("rId1", "drawing", "../drawings/drawing1.xml"), ("rId2", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
                       ("rId3", "table", "../tables/table1.xml"), ("rId4", "comments", "../comments1.xml")]},
    "extra": {"xl/tables/table1.xml": list_object, "xl/comments1.xml": comments, "xl/drawings/vmlDrawing1.vml": vml,
              "xl/drawings/drawing1.xml": drawing, "xl/media/image1.png": png},
    "defaults": [("png", "image/png"), ("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")],
    "overrides": [("/xl/tables/table1.xml", o.TYPE + "table+xml"), ("/xl/comments1.xml", o.TYPE + "comments+xml"),
                  ("/xl/drawings/drawing1.xml", "application/vnd.openxmlformats-officedocument.drawing+xml")]})
simple("excel-macros.xlsm", book={
    "main_type": "application/vnd.ms-excel.sheet.macroEnabled.main+xml", "extra": {"xl/vbaProject.bin": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1016)},
    "defaults": [("bin", "application/vnd.ms-office.vbaProject")],
    "book_rels": [("rId9", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")]})
simple("excel-template-type.xlsx", book={"main_type": o.TYPE + "template.main+xml"})

strings = Strings()
xml = o.sheet(table(), strings)
parts = o.book([("Graphique", o.DECL + '<chartsheet xmlns="%s"><sheetViews><sheetView workbookViewId="0"/></sheetViews></chartsheet>' % o.MAIN), ("Users", xml)], strings)
parts["xl/chartsheets/sheet1.xml"] = parts.pop("xl/worksheets/sheet1.xml")
parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(o.DOCREL + '/worksheet" Target="worksheets/sheet1.xml"', o.DOCREL + '/chartsheet" Target="chartsheets/sheet1.xml"')
parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace('/xl/worksheets/sheet1.xml" ContentType="' + o.TYPE + "worksheet+xml", '/xl/chartsheets/sheet1.xml" ContentType="' + o.TYPE + "chartsheet+xml")
write("excel-chart-sheet-first.xlsx", parts, "Users", 1, table())

# --- how the parts are named, joined and encoded

simple("excel-part-named-data.xlsx", book={"prefix": "data.xml"})
strings = Strings()
parts = o.book([("Users", o.sheet(table(), strings))], strings)
absolute = dict(parts)
absolute["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace('Target="', 'Target="/xl/')
absolute["_rels/.rels"] = parts["_rels/.rels"].replace('Target="', 'Target="/')
write("excel-absolute-targets.xlsx", absolute, "Users", 1, table())
dotted = dict(parts)
dotted["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace('Target="worksheets', 'Target="./../xl/worksheets').replace(
    'Target="sharedStrings', 'Target="worksheets/../sharedStrings')
write("excel-dotted-targets.xlsx", dotted, "Users", 1, table())
moved = {}
for k, v in parts.items():
    k2 = k.replace("xl/_rels/workbook.xml.rels", "office/_rels/livre.xml.rels").replace("xl/workbook.xml", "office/livre.xml").replace("xl/", "office/")
    moved[k2] = v.replace("xl/workbook.xml", "office/livre.xml").replace('"/xl/', '"/office/') if k.endswith((".rels", "Types].xml")) else v
write("excel-workbook-elsewhere.xlsx", moved, "Users", 1, table())
cased = dict(parts)
cased["xl/SharedStrings.xml"] = cased.pop("xl/sharedStrings.xml")
cased["xl/worksheets/Sheet1.xml"] = cased.pop("xl/worksheets/sheet1.xml")
write("excel-part-case-differs.xlsx", cased, "Users", 1, table())
back = {(k.replace("/", "\\") if k.startswith("xl/") else k): v for k, v in parts.items()}
write("style-backslash-part-names.xlsx", back, "Users", 1, table(), ["may_refuse"], zipped=o.archive(back))
write("excel-order-reversed.xlsx", None, "Users", 1, table(), zipped=o.archive([o.Entry(k, parts[k]) for k in reversed(parts)]))
wide = dict(parts)
for k in wide:
    if k.startswith("xl/") and not k.endswith(".rels"):
        order = "be" if "sharedStrings" in k else "le"
        wide[k] = {"be": b"\xfe\xff", "le": b"\xff\xfe"}[order] + parts[k].replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16-" + order)
write("excel-utf16-parts.xlsx", wide, "Users", 1, table())
bom = {k: b"\xef\xbb\xbf" + v.encode("utf-8") for k, v in parts.items()}
write("excel-utf8-bom-parts.xlsx", bom, "Users", 1, table())
bare = {k: v.replace(o.DECL, "") for k, v in parts.items()}
write("excel-no-xml-declaration.xlsx", bare, "Users", 1, table())
strict = {}
rows, shown = table(), table()
for r in range(2, 22):
    rows[r].append(Raw('<c r="{r}" s="%d" t="d"><v>20%02d-03-%02dT00:00:00.000</v></c>' % (STYLE["date"], r, r)))
    shown[r].append(DATE)
rows[1].append("Entrée")
shown[1].append("Entrée")
put(6, ID, Raw('<c r="{r}" s="%d" t="d"><v>2026-03-02</v></c>' % STYLE["date"]), DATE)
strings = Strings()
for k, v in o.book([("Users", o.sheet(rows, strings))], strings).items():
    v = v.replace(o.MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(o.DOCREL, "http://purl.oclc.org/ooxml/officeDocument/relationships")
    v = v.replace("http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main").replace("http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", "http://purl.oclc.org/ooxml/officeDocument/extendedProperties")
    strict[k] = v.replace("<workbook ", '<workbook conformance="strict" ').replace("relationships/extended-properties", "relationships/extendedProperties")
write("excel-strict.xlsx", strict, "Users", 1, shown)


def prefixed(v, p="x"):
    """Every element of the main namespace under a prefix, as the .NET Open XML SDK writes it."""
    import re
    v = re.sub(r"<(/?)([A-Za-z]+)(?=[ />])", lambda m: "<%s%s:%s" % (m.group(1), p, m.group(2)), v)
    return v.replace('xmlns="%s"' % o.MAIN, 'xmlns:%s="%s"' % (p, o.MAIN))


sdk = dict(parts)
for k in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"):
    sdk[k] = o.DECL.strip() + prefixed(parts[k].replace(o.DECL, ""))
write("style-openxml-sdk-prefix.xlsx", sdk, "Users", 1, table())
sdk2 = dict(parts)
sdk2["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("xmlns:r=", "xmlns:d3p1=").replace("r:id=", "d3p1:id=")
sdk2["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(' t="s"', " t='s'").replace("<v>", "\n<v >").replace("</v>", "</v >").replace("</c>", "</c\n>")
write("style-odd-but-legal-xml.xlsx", sdk2, "Users", 1, table())

# --- in the manner of other programs

alt = dict(parts)
alt["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace("<sheetData>", (
    '<mc:AlternateContent><mc:Choice Requires="x99"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></mc:Choice><mc:Fallback/></mc:AlternateContent><sheetData>'))
write("excel-alternate-content.xlsx", alt, "Users", 1, table(), ["may_refuse"])

# Google Sheets: a thousand rows, each with its styled empty cells; numbers as doubles with ".0" and E; a formula keeps its text as t="str".
strings = Strings()
body, shown = [], {1: HEADER}
for r in range(1, 1001):
    p = ([HEADER] + people())[r - 1] if r <= 21 else None
    cells = []
    for c in range(8 if r <= 21 else 2):
        ref = o.column(c) + str(r)
        if p is None:
            cells.append('<c r="%s" s="1"/>' % ref)
        elif c == ID and r > 1:
            cells.append('<c r="%s" s="2"><v>%d.0</v></c>' % (ref, 100000 + r))
            p[ID] = str(100000 + r)
        elif c == PHONE and 2 <= r <= 5:
            cells.append('<c r="%s" s="2"><v>%s</v></c>' % (ref, "3.36123456%02dE10" % r))
            p[PHONE] = "336123456%02d" % r
        elif c == EMAIL and r == 6:
            cells.append('<c r="%s" s="1" t="str"><f t="shared" ref="A6:A7" si="1">LOWER(B6)&amp;"@bellerive.example"</f><v>%s</v></c>' % (ref, p[EMAIL]))
        else:
            cells.append('<c r="%s" s="1" t="s"><v>%d</v></c>' % (ref, strings.add(p[c])))
    if p:
        shown[r] = p
    body.append('<row r="%d"%s>%s</row>' % (r, ' ht="15.75" customHeight="1"' if r > 21 else "", "".join(cells)))
xml = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="%s" xmlns:r="%s" xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main" '
       'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:mv="urn:schemas-microsoft-com:mac:vml"><sheetPr><outlinePr summaryBelow="0" summaryRight="0"/></sheetPr>'
       '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1.0" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
       '<sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/><sheetData>%s</sheetData><drawing r:id="rId1"/></worksheet>') % (o.MAIN, o.DOCREL, "".join(body))
google = o.book([("Feuille 1", xml)], strings, sheet_rels={1: [("rId1", "drawing", "../drawings/drawing1.xml")]}, extra={
    "xl/drawings/drawing1.xml": '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>'},
    overrides=[("/xl/drawings/drawing1.xml", "application/vnd.openxmlformats-officedocument.drawing+xml")])
del google["docProps/core.xml"], google["docProps/app.xml"]
google["_rels/.rels"] = o.rels([("rId1", "officeDocument", "xl/workbook.xml")])
google["[Content_Types].xml"] = google["[Content_Types].xml"].replace('<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>', "").replace('<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>', "")
google["xl/workbook.xml"] = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<workbook xmlns="%s" xmlns:r="%s"><workbookPr/><sheets><sheet state="visible" name="Feuille 1" sheetId="1" r:id="rId1"/></sheets><definedNames/><calcPr/></workbook>' % (o.MAIN, o.DOCREL)
google["xl/styles.xml"] = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="%s"><fonts count="1"><font><sz val="10.0"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="lightGray"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf borderId="0" fillId="0" fontId="0" numFmtId="0"/></cellStyleXfs><cellXfs count="3"><xf borderId="0" fillId="0" fontId="0" numFmtId="0" xfId="0"/><xf borderId="0" fillId="0" fontId="0" numFmtId="0" xfId="0" applyAlignment="1"><alignment readingOrder="0"/></xf><xf borderId="0" fillId="0" fontId="0" numFmtId="0" xfId="0" applyAlignment="1"><alignment readingOrder="0"/></xf></cellXfs><cellStyles count="1"><cellStyle xfId="0" name="Normal" builtinId="0"/></cellStyles><dxfs count="0"/></styleSheet>' % o.MAIN
write("style-google-sheets.xlsx", google, "Feuille 1", 1, shown, zipped=o.archive(google, descriptor=True))

# Numbers: an "Export Summary" sheet of links first, then the table under its merged title, every cell styled.
strings = Strings()
numbers_rows = {k + 1: [Text(c, "text") if c else Raw('<c r="{r}" s="1"/>') for c in v] for k, v in table().items()}
numbers_rows[1] = [Text("Tableau 1", "header")] + [Raw('<c r="{r}" s="%d"/>' % STYLE["header"])] * 7
users = o.sheet(numbers_rows, strings, dyn=False, tail=merge("A1:H1"), header_row=2, row_attr={k: ' ht="20.05" customHeight="1"' for k in range(1, 23)})
summary = o.sheet({2: ["", "This document was exported from Numbers. Each table was converted to an Excel worksheet."],
                   6: ["", "Numbers Sheet Name", "Numbers Table Name", "Excel Worksheet Name"], 7: ["", "Utilisateurs"], 8: ["", "", "Tableau 1", "Utilisateurs"]},
                  strings, dyn=False, tail='<hyperlinks><hyperlink ref="D8" location="\'Utilisateurs\'!R2C1" tooltip="" display="Utilisateurs"/></hyperlinks>')
write("style-numbers-export.xlsx", o.book([("Export Summary", summary), ("Utilisateurs", users)], strings), "Utilisateurs", 2, {k + 1: v for k, v in table().items()})

# Apache POI, streaming: inline strings, a line per row, a dimension of A1, sizes behind the data, no shared strings.
simple("style-poi-streaming.xlsx", inline=True, dimension="A1", dyn=False, sheet="Sheet0", zipped=lambda parts: o.archive({
    k: v.replace("?>\r\n", "?>\n").replace("<sheetData>", "<sheetData>\n").replace("</row>", "</row>\n").replace("><c r=\"A", ">\n<c r=\"A")
    for k, v in parts.items()}, descriptor=True))
