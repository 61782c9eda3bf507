"""xlsx/libreoffice-*.xlsx, csv/libreoffice-*.csv and LibreOffice's share of refused/. Needs soffice and python3-uno."""
import os
import shutil
import subprocess
import tempfile
import time

import uno
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.lang import Locale
from com.sun.star.sheet import TableFilterField
from com.sun.star.sheet.FilterOperator import EQUAL
from com.sun.star.table import CellRangeAddress
from com.sun.star.util import Date

from fixtures import *

FRENCH = Locale("fr", "FR", "")
profile = tempfile.mkdtemp(prefix="soffice-profile-")
pipe = "headcount%d" % os.getpid()
office = subprocess.Popen(["soffice", "-env:UserInstallation=file://" + profile, "--headless", "--norestore", "--nologo",
                           "--accept=pipe,name=%s;urp;" % pipe], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def connect():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
        except Exception:
            time.sleep(0.5)
    raise SystemExit("soffice did not start")


context = connect()
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def props(**values):
    return tuple(PropertyValue(k, 0, v, 0) for k, v in values.items())


def calc():
    return desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, props(Hidden=True))


def store(doc, folder, name, filter_name, **values):
    doc.storeToURL(uno.systemPathToFileUrl(os.path.abspath(path(folder, name))), props(FilterName=filter_name, **values))


def fill(sheet, rows):
    for r, row in enumerate(rows):
        for c, v in enumerate(row):
            if v:
                sheet.getCellByPosition(c, r).setString(v)


def number_format(doc, code, locale=FRENCH):
    formats = doc.NumberFormats
    key = formats.queryKey(code, locale, False)
    return key if key != -1 else formats.addNew(code, locale)


XLSX, OOXML = "Calc MS Excel 2007 XML", "Calc Office Open XML"
rows = [list(HEADER)] + people()
try:
    doc = calc()
    sheet = doc.Sheets.getByIndex(0)
    sheet.Name = "Users"
    fill(sheet, rows)
    for name, kind in (("libreoffice-plain.xlsx", XLSX), ("libreoffice-ooxml.xlsx", OOXML), ("libreoffice-template.xltx", "Calc MS Excel 2007 XML Template")):
        store(doc, "xlsx", name, kind)
        golden("xlsx", name, "Users", 1, numbered(rows))
    # 59 semicolon, 44 comma, 9 tab; 34 the quote; 76 UTF-8, 1 Windows-1252 (ANSI), 65535 UTF-16
    for name, options in (("libreoffice-semicolon-utf8.csv", "59,34,76,1"), ("libreoffice-comma-quoted.csv", "44,34,76,1,,0,true"),
                          ("libreoffice-tab-utf16.csv", "9,34,65535,1")):
        store(doc, "csv", name, "Text - txt - csv (StarCalc)", FilterOptions=options)
        golden("csv", name, "", 1, numbered(rows), keep_tail=True)
    for name, kind in (("libreoffice.xls", "MS Excel 97"), ("libreoffice.ods", "calc8"), ("libreoffice.html", "HTML (StarCalc)")):
        store(doc, "formats/excel-plain", name, kind)
    for name, kind in (("libreoffice.slk", "SYLK"), ("libreoffice.dif", "DIF"),
                       ("libreoffice-2003.xml", "MS Excel 2003 XML"), ("libreoffice.pdf", "calc_pdf_Export")):
        store(doc, "refused", name, kind)
    secret = uno.Any("[]com.sun.star.beans.NamedValue", (NamedValue("CryptoType", "Standard"), NamedValue("OOXPassword", "secret")))
    store(doc, "refused", "libreoffice-password.xlsx", XLSX, EncryptionData=secret)
    store(doc, "refused", "libreoffice-password.ods", "calc8", Password="secret")
    doc.close(True)

    # Numbers, dates, formulas, errors, links.
    doc = calc()
    sheet = doc.Sheets.getByIndex(0)
    sheet.Name = "Personnel 2026"
    fill(sheet, rows)
    shown = [list(r) for r in rows]

    def put(row, col, text, value=None, formula=None, format=None):
        cell = sheet.getCellByPosition(col, row - 1)
        if format:
            cell.NumberFormat = number_format(doc, format)
        if value is not None:
            cell.setValue(float(value))
        if formula is not None:
            cell.setFormula(formula)
        shown[row - 1][col] = text

    put(2, PHONE, "0612345601", 612345601, format="0000000000")
    put(3, PHONE, "06 12 34 56 02", 612345602, format='0#" "##" "##" "##" "##')
    put(4, PHONE, "33612345603", 33612345603)
    put(5, PHONE, SCIENTIFIC, 33612345604, format="0,00E+00")
    put(6, PHONE, "33612345605", 33612345605, format="# ##0")
    put(2, ID, "101", 101)
    put(3, ID, "00102", 102, format="00000")
    put(4, ID, DATE, 46083, format="JJ/MM/AAAA")
    put(5, ID, "104", 104, format="0,00")
    put(6, ID, TRUNCATED, 1234567890123456)
    put(7, ID, "106", formula="=ROW()+99")
    put(8, ID, ERROR, formula="=1/0")
    put(9, ID, ERROR, formula="=NA()")
    put(10, ID, "00109", formula='=TEXT(109;"00000")')
    put(11, ID, "123456789012345", 123456789012345)
    put(12, TITLE, "RESPONSABLE", formula='=UPPER("responsable")')
    put(13, TITLE, "", formula='=IF(1=1;"";"x")')
    put(14, TITLE, "=1+1")
    sheet.getCellByPosition(TITLE, 13).setString("=1+1")
    put(15, TITLE, "Satış\ndanışmanı")
    sheet.getCellByPosition(TITLE, 14).setString("Satış\ndanışmanı")
    put(16, TITLE, "12", formula="'12")
    put(17, EMAIL, "isil.cagdas@bellerive.example", formula='=HYPERLINK("mailto:isil.cagdas@bellerive.example";"Işıl")')
    cell = sheet.getCellByPosition(EMAIL, 17)
    cell.setString("")
    field = doc.createInstance("com.sun.star.text.TextField.URL")
    field.Representation, field.URL = "Łukasz Wiśniewski", "mailto:lukasz.wisniewski@bellerive.example"
    cell.insertTextContent(cell.createTextCursor(), field, False)
    shown[0] += ["Entrée", "Active"]
    sheet.getCellByPosition(8, 0).setString("Entrée")
    sheet.getCellByPosition(9, 0).setString("Active")
    for r in range(2, 22):
        shown[r - 1] += ["", ""]
        put(r, 8, DATE, 44000 + r, format="JJ/MM/AAAA")
        put(r, 9, "TRUE" if r % 4 else "FALSE", formula="=TRUE()" if r % 4 else "=FALSE()")
    store(doc, "xlsx", "libreoffice-typed.xlsx", XLSX)
    golden("xlsx", "libreoffice-typed.xlsx", "Personnel 2026", 1, numbered(shown))
    doc.NullDate = Date(1, 1, 1904)
    store(doc, "xlsx", "libreoffice-date1904.xlsx", XLSX)
    golden("xlsx", "libreoffice-date1904.xlsx", "Personnel 2026", 1, numbered(shown))
    doc.close(True)

    # Merged title, filter, hidden rows and columns, hidden sheet before, note, validation.
    doc = calc()
    doc.Sheets.insertNewByName("Archive", 1)
    archive = doc.Sheets.getByName("Archive")
    fill(archive, [list(HEADER), ["gone@bellerive.example", "Gone", "Person"]])
    sheet = doc.Sheets.getByIndex(0)
    sheet.Name = "Liste"
    archive.IsVisible = False
    table = [["Personnel au 2 mars 2026"], []] + rows
    fill(sheet, table)
    sheet.getCellRangeByName("A1:H1").merge(True)
    sheet.getCellRangeByName("A4:A5").Rows.getByIndex(0).IsVisible = False
    sheet.Columns.getByIndex(7).IsVisible = False
    doc.DatabaseRanges.addNewByName("Filtre", CellRangeAddress(sheet.RangeAddress.Sheet, 0, 2, 7, 22))
    area = doc.DatabaseRanges.getByName("Filtre")
    area.AutoFilter = True
    descriptor = sheet.getCellRangeByName("A3:H23").createFilterDescriptor(True)
    field = TableFilterField()
    field.Field, field.IsNumeric, field.StringValue, field.Operator = 4, False, "Manager", EQUAL
    descriptor.setFilterFields((field,))
    descriptor.ContainsHeader = True
    sheet.getCellRangeByName("A3:H23").filter(descriptor)
    sheet.Annotations.insertNew(sheet.getCellByPosition(0, 4).CellAddress, "à vérifier")
    store(doc, "xlsx", "libreoffice-filtered.xlsx", XLSX)
    hidden = [i + 4 for i, p in enumerate(people()) if p[PROFILE] != "Manager"]
    golden("xlsx", "libreoffice-filtered.xlsx", "Liste", 3, numbered(rows, 3), ["hidden " + " ".join(map(str, hidden))])
    doc.close(True)

    doc = calc()
    sheet = doc.Sheets.getByIndex(0)
    header = ["Email", "Name", "", "Role ID", "Permission profile", "ID", "Job title", "Phone"]
    fill(sheet, [header] + people())
    sheet.getCellRangeByName("B1:C1").merge(True)
    store(doc, "xlsx", "libreoffice-merged-header.xlsx", XLSX)
    golden("xlsx", "libreoffice-merged-header.xlsx", sheet.Name, 1, numbered([header] + people()), ["merged_header B1:C1"])
    doc.close(True)

    # A French text file opened and saved as a workbook: leading zeros are lost where the column was not marked as text.
    doc = desktop.loadComponentFromURL(uno.systemPathToFileUrl(os.path.abspath(path("csv", "french-excel.csv"))), "_blank", 0,
                                       props(Hidden=True, FilterName="Text - txt - csv (StarCalc)", FilterOptions="59,34,1,1"))
    shown = [FRENCH_HEADER] + [[*p[:5], str(int(p[ID])), *p[6:]] for p in people(12)]
    store(doc, "xlsx", "libreoffice-from-csv.xlsx", XLSX)
    golden("xlsx", "libreoffice-from-csv.xlsx", doc.Sheets.getByIndex(0).Name, 1, numbered(shown))
    doc.close(True)

    writer = desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, props(Hidden=True))
    writer.Text.setString("Email;Nom;Prénom\n" + "\n".join(";".join((p[0], p[2], p[1])) for p in people()))
    store(writer, "refused", "libreoffice.docx", "MS Word 2007 XML")
    writer.close(True)
finally:
    try:
        desktop.terminate()
    except Exception:
        pass
    office.wait(30)
    shutil.rmtree(profile, ignore_errors=True)
