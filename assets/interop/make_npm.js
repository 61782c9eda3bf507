// xlsx/xlsx-populate-*.xlsx, xlsx/write-excel-file-*.xlsx. Needs the npm packages xlsx-populate and write-excel-file.
const XlsxPopulate = require("xlsx-populate");
const { default: writeExcelFile } = require("write-excel-file/node");
const { path, golden, HEADER, people, numbered, problem } = require("./fixtures.js");

async function main() {
  const rows = [HEADER, ...people()];
  let book = await XlsxPopulate.fromBlankAsync();
  book.sheet(0).name("Users").cell("A1").value(rows);
  book.sheet(0).cell("H2").value(612345601).style("numberFormat", "0# ## ## ## ##");
  book.sheet(0).cell("A3").value("Jean-Noël").hyperlink("mailto:jean-noel.lefevre@bellerive.example");
  book.sheet(0).cell("F4").formula("ROW()+99");
  book.sheet(0).cell("F5").value(new Date(2026, 2, 2)).style("numberFormat", "dd/mm/yyyy");
  book.sheet(0).row(6).hidden(true);
  await book.toFileAsync(path("xlsx", "xlsx-populate.xlsx"));
  const shown = rows.map((r) => r.slice());
  shown[1][7] = "06 12 34 56 01";
  shown[3][5] = problem("uncomputed");
  shown[4][5] = problem("date");
  golden("xlsx", "xlsx-populate.xlsx", "Users", 1, numbered(shown), ["hidden 6"]);

  await writeExcelFile(rows.map((r, i) => r.map((value, c) => i === 2 && c === 7 ? { type: Number, value: 612345602, format: "0000000000" }
    : { type: String, value, fontWeight: i ? undefined : "bold" })), { sheet: "Personnel" }).toFile(path("xlsx", "write-excel-file.xlsx"));
  rows[2][7] = "0612345602";
  golden("xlsx", "write-excel-file.xlsx", "Personnel", 1, numbered(rows));
}

main();
