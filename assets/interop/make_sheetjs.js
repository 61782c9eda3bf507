// xlsx/sheetjs-*.xlsx, csv/sheetjs-*.csv and the binary formats of refused/ that SheetJS can write. Needs the npm package xlsx.
const XLSX = require("xlsx");
const fs = require("fs");
const { path, golden, HEADER, people, numbered, problem } = require("./fixtures.js");

function book(rows, sheet = "Users", options) {
  const wb = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(wb, XLSX.utils.aoa_to_sheet(rows, options), sheet);
  return wb;
}

const rows = [HEADER, ...people()];
XLSX.writeFile(book(rows), path("xlsx", "sheetjs-plain.xlsx"));
golden("xlsx", "sheetjs-plain.xlsx", "Users", 1, numbered(rows));
XLSX.writeFile(book(rows), path("xlsx", "sheetjs-shared-strings-compressed.xlsx"), { bookSST: true, compression: true });
golden("xlsx", "sheetjs-shared-strings-compressed.xlsx", "Users", 1, numbered(rows));

// From objects, numbers and dates kept as such, empty values left out.
const objects = people().map((p, i) => {
  const o = Object.fromEntries(HEADER.map((h, c) => [h, p[c]]));
  o.ID = 101 + i;
  if (i % 2) o.Phone = Number(p[7].replace(/\D/g, ""));
  if (i % 3 === 0) o["Job title"] = null;
  o["Entrée"] = new Date(Date.UTC(2020, 0, i + 1, 12));
  o.Status = i % 4 !== 0;
  return o;
});
const wb = XLSX.utils.book_new();
const ws = XLSX.utils.json_to_sheet(objects, { cellDates: false });
ws.A3.l = { Target: "mailto:jean-noel.lefevre@bellerive.example" };
ws.A3.v = "Jean-Noël";
ws.A4 = { t: "s", v: "zoe.dherouville@bellerive.example", f: 'LOWER("ZOE.DHEROUVILLE@BELLERIVE.EXAMPLE")' };
ws.A5 = { t: "s", f: 'LOWER("FRANCOIS.LOEUILLET@BELLERIVE.EXAMPLE")' };
ws.G6 = { t: "e", v: 0x2a };
ws.F7 = { t: "n", v: 106, z: "00000" };
ws.H8 = { t: "n", v: 612345607, z: "0# ## ## ## ##" };
XLSX.utils.book_append_sheet(wb, ws, "Export");
XLSX.writeFile(wb, path("xlsx", "sheetjs-objects.xlsx"));
const shown = people().map((p, i) => {
  const r = p.slice();
  r[5] = String(101 + i);
  if (i % 2) r[7] = p[7].replace(/\D/g, "").replace(/^0/, "");
  if (i % 3 === 0) r[6] = "";
  return [...r, problem("date"), i % 4 ? "TRUE" : "FALSE"];
});
shown[3][0] = problem("uncomputed");
shown[4][6] = problem("error");
shown[5][5] = "00106";
shown[6][7] = "06 12 34 56 07";
golden("xlsx", "sheetjs-objects.xlsx", "Export", 1, numbered([[...HEADER, "Entrée", "Status"], ...shown]));

for (const [name, FS] of [["sheetjs-comma.csv", ","], ["sheetjs-semicolon.csv", ";"]]) {
  fs.writeFileSync(path("csv", name), XLSX.utils.sheet_to_csv(book(rows).Sheets.Users, { FS }));
  golden("csv", name, "", 1, numbered(rows), [], true);
}
XLSX.writeFile(book(rows), path("csv", "sheetjs-unicode.txt"), { bookType: "txt" });
golden("csv", "sheetjs-unicode.txt", "", 1, numbered(rows), [], true);

// The formats that are read, and those that are refused by name.
for (const [name, bookType] of [["sheetjs.xls", "biff8"], ["sheetjs.ods", "ods"], ["sheetjs.html", "html"]]) {
  XLSX.writeFile(book(rows), path("formats/excel-plain", name), { bookType, compression: true });
}
for (const [name, bookType] of [["sheetjs-biff5.xls", "biff5"], ["sheetjs-biff2.xls", "biff2"], ["sheetjs.xlsb", "xlsb"],
  ["sheetjs.fods", "fods"], ["sheetjs-xml2003.xls", "xlml"], ["sheetjs.dif", "dif"],
  ["sheetjs.slk", "sylk"], ["sheetjs.wk3", "wk3"]]) {
  try {
    XLSX.writeFile(book(rows), path("refused", name), { bookType, compression: true });
  } catch (e) {
    console.error(name + ": " + e.message);
  }
}
