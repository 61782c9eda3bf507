"""What all generators share: the people, where the files go, and the golden format (see data/sheet/testdata/README.md)."""
import csv
import os
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
TESTDATA = os.environ.get("TESTDATA") or os.path.join(HERE, "..", "..", "data", "sheet", "testdata")

with open(os.path.join(HERE, "people.csv"), encoding="utf-8", newline="") as f:
    _rows = list(csv.reader(f))
HEADER, PEOPLE = _rows[0], _rows[1:]
FRENCH_HEADER = ["Adresse e-mail", "Prénom", "Nom", "Identifiant du rôle", "Profil de permission", "Matricule", "Fonction", "Téléphone"]
EMAIL, FIRST, LAST, ROLE, PROFILE, ID, TITLE, PHONE = range(8)


def people(n=None):
    """A fresh copy of the first n people (all 20 without n), free to be changed."""
    return [list(p) for p in PEOPLE[:n]]


def path(folder, name):
    d = os.path.join(TESTDATA, folder)
    os.makedirs(d, exist_ok=True)
    return os.path.join(d, name)


def save(folder, name, data):
    with open(path(folder, name), "wb") as f:
        f.write(data)


class Problem(str):
    """A cell that must be a problem: Problem("error") is shown as !error in the golden."""


ERROR, UNCOMPUTED, TRUNCATED, SCIENTIFIC, DATE, CONTROL = map(
    Problem, ("error", "uncomputed", "truncated", "scientific", "date", "control"))


def escape(cell):
    if isinstance(cell, Problem):
        return "!" + str(cell)
    out = []
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    for i, c in enumerate(text):
        if c in "\\|" or (c == "!" and i == 0):
            out.append("\\" + c)
        elif c in "\n\t":
            out.append({"\n": "\\n", "\t": "\\t"}[c])
        elif c != " " and unicodedata.category(c) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Co", "Cs"):
            out.append("\\u%04x" % ord(c))
        else:
            out.append(c)
    return "".join(out)


def golden(folder, name, sheet, header_row, rows, facts=(), keep_tail=False, bad_width=()):
    """Writes name.golden. rows: {row number: cells}, the header row among them; blank rows are left out."""
    lines = ["sheet=%s header_row=%d" % (sheet, header_row)]
    lines += ["#" + f for f in facts]
    for number in sorted(rows):
        cells = list(rows[number])
        if not any(isinstance(c, Problem) or c.strip() for c in cells):
            continue
        while not keep_tail and cells and cells[-1] == "":
            cells.pop()
        mark = "!width" if number in bad_width else ""
        lines.append("|".join(["%d%s" % (number, mark)] + [escape(c) for c in cells]))
    stem = name.rsplit(".", 1)[0]
    with open(path(folder, stem + ".golden"), "w", encoding="utf-8", newline="\n") as f:
        f.write("\n".join(lines) + "\n")


def numbered(table, first=1):
    """[header, row, row…] as {1: header, 2: row…}."""
    return {first + i: r for i, r in enumerate(table)}
