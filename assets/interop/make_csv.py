"""csv/*.csv and csv/*.txt: encodings, separators, line ends and the ways in which text files go wrong."""
from fixtures import *


def quoted(cell, sep, always=False):
    if always or any(c in cell for c in (sep, '"', "\n", "\r")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def text(rows, sep=",", end="\r\n", always=False, last_end=True):
    lines = [sep.join(quoted(c, sep, always) for c in r) for r in rows]
    return end.join(lines) + (end if last_end else "")


def from1252(data):
    """As browsers read it: the five bytes that Windows-1252 leaves free are control characters."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data)


def write(name, data, rows, facts=(), header_row=1, bad_width=()):
    """rows: {row number as Excel counts, a record is one row and a sep= line none: cells}"""
    save("csv", name, data)
    golden("csv", name, "", header_row, rows, facts, keep_tail=True, bad_width=bad_width)


rows = [list(HEADER)] + people()
latin = [list(HEADER)] + people(12)
fr = [FRENCH_HEADER] + people(12)

# --- encodings × separators × line ends (one line per person, so line numbers are row numbers)

ENDS = {"crlf": "\r\n", "lf": "\n", "cr": "\r"}
SEPS = {"comma": ",", "semicolon": ";", "tab": "\t"}
ENCODINGS = {
    "utf8": lambda t: t.encode("utf-8"), "utf8-bom": lambda t: t.encode("utf-8-sig"),
    "utf16le-bom": lambda t: b"\xff\xfe" + t.encode("utf-16-le"), "utf16be-bom": lambda t: b"\xfe\xff" + t.encode("utf-16-be"),
    "utf16le": lambda t: t.encode("utf-16-le"), "utf16be": lambda t: t.encode("utf-16-be"),
    "windows1252": lambda t: t.encode("cp1252"),
}
for e, encode in ENCODINGS.items():
    table = latin if e == "windows1252" else rows
    for s, sep in SEPS.items():
        for le, end in ENDS.items():
            write("%s-%s-%s.csv" % (e, s, le), encode(text(table, sep, end)), numbered(table))
write("utf8-pipe-lf.csv", text(rows, "|", "\n").encode("utf-8"), numbered(rows))

# Mac OS Roman cannot be told from Windows-1252 for certain: it reads as 1252 and the accents come out wrong.
write("macroman-semicolon-cr.csv", text(latin, ";", "\r").encode("mac_roman", "replace"),
      {k: [from1252(c.encode("mac_roman", "replace")) for c in v] for k, v in numbered(latin).items()},
      ["encoding_uncertain"])
# UTF-8 taken for Windows-1252 and saved as UTF-8 again; the damage is in the file.
broken = [[c.encode("utf-8").decode("cp1252", "ignore") for c in r] for r in latin]
write("double-encoded.csv", text(broken).encode("utf-8"), numbered(broken), ["double_encoded"])
lost = [["".join(c if ord(c) < 128 else "\ufffd" for c in x) for x in r] for r in latin]
write("replacement-characters.csv", text(lost).encode("utf-8"), numbered(lost))
# One byte that is not UTF-8 in a file that is, otherwise, UTF-8: read as Windows-1252 the other accents are broken.
data = text(latin, ";").encode("utf-8").replace("Castañeda".encode("utf-8"), "Castañeda".encode("cp1252"))
save("csv", "utf8-with-one-bad-byte.csv", data)
golden("csv", "utf8-with-one-bad-byte.csv", "", 1, {k: [from1252(c.encode("utf-8")) if "Casta" not in c else c for c in v]
       for k, v in numbered(latin).items()}, ["may_refuse", "encoding_uncertain"], keep_tail=True)
ascii_rows = [list(HEADER)] + [[c.encode("ascii", "ignore").decode() for c in r] for r in people()]
write("ascii-comma.csv", text(ascii_rows).encode("ascii"), numbered(ascii_rows))
write("windows1252-euro-quotes.csv", text([fr[0]] + [[*p[:6], "Vendeur “bio” – 5 €", p[7]] for p in people(12)], ";").encode("cp1252"),
      numbered([fr[0]] + [[*p[:6], "Vendeur “bio” – 5 €", p[7]] for p in people(12)]))

# --- sep=, quotes everywhere, no last line end, blank lines, title lines

write("sep-semicolon.csv", ("sep=;\r\n" + text(rows, ";")).encode("utf-8-sig"), numbered(rows))
write("sep-comma-lf.csv", ("sep=,\n" + text(rows, ",", "\n")).encode("utf-8"), numbered(rows))
write("sep-quoted-pipe.csv", ('"sep=|"\r\n' + text(rows, "|")).encode("utf-8"), numbered(rows))
write("sep-tab-utf16.csv", b"\xff\xfe" + ("sep=\t\r\n" + text(rows, "\t")).encode("utf-16-le"), numbered(rows))
write("all-quoted.csv", text(rows, ",", "\n", always=True).encode("utf-8"), numbered(rows))
write("bom-then-quoted-header.csv", text(rows, ";", "\r\n", always=True).encode("utf-8-sig"), numbered(rows))
write("no-last-line-end.csv", text(rows, ";", "\r\n", last_end=False).encode("utf-8"), numbered(rows))
write("header-only.csv", text([fr[0]], ";").encode("utf-8"), {1: fr[0]})
spread = {1: rows[0], **{3 * i + 4: p for i, p in enumerate(people())}}
lines = [""] * 64
for n, r in spread.items():
    lines[n - 1] = ";".join(quoted(c, ";") for c in r)
lines[1], lines[2] = ";;;;;;;", "   "
write("blank-lines.csv", "\r\n".join(lines).encode("utf-8"), spread)
write("title-lines.csv", ("Liste du personnel;;;;;;;\r\nÉdité le 2 mars 2026;;;;;;;\r\n;;;;;;;\r\n" + text(fr, ";")).encode("cp1252"), numbered(fr, 4), header_row=4)
mixed = "".join(";".join(quoted(c, ";") for c in r) + ("\r\n" if i % 2 else "\n") for i, r in enumerate(rows))
write("mixed-line-ends.csv", mixed.encode("utf-8"), numbered(rows))
write("trailing-control-z.csv", (text(rows, ";").encode("utf-8") + b"\x1a"), numbered(rows), ["may_refuse"])
write("tab-separated.txt", text(rows, "\t").encode("utf-8"), numbered(rows))
write("excel-unicode-text.txt", b"\xff\xfe" + text(rows, "\t").encode("utf-16-le"), numbered(rows))
write("french-excel.csv", text(fr, ";").encode("cp1252"), numbered(fr))

# --- separators that mislead: more commas than semicolons, addresses with commas

t = [list(HEADER)] + [[*p[:3], p[ROLE].replace(", ", ",") if ", " in p[ROLE] else p[ROLE] + ",shop-nice,shop-lyon", *p[4:6], "Vente, conseil, caisse", p[7]] for p in people()]
write("commas-inside-semicolons.csv", "".join(";".join(r) + "\r\n" for r in t).encode("utf-8"), numbered(t))
t = [["Email", "Role ID"]] + [[p[EMAIL], p[ROLE].replace(", ", ";")] for p in people()]
write("two-columns-semicolons-inside.csv", "".join(",".join(r) + "\n" for r in t).encode("utf-8"), numbered(t))
t = [["Email"]] + [[p[EMAIL]] for p in people()]
write("one-column.csv", "".join(r[0] + "\r\n" for r in t).encode("utf-8"), numbered(t))

# --- quotes

t = [list(r) for r in rows]
raw = text(t, ";", "\n").replace('"Vendeuse ""rayon bio"""', 'Vendeuse "rayon bio"')
write("quotes-in-unquoted-cell.csv", raw.encode("utf-8"), numbered(t))
t = [list(r) for r in rows]
t[3][LAST], t[4][TITLE] = 'D"Hérouville', '12" bis'
t[12][TITLE] = "Ressources humaines, paie"
write("one-quote-in-unquoted-cell.csv", ("\n".join(";".join(r) for r in t) + "\n").encode("utf-8"), numbered(t))
t = [list(r) for r in rows]
t[5][ROLE], t[9][TITLE], t[20][TITLE] = "shop-brest\nshop-quimper", "Contrôleuse\r\nde gestion\r\n(Sud)", 'dit "le\ngrand"'
data, numbers, line = "", {}, 1
for r in t:
    numbers[line] = r
    record = ";".join(quoted(c, ";") for c in r) + "\r\n"
    data += record
    line += record.count("\n")
write("line-breaks-in-cells.csv", data.encode("utf-8-sig"), {i + 1: r for i, r in enumerate(t)},
      ["lines " + " ".join("%d:%d" % (i + 1, n) for i, n in enumerate(numbers) if n != i + 1)])
t = [list(r) for r in rows]
raw = text(t, ";").replace('"Vendeuse ""rayon bio"""', '"Vendeuse" rayon bio')
t[7][TITLE] = "Vendeuse rayon bio"
write("text-after-closing-quote.csv", raw.encode("utf-8"), numbered(t), ["may_refuse"])
t = [list(r) for r in rows]
raw = "".join("; ".join('"%s"' % c.replace('"', '""') for c in r) + "\n" for r in t)
write("space-before-quotes.csv", raw.encode("utf-8"), numbered(t), ["may_refuse"])

# --- apostrophes before formula signs: exactly one is taken off

t = [list(r) for r in rows]
shown = [list(r) for r in rows]
for i in range(1, 21):
    if t[i][PHONE].startswith("+"):
        t[i][PHONE] = "'" + t[i][PHONE]
for i, (inside, seen) in enumerate([("'=1+1", "=1+1"), ("''=1+1", "'=1+1"), ("'-Vendeur", "-Vendeur"), ("'@bellerive", "@bellerive"),
                                    ("'Vendeur", "'Vendeur"), ("''Vendeur", "''Vendeur"), ("'", "'"), ("'\tVendeur", "\tVendeur"), ("'''+1", "''+1")]):
    t[i + 1][TITLE], shown[i + 1][TITLE] = inside, seen
write("apostrophes-before-formulas.csv", text(t, ";").encode("utf-8-sig"), numbered(shown))
t = [list(r) for r in rows]
t[2][TITLE], t[3][TITLE], t[4][TITLE] = "=1+1", "@directrice", "-"
write("unprotected-formulas.csv", text(t, ",").encode("utf-8"), numbered(t))

# --- numbers as a spreadsheet program leaves them in a text file

t = [list(r) for r in rows]
shown = [list(r) for r in rows]
for i, (id, phone) in enumerate([("101", "612345601"), ("102", "3.36123E+10"), ("1.03E+02", "3,36123E+10"), ("1,04E+02", "0612345604"),
                                 ("#N/A", "06 12 34 56 05"), ("00106", "#REF!"), ("#VALEUR!", "+33612345607"), ("1234567890123456789", "612345608")]):
    t[i + 1][ID], t[i + 1][PHONE] = id, phone
    shown[i + 1][ID] = SCIENTIFIC if "E" in id and "#" not in id else ERROR if "#" in id else id
    shown[i + 1][PHONE] = SCIENTIFIC if "E+" in phone else ERROR if "#" in phone else phone
write("numbers-from-excel.csv", text(t, ";").encode("utf-8"), numbered(shown))

# --- rows of the wrong width

t = [list(r) for r in rows]
t[3] = t[3][:7]
t[6] = t[6] + ["en trop"]
t[9] = t[9][:1]
t[12] = t[12] + ["", ""]
t[15] = t[15][:2] + ["y"] + t[15][2:]
write("ragged.csv", text(t, ";").encode("utf-8"), numbered(t), bad_width=(4, 7, 10, 13, 16))
t = [r + [""] for r in rows]
t[0][-1] = ""
write("separator-at-line-end.csv", text(t, ";").encode("utf-8"), numbered(t))
t = [list(r) for r in rows]
t[6] = t[6][:3] + ["shop-brest", " shop-quimper"] + t[6][4:]
write("unquoted-comma.csv", text(rows, ",").replace('"shop-brest, shop-quimper"', "shop-brest, shop-quimper").encode("utf-8"), numbered(t), bad_width=(7,))

# --- spaces and marks that nobody sees

t = [list(r) for r in rows]
t[1][EMAIL], t[2][FIRST], t[3][LAST] = "  amelie.durand@bellerive.example ", "Jean-Noël\u00a0", "\u200bD’Hérouville"
t[4][EMAIL], t[5][FIRST], t[6][TITLE] = "Francois.Loeuillet@Bellerive.Example", "Mae\u0308lle", "Responsable  de   magasin"
t[7][ROLE], t[8][ID] = "\u202fshop-nice", "\ufeff00108"
write("spaces-and-marks.csv", text(t, ";").encode("utf-8"), numbered(t))

# --- refused as a whole: a quoted cell that swallows lines which look like records

lines = text([list(HEADER)] + people(), ";", "\n").split("\n")
lines[4] = lines[4].replace(";Vendeur;", ';"Vendeur;')
save("damaged", "csv-missing-closing-quote.csv", "\n".join(lines).encode("utf-8"))
many = [list(HEADER)] + [["u%03d@bellerive.example" % i, "Prénom%d" % i, "Nom%d" % i, "shop-lyon", "Sales rep", "%05d" % (20000 + i), "Vendeur", "06 12 34 %02d %02d" % (i // 100, i % 100)] for i in range(300)]
lines = text(many, ";", "\n").split("\n")
lines[50] = lines[50].replace(";Vendeur;", ';"Vendeur;')
lines[250] = lines[250].replace(";Vendeur;", ';Vendeur";')
save("damaged", "csv-two-stray-quotes.csv", "\n".join(lines).encode("utf-8"))
lines = text(many[:120], ",", "\r\n").split("\r\n")
lines[30] = lines[30].replace(",Vendeur,", ',"Vendeur,')
lines[31] = lines[31].replace(",Vendeur,", ',Vendeur",')
save("damaged", "csv-one-line-swallowed.csv", "\r\n".join(lines).encode("cp1252"))
lines = text(many[:120], ",", "\n").split("\n")
lines[0] = lines[0].replace("Email", '"Email')
save("damaged", "csv-quote-in-header.csv", "\n".join(lines).encode("utf-8"))
save("damaged", "csv-nul-bytes.csv", text(rows, ";").encode("utf-8").replace(b"shop-nice", b"shop\0nice"))
save("damaged", "csv-cut-in-utf16.csv", b"\xff\xfe" + text(rows, "\t").encode("utf-16-le")[:-31])
