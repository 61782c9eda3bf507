"""formats/*/*: workbooks of xlsx/ as other programs save them in other formats. Needs soffice, ssconvert, node and the npm package xlsx; run it after the others."""
import os
import subprocess

from fixtures import *

BASES = ("excel-numbers", "excel-merged-data", "excel-merged-header", "excel-hidden-sheet-first", "excel-hidden-rows", "excel-mail-links",
         "excel-rich-text", "excel-status-booleans", "excel-blank-rows-and-total", "excel-date1904", "gnumeric-numbers")
SHEETJS = """const X = require("xlsx"), w = X.readFile(process.argv[1], { cellNF: true, cellStyles: true });
X.writeFile(w, process.argv[2], { bookType: "biff8" });"""
quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}

for base in BASES:
    source = path("xlsx", base + ".xlsx")
    folder = os.path.dirname(path("formats/" + base, "x"))
    for ending, kind in (("ods", "Gnumeric_OpenCalc:odf"), ("xls", "Gnumeric_Excel:excel_biff8")):
        subprocess.run(["ssconvert", "--export-type=" + kind, source, os.path.join(folder, "gnumeric." + ending)], **quiet)
        subprocess.run(["soffice", "--headless", "--convert-to", ending, "--outdir", folder, source], **quiet)
        os.replace(os.path.join(folder, base + "." + ending), os.path.join(folder, "libreoffice." + ending))
    try:
        subprocess.run(["node", "-e", SHEETJS, source, os.path.join(folder, "sheetjs.xls")], **quiet)
    except subprocess.CalledProcessError:
        print("SheetJS cannot read " + base)
