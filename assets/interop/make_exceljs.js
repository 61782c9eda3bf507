// xlsx/exceljs-*.xlsx. Needs the npm package exceljs.
const ExcelJS = require("exceljs");
const { path, golden, HEADER, people, numbered, problem } = require("./fixtures.js");

async function main() {
  const rows = [HEADER, ...people()];
  let wb = new ExcelJS.Workbook();
  wb.addWorksheet("Users").addRows(rows);
  await wb.xlsx.writeFile(path("xlsx", "exceljs-plain.xlsx"));
  golden("xlsx", "exceljs-plain.xlsx", "Users", 1, numbered(rows));

  wb = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path("xlsx", "exceljs-streamed.xlsx"), useStyles: true, useSharedStrings: false });
  let ws = wb.addWorksheet("Users");
  rows.forEach((r) => ws.addRow(r).commit());
  ws.commit();
  await wb.commit();
  golden("xlsx", "exceljs-streamed.xlsx", "Users", 1, numbered(rows));

  wb = new ExcelJS.Workbook();
  wb.addWorksheet("Aide", { state: "hidden" }).addRow(HEADER);
  ws = wb.addWorksheet("Personnel", { views: [{ state: "frozen", ySplit: 1 }] });
  ws.addRows(rows);
  const shown = rows.map((r) => r.slice());
  const set = (ref, row, col, value, text, format) => {
    ws.getCell(ref).value = value;
    if (format) ws.getCell(ref).numFmt = format;
    shown[row - 1][col] = text;
  };
  set("A2", 2, 0, { text: "Amélie Durand", hyperlink: "mailto:amelie.durand@bellerive.example" }, "amelie.durand@bellerive.example");
  set("A3", 3, 0, { formula: 'LOWER("JEAN-NOEL.LEFEVRE@BELLERIVE.EXAMPLE")', result: "jean-noel.lefevre@bellerive.example" }, "jean-noel.lefevre@bellerive.example");
  set("A4", 4, 0, { formula: 'LOWER("ZOE.DHEROUVILLE@BELLERIVE.EXAMPLE")' }, problem("uncomputed"));
  set("F5", 5, 5, 104, "00104", "00000");
  set("H6", 6, 7, 612345605, "06 12 34 56 05", "0# ## ## ## ##");
  set("F7", 7, 5, new Date(Date.UTC(2026, 2, 2)), problem("date"), "dd/mm/yyyy");
  set("G8", 8, 6, { richText: [{ text: "Vendeuse " }, { font: { bold: true }, text: '"rayon bio"' }] }, 'Vendeuse "rayon bio"');
  set("G9", 9, 6, { error: "#N/A" }, problem("error"));
  set("G10", 10, 6, { formula: "1/0", result: { error: "#DIV/0!" } }, problem("error"));
  set("F11", 11, 5, 1234567890123456, problem("truncated"));
  set("F12", 12, 5, { formula: "ROW()+99", result: 111 }, "111");
  set("F13", 13, 5, { sharedFormula: "F12", result: 112 }, "112");
  set("D14", 14, 3, "shop-izmir\nshop-nice", "shop-izmir\nshop-nice");
  ws.getRow(15).hidden = true;
  ws.getCell("G16").note = "à vérifier";
  ws.autoFilter = "A1:H21";
  await wb.xlsx.writeFile(path("xlsx", "exceljs-typed.xlsx"));
  golden("xlsx", "exceljs-typed.xlsx", "Personnel", 1, numbered(shown), ["hidden 15"]);
}

main();
