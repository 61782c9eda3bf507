"""refused/*: files that are no user file; refused/reasons.txt names the sentence each one deserves (SPEC S10)."""
import os
import random
import re
import struct
import zipfile
import zlib

import xlwt

import ooxml as o
from fixtures import *

reasons = {}


def write(name, data, reason):
    save("refused", name, data)
    reasons[name] = reason


def known(name, reason):
    """A file that another generator puts there."""
    if os.path.exists(path("refused", name)):
        reasons[name] = reason


def cfb(streams):
    """A compound file (as .xls, .doc and encrypted workbooks are) with these streams, none smaller than 4096 bytes."""
    sector = 512
    entries, body, fat = [], b"", [0xFFFFFFFD]  # sector 0 is the FAT
    per = sector // 128
    dir_sectors = (len(streams) + 1 + per - 1) // per
    fat += [i + 2 for i in range(dir_sectors - 1)] + [0xFFFFFFFE]
    for name, data in streams:
        data = data + bytes(max(0, 4096 - len(data)))
        start, n = len(fat), (len(data) + sector - 1) // sector
        fat += [start + i + 1 for i in range(n - 1)] + [0xFFFFFFFE]
        body += data + bytes(n * sector - len(data))
        entries.append((name, start, len(data)))
    assert len(fat) <= sector // 4

    def entry(name, kind, start, size, left=0xFFFFFFFF, right=0xFFFFFFFF, child=0xFFFFFFFF):
        raw = name.encode("utf-16-le") + b"\0\0"
        return raw.ljust(64, b"\0") + struct.pack("<HBBIII16sIQQIQ", len(raw), kind, 1, left, right, child, bytes(16), 0, 0, 0, start, size)

    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)
    for i, (name, start, size) in enumerate(entries):
        directory += entry(name, 2, start, size, right=i + 2 if i + 1 < len(entries) else 0xFFFFFFFF)
    directory = directory.ljust(dir_sectors * sector, b"\0")
    table = b"".join(struct.pack("<I", f) for f in fat).ljust(sector, b"\xff")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6sIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, bytes(6), 0, 1, 1, 0, 4096,
                                                                          0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header += b"".join(struct.pack("<I", s) for s in [0] + [0xFFFFFFFF] * 108)
    return header + table + directory + body


def zipped(parts):
    return o.archive({k: v for k, v in parts.items()})


rng = random.Random(20260302)
noise = bytes(rng.randrange(256) for _ in range(6000))
users = o.excel_archive(o.book([("Users", o.sheet(numbered([list(HEADER)] + people()), None))]))

# Old Excel
wb = xlwt.Workbook(encoding="utf-8")
ws = wb.add_sheet("Users")
for r, row in enumerate([HEADER] + people()):
    for c, v in enumerate(row):
        ws.write(r, c, v)
wb.save(path("formats/excel-plain", "xlwt.xls"))
for name in ("sheetjs-biff5.xls", "sheetjs-biff2.xls"):
    known(name, "xls")

# Locked
known("excelize-password.xlsx", "password")
known("libreoffice-password.xlsx", "password")
known("libreoffice-password.ods", "password")
write("hand-made-password.xlsx", cfb([
    ("EncryptionInfo", struct.pack("<HHI", 4, 4, 0x40) + b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"/>'),
    ("EncryptedPackage", struct.pack("<Q", 5000) + noise[:5008])]), "password")
write("word-97.doc", cfb([("WordDocument", noise[:4096]), ("1Table", noise[:4096])]), "binary")

# Other programs' spreadsheets
for name, reason in (("sheetjs.xlsb", "xlsb"), ("sheetjs.fods", "ods"),
                     ("sheetjs-xml2003.xls", "xml2003"), ("gnumeric.gnumeric", "binary"), ("libreoffice.pdf", "pdf"), ("libreoffice.docx", "docx"),
                     ("sheetjs.dif", "dif"), ("gnumeric.dif", "dif"), ("libreoffice.dif", "dif"), ("libreoffice-2003.xml", "xml2003"),
                     ("sheetjs.slk", "sylk"), ("gnumeric.slk", "sylk"), ("libreoffice.slk", "sylk"),
                     ("sheetjs.wk3", "binary")):
    known(name, reason)
write("numbers.numbers", zipped({"Index/Document.iwa": noise[:600], "Index/Tables/Tile.iwa": noise[600:900], "Metadata/Properties.plist": b"bplist00\xd0",
                                 "Metadata/BuildVersionHistory.plist": b"bplist00\xd0", "preview.jpg": b"\xff\xd8\xff\xe0" + noise[:200]}), "numbers")
write("numbers-09.numbers", zipped({"index.xml.gz": noise[:300], "buildVersionHistory.plist": b"<plist/>", "QuickLook/Thumbnail.jpg": b"\xff\xd8\xff\xe0"}), "numbers")
with zipfile.ZipFile(path("formats/excel-plain", "libreoffice.ods")) as ods, open(path("formats/excel-plain", "packed.ods"), "wb") as f:
    f.write(o.archive([o.Entry(n, ods.read(n), method=8) for n in ods.namelist()]))
write("folder.numbers.zip", zipped({"Liste.numbers/Index.zip": zipped({"Index/Document.iwa": noise[:600]}), "Liste.numbers/Metadata/Properties.plist": b"bplist00\xd0",
                                    "__MACOSX/._Liste.numbers": bytes(4)}), "numbers")
write("folder-09.numbers.zip", zipped({"Liste.numbers/index.xml.gz": noise[:300], "Liste.numbers/buildVersionHistory.plist": b"<plist/>"}), "numbers")
write("word.docx", zipped({
    "[Content_Types].xml": o.DECL + '<Types xmlns="%s"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>' % o.CT,
    "_rels/.rels": o.rels([("rId1", "officeDocument", "word/document.xml")]),
    "word/document.xml": o.DECL + '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Email;Nom;Prénom</w:t></w:r></w:p></w:body></w:document>'}), "docx")
write("slides.pptx", zipped({
    "[Content_Types].xml": o.DECL + '<Types xmlns="%s"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>' % o.CT,
    "_rels/.rels": o.rels([("rId1", "officeDocument", "ppt/presentation.xml")]), "ppt/presentation.xml": "<p/>"}), "docx")
write("chart-sheet-only.xlsx", (lambda p: o.excel_archive({
    k.replace("worksheets", "chartsheets"): (v.replace("worksheets/", "chartsheets/").replace("relationships/worksheet", "relationships/chartsheet").replace("spreadsheetml.worksheet", "spreadsheetml.chartsheet")
                                             .replace("<worksheet", "<chartsheet").replace("</worksheet", "</chartsheet")) for k, v in p.items()}))(
    o.book([("Graphique", o.DECL + '<worksheet xmlns="%s"><sheetViews><sheetView workbookViewId="0"/></sheetViews></worksheet>' % o.MAIN)])), "no_sheets")
bare = o.book([("Users", o.sheet({}, None))])
del bare["xl/worksheets/sheet1.xml"]
write("no-sheets.xlsx", o.excel_archive({k: re.sub(r"<sheets>.*</sheets>|<Override [^>]*worksheet\+xml\"/>|<Relationship [^>]*/worksheet\"[^>]*/>", "", v, flags=re.S)
                                         for k, v in bare.items()}), "no_sheets")

# Web pages and XML with a spreadsheet's name
page = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\n<head><meta http-equiv=Content-Type content=\"text/html; charset=utf-8\"></head>\n<body><table>%s</table></body></html>\n" % "\n".join(
    "<tr>%s</tr>" % "".join("<td>%s</td>" % o.xml(c) for c in r) for r in [HEADER] + people())
for name, content in (("web-export.html", page.encode("utf-8")),
                      ("web-table.html", ("<table border=1>" + page.split("<table>")[1]).encode("cp1252", "xmlcharrefreplace"))):
    with open(path("formats/excel-plain", name), "wb") as f:
        f.write(content)
write("login-page.csv", b"<!doctype html>\n<html lang=\"fr\"><head><title>Connexion</title></head><body><form><input name=\"email\"></form></body></html>\n", "html")
write("excel-2003.xml", (o.DECL + '<?mso-application progid="Excel.Sheet"?>\r\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Users"><Table>%s</Table></Worksheet></Workbook>' % "".join(
    "<Row>%s</Row>" % "".join('<Cell><Data ss:Type="String">%s</Data></Cell>' % o.xml(c) for c in r) for r in [HEADER] + people())).encode("utf-8"), "xml2003")
write("people.json", ('[{"Email":"amelie.durand@bellerive.example","Nom":"Durand"},\n{"Email":"hugo.castaneda@bellerive.example","Nom":"Castañeda"}]\n').encode("utf-8"), "no_header")

# Pictures, PDF and other binaries
png = b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in (
    (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress((b"\0" + b"\xcc" * 24) * 8)), (b"IEND", b"")))
write("picture.png", png, "image")
write("picture-named.xlsx", png, "image")
write("picture.jpg", bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + b"\xff\xdb\x00\x43\x00" + noise[:900] + b"\xff\xd9", "image")
write("picture.gif", b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;", "image")
write("picture.heic", struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic" + noise[:500], "image")
write("scan.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n", "pdf")
write("pdf-named.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + noise[:800] + b"\n%%EOF\n", "pdf")
write("random-bytes.bin", noise, "binary")
write("random-bytes.xlsx", noise[:3000], "binary")
write("random-bytes.csv", noise[3000:], "binary")
write("zeros.csv", bytes(4096), "binary")
write("program.exe", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + noise[:1000], "binary")
write("gzipped.csv.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + zlib.compress("Email;Nom\r\n".encode())[2:-4] + bytes(8), "binary")
write("database.xlsx", b"SQLite format 3\0" + noise[:1000], "binary")
write("junk.zip", zipped({"photos/a.jpg": noise[:900], "notes.txt": "rien"}), "binary")
write("zip-with-users.zip", zipped({"users.xlsx": users}), "binary")
write("empty-zip.xlsx", o.archive({}), "damaged")
write("shortcut.lnk", struct.pack("<I", 0x4C) + bytes.fromhex("0114020000000000c000000000000046") + noise[:300], "binary")
write("owner-file.xlsx", b"\x0bAnais Petit".ljust(55, b" ") + "\x0b\0A\0n\0a\0i\0s\0 \0P\0e\0t\0i\0t".encode("latin-1").ljust(110, b" "), "lock")
write("lock-libreoffice.txt", ",anais,poste-3,02.03.2026 08:15,file:///home/anais/.config/libreoffice/4;".encode(), "lock")

# Nothing in it, or no table
write("empty.xlsx", b"", "empty")
write("empty.csv", b"", "empty")
write("one-bom.csv", b"\xef\xbb\xbf", "empty")
write("blank-lines.csv", b"\r\n  \r\n;;;\r\n\t\r\n", "empty")
write("utf16-bom-only.txt", b"\xff\xfe", "empty")
empty = o.excel_archive(o.book([("Feuil1", o.sheet({}, None, dimension="A1"))]))
write("empty-sheet.xlsx", empty, "empty")
letter = ("Bonjour Anaïs,\r\n\r\nvoici la liste que tu as demandée; je n'ai pas encore celle de Lille, ni celle de Cracovie.\r\n"
          "Peux-tu vérifier, s'il te plaît, que Łukasz et Małgorzata y sont?\r\n\r\nMerci,\r\nZoë\r\n")
write("letter.txt", letter.encode("utf-8"), "no_header")
write("letter-windows1252.txt", letter.replace("Ł", "L").replace("ł", "l").encode("cp1252"), "no_header")
write("no-header.csv", "".join(";".join(p) + "\r\n" for p in people()).encode("utf-8"), "no_header")
write("no-header.xlsx", o.excel_archive(o.book([("Users", o.sheet({i + 1: p for i, p in enumerate(people())}, None))])), "no_header")
write("other-table.xlsx", o.excel_archive(o.book([("Ventes", o.sheet(numbered([["Mois", "Boutique", "Chiffre"], ["janvier", "Lyon", "1200"], ["février", "Lille", "980"]]), None))])), "no_header")
write("header-on-row-21.xlsx", o.excel_archive(o.book([("Users", o.sheet({**{i: ["ligne %d" % i] for i in range(1, 21)}, **numbered([HEADER] + people(), 21)}, None))])), "no_header")
write("all-sheets-hidden.xlsx", o.excel_archive(o.book([("Users", o.sheet(numbered([HEADER] + people()), None), "hidden"), ("Vide", o.sheet({}, None, dimension="A1"))])), "hidden_sheet")
write("program-log.txt", b"2026-03-02 08:15:01 INFO started\n2026-03-02 08:15:02 WARN 3 users\n" * 20, "no_header")

with open(path("refused", "reasons.txt"), "w", encoding="utf-8", newline="\n") as f:
    f.write("".join("%s|%s\n" % (n, reasons[n]) for n in sorted(reasons)))
listed = set(reasons) | {"reasons.txt"}
for name in sorted(set(os.listdir(path("refused", ""))) - listed):
    print("not in reasons.txt:", name)
