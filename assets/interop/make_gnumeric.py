"""xlsx/gnumeric-*.xlsx, csv/gnumeric*: other programs' fixtures opened in Gnumeric and saved again. Needs ssconvert; run it after the others."""
import subprocess

from fixtures import *

XLSX, XLSX2006, STF = "Gnumeric_Excel:xlsx2", "Gnumeric_Excel:xlsx", "Gnumeric_stf:stf_assistant"


def convert(source, folder, name, kind, *options):
    subprocess.run(["ssconvert", "--export-type=" + kind, *options, path(*source), path(folder, name)], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def same_golden(source, name, change=lambda text: text):
    with open(path("xlsx", source + ".golden"), encoding="utf-8") as f:
        text = f.read()
    with open(path("xlsx", name + ".golden"), "w", encoding="utf-8", newline="\n") as f:
        f.write(change(text))


convert(("xlsx", "openpyxl-plain.xlsx"), "xlsx", "gnumeric-plain.xlsx", XLSX)
same_golden("openpyxl-plain", "gnumeric-plain")
convert(("xlsx", "xlsxwriter-typed.xlsx"), "xlsx", "gnumeric-2006-typed.xlsx", XLSX2006)
same_golden("xlsxwriter-typed", "gnumeric-2006-typed")
convert(("xlsx", "excel-numbers.xlsx"), "xlsx", "gnumeric-numbers.xlsx", XLSX)
same_golden("excel-numbers", "gnumeric-numbers")
convert(("xlsx", "openpyxl-typed.xlsx"), "xlsx", "gnumeric-recalculated.xlsx", XLSX, "--recalc")
same_golden("openpyxl-typed", "gnumeric-recalculated", lambda text: text.replace("!uncomputed", "00103", 1).replace(
    "!uncomputed", "Vendeuse", 1).replace("!uncomputed", "theo.bruyere@bellerive.example", 1).replace(
    "9|hugo.castaneda@bellerive.example", "9|Hugo Castañeda"))  # Gnumeric drops openpyxl's links
convert(("xlsx", "excel-autofilter.xlsx"), "xlsx", "gnumeric-filtered.xlsx", XLSX)
same_golden("excel-autofilter", "gnumeric-filtered")
rows = numbered([list(HEADER)] + people())
for name, options in (("gnumeric-semicolon.csv", "separator=; quoting-mode=auto eol=windows"), ("gnumeric-comma-quoted.csv", "separator=, quoting-mode=always")):
    convert(("xlsx", "openpyxl-plain.xlsx"), "csv", name, STF, "-O", options)
    golden("csv", name, "", 1, rows, keep_tail=True)
convert(("xlsx", "openpyxl-plain.xlsx"), "formats/excel-plain", "gnumeric.xls", "Gnumeric_Excel:excel_biff8")
convert(("xlsx", "openpyxl-plain.xlsx"), "formats/excel-plain", "gnumeric.ods", "Gnumeric_OpenCalc:odf")
convert(("xlsx", "openpyxl-plain.xlsx"), "refused", "gnumeric.gnumeric", "Gnumeric_XmlIO:sax")
convert(("xlsx", "openpyxl-plain.xlsx"), "refused", "gnumeric.slk", "Gnumeric_sylk:sylk")
convert(("xlsx", "openpyxl-plain.xlsx"), "refused", "gnumeric.dif", "Gnumeric_dif:dif")
