"""xlsx/openpyxl-*.xlsx"""
import datetime

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from fixtures import *


def book(rows, title="Users"):
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = title
    for r in rows:
        ws.append(r)
    return wb, ws


def done(name, wb, rows, facts=(), sheet="Users", header_row=1):
    wb.save(path("xlsx", name))
    golden("xlsx", name, sheet, header_row, rows, facts)


rows = [list(HEADER)] + people()
wb, ws = book(rows)
done("openpyxl-plain.xlsx", wb, numbered(rows))

wb = openpyxl.Workbook(write_only=True)
ws = wb.create_sheet("Users")
for r in rows:
    ws.append([WriteOnlyCell(ws, value=c) for c in r])
done("openpyxl-write-only.xlsx", wb, numbered(rows))

# Typed values: dates, numbers with formats, formulas that nobody calculated, booleans, links.
rows = [list(HEADER) + ["Entrée", "Status"]] + people()
shown = [list(r) for r in rows]
wb, ws = book(rows)
for i in range(2, 22):
    ws.cell(i, 9, datetime.date(2020, 1, i))
    shown[i - 1].append(DATE)
    ws.cell(i, 10, i % 5 != 0)
    shown[i - 1].append("TRUE" if i % 5 else "FALSE")
for i in range(2, 7):
    c = ws.cell(i, 8, 612345600 + i)
    c.number_format = "0000000000" if i < 4 else "0# ## ## ## ##"
    shown[i - 1][PHONE] = "06123456%02d" % i if i < 4 else "06 12 34 56 %02d" % i
ws["F2"], shown[1][ID] = 101, "101"
ws["F3"], shown[2][ID] = 102.0, "102"
ws["F4"], shown[3][ID] = '=TEXT(103,"00000")', UNCOMPUTED
ws["F5"], shown[4][ID] = datetime.datetime(2026, 3, 2, 8, 30), DATE
ws["F6"], shown[5][ID] = 1234567890123456789, TRUNCATED
ws["G7"], shown[6][TITLE] = "#N/A", ERROR
ws["G8"], shown[7][TITLE] = '=IF(TRUE,"Vendeuse","")', UNCOMPUTED
ws["A9"] = "Hugo Castañeda"
ws["A9"].hyperlink = "mailto:hugo.castaneda@bellerive.example"
ws["A10"].hyperlink = "mailto:cecile.noel@bellerive.example?subject=Bonjour"
ws["A11"], shown[10][EMAIL] = '=HYPERLINK("mailto:theo.bruyere@bellerive.example","Théo")', UNCOMPUTED
ws["D12"].value = shown[11][ROLE] = "shop-lille\nshop-lyon"
done("openpyxl-typed.xlsx", wb, numbered(shown))

# Freeze, filter, table, comment, validation, bold header: what a script that "makes it nice" adds.
rows = [list(HEADER)] + people()
wb, ws = book(rows, "Personnel")
for c in ws[1]:
    c.font = Font(bold=True)
ws.freeze_panes = "A2"
ws.add_table(Table(displayName="Personnel", ref="A1:H21"))
ws["A3"].comment = Comment("à vérifier", "RH")
v = DataValidation(type="list", formula1='"Manager,Sales rep"', allow_blank=True)
ws.add_data_validation(v)
v.add("E2:E200")
ws.row_dimensions[5].hidden = True
ws.column_dimensions["H"].hidden = True
hidden = wb.create_sheet("Listes", 0)
hidden.sheet_state = "hidden"
hidden.append(HEADER)
done("openpyxl-dressed.xlsx", wb, numbered(rows), ["hidden 5"], sheet="Personnel")

# Merged header, title rows above.
rows = [["Email", "Identité", "", "Role ID", "Permission profile", "ID", "Job title", "Phone"]] + people()
wb, ws = book(rows)
ws["C1"].value = None
ws.merge_cells("B1:C1")
done("openpyxl-merged-header.xlsx", wb, numbered(rows), ["merged_header B1:C1"])
