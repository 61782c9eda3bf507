// What the JavaScript generators share; the Python side is fixtures.py.
const fs = require("fs");
const p = require("path");
const TESTDATA = process.env.TESTDATA || p.join(__dirname, "..", "..", "data", "sheet", "testdata");

// people.csv: quoted cells, no line breaks in them.
const table = fs.readFileSync(p.join(__dirname, "people.csv"), "utf8").trim().split("\n").map((line) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => (m[1] === undefined ? m[2] : m[1].replace(/""/g, '"'))));
const HEADER = table[0];

const people = () => table.slice(1).map((r) => r.slice());
const problem = (kind) => ({ problem: kind });
const numbered = (rows, first = 1) => new Map(rows.map((r, i) => [i + first, r]));

function path(folder, name) {
  const d = p.join(TESTDATA, folder);
  fs.mkdirSync(d, { recursive: true });
  return p.join(d, name);
}

function escape(cell) {
  if (cell.problem) return "!" + cell.problem;
  return cell.replace(/\r\n?/g, "\n").replace(/^!|[\\|]/g, "\\$&").replace(/\n/g, "\\n").replace(/\t/g, "\\t");
}

function golden(folder, name, sheet, headerRow, rows, facts = [], keepTail = false) {
  const lines = [`sheet=${sheet} header_row=${headerRow}`, ...facts.map((f) => "#" + f)];
  for (const [number, cells] of [...rows].sort((a, b) => a[0] - b[0])) {
    const r = cells.slice();
    if (r.every((c) => !c.problem && c.trim() === "")) continue;
    while (!keepTail && r.length && r[r.length - 1] === "") r.pop();
    lines.push([number, ...r.map(escape)].join("|"));
  }
  fs.writeFileSync(path(folder, name.replace(/\.[^.]*$/, "") + ".golden"), lines.join("\n") + "\n");
}

module.exports = { HEADER, people, problem, numbered, path, golden };
