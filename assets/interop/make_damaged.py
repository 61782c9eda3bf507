"""damaged/*.xlsx: a good workbook and one thing broken in each. All must be refused as damaged; reasons in damaged/reasons.txt."""
import re
import zlib

import ooxml as o
from fixtures import *

reasons = {}


def many(n=4):
    return [list(HEADER)] + people() + [["u%03d@bellerive.example" % i, "Prénom%d" % i, "Nom%d" % i, "shop-lyon", "Sales rep", "%05d" % (20000 + i),
                                         "Vendeur", "06 12 34 56 78"] for i in range(n)]


def parts():
    strings = o.Strings()
    return o.book([("Users", o.sheet(numbered(many()), strings))], strings)


SHEET, SST, STYLES, WORKBOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"
RELS, TYPES = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"


def write(name, data, why):
    save("damaged", name, data)
    reasons[name] = why


def edit(name, why, part, change):
    p = parts()
    before = p[part]
    p[part] = change(before)
    assert p[part] != before, name
    write(name, o.excel_archive(p), why)


def sub(old, new, count=1):
    def change(s):
        assert old in s, old
        return s.replace(old, new, count)
    return change


def row(n):
    return re.compile(r'<row r="%d".*?</row>' % n, re.S)


# --- the archive

good = o.excel_archive(parts())
write("zip-truncated.xlsx", good[:len(good) * 2 // 3], "cut off two thirds in")
write("zip-truncated-10-bytes.xlsx", good[:-10], "the last ten bytes are missing")
write("zip-truncated-to-header.xlsx", good[:40], "only forty bytes arrived")
write("zip-first-kilobyte-zero.xlsx", bytes(1024) + good[1024:], "the first kilobyte is zeros")
write("zip-tail-zero.xlsx", good[:len(good) // 2] + bytes(len(good) - len(good) // 2), "the second half is zeros, as after a crash while downloading")
write("zip-text-mode.xlsx", good.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), "line ends translated by a text-mode transfer")
write("zip-inserted-byte.xlsx", good[:3000] + b"\x20" + good[3000:], "one byte too many in the middle")
middle = bytearray(good)
at = good.index(SHEET.encode()) + 600
middle[at] ^= 0x10
write("zip-one-bit.xlsx", bytes(middle), "one bit turned inside the sheet")


p = parts()
crc = lambda part: o.archive([o.Entry(k, v, crc=0x12345678 if k == part else None) for k, v in p.items()])
write("crc-sheet.xlsx", crc(SHEET), "checksum of the sheet is wrong")
write("crc-shared-strings.xlsx", crc(SST), "checksum of the shared strings is wrong")
write("crc-theme.xlsx", crc("xl/theme/theme1.xml"), "checksum of a part that nobody reads is wrong")
stored = o.archive([o.Entry(k, v.replace("shop-lyon", "shop-lyom", 1), method=0, crc=zlib.crc32(v.encode())) if k == SST else o.Entry(k, v)
                    for k, v in p.items()])
write("crc-stored-letter-changed.xlsx", stored, "a letter changed in an uncompressed part; only the checksum tells")
write("deflate-cut.xlsx", o.archive([o.Entry(k, v, cut=1000 if k == SHEET else None) for k, v in p.items()]), "compressed data of the sheet end early")
write("size-too-small.xlsx", o.archive([o.Entry(k, v, size=5000 if k == SHEET else None) for k, v in p.items()]), "the sheet is longer than the archive says")
write("size-too-large.xlsx", o.archive([o.Entry(k, v, size=len(v.encode()) + 4000 if k == SHEET else None) for k, v in p.items()]), "the sheet is shorter than the archive says")
write("descriptor-crc.xlsx", o.archive([o.Entry(k, v, descriptor=True, crc=1 if k == SHEET else None) for k, v in p.items()]), "checksum behind the sheet is wrong")
write("method-unknown.xlsx", o.archive([o.Entry(k, v, method=8 if k != SHEET else 99, packed=v.encode() if k == SHEET else None) for k, v in p.items()]), "the sheet is packed in a way nobody knows")
flags = bytearray(o.archive(p))
for m in re.finditer(b"PK\x01\x02", bytes(flags)):
    if bytes(flags[m.start() + 46:m.start() + 46 + len(SHEET)]) == SHEET.encode():
        flags[m.start() + 8] |= 1
write("zip-entry-encrypted.xlsx", bytes(flags), "the sheet is marked as encrypted inside the archive")

both = [o.Entry(k, v) for k, v in p.items()]
short = o.sheet(numbered([list(HEADER)] + people(3)), None)
write("part-twice.xlsx", o.archive(both + [o.Entry(SHEET, short)]), "the sheet is there twice")
write("part-twice-first-short.xlsx", o.archive([o.Entry(SHEET, short)] + both), "the sheet is there twice, the short one first")
write("part-case-twice.xlsx", o.archive(both + [o.Entry("xl/worksheets/Sheet1.XML", short)]), "two sheets whose names differ by case only")
write("part-slash-twice.xlsx", o.archive(both + [o.Entry("/" + SHEET, short)]), "two sheets, one with a slash before its name")
write("part-dotdot.xlsx", o.archive(both + [o.Entry("../evil.xml", "<x/>")]), "a part that would land outside the archive")

# --- parts missing or misnamed


def without(name, why, *gone):
    q = parts()
    for g in gone:
        del q[g]
    write(name, o.excel_archive(q), why)


without("no-sheet.xlsx", "the sheet is missing", SHEET)
without("no-shared-strings.xlsx", "the shared strings are missing although cells use them", SST)
without("no-workbook.xlsx", "the workbook part is missing", WORKBOOK)
without("no-relationships.xlsx", "the workbook's relationships are missing", RELS)
without("no-content-types.xlsx", "the content types are missing", TYPES)
without("no-styles.xlsx", "the styles are missing although the workbook names them", STYLES)
q = parts()
q["xl/sharedStringz.xml"] = q.pop(SST)
write("shared-strings-renamed.xlsx", o.excel_archive(q), "the shared strings have another name: every cell would read empty")
edit("shared-strings-unrelated.xlsx", "nothing points to the shared strings any more", RELS, lambda s: re.sub(r'<Relationship [^>]*sharedStrings[^>]*/>', "", s))
edit("relationship-id-unknown.xlsx", "the workbook names a sheet that no relationship has", WORKBOOK, sub('r:id="rId1"', 'r:id="rId77"'))
edit("relationship-twice.xlsx", "two relationships have the same name", RELS, sub('Id="rId2"', 'Id="rId1"'))

# --- the sheet


def nth(xml_text, tag, n):
    return [m.start() for m in re.finditer(tag, xml_text)][n]


edit("xml-cut-at-row-20.xlsx", "the sheet ends after row 20", SHEET, lambda s: s[:row(20).search(s).end()])
edit("xml-cut-in-cell.xlsx", "the sheet ends inside a cell", SHEET, lambda s: s[:row(20).search(s).start() + 70])
edit("xml-cut-and-closed.xlsx", "the sheet ends after row 20 without closing its root", SHEET, lambda s: s[:row(20).search(s).end()] + "</sheetData>")
edit("xml-nul.xlsx", "a NUL byte between rows", SHEET, lambda s: s.replace('<row r="20"', '\0<row r="20"'))
edit("xml-nul-in-string.xlsx", "a NUL byte inside a shared string", SST, sub("Vendeur", "Ven\0deur"))
edit("xml-nul-reference.xlsx", "a reference to the character 0", SST, sub("Vendeur", "Ven&#0;deur"))
edit("xml-bare-ampersand.xlsx", "a bare & inside a shared string", SST, sub("Vendeur", "Vente & caisse"))
edit("xml-unknown-entity.xlsx", "an entity that XML does not know", SST, sub("Vendeur", "Vendeur&nbsp;bio"))
edit("xml-wrong-end-tag.xlsx", "a row closed by the wrong tag", SHEET, lambda s: s[:row(20).search(s).end() - 6] + "</rov>" + s[row(20).search(s).end():])
edit("xml-crossed-tags.xlsx", "tags closed in the wrong order", SHEET, sub("</v></c></row>", "</v></row></c>"))
edit("xml-two-roots.xlsx", "a second root behind the first", SHEET, lambda s: s + "<worksheet/>")
edit("xml-text-after-root.xlsx", "rubbish behind the root", SHEET, lambda s: s + "PK\x03")
edit("xml-attribute-twice.xlsx", "one attribute twice in a tag", SHEET, lambda s: s.replace('<row r="20"', '<row r="20" r="25"'))
edit("xml-less-than-in-attribute.xlsx", "a bare < inside an attribute", SHEET, lambda s: s.replace('<row r="20"', '<row r="20" ht="<5"'))
edit("xml-doctype.xlsx", "a DOCTYPE with an entity", SST, lambda s: s.replace("<sst ", '<!DOCTYPE sst [<!ENTITY a "Vendeur">]><sst ').replace("Vendeur<", "&a;<", 1))
edit("xml-empty-sheet.xlsx", "the sheet part has no byte", SHEET, lambda s: "")
edit("xml-empty-styles.xlsx", "the styles part has no byte", STYLES, lambda s: "")
edit("xml-cut-styles.xlsx", "the styles are cut", STYLES, lambda s: s[:len(s) // 2])
edit("xml-cut-workbook.xlsx", "the workbook part is cut", WORKBOOK, lambda s: s[:-20])
edit("xml-cut-relationships.xlsx", "the relationships are cut", RELS, lambda s: s[:-30])
edit("xml-no-sheet-data.xlsx", "the sheet has no sheetData", SHEET, lambda s: re.sub(r"<sheetData>.*</sheetData>", "", s, flags=re.S))
edit("xml-two-sheet-data.xlsx", "the sheet has two sheetData", SHEET, sub("</sheetData>", '</sheetData><sheetData><row r="500"><c r="A500"><v>1</v></c></row></sheetData>'))
q = parts()
q[SST] = q[SST].encode().replace("Vendeuse".encode(), b"Vendeus\xe9", 1)
write("xml-bad-utf8.xlsx", o.excel_archive(q), "a byte that is not UTF-8 in a shared string")
q = parts()
q[SHEET] = q[SHEET].encode().replace(b'<row r="20"', b'\xc3<row r="20"', 1)
write("xml-bad-utf8-between-rows.xlsx", o.excel_archive(q), "a byte that is not UTF-8 between rows")
q = parts()
q[SST] = q[SST].encode().replace("Vendeuse".encode(), b"Vendeus\xed\xa0\x80", 1)
write("xml-surrogate-utf8.xlsx", o.excel_archive(q), "half of a surrogate pair as UTF-8")
q = parts()
q[SST] = q[SST].replace("UTF-8", "ISO-8859-1").encode("latin-1", "replace")
write("xml-latin1.xlsx", o.excel_archive(q), "shared strings in ISO-8859-1, which workbooks may not have")
edit("xml-encoding-lies.xlsx", "declared UTF-16, but it is UTF-8", SHEET, sub("UTF-8", "UTF-16"))

edit("row-goes-back.xlsx", "row 20 says it is row 12", SHEET, sub('<row r="20"', '<row r="12"'))
edit("row-twice.xlsx", "row 20 says it is row 19", SHEET, lambda s: s.replace('<row r="20"', '<row r="19"').replace('20" t=', '19" t='))
edit("row-zero.xlsx", "row 2 says it is row 0", SHEET, sub('<row r="2"', '<row r="0"'))
edit("row-negative.xlsx", "row 20 says it is row -20", SHEET, sub('<row r="20"', '<row r="-20"'))
edit("row-not-a-number.xlsx", "row 20 says it is row 2O", SHEET, sub('<row r="20"', '<row r="2O"'))
edit("row-too-far.xlsx", "the last row says it is row 1048577", SHEET, lambda s: s.replace('<row r="25"', '<row r="1048577"'))
edit("row-overflow.xlsx", "row 20 says it is row 4294967316, which is 20 in 32 bits", SHEET, sub('<row r="20"', '<row r="4294967316"'))
edit("cell-in-other-row.xlsx", "a cell of row 20 says it is C21", SHEET, sub('r="C20"', 'r="C21"'))
edit("cells-out-of-order.xlsx", "D20 stands before C20", SHEET, lambda s: s.replace('r="C20"', 'r="@"').replace('r="D20"', 'r="C20"').replace('r="@"', 'r="D20"'))
edit("cell-twice.xlsx", "C20 is there twice", SHEET, sub('r="D20"', 'r="C20"'))
edit("cell-too-far.xlsx", "a cell says it is XFE20", SHEET, sub('r="H20"', 'r="XFE20"'))
edit("cell-ref-broken.xlsx", "a cell says it is 20C", SHEET, sub('r="C20"', 'r="20C"'))
edit("cell-type-unknown.xlsx", "a cell has the type q", SHEET, sub('r="C20" t="s"', 'r="C20" t="q"'))

edit("string-index-minus-one.xlsx", "a shared string -1", SHEET, lambda s: re.sub(r'(r="C20" t="s"><v>)\d+', r"\g<1>-1", s))
edit("string-index-too-large.xlsx", "a shared string 999999", SHEET, lambda s: re.sub(r'(r="C20" t="s"><v>)\d+', r"\g<1>999999", s))
edit("string-index-one-past-end.xlsx", "a shared string one past the table's end", SHEET, lambda s: re.sub(r'(r="C20" t="s"><v>)\d+', lambda m: m.group(1) + str(parts()[SST].count("<si>")), s))
edit("string-index-text.xlsx", "a shared string named by a text", SHEET, lambda s: re.sub(r'(r="C20" t="s"><v>)\d+', r"\g<1>Nom", s))
edit("string-index-fraction.xlsx", "a shared string 12.5", SHEET, lambda s: re.sub(r'(r="C20" t="s"><v>)\d+', r"\g<1>12.5", s))
edit("string-index-overflow.xlsx", "a shared string 4294967297, which is 1 in 32 bits", SHEET, lambda s: re.sub(r'(r="C20" t="s"><v>)\d+', r"\g<1>4294967297", s))
edit("shared-strings-empty.xlsx", "the shared strings part has no byte", SST, lambda s: "")
edit("shared-strings-no-items.xlsx", "the shared strings table has no item", SST, lambda s: re.sub(r"<si>.*</si>", "", s, flags=re.S))
edit("shared-strings-cut.xlsx", "the shared strings are cut", SST, lambda s: s[:len(s) // 2])
edit("shared-strings-cut-and-closed.xlsx", "the shared strings lost their second half but are closed", SST, lambda s: s[:nth(s, "<si>", s.count("<si>") // 2)] + "</sst>")
edit("number-not-a-number.xlsx", "a number cell that holds a word", SHEET, lambda s: re.sub(r'r="C20" t="s"><v>\d+', 'r="C20"><v>douze', s))
edit("boolean-not-a-boolean.xlsx", "a yes/no cell that holds 7x", SHEET, lambda s: re.sub(r'r="C20" t="s"><v>\d+', 'r="C20" t="b"><v>7x', s))
edit("style-out-of-table.xlsx", "a style 4711", SHEET, sub('r="C20" t="s"', 'r="C20" s="4711" t="s"'))
edit("style-negative.xlsx", "a style -1", SHEET, sub('r="C20" t="s"', 'r="C20" s="-1" t="s"'))
edit("style-text.xlsx", "a style named by a text", SHEET, sub('r="C20" t="s"', 'r="C20" s="gras" t="s"'))

with open(path("damaged", "reasons.txt"), "w", encoding="utf-8", newline="\n") as f:
    for name, why in (("csv-missing-closing-quote.csv", "a quote opened on line 5 is never closed"),
                      ("csv-two-stray-quotes.csv", "a cell opened on line 51 is closed on line 251: 200 people inside it"),
                      ("csv-one-line-swallowed.csv", "a cell opened on line 31 is closed on line 32: one person inside it"),
                      ("csv-quote-in-header.csv", "a quote opened in the header is never closed"),
                      ("csv-nul-bytes.csv", "NUL bytes in two cells"), ("csv-cut-in-utf16.csv", "UTF-16 that ends in the middle of a character")):
        reasons[name] = why
    f.write("".join("%s|%s\n" % (n, reasons[n]) for n in sorted(reasons)))
