// The `markdown` block as nodes: headings, lists, tables, quotes, code and emphasis of CommonMark.
import { el, link } from "./dom.js";
import { emoji } from "./mrkdwn.js";

const LIST = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;
const ROW = /^\s*\|.*\|\s*$/;

export function markdown(source) {
  const rows = source.split("\n");
  const out = [];
  while (rows.length) out.push(...block(rows));
  return out;
}

function block(rows) {
  const line = rows[0];
  if (!line.trim()) return rows.shift(), [];
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (heading) return rows.shift(), [el(`h${Math.min(6, heading[1].length + 2)}`, {}, inline(heading[2]))];
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) return rows.shift(), [el("hr")];
  if (/^```/.test(line)) return [code(rows)];
  if (/^\s*>/.test(line)) {
    const quoted = take(rows, (row) => /^\s*>/.test(row)).map((row) => row.replace(/^\s*> ?/, ""));
    return [el("blockquote", {}, markdown(quoted.join("\n")))];
  }
  if (LIST.test(line)) return [list(rows, indentOf(line))];
  if (ROW.test(line) && /^\s*\|[\s:|-]+\|\s*$/.test(rows[1] ?? "")) return [table(rows)];
  const first = rows.shift();
  const rest = take(rows, (row) => row.trim() && !/^(#{1,6}\s|```|\s*>)/.test(row) && !LIST.test(row) && !ROW.test(row));
  return [el("p", {}, [first, ...rest].flatMap((row, i) => (i ? [el("br"), ...inline(row)] : inline(row))))];
}

function take(rows, fits) {
  const taken = [];
  while (rows.length && fits(rows[0])) taken.push(rows.shift());
  return taken;
}

function code(rows) {
  rows.shift();
  const body = take(rows, (row) => !/^```/.test(row));
  rows.shift();
  return el("pre", {}, body.join("\n"));
}

const indentOf = (row) => /^\s*/.exec(row)[0].length;

function list(rows, indent) {
  const ordered = /\d/.test(LIST.exec(rows[0])[2]);
  const node = el(ordered ? "ol" : "ul");
  while (rows.length && LIST.test(rows[0]) && indentOf(rows[0]) >= indent) {
    if (indentOf(rows[0]) > indent && node.lastChild) {
      node.lastChild.append(list(rows, indentOf(rows[0])));
      continue;
    }
    node.append(el("li", {}, task(LIST.exec(rows.shift())[3])));
  }
  return node;
}

function task(text) {
  const box = /^\[([ xX])\]\s+(.*)$/.exec(text);
  return box ? [box[1] === " " ? "☐ " : "☑ ", ...inline(box[2])] : inline(text);
}

function table(rows) {
  const cells = (row) => row.trim().replace(/^\||\|$/g, "").split("|").map((cell) => inline(cell.trim()));
  const head = cells(rows.shift());
  rows.shift();
  const body = take(rows, (row) => ROW.test(row)).map(cells);
  return el("div", { class: "scroll" }, el("table", {},
    el("thead", {}, el("tr", {}, head.map((cell) => el("th", {}, cell)))),
    el("tbody", {}, body.map((row) => el("tr", {}, row.map((cell) => el("td", {}, cell)))))));
}

const TOKEN = /`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>「」（）、。]+)|\*\*(.+?)\*\*|~~(.+?)~~|(?<![*\w])\*([^*\s](?:[^*]*[^*\s])?)\*(?![*\w])/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const OPEN = /[\s\p{P}\p{S}]/u;

export function inline(text) {
  const match = TOKEN.exec(text);
  if (!match) return text ? [emoji(text.replace(/\\([\\`*_{}[\]()#+.!|~<>-])/g, "$1"))] : [];
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  return [...inline(before), token(match, before, after), ...inline(after)].flat();
}

function token(match, before, after) {
  const [whole, literal, label, url, bare, strong, struck, soft] = match;
  if (literal) return el("code", {}, literal);
  if (label) return link(url, inline(label));
  if (bare) return link(bare, bare);
  if (struck) return el("s", {}, inline(struck));
  const inner = strong ?? soft;
  return flanks(inner, before, after) ? el(strong ? "strong" : "em", {}, inline(inner)) : whole;
}

// CommonMark: marks beside punctuation need a space or punctuation outside, so `**「A」**は` fails.
function flanks(inner, before, after) {
  const left = !PUNCTUATION.test(inner[0]) || !before || OPEN.test(before.at(-1));
  const right = !PUNCTUATION.test(inner.at(-1)) || !after || OPEN.test(after[0]);
  return left && right;
}
