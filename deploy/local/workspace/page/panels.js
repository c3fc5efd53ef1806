// The records beside the chat: what the model was sent, the decision log, the published site.
import { el, reconcile } from "./dom.js";
import { lang, t } from "./words.js";

const body = document.getElementById("panel-body");
const tabs = [...document.querySelectorAll("[data-panel]")];
let current = "model";
let hasSite = false;

export function startPanels({ site }) {
  hasSite = site;
  for (const tab of tabs) tab.addEventListener("click", () => choose(tab.dataset.panel));
  choose(current);
  setInterval(refreshPanel, 3000);
}

function choose(name) {
  current = name;
  for (const tab of tabs) {
    tab.setAttribute("aria-selected", String(tab.dataset.panel === name));
    tab.tabIndex = tab.dataset.panel === name ? 0 : -1;
  }
  body.replaceChildren();
  refreshPanel();
}

document.addEventListener("keydown", (event) => {
  const at = tabs.indexOf(event.target);
  if (at < 0 || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  const next = tabs[(at + (event.key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length];
  next.focus();
  choose(next.dataset.panel);
});

export async function refreshPanel() {
  if (document.hidden) return;
  if (current === "site") return showSite();
  const asked = current;
  const response = await fetch(`/local/${asked}`);
  if (!response.ok || asked !== current) return;
  const { entries } = await response.json();
  if (!entries.length) return void empty(t(`empty_${asked}`));
  if (body.firstElementChild?.tagName !== "OL") body.replaceChildren(el("ol", { class: `entries ${asked}` }));
  const numbered = entries.map((entry, index) => ({ index, entry, language: lang() })).reverse();
  reconcile(body.firstElementChild, numbered, (item) => `${item.index}`, asked === "model" ? sent : decided);
}

function empty(text) {
  if (body.textContent !== text) body.replaceChildren(el("p", { class: "empty" }, text));
}

function sent({ entry }) {
  const { instructions, messages, input, ...rest } = entry.body ?? entry;
  const turns = messages ?? (Array.isArray(input) ? input : [{ role: "user", content: input ?? "" }]);
  return el("li", { class: "entry" },
    el("div", { class: "entry-head" }, el("strong", {}, rest.model ?? t("panel_model")), el("span", {}, when(entry.at ?? entry.ts))),
    instructions ? turn({ role: "system", content: instructions }) : null,
    turns.map(turn),
    el("details", {}, el("summary", {}, t("parameters")), el("pre", {}, JSON.stringify(rest, null, 2))));
}

const turn = (message) => el("div", { class: `turn ${message.role ?? ""}` },
  el("span", { class: "role" }, message.role ?? ""), el("pre", {}, marked(flat(message.content ?? message))));

function flat(content) {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return content.map((part) => part.text ?? JSON.stringify(part)).join("\n");
  return JSON.stringify(content, null, 2);
}

const marked = (text) => text.split(/(⟦[^⟦⟧\n]+⟧)/).map((part, index) => (index % 2 ? el("mark", {}, part) : part));

let names = new Map();
export const setNames = (known) => { names = known; };

// Findings are labels and places, never text: they are shown as counts.
function counts(findings) {
  const seen = new Map();
  for (const { label, action } of findings ?? []) seen.set(`${label} ${action ?? ""}`, (seen.get(`${label} ${action ?? ""}`) ?? 0) + 1);
  return [...seen].map(([what, count]) => `${what.trim()} ×${count}`);
}

const worded = (prefix, name) => (t(`${prefix}_${name}`) === `${prefix}_${name}` ? name : t(`${prefix}_${name}`));

function decided({ entry }) {
  const verdict = entry.verdict ?? "";
  const where = names.get(entry.channel) ? `#${names.get(entry.channel)}` : entry.channel;
  const facts = [names.get(entry.actor) ?? entry.actor, where, entry.rule, entry.reason, ...counts(entry.findings)]
    .filter((fact) => typeof fact === "string" && fact);
  return el("li", { class: "entry" },
    el("div", { class: "entry-head" },
      el("span", { class: "seq" }, `#${entry.seq ?? ""}`), el("strong", {}, worded("kind", String(entry.kind ?? "").replaceAll("-", "_"))),
      typeof verdict === "string" && verdict ? el("span", { class: `verdict ${verdict}` }, worded("verdict", verdict)) : null,
      el("span", {}, when(entry.ts ?? entry.at))),
    facts.length ? el("div", { class: "facts" }, facts.join(" · ")) : null,
    typeof entry.hash === "string" ? el("div", { class: "hash", title: entry.hash }, `${(entry.prev ?? entry.prev_hash ?? "").slice(0, 8)} → ${entry.hash.slice(0, 8)}`) : null,
    el("details", {}, el("summary", {}, t("entry_raw")), el("pre", {}, JSON.stringify(entry, null, 2))));
}

function when(value) {
  if (value === undefined || value === null || value === "") return "";
  const date = new Date(typeof value === "number" ? (value > 1e11 ? value : value * 1000) : value);
  if (Number.isNaN(date.getTime())) return String(value);
  return date.toLocaleTimeString(lang() === "ja" ? "ja-JP" : "en-US");
}

function showSite() {
  if (!hasSite) return void empty(t("empty_site"));
  if (body.querySelector("iframe") && body.lang === lang()) return undefined;
  body.lang = lang();
  const frame = el("iframe", { src: "/site/", sandbox: "", title: t("panel_site") });
  body.replaceChildren(el("div", { class: "site-bar" },
    el("button", { type: "button", class: "button", onclick: () => { frame.src = "/site/"; } }, t("reload")),
    el("a", { href: "/site/", target: "_blank", rel: "noopener noreferrer" }, t("open_tab"))), frame);
  return undefined;
}
