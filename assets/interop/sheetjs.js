// sheetjs.js rows FILE: the first visible sheet as JSON, as its text is shown; sheetjs.js save FROM TO: opens and saves a file.
const fs = require("fs");
const XLSX = require("xlsx");
const [, , what, from, to] = process.argv;
if (what === "rows") {
  const book = XLSX.readFile(from);
  const hidden = ((book.Workbook || {}).Sheets || []).map((s) => s.Hidden);
  const name = book.SheetNames.find((_, i) => !hidden[i]);
  process.stdout.write(JSON.stringify(XLSX.utils.sheet_to_json(book.Sheets[name], { header: 1, raw: false, defval: "" })));
} else {
  // Text is taken for text: otherwise SheetJS makes numbers and dates of what looks like one.
  const book = to.endsWith(".csv") ? XLSX.readFile(from, { raw: true }) : XLSX.readFile(from, { cellStyles: true, cellNF: true });
  if (to.endsWith(".csv")) fs.writeFileSync(to, XLSX.utils.sheet_to_csv(book.Sheets[book.SheetNames[0]]));
  else XLSX.writeFile(book, to, { compression: true });
}
