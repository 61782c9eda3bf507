"""Edits an exported list as a person would, in another program: in LibreOffice if
it is there, else with openpyxl.
   edit.py FILE
Takes the first fourteen unprotected people of one shop out, adds two, gives three
another shop and mistypes the shop of a fourth. Prints the last name of the first
who was taken out."""

import os
import shutil
import subprocess
import sys
import tempfile
import time

GONE, TO, MISTYPED = "shop-rennes", "shop-nantes", "shop-nante"
MOVED = "shop-brest"
NEW = [
    ["maelys.delacroix@bellerive.example", "Maëlys", "Delacroix", TO, "Sales rep", "00901", "Sales adviser", ""],
    ["yann.le-bihan@bellerive.example", "Yann", "Le Bihan", "shop-brest", "Sales rep", "00902", "Stock keeper", ""],
]
KEPT = {"helene.bonnefoy-marchetti", "aicha.elkhoury", "angel.simon", "emilie.ozturk"}  # protected in the example


def edits(rows):
    """What is done to rows (the header is the first): the numbers of those taken out, and cells with their new text."""
    at = {title: i for i, title in enumerate(rows[0])}
    role, email, name, profile = at["Role ID"], at["Email"], at["Last name"], at["Permission profile"]

    def some(shop, count):
        return [i for i, r in enumerate(rows) if r[role] == shop and r[profile] == "Sales rep" and r[email].split("@")[0] not in KEPT][:count]

    gone, moved = some(GONE, 14), some(MOVED, 4)
    cells = {(i, role): TO for i in moved[:3]}
    cells[moved[3], role] = MISTYPED
    return gone, cells, rows[gone[0]][name]


def by_openpyxl(file):
    import openpyxl
    book = openpyxl.load_workbook(file)
    sheet = next(s for s in book.worksheets if s.sheet_state == "visible")
    gone, cells, name = edits([["" if c is None else str(c) for c in r] for r in sheet.iter_rows(values_only=True)])
    for (row, column), text in cells.items():
        sheet.cell(row + 1, column + 1).value = text
    for row in reversed(gone):
        sheet.delete_rows(row + 1)
    for row in NEW:
        sheet.append(row)
    book.save(file)
    return name


def by_libreoffice(file):
    import uno
    from com.sun.star.beans import PropertyValue
    from com.sun.star.connection import NoConnectException

    def options(**values):
        return tuple(PropertyValue(Name=n, Value=v) for n, v in values.items())

    home = tempfile.mkdtemp()
    pipe = "pipe,name=headcount%d" % os.getpid()
    office = subprocess.Popen(
        ["soffice", "-env:UserInstallation=file://" + home, "--headless", "--norestore", "--accept=" + pipe + ";urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    end = time.time() + 120
    while True:
        try:
            context = resolver.resolve("uno:" + pipe + ";urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            if time.time() > end:
                office.kill()
                raise
            time.sleep(0.5)
    desktop = context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
    document = desktop.loadComponentFromURL("file://" + file, "_blank", 0, options(Hidden=True))
    sheet = next(s for s in document.Sheets if s.IsVisible)
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress
    rows = [[sheet.getCellByPosition(c, r).String for c in range(last.EndColumn + 1)] for r in range(last.EndRow + 1)]
    gone, cells, name = edits(rows)
    for (row, column), text in cells.items():
        sheet.getCellByPosition(column, row).String = text
    for row in reversed(gone):
        sheet.Rows.removeByIndex(row, 1)
    for i, row in enumerate(NEW):
        for column, text in enumerate(row):
            sheet.getCellByPosition(column, len(rows) - len(gone) + i).String = text
    document.storeToURL("file://" + file, options(FilterName="Calc MS Excel 2007 XML"))
    document.close(True)
    try:
        desktop.terminate()
    except Exception:  # the connection ends with the program
        pass
    office.wait(60)
    shutil.rmtree(home, ignore_errors=True)
    return name


def main(file):
    try:
        import uno  # noqa: F401
        program = by_libreoffice if shutil.which("soffice") else by_openpyxl
    except ImportError:
        program = by_openpyxl
    print("Edited by " + program.__name__[3:], file=sys.stderr)
    print(program(file))


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
