"""The work of check.sh."""
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
import zipfile

import openpyxl

from fixtures import HEADER, people

warnings.simplefilter("ignore")
HEADCOUNT = sys.argv[1]
HERE = os.path.dirname(os.path.abspath(__file__))
TMP = tempfile.mkdtemp(prefix="headcount-interop-")
DB = os.path.join(TMP, "bellerive.headcount")
FIELDS = ["email", "first_name", "last_name", "role_ids", "permission_profile", "id", "job_title", "phone"]
STATUS = {"en": {"active": "Active", "deactivated": "Deactivated"}, "fr": {"active": "Actif", "deactivated": "Désactivé"}}
passed, failures = 0, []
ANNOTATED = ["excel-plain.xlsx", "excel-table-comments-image.xlsx", "excel-header-row-5.xlsx", "openpyxl-dressed.xlsx", "xlsxwriter-typed.xlsx",
             "libreoffice-filtered.xlsx", "gnumeric-numbers.xlsx", "style-google-sheets.xlsx", "sheetjs-objects.xlsx"]
# Of two sheets that can be the list one has to be chosen.
SHEETS = {"openpyxl-dressed.xlsx": ("--sheet", "Personnel"), "libreoffice-filtered.xlsx": ("--sheet", "Liste")}

# Values that programs like to change on the way.
HARD = [
    ("00000000000000001", "=1+1", "+33612345678"), ("E1005", "-5", "0612345678"), ("3.36", "@home", "00 33 6 12 34 56 78"),
    ("1/2", "+1", "0033612345670"), ("2026-03-02", "'=1+1", "112"), ("03/04/90", "''+x", "+48 501 234 599"),
    ("TRUE", '"Chef"', "06.12.34.56.79"), ("#N/A ?", "a;b,c\td|e".replace("\t", " "), "06-12-34-56-80"), ("1234567890123456789", "50%", ""),
    ("12:30", "1 000", "01 02 03 04 05"), ("€42", "a_x000D_b", "02"), ("1.0.0", "'", "03"), ("=A1", "<b>bold</b>", "04"),
    ("0x1F", "ﬁn – “fin” ’", "05"), ("-007", "Ａ日本語🍎", "+1 (555) 010-9999"),
]


def run(*args, ok=(0,)):
    p = subprocess.run(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
    if p.returncode not in ok:
        raise RuntimeError("%s: exit %d\n%s%s" % (" ".join(args), p.returncode, p.stdout.decode("utf-8", "replace")[-2000:], p.stderr.decode("utf-8", "replace")[-2000:]))
    return p.stdout.decode("utf-8")


def headcount(*args, lang="en", ok=(0,)):
    return run(HEADCOUNT, "--db", DB, "--lang", lang, *args, ok=ok)


def check(what, problem):
    global passed
    if problem:
        failures.append(what)
        print("FAIL  %s\n      %s" % (what, problem))
    else:
        passed += 1
        print("ok    %s" % what)


def attempt(what, work):
    try:
        check(what, work())
    except Exception as e:
        check(what, "%s: %s" % (type(e).__name__, e))


# --- the other programs

def office(file, folder, kind, *options):
    run("soffice", "-env:UserInstallation=file://" + TMP + "/profile", "--headless", *options, "--convert-to", kind, "--outdir", folder, file)
    return os.path.join(folder, os.path.splitext(os.path.basename(file))[0] + "." + kind.split(":")[0])


def read_csv(file, delimiter=","):
    with open(file, encoding="utf-8-sig", newline="") as f:
        return [r for r in csv.reader(f, delimiter=delimiter)]


def fresh():
    return tempfile.mkdtemp(dir=TMP)


def unescaped(rows):
    """openpyxl and Gnumeric show Excel's escape of the text _x000D_ as it stands in the file."""
    return [[c.replace("_x005F_x000D_", "_x000D_") if isinstance(c, str) else c for c in r] for r in rows]


def by_openpyxl(file):
    book = openpyxl.load_workbook(file, read_only=True)
    sheet = next(s for s in book.worksheets if s.sheet_state == "visible")
    return unescaped([["" if c is None else c for c in r] for r in sheet.iter_rows(values_only=True)])


def by_libreoffice(file):
    return read_csv(office(file, fresh(), "csv:Text - txt - csv (StarCalc):44,34,76,1"))


def by_gnumeric(file):
    out = os.path.join(fresh(), "out.csv")
    run("ssconvert", "--export-type=Gnumeric_stf:stf_csv", file, out)
    return unescaped(read_csv(out))


def by_sheetjs(file):
    return json.loads(run("node", os.path.join(HERE, "sheetjs.js"), "rows", file))


def saved_by_openpyxl(file, to):
    openpyxl.load_workbook(file).save(to)


def saved_by_libreoffice(file, to):
    shutil.move(office(file, fresh(), "xlsx:Calc MS Excel 2007 XML"), to)


def saved_by_gnumeric(file, to):
    run("ssconvert", "--export-type=Gnumeric_Excel:xlsx2", file, to)


def saved_by_sheetjs(file, to):
    run("node", os.path.join(HERE, "sheetjs.js"), "save", file, to)


def ods_by_libreoffice(file, to):
    shutil.move(office(file, fresh(), "ods"), to)


def xls_by_libreoffice(file, to):
    shutil.move(office(file, fresh(), "xls:MS Excel 97"), to)


def ods_by_gnumeric(file, to):
    run("ssconvert", "--export-type=Gnumeric_OpenCalc:odf", file, to)


def xls_by_gnumeric(file, to):
    run("ssconvert", "--export-type=Gnumeric_Excel:excel_biff8", file, to)


READERS = [("openpyxl", by_openpyxl), ("LibreOffice", by_libreoffice), ("Gnumeric", by_gnumeric), ("SheetJS", by_sheetjs)]
SAVERS = [("openpyxl", saved_by_openpyxl), ("LibreOffice", saved_by_libreoffice), ("Gnumeric", saved_by_gnumeric), ("SheetJS", saved_by_sheetjs)]
# The same table in other formats, each by two programs and more.
FORMATS = [("LibreOffice", "ods", ods_by_libreoffice), ("Gnumeric", "ods", ods_by_gnumeric), ("SheetJS", "ods", saved_by_sheetjs),
           ("LibreOffice", "xls", xls_by_libreoffice), ("Gnumeric", "xls", xls_by_gnumeric), ("SheetJS", "xls", saved_by_sheetjs),
           ("SheetJS", "html", saved_by_sheetjs)]


def csv_by_libreoffice(file, to, delimiter):
    """Opened with every column as text, as the careful do."""
    text = "/".join("%d/2" % (i + 1) for i in range(10))
    out = office(file, fresh(), "csv:Text - txt - csv (StarCalc):%d,34,76,1" % ord(delimiter),
                 "--infilter=Text - txt - csv (StarCalc):%d,34,76,1,%s" % (ord(delimiter), text))
    shutil.move(out, to)


def csv_by_sheetjs(file, to, delimiter):
    run("node", os.path.join(HERE, "sheetjs.js"), "save", file, to)


def csv_by_libreoffice_carelessly(file, to, delimiter):
    """Opened as it comes: zeros in front are lost, scientific notation may appear."""
    shutil.move(office(file, fresh(), "csv:Text - txt - csv (StarCalc):%d,34,76,1" % ord(delimiter),
                       "--infilter=Text - txt - csv (StarCalc):%d,34,76,1" % ord(delimiter)), to)


CSV_SAVERS = [("LibreOffice with text columns", csv_by_libreoffice), ("SheetJS", csv_by_sheetjs)]


# --- the checks

def differences(rows, users, lang, status):
    """What is wrong with rows, a header and one row per user, or None."""
    rows = [[str(c) for c in r] for r in rows if any(str(c) for c in r)]
    width = len(FIELDS) + (1 if status != "active" else 0)
    want = {}
    for u in users:
        if status == "all" or u["status"] == status:
            want[u["email"]] = [", ".join(u[f]) if f == "role_ids" else u[f] or "" for f in FIELDS] + (
                [STATUS[lang][u["status"]]] if width > len(FIELDS) else [])
    if len(rows[0]) < width or (lang == "en" and rows[0][:8] != HEADER):
        return "header: %r" % rows[0]
    found = set()
    wrong = []
    for r in rows[1:]:
        r = (r + [""] * width)[:max(width, len(r))]
        while len(r) > width and r[-1] == "":
            r.pop()
        found.add(r[0])
        if want.get(r[0]) != r:
            wrong.append("%r instead of %r" % (r, want.get(r[0])))
    wrong += ["missing: " + e for e in want if e not in found]
    if len(rows) - 1 != len(want):
        wrong.append("%d rows instead of %d" % (len(rows) - 1, len(want)))
    return "\n      ".join(wrong[:5]) or None


def no_change(file, total, *options):
    """Uploading file changes nothing: exit 0 and everybody unchanged. SheetJS makes a true CR of the escaped text _x000D_: a problem, said.
    Gnumeric saves Excel's escape of it as it stands in the workbook into other formats: one title more."""
    out = headcount("upload", file, "--format", "json", *options, ok=(0, 1, 2, 3, 4, 5))
    report = json.loads(out)
    counts = report["counts"]
    problems = [i["code"] for l in report.get("lines", []) if l["kind"] == "problem" for i in l["issues"]]
    if "SheetJS" in file and problems == ["cell.control_characters"]:
        total, counts = total - 1, {**counts, "problem": 0}
    titles = [f["new"] for l in report.get("lines", []) if l["kind"] == "updated" for f in l["fields"]]
    if "Gnumeric" in file and not file.endswith(".xlsx") and titles == ["a_x005F_x000D_b"]:
        total, counts = total - 1, {**counts, "updated": 0}
    bad = {k: v for k, v in counts.items() if v and k not in ("unchanged", "warnings", "ignored", "absent")}
    if counts["unchanged"] != total or counts["ignored"] or bad or report.get("guards") or report.get("error"):
        lines = [l for l in report.get("lines", []) if l["kind"] not in ("unchanged", "absent")]
        return "%s %s\n      %s" % (counts, report.get("error") or report.get("guards") or "", "\n      ".join(
            json.dumps({k: l.get(k) for k in ("kind", "row", "fields", "issues")}, ensure_ascii=False)[:600] for l in lines[:6]))
    return None


def mark_lost(before, after):
    """The mark of our export is in one of its two places still (SPEC S7.2)."""
    mark = openpyxl.load_workbook(before).properties.identifier
    with zipfile.ZipFile(after) as z:
        kept = any(mark.encode() in z.read(n) for n in z.namelist() if n.startswith("docProps/"))
    return None if kept else "the mark %r is lost" % mark


def text_cells(file):
    """Every cell is text in a text format, the header is bold and frozen, the dimension is right."""
    book = openpyxl.load_workbook(file)
    sheet = next(s for s in book.worksheets if s.sheet_state == "visible")
    for row in sheet.iter_rows():
        for c in row:
            if c.value is not None and (c.data_type not in ("s", "inlineStr") or c.number_format != "@"):
                return "%s is %r in the format %r" % (c.coordinate, c.data_type, c.number_format)
    if sheet.freeze_panes != "A2":
        return "frozen at %r" % sheet.freeze_panes
    if not all(c.font.bold for c in sheet[1] if c.value):
        return "the header is not bold"
    rows = openpyxl.load_workbook(file, read_only=True)
    visible = next(s for s in rows.worksheets if s.sheet_state == "visible")
    if visible.calculate_dimension() != sheet.calculate_dimension():
        return "dimension %s, cells %s" % (visible.calculate_dimension(), sheet.calculate_dimension())
    return None


def start():
    """An organization with the people of Bellerive, some with hard values, some deactivated."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADER + ["Status"])
    rows = people()
    for i, (id, title, phone) in enumerate(HARD):
        rows.append(["hard%d@bellerive.example" % i, "Élodie %d" % i, "D’Œuvre %d" % i, "shop-lyon", "Sales rep", id, title, phone])
    rows.append(["nobody@bellerive.example", "No", "Extras", "head-office", "Manager", "", "", ""])
    for i, r in enumerate(rows):
        for c, v in enumerate(r + ["Deactivated" if i in (3, 7, 30) else "Active"]):
            cell = sheet.cell(i + 2, c + 1)
            cell.number_format = "@"
            if v:
                cell.value = v.replace("_x", "_x005F_x")  # openpyxl does not write this escape by itself
                cell.data_type = "s"
    file = os.path.join(TMP, "start.xlsx")
    book.save(file)
    headcount("upload", file, "--apply", "--create-roles")
    out = json.loads(headcount("users", "--status", "all", "--format", "json"))
    users = out if isinstance(out, list) else out["users"]
    by_email = {u["email"]: u for u in users}
    for i, r in enumerate(rows):
        u = by_email.get(r[0]) or {}
        got = [", ".join(u.get(f) or []) if f == "role_ids" else u.get(f) or "" for f in FIELDS]
        want = list(r)
        want[FIELDS.index("role_ids")] = ", ".join(sorted(r[FIELDS.index("role_ids")].split(", ")))
        if got != want:
            check("the base holds %s as uploaded" % r[0], "%r instead of %r" % (got, want))
    check("the base holds %d users" % len(rows), None if len(users) == len(rows) else "%d" % len(users))
    return users


def main():
    users = start()
    for lang, delimiter in (("en", ","), ("fr", ";")):
        for status in ("active", "all"):
            name = "%s %s" % (lang, status)
            total = sum(1 for u in users if status == "all" or u["status"] == status)
            file = os.path.join(TMP, "export-%s-%s.xlsx" % (lang, status))
            headcount("export", file, "--status", status, lang=lang)
            attempt("XLSX %s: text cells, frozen bold header, dimension" % name, lambda: text_cells(file))
            attempt("XLSX %s: uploaded as it is" % name, lambda: no_change(file, total))
            for program, read in READERS:
                attempt("XLSX %s: read by %s" % (name, program), lambda: differences(read(file), users, lang, status))
            for program, save in SAVERS:
                def again():
                    to = os.path.join(fresh(), "users by %s.xlsx" % program)
                    save(file, to)
                    return no_change(to, total, "--deactivate-absent") or mark_lost(file, to)
                attempt("XLSX %s: saved by %s, uploaded" % (name, program), again)
            for program, ending, save in FORMATS:
                def again():
                    to = os.path.join(fresh(), "users by %s.%s" % (program, ending))
                    save(file, to)
                    return no_change(to, total, "--deactivate-absent")
                attempt("XLSX %s: saved by %s as %s, uploaded" % (name, program, ending), again)
            text = os.path.join(TMP, "export-%s-%s.csv" % (lang, status))
            headcount("export", text, "--status", status, lang=lang)
            attempt("CSV %s: BOM, CRLF, separator" % name, lambda: csv_shape(text, delimiter))
            attempt("CSV %s: uploaded as it is" % name, lambda: no_change(text, total))
            attempt("CSV %s: read by a plain reader" % name, lambda: differences(unprotected(read_csv(text, delimiter)), users, lang, status))
            for program, save in CSV_SAVERS:
                def again():
                    to = os.path.join(fresh(), "users by %s.csv" % program)
                    save(text, to, delimiter)
                    return no_change(to, total, "--deactivate-absent")
                attempt("CSV %s: saved by %s, uploaded" % (name, program), again)

            def carelessly():
                to = os.path.join(fresh(), "users.csv")
                csv_by_libreoffice_carelessly(text, to, delimiter)
                return careful_refusal(to)
            attempt("CSV %s: opened without care by LibreOffice, uploaded: nothing is changed unsaid" % name, carelessly)
        template = os.path.join(TMP, "template-%s.xlsx" % lang)
        headcount("template", template, lang=lang)
        for program, read in READERS:
            attempt("template %s: read by %s" % (lang, program), lambda: template_rows(read(template), lang))
        for program, save in SAVERS:
            def example():
                to = os.path.join(fresh(), "template.xlsx")
                save(template, to)
                return only_example(to)
            attempt("template %s: saved by %s, its example row is skipped" % (lang, program), example)
    reports()
    copies_corrected()


def reports():
    """The saved report and annotated copies of other programs' workbooks can be opened, and the copies hold the same cells."""
    for name in ANNOTATED:
        source = os.path.join(HERE, "..", "..", "data", "sheet", "testdata", "xlsx", name)
        copy, report = os.path.join(TMP, "annotated-" + name), os.path.join(TMP, "report-" + name)
        for what, option, file in (("report on", "--report", report), ("annotated copy of", "--annotated", copy)):
            try:
                headcount("upload", source, option, file, *SHEETS.get(name, ()), ok=(0, 3, 4))
            except Exception as e:
                check("%s %s" % (what, name), str(e))
                continue
            for program, read in READERS:
                attempt("%s %s: read by %s" % (what, name, program), lambda: same_cells(read(source), read(copy)) if file == copy else
                        None if len(read(report)) > 1 else "no rows")


def copies_corrected():
    """An annotated copy that another program has saved is read like the file, and annotated again it has the same columns."""
    workbook = os.path.join(HERE, "..", "..", "data", "sheet", "testdata", "xlsx", "xlsxwriter-protected.xlsx")
    for source in (workbook, os.path.join(HERE, "..", "example", "users-with-problems.csv")):
        name = os.path.basename(source)
        copy = os.path.join(fresh(), "annotated.xlsx")
        headcount("upload", source, "--annotated", copy, ok=(0, 3, 4))
        for program, save in SAVERS:
            def again():
                saved, second = os.path.join(fresh(), "users.xlsx"), os.path.join(fresh(), "second.xlsx")
                save(copy, saved)
                before, after = (json.loads(headcount("upload", f, "--format", "json", ok=(0, 3, 4))) for f in (source, saved))
                if before["counts"] != after["counts"]:
                    return "%r became %r" % (before["counts"], after["counts"])
                headcount("upload", saved, "--annotated", second, ok=(0, 3, 4))
                headers, wanted = headers_of(second), headers_of(copy)
                return None if headers == wanted else "the headers %r became %r" % (wanted, headers)
            attempt("annotated copy of %s: saved by %s, uploaded, annotated again" % (name, program), again)


def headers_of(file):
    """The header cells of the row that has a Problem column."""
    return next([c for c in r if c] for r in by_openpyxl(file) if "Problem" in r)


def same_cells(before, after):
    for i, r in enumerate(before):
        now = after[i] if i < len(after) else []
        for c, v in enumerate(r):
            if v != "" and (c >= len(now) or str(now[c]) != str(v)):
                return "row %d: %r instead of %r" % (i + 1, now, r)
    return None


def csv_shape(file, delimiter):
    with open(file, "rb") as f:
        data = f.read()
    if not data.startswith(b"\xef\xbb\xbf"):
        return "no BOM"
    if data.count(b"\n") != data.count(b"\r\n"):
        return "a line end is not CRLF"
    if delimiter not in data.split(b"\r\n")[0].decode("utf-8"):
        return "the header has no %r" % delimiter
    return None


def unprotected(rows):
    """One apostrophe off where any number of them stands before a formula sign (SPEC S3.4)."""
    return [[c[1:] if c.startswith("'") and c.lstrip("'")[:1] in ("=", "+", "-", "@", "\t", "\r") and c.lstrip("'") else c for c in r] for r in rows]


def careful_refusal(file):
    """The ordinary people are unchanged or a problem; nobody's ID or phone is replaced by what a program made of it."""
    report = json.loads(headcount("upload", file, "--format", "json", ok=(0, 3, 4)))
    for line in report.get("lines", []):
        if line["kind"] in ("created", "deactivated"):
            return json.dumps(line, ensure_ascii=False)
        email = line["user"]["email"]
        if not email.startswith("hard") and line["kind"] == "updated":
            return json.dumps({"row": line["row"], "fields": line["fields"]}, ensure_ascii=False)
    return report.get("error")


def template_rows(rows, lang):
    rows = [[str(c) for c in r] for r in rows if any(str(c) for c in r)]
    if len(rows) != 2:
        return "%d rows: %r" % (len(rows), rows)
    if lang == "en" and rows[0][:8] != HEADER:
        return "header: %r" % rows[0]
    return None


def only_example(file):
    report = json.loads(headcount("upload", file, "--format", "json", ok=(0, 3)))
    counts = report["counts"]
    if counts["ignored"] != 1 or any(counts[k] for k in ("created", "updated", "problem", "deactivated")):
        return "%s %s" % (counts, report.get("error") or "")
    return None


try:
    main()
except Exception as e:
    check("everything else", "%s: %s" % (type(e).__name__, e))
finally:
    if failures:
        print("The files are in " + TMP)
    else:
        shutil.rmtree(TMP, ignore_errors=True)
print("%d passed, %d failed" % (passed, len(failures)))
sys.exit(1 if failures else 0)
