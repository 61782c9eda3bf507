"""Builds workbooks part by part, the way Excel lays them out, so that every oddity can be put in by hand."""
import struct
import zlib
from xml.sax.saxutils import escape as _esc

DECL = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCREL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKGREL = "http://schemas.openxmlformats.org/package/2006/relationships"
CT = "http://schemas.openxmlformats.org/package/2006/content-types"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
IGNORABLE = ('xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr xr2 xr3" '
             'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
             'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
             'xmlns:xr2="http://schemas.microsoft.com/office/spreadsheetml/2015/revision2" '
             'xmlns:xr3="http://schemas.microsoft.com/office/spreadsheetml/2016/revision3"')

# name → number format; the index of a style is its place in this list.
STYLES = [
    ("general", "General"), ("text", "@"), ("pad10", "0000000000"), ("phone", r"0#\ ##\ ##\ ##\ ##"), ("grouped", "#,##0"),
    ("scientific", "0.00E+00"), ("date", "builtin:14"), ("ddmmyyyy", "dd/mm/yyyy"), ("pad5", "00000"), ("decimals", "0.00"),
    ("percent", "0%"), ("euro", '#,##0.00\\ "€"'), ("phoneq", '0#" "##" "##" "##" "##'), ("quoted", "@"), ("link", "General"),
    ("longdate", r"[$-40C]d\ mmmm\ yyyy;@"), ("header", "General"), ("sections", "00000;-00000;00000;@"), ("triple", r"000\ 000\ 000"),
    ("red", "[Red]00000"), ("engineering", "##0.0E+0"), ("time", "h:mm"), ("integer", "0"), ("phone00", r"00\ 00\ 00\ 00\ 00"),
    ("locale", "[$-40C]0000000000"),
]
BUILTIN = {"General": 0, "0": 1, "0.00": 2, "#,##0": 3, "0%": 9, "0.00E+00": 11, "builtin:14": 14, "h:mm": 20, "##0.0E+0": 48, "@": 49}
STYLE = {name: i for i, (name, _) in enumerate(STYLES)}


def xml(text):
    return _esc(text)


def attr(text):
    return _esc(text, {'"': "&quot;", "\n": "&#10;"})


def column(i):
    s = ""
    i += 1
    while i:
        i, r = divmod(i - 1, 26)
        s = chr(65 + r) + s
    return s


def styles(main=MAIN):
    custom, xfs = {}, []
    for name, code in STYLES:
        if code not in BUILTIN and code not in custom:
            custom[code] = 164 + len(custom)
        n = BUILTIN.get(code, custom.get(code))
        font = {"header": 1, "link": 2}.get(name, 0)
        xfs.append('<xf numFmtId="%d" fontId="%d" fillId="0" borderId="0" xfId="0"%s%s%s/>' % (
            n, font, ' quotePrefix="1"' if name == "quoted" else "", ' applyNumberFormat="1"' if n else "",
            ' applyFont="1"' if font else ""))
    fmts = "".join('<numFmt numFmtId="%d" formatCode="%s"/>' % (n, attr(c)) for c, n in custom.items())
    return DECL + (
        '<styleSheet xmlns="%s" %s><numFmts count="%d">%s</numFmts>'
        '<fonts count="3" x14ac:knownFonts="1"><font><sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/><scheme val="minor"/></font>'
        '<font><b/><sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/><scheme val="minor"/></font>'
        '<font><u/><sz val="11"/><color theme="10"/><name val="Calibri"/><family val="2"/><scheme val="minor"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="%d">%s</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        '<dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/></styleSheet>'
    ) % (main, IGNORABLE, len(custom), fmts, len(xfs), "".join(xfs))


class Strings:
    """The shared strings; add gives the index. raw takes the inside of an <si>."""

    def __init__(self):
        self.items, self.index, self.uses = [], {}, 0

    def add(self, text):
        keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text or "  " in text else ""
        return self.raw("<t%s>%s</t>" % (keep, xml(text)))

    def raw(self, inner):
        self.uses += 1
        if inner not in self.index:
            self.index[inner] = len(self.items)
            self.items.append(inner)
        return self.index[inner]

    def part(self, main=MAIN):
        return DECL + '<sst xmlns="%s" count="%d" uniqueCount="%d">%s</sst>' % (
            main, self.uses, len(self.items), "".join("<si>%s</si>" % i for i in self.items))


class N:
    """A number cell: the digits as they stand in <v>, and a style's name."""

    def __init__(self, v, style="general"):
        self.v, self.style = str(v), style


class Raw:
    """A cell written by hand; {r} stands for its address."""

    def __init__(self, xml):
        self.xml = xml


class Text:
    """A text cell with a style."""

    def __init__(self, text, style="general"):
        self.text, self.style = text, style


def cell(ref, value, strings, header=False):
    r = ' r="%s"' % ref if ref else ""
    if value is None or value == "":
        return ""
    if isinstance(value, Raw):
        return value.xml.replace("{r}", ref)
    if isinstance(value, N):
        s = ' s="%d"' % STYLE[value.style] if value.style != "general" else ""
        return "<c%s%s><v>%s</v></c>" % (r, s, value.v)
    if isinstance(value, bool):
        return '<c%s t="b"><v>%d</v></c>' % (r, value)
    style = "header" if header else "general"
    if isinstance(value, Text):
        style, value = value.style, value.text
    s = ' s="%d"' % STYLE[style] if style != "general" else ""
    if strings is None:
        keep = ' xml:space="preserve"' if value != value.strip() else ""
        return '<c%s%s t="inlineStr"><is><t%s>%s</t></is></c>' % (r, s, keep, xml(value))
    return '<c%s%s t="s"><v>%d</v></c>' % (r, s, strings.add(value))


def sheet(rows, strings, dimension="auto", row_r=True, cell_r=True, row_attr=None, tail="", head="", dyn=True, main=MAIN, header_row=1,
          cols='<cols><col min="1" max="1" width="38.7109375" customWidth="1"/></cols>'):
    """One worksheet. rows: {number: [values]}; row_attr: {number: ' hidden="1"'}; tail: what follows sheetData."""
    out, width = [], max([len(v) for v in rows.values()] or [1])
    for number in sorted(rows):
        cells = "".join(cell(column(i) + str(number) if cell_r else "", v, strings, number == header_row)
                        for i, v in enumerate(rows[number]))
        out.append("<row%s%s%s%s>%s</row>" % (
            ' r="%d"' % number if row_r else "", ' spans="1:%d"' % width if row_r and dyn else "",
            (row_attr or {}).get(number, ""), ' x14ac:dyDescent="0.25"' if dyn else "", cells))
    if dimension == "auto":
        dimension = "A1:%s%d" % (column(width - 1), max(rows or [1]))
    dim = '<dimension ref="%s"/>' % dimension if dimension else ""
    return DECL + (
        '<worksheet xmlns="%s" xmlns:r="%s" %s xr:uid="{5F0D3B1A-6C1E-4E62-9C39-3B7A5E0F2A11}">%s%s'
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><selection activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
        '<sheetFormatPr baseColWidth="10" defaultRowHeight="15"%s/>%s<sheetData>%s</sheetData>%s</worksheet>'
    ) % (main, DOCREL if main == MAIN else "http://purl.oclc.org/ooxml/officeDocument/relationships", IGNORABLE, head, dim,
         ' x14ac:dyDescent="0.25"' if dyn else "", cols, "".join(out),
         tail or '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>')


def rels(entries):
    """entries: (id, type, target[, external])."""
    return DECL + '<Relationships xmlns="%s">%s</Relationships>' % (PKGREL, "".join(
        '<Relationship Id="%s" Type="%s" Target="%s"%s/>' % (e[0], e[1] if "//" in e[1] else DOCREL + "/" + e[1], attr(e[2]),
                                                            ' TargetMode="External"' if len(e) > 3 else "") for e in entries))


def book(sheets, strings=None, with_styles=True, date1904=False, main_type=TYPE + "sheet.main+xml", extra=None, overrides=(),
         defaults=(), prefix="worksheets/sheet%d.xml", defined="", sheet_rels=None, book_rels=()):
    """The parts of a workbook, in Excel's order. sheets: (name, xml) or (name, xml, state)."""
    names = [prefix % (i + 1) if "%d" in prefix else prefix for i in range(len(sheets))]
    n = len(sheets)
    relations = [("rId%d" % (i + 1), "worksheet", names[i]) for i in range(n)]
    relations.append(("rId%d" % (n + 1), "theme", "theme/theme1.xml"))
    if with_styles:
        relations.append(("rId%d" % (n + 2), "styles", "styles.xml"))
    if strings is not None:
        relations.append(("rId%d" % (n + 3), "sharedStrings", "sharedStrings.xml"))
    relations += list(book_rels)
    types = [("/xl/workbook.xml", main_type)] + [("/xl/" + x, TYPE + "worksheet+xml") for x in names]
    types.append(("/xl/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"))
    if with_styles:
        types.append(("/xl/styles.xml", TYPE + "styles+xml"))
    if strings is not None:
        types.append(("/xl/sharedStrings.xml", TYPE + "sharedStrings+xml"))
    types += list(overrides) + [
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")]
    parts = {}
    parts["[Content_Types].xml"] = DECL + '<Types xmlns="%s">%s<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>%s</Types>' % (
        CT, "".join('<Default Extension="%s" ContentType="%s"/>' % d for d in defaults),
        "".join('<Override PartName="%s" ContentType="%s"/>' % t for t in types))
    parts["_rels/.rels"] = rels([
        ("rId3", "extended-properties", "docProps/app.xml"),
        ("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId1", "officeDocument", "xl/workbook.xml")])
    parts["xl/workbook.xml"] = DECL + (
        '<workbook xmlns="%s" xmlns:r="%s" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x15 xr" '
        'xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision">'
        '<fileVersion appName="xl" lastEdited="7" lowestEdited="7" rupBuild="26730"/><workbookPr%s defaultThemeVersion="166925"/>'
        '<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\Users\\anais.petit\\Documents\\" '
        'xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent>'
        '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="12225"/></bookViews><sheets>%s</sheets>%s'
        '<calcPr calcId="191029"/></workbook>'
    ) % (MAIN, DOCREL, ' date1904="1"' if date1904 else "", "".join(
        '<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>' % (attr(s[0]), i + 1, ' state="%s"' % s[2] if len(s) > 2 else "", i + 1)
        for i, s in enumerate(sheets)), defined)
    parts["xl/_rels/workbook.xml.rels"] = rels(relations)
    for name, s in zip(names, sheets):
        parts["xl/" + name] = s[1]
    for number, entries in (sheet_rels or {}).items():
        folder, _, file = names[number - 1].rpartition("/")
        parts["xl/%s/_rels/%s.rels" % (folder, file)] = rels(entries)
    parts["xl/theme/theme1.xml"] = DECL + '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements><a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1></a:clrScheme></a:themeElements></a:theme>'
    if with_styles:
        parts["xl/styles.xml"] = styles()
    if strings is not None:
        parts["xl/sharedStrings.xml"] = strings.part()
    parts.update(extra or {})
    parts["docProps/core.xml"] = DECL + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>Anaïs Petit</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">2026-03-02T08:15:00Z</dcterms:created></cp:coreProperties>'
    parts["docProps/app.xml"] = DECL + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Excel</Application><AppVersion>16.0300</AppVersion></Properties>'
    return parts


class Entry:
    """One part of an archive; the keywords put a lie or an oddity into its headers."""

    def __init__(self, name, data, method=8, crc=None, size=None, descriptor=False, cut=None, extra=b"", zip64=False, packed=None, utf8=False):
        self.name, self.method, self.crc, self.size = name, method, crc, size
        self.data = data.encode("utf-8") if isinstance(data, str) else data
        self.descriptor, self.cut, self.extra, self.zip64, self.packed, self.utf8 = descriptor, cut, extra, zip64, packed, utf8


def archive(parts, comment=b"", **all_entries):
    """A ZIP of parts: {name: data} or a list of Entry. Dated 1 January 1980, as Excel does."""
    entries = [p if isinstance(p, Entry) else Entry(p, parts[p], **all_entries) for p in parts]
    out, central = bytearray(), bytearray()
    for e in entries:
        if e.packed is not None:
            packed = e.packed
        elif e.method == 8:
            z = zlib.compressobj(6, zlib.DEFLATED, -15)
            packed = z.compress(e.data) + z.flush()
        else:
            packed = e.data
        if e.cut is not None:
            packed = packed[:e.cut]
        crc = zlib.crc32(e.data) if e.crc is None else e.crc
        size = len(e.data) if e.size is None else e.size
        flags = (8 if e.descriptor else 0) | (0x800 if e.utf8 else 0) | (6 if e.method == 8 and not e.descriptor else 0)
        name, offset = e.name.encode("utf-8"), len(out)
        extra, csize, usize = e.extra, len(packed), size
        if e.zip64:
            extra = struct.pack("<HHQQ", 1, 16, size, len(packed)) + extra
            csize = usize = 0xFFFFFFFF
        version = 45 if e.zip64 else 20
        if e.descriptor:
            out += struct.pack("<IHHHHHIIIHH", 0x04034B50, version, flags, e.method, 0, 33, 0, 0, 0, len(name), len(e.extra)) + name + e.extra
        else:
            out += struct.pack("<IHHHHHIIIHH", 0x04034B50, version, flags, e.method, 0, 33, crc, csize, usize, len(name), len(extra)) + name + extra
        out += packed
        if e.descriptor:
            out += struct.pack("<IIII", 0x08074B50, crc, len(packed), size)
        central += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, version, version, flags, e.method, 0, 33, crc, csize, usize,
                               len(name), len(extra) if e.zip64 else 0, 0, 0, 0, 0, offset) + name + (extra if e.zip64 else b"")
    start = len(out)
    out += central
    out += struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(entries), len(entries), len(central), start, len(comment)) + comment
    return bytes(out)


# Excel leaves room to grow behind the first header of the archive.
GROWTH = struct.pack("<HHHH", 0xA220, 0x0204, 0xA028, 0x0200) + bytes(0x0200)


def excel_archive(parts):
    return archive([Entry(n, d, extra=GROWTH if n == "[Content_Types].xml" else b"") for n, d in parts.items()])
