// Slack's mrkdwn as nodes: entities, emphasis, code, quotes. Emphasis needs a space or ASCII
// punctuation around it, as in Slack, so that what looks wrong there looks wrong here.
import { el, link } from "./dom.js";
import { lang } from "./words.js";

const EMOJI = {
  white_check_mark: "✅", x: "❌", warning: "⚠️", eyes: "👀", lock: "🔒", memo: "📝", "+1": "👍",
  "-1": "👎", pencil2: "✏️", mag: "🔍", no_entry: "⛔", robot_face: "🤖", bulb: "💡", tada: "🎉",
  hourglass_flowing_sand: "⏳", link: "🔗", page_facing_up: "📄", speech_balloon: "💬", shield: "🛡️",
  arrows_counterclockwise: "🔄", information_source: "ℹ️", inbox_tray: "📥", wave: "👋",
  clipboard: "📋", bell: "🔔", key: "🔑", question: "❓", stopwatch: "⏱️", ballot_box_with_check: "☑️",
};

let directory = { people: new Map(), channels: new Map(), usergroups: {} };
export const setDirectory = (known) => { directory = known; };

const decode = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
export const emoji = (text) =>
  text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => EMOJI[name] ?? whole);

export function mrkdwn(source) {
  const out = document.createDocumentFragment();
  source.split(/```/).forEach((part, index) => {
    if (index % 2) out.append(el("pre", {}, decode(part.replace(/^\n|\n$/g, ""))));
    else if (part) out.append(...lines(part));
  });
  return out;
}

function lines(source) {
  const nodes = [];
  let quote = null;
  source.split("\n").forEach((line, index) => {
    const quoted = /^(&gt;|>) ?/.exec(line);
    if (quoted) {
      if (!quote) nodes.push((quote = el("blockquote")));
      else quote.append(el("br"));
      quote.append(...inline(line.slice(quoted[0].length)));
      return;
    }
    if (index && !quote) nodes.push(el("br"));
    quote = null;
    nodes.push(...inline(line));
  });
  return nodes;
}

const TOKEN = /<([^<>\n]+)>|`([^`\n]+)`/g;

function inline(line) {
  const nodes = [];
  let from = 0;
  for (const match of line.matchAll(TOKEN)) {
    nodes.push(...emphasis(line.slice(from, match.index)));
    nodes.push(match[1] ? entity(match[1]) : el("code", {}, decode(match[2])));
    from = match.index + match[0].length;
  }
  nodes.push(...emphasis(line.slice(from)));
  return nodes;
}

function entity(inner) {
  const [target, label] = inner.split("|");
  if (target.startsWith("@")) return mention("@" + (directory.people.get(target.slice(1)) ?? target.slice(1)));
  if (target.startsWith("#")) return mention("#" + (directory.channels.get(target.slice(1)) ?? target.slice(1)));
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!subteam^")) {
    return mention("@" + (directory.usergroups[target.slice(9)] ?? target.slice(9)));
  }
  if (target.startsWith("!")) return mention("@" + target.slice(1));
  return link(decode(target), decode(label ?? target));
}

const mention = (text) => el("span", { class: "mention" }, text);

function date(target, fallback) {
  const [, seconds, format] = target.split("^");
  const when = new Date(Number(seconds) * 1000);
  const locale = lang() === "ja" ? "ja-JP" : "en-US";
  const day = { month: "short", day: "numeric" };
  const shown = (format ?? "").replace(/\{(\w+)\}/g, (whole, name) => {
    if (name.startsWith("date_num")) return when.toISOString().slice(0, 10);
    if (name.startsWith("date")) {
      return when.toLocaleDateString(locale, name.startsWith("date_short") ? day : { ...day, year: "numeric" });
    }
    if (name === "time") return when.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
    return whole;
  });
  return el("time", { dateTime: when.toISOString(), title: fallback ?? "" }, shown || fallback || "");
}

const EDGE = "\\s.,:;!?()\\[\\]{}\"'|/\\-";
const EMPHASIS = new RegExp(`(^|[${EDGE}*_~])([*_~])(\\S(?:[^\\n]*?\\S)?)\\2(?=$|[${EDGE}*_~])`);
const TAGS = { "*": "strong", _: "em", "~": "s" };

function emphasis(text) {
  const match = EMPHASIS.exec(text);
  if (!match) return text ? [emoji(decode(text))] : [];
  const before = text.slice(0, match.index) + match[1];
  const after = text.slice(match.index + match[0].length);
  return [
    ...(before ? [emoji(decode(before))] : []),
    el(TAGS[match[2]], {}, emphasis(match[3])),
    ...emphasis(after),
  ];
}
