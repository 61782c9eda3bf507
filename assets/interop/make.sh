#!/bin/sh
# Makes all fixtures again. The npm packages are looked for in NODE_PATH.
set -eu
cd "$(dirname "$0")"
python=/usr/bin/python3
$python make_excel_style.py
$python make_openpyxl.py
$python make_xlsxwriter.py
$python make_csv.py
$python make_damaged.py
node make_sheetjs.js
node make_exceljs.js
node make_npm.js
perl make_perl.pl
go run make_excelize.go
$python make_libreoffice.py
$python make_gnumeric.py
$python make_refused.py
$python make_formats.py
