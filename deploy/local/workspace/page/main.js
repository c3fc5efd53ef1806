// The page: one persona's view of the workspace, drawn again whenever the server says it changed.
import { el, reconcile } from "./dom.js";
import { renderBlocks, readFields, setChoices } from "./blocks.js";
import { composer } from "./composer.js";
import { setModalHandlers, showModals } from "./dialogs.js";
import { emoji, mrkdwn, setDirectory } from "./mrkdwn.js";
import { refreshPanel, setNames, startPanels } from "./panels.js";
import { clock, lang, setLanguage, t } from "./words.js";

const $ = (id) => document.getElementById(id);
const at = new URLSearchParams(location.hash.slice(1));
const place = { user: at.get("user"), channel: at.get("channel") ?? "", thread: at.get("thread") ?? "", tab: at.get("tab") ?? "messages" };
const read = new Map();
const unfolded = new Set();
const LONG = { chars: 400, lines: 10 };
let directory;
let state;
let lastNotice = 0;

async function start() {
  directory = await (await fetch("/local/directory")).json();
  place.user = directory.people.some((person) => person.id === place.user) ? place.user : directory.people[0].id;
  $("team").textContent = directory.team.name;
  $("persona").addEventListener("change", (event) => become(event.target.value));
  $("thread-close").addEventListener("click", () => openThread(""));
  $("tab-home").addEventListener("click", () => openTab("home"));
  $("tab-messages").addEventListener("click", () => openTab("messages"));
  for (const button of document.querySelectorAll(".bottom [data-pane]")) {
    button.addEventListener("click", () => showPane(button.dataset.pane));
  }
  setModalHandlers({ click: (action) => call("click", action), submit, close: closeView, escape: () => closeView(state.modals.at(-1)) });
  dress();
  await refresh({ first: true });
  startPanels(directory);
  follow();
}

let turns = 0;
let drawn = 0;

const persona = () => directory.people.find((person) => person.id === place.user);

function dress() {
  setLanguage(persona().locale);
  $("persona").replaceChildren(...directory.people.map((person) =>
    el("option", { value: person.id, selected: person.id === place.user }, `${person.real_name} — ${person.title[lang()]}`)));
  for (const list of ["messages", "thread-messages", "channel-list", "direct-list", "home"]) $(list).replaceChildren();
  delete $("home").seal;
  showPane(document.body.dataset.pane);
}

async function become(user) {
  place.user = user;
  place.thread = "";
  showModals([]);
  dress();
  await refresh({ first: true });
  refreshPanel();
}

function follow() {
  let pending = false;
  const stream = new EventSource("/local/stream");
  stream.onmessage = async () => {
    if (pending) return;
    pending = true;
    await new Promise((resolve) => setTimeout(resolve, 60));
    pending = false;
    await refresh();
    refreshPanel();
  };
}

async function refresh({ first = false } = {}) {
  const asked = { ...place };
  const query = new URLSearchParams({ user: asked.user, channel: asked.channel, thread: asked.thread });
  const turn = ++turns;
  const response = await fetch(`/local/state?${query}`);
  if (!response.ok) return;
  const answer = await response.json();
  // Asked for another place, or overtaken by a newer answer: it would draw over what is shown.
  if (asked.user !== place.user || asked.thread !== place.thread || turn < drawn) return;
  if (place.channel && asked.channel !== place.channel) return;
  drawn = turn;
  state = { ...answer, user: asked.user };
  place.channel = state.channel;
  history.replaceState(null, "", `#${new URLSearchParams(place)}`);
  draw(first);
}

function draw(first) {
  const channels = new Map(state.channels.map((channel) => [channel.id, channel.name]));
  const people = new Map(directory.people.map((person) => [person.id, person.real_name]));
  people.set(directory.bot.id, directory.bot.name);
  setNames(new Map([...people, ...channels, ["ringi", directory.bot.name]]));
  setDirectory({ people, channels, usergroups: directory.usergroups });
  setChoices({
    people: directory.people.map((person) => ({ value: person.id, text: person.real_name })),
    channels: state.channels.map((channel) => ({ value: channel.id, text: `#${channel.name}` })),
  });
  $("connection").textContent = t(state.connected ? "connected" : "offline");
  $("connection").className = state.connected ? "on" : "off";
  drawPlaces();
  drawPlace(first);
  drawThread(first);
  showModals(state.modals);
  drawNotices(first);
  Object.assign(document.body.dataset, { user: state.user, channel: state.channel });
}

function drawPlaces() {
  const named = (channel) => ({ ...channel, current: channel.id === place.channel, language: lang(),
    unread: Boolean(channel.latest && channel.latest > (read.get(`${place.user} ${channel.id}`) ?? "") && channel.id !== place.channel) });
  const shown = state.channels.map(named);
  reconcile($("channel-list"), shown.filter((channel) => channel.kind !== "im"), (channel) => channel.id, placeItem);
  reconcile($("direct-list"), shown.filter((channel) => channel.kind === "im"), (channel) => channel.id, placeItem);
}

function placeItem(channel) {
  const mark = channel.kind === "im" ? el("img", { src: "/page/icon.svg", alt: "", width: 16, height: 16 }) : el("span", { class: "hash-mark" }, "#");
  return el("li", {}, el("button", { type: "button", "aria-current": channel.current ? "page" : undefined,
    class: channel.unread ? "unread" : "", onclick: () => openPlace(channel.id) },
  mark, el("span", {}, channel.name), channel.is_ext_shared ? el("span", { class: "badge" }, t("external")) : null));
}

function openPlace(channel) {
  place.channel = channel;
  place.thread = "";
  place.tab = channel.startsWith("D") ? place.tab : "messages";
  for (const pill of document.querySelectorAll(".newer")) pill.remove();
  showPane("chat");
  if (channel.startsWith("D")) call("home", { tab: place.tab });
  refresh({ first: true });
}

function openTab(tab) {
  place.tab = tab;
  call("home", { tab });
  draw(true);
}

function drawPlace(first) {
  const channel = state.channels.find((known) => known.id === state.channel);
  const direct = channel.kind === "im";
  const home = direct && place.tab === "home";
  if (channel.latest) read.set(`${place.user} ${channel.id}`, channel.latest);
  $("place-name").textContent = direct ? channel.name : `#${channel.name}`;
  $("place-topic").textContent = channel.topic[lang()];
  $("dm-tabs").hidden = !direct;
  $("tab-home").setAttribute("aria-selected", String(home));
  $("tab-messages").setAttribute("aria-selected", String(!home));
  for (const [id, hidden] of [["home", !home], ["messages", home], ["composer", home], ["prompts", home]]) $(id).hidden = hidden;
  if (home) drawHome();
  drawMessages($("messages"), state.messages, t(direct ? "empty_dm" : "empty_channel"), { first, threaded: true });
  drawPrompts();
  setComposer($("composer"), `${channel.id} ${lang()}`, { id: "composer-text",
    label: () => t("write", { place: $("place-name").textContent }),
    send: (text) => say(text), shortcut: (callback_id) => call("shortcut", { callback_id }) });
}

function setComposer(form, seal, options) {
  if (form.seal === seal) return;
  form.seal = seal;
  composer(form, { directory, ...options });
}

async function say(text, thread_ts) {
  const command = text.startsWith("/");
  if (command && thread_ts) return toast("failed", t("no_slash_in_thread")), false;
  const answer = await call(command ? "slash" : "post", { channel: state.channel, text, thread_ts });
  return command || answer.ok !== false;
}

function drawHome() {
  const seal = `${state.home?.id} ${state.home?.hash} ${lang()}`;
  if ($("home").seal === seal) return;
  $("home").seal = seal;
  const view = state.home;
  const act = (action) => call("click", { ...action, view_id: view.id, values: readFields($("home")) });
  $("home").replaceChildren(...(view ? renderBlocks(view.blocks, act) : [el("p", { class: "empty" }, t("empty_home"))]));
}

function drawPrompts() {
  reconcile($("prompts"), state.prompts, (prompt) => prompt.title, (prompt) =>
    el("button", { type: "button", class: "chip", onclick: () => say(prompt.message) }, prompt.title));
}

function drawMessages(list, messages, emptyText, { first, threaded }) {
  const near = list.scrollHeight - list.scrollTop - list.clientHeight < 120;
  const items = messages.map((message) => ({ ...message, threaded, status: statusOf(message.thread_ts ?? message.ts) }));
  const lastOfThread = threaded ? null : items.at(-1)?.ts;
  reconcile(list, items.length ? items.map((item) => ({ ...item, last: item.ts === lastOfThread })) : [{ ts: "empty", emptyText }],
    (item) => item.ts, (item) => (item.emptyText ? el("li", { class: "empty" }, item.emptyText) : messageItem(item)));
  const newest = list.lastElementChild?.dataset.key;
  if (first || near) requestAnimationFrame(() => showNewest(list));
  else if (newest !== list.newest) offerNewest(list);
  list.newest = newest;
}

// Nobody is scrolled away from what they read: what arrived below is offered instead.
function offerNewest(list) {
  const pill = el("button", { type: "button", class: "chip newer", onclick: () => showNewest(list) }, t("newer"));
  list.parentElement.querySelector(".newer")?.remove();
  list.after(pill);
  const gone = () => { pill.remove(); list.removeEventListener("scroll", seen); };
  const seen = () => { if (list.scrollHeight - list.scrollTop - list.clientHeight < 120 || !pill.isConnected) gone(); };
  list.addEventListener("scroll", seen);
  pill.addEventListener("click", gone);
}

// A last message that is taller than the list is read from its top.
function showNewest(list) {
  const tall = list.lastElementChild && list.lastElementChild.offsetHeight > list.clientHeight;
  list.scrollTop = tall ? list.lastElementChild.offsetTop - list.offsetTop : list.scrollHeight;
}

const statusOf = (ts) => state.statuses.find((status) => status.thread_ts === ts)?.text ?? "";

function messageItem(message) {
  const person = directory.people.find((known) => known.id === message.user);
  const name = message.is_bot ? directory.bot.name : person?.real_name ?? message.user;
  const act = (action) => call("click", { ...action, channel: state.channel, ts: message.ts, values: readFields(item) });
  const item = el("li", { class: `message ${message.is_ephemeral ? "ephemeral" : ""}`, dataset: { ts: message.ts } },
    message.is_bot ? el("img", { class: "avatar bot", src: "/page/icon.svg", alt: "" })
      : el("span", { class: `avatar tone-${toneOf(message.user)}`, "aria-hidden": "true" }, name.slice(0, 1)),
    el("div", { class: "message-body" },
      message.is_ephemeral ? el("div", { class: "only-you" }, t("only_you")) : null,
      el("div", { class: "message-head" }, el("strong", {}, name), message.is_bot ? el("span", { class: "badge" }, t("app_badge")) : null,
        el("time", {}, clock(message.ts)), message.edited ? el("span", { class: "edited" }, t("edited")) : null),
      el("div", { class: "content" }, content(message, act)),
      reactions(message), threadLink(message)),
    menu(message));
  return item;
}

const toneOf = (id) => [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;

function content(message, act) {
  const typed = message.blocks?.length === 1 && message.blocks[0].type === "rich_text";
  if (message.blocks?.length && !typed) return renderBlocks(message.blocks, act);
  return [...written(message),
    ...(message.files ?? []).map((file) => el("div", { class: "picture" }, `📎 ${file.name ?? file.id ?? ""}`))];
}

// What people paste is folded, so that the answer below it stays in sight.
function written({ ts, text }) {
  const words = el("div", { class: "plain" }, mrkdwn(text));
  if (text.length <= LONG.chars && text.split("\n").length <= LONG.lines) return [words];
  const key = `${place.user} ${ts}`;
  const fold = el("button", { type: "button", class: "quiet fold", onclick: () => dressFold(!unfolded.has(key)) });
  const dressFold = (open) => {
    unfolded[open ? "add" : "delete"](key);
    words.classList.toggle("folded", !open);
    fold.setAttribute("aria-expanded", String(open));
    fold.textContent = t(open ? "show_less" : "show_more");
  };
  dressFold(unfolded.has(key));
  return [words, fold];
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  return el("div", { class: "reactions" }, message.reactions.map((one) => el("span", { class: "chip" }, `${emoji(`:${one.name}:`)} ${one.count}`)));
}

function threadLink(message) {
  const working = message.status && (message.threaded || message.last)
    ? el("div", { class: "working", role: "status" }, message.status) : null;
  if (!message.threaded) return working;
  const root = message.thread_ts ?? message.ts;
  const count = message.reply_count ? el("button", { type: "button", class: "replies", onclick: () => openThread(root) },
    t(message.reply_count === 1 ? "reply_one" : "replies", { n: message.reply_count }), el("time", {}, clock(message.latest_reply))) : null;
  return [working, count];
}

function menu(message) {
  if (message.is_ephemeral) return null;
  const box = el("details", { class: "menu message-menu" }, el("summary", { "aria-label": t("message_menu"), title: t("message_menu") }, "⋯"));
  const entry = (label, act) => el("button", { type: "button", onclick: () => { box.open = false; act(); } }, label);
  box.append(el("div", { class: "menu-items" },
    message.threaded ? entry(t("reply"), () => openThread(message.thread_ts ?? message.ts)) : null,
    directory.message_shortcuts.map((shortcut) => entry(shortcut.label[lang()], () =>
      call("message-shortcut", { channel: state.channel, ts: message.ts, callback_id: shortcut.callback_id })))));
  return box;
}

async function openThread(ts) {
  place.thread = ts;
  $("thread-messages").replaceChildren();
  for (const pill of document.querySelectorAll(".newer")) pill.remove();
  showPane(ts ? "thread" : "chat");
  await refresh({ first: true });
  if (ts) $("thread-composer").querySelector("textarea")?.focus({ preventScroll: true });
}

function drawThread(first) {
  $("thread").hidden = !place.thread;
  document.body.classList.toggle("with-thread", Boolean(place.thread));
  if (!place.thread) return;
  drawMessages($("thread-messages"), state.thread, t("no_thread"), { first, threaded: false });
  setComposer($("thread-composer"), `${place.thread} ${lang()}`, { id: "thread-text", inThread: true,
    label: () => t("write_thread"), send: (text) => say(text, place.thread) });
}

function showPane(pane) {
  document.body.dataset.pane = pane === "thread" && !place.thread ? "chat" : pane;
  for (const button of document.querySelectorAll(".bottom [data-pane]")) {
    button.setAttribute("aria-pressed", String(button.dataset.pane === document.body.dataset.pane));
  }
}

const submit = (view, values) => call("submit", { view_id: view.id, values });
const closeView = (view) => view && call("close", { view_id: view.id });

async function call(what, body) {
  try {
    const response = await fetch(`/local/${what}`, { method: "POST", headers: { "content-type": "application/json" },
      body: JSON.stringify({ user: place.user, ...body }) });
    const answer = await response.json();
    if (!response.ok) toast("failed", answer.error ?? "");
    return response.ok ? answer : { ok: false };
  } catch {
    toast("failed", "");
    return { ok: false };
  }
}

function drawNotices(first) {
  const fresh = state.notices.filter((notice) => notice.id > lastNotice);
  if (fresh.length) lastNotice = fresh.at(-1).id;
  if (first) return;
  for (const notice of fresh) toast(notice.kind, [notice.code, ...notice.details].join("\n"), notice);
}

function toast(kind, detail, params = {}) {
  const box = el("div", { class: `toast ${kind}` },
    el("div", {}, el("strong", {}, t(kind, params)), detail ? el("pre", {}, detail) : null),
    el("button", { type: "button", class: "quiet", "aria-label": t("dismiss"), onclick: () => box.remove() }, "×"));
  $("toasts").append(box);
  while ($("toasts").children.length > 4) $("toasts").firstElementChild.remove();
  if (kind !== "refused") setTimeout(() => box.remove(), 12000);
}

document.addEventListener("click", (event) => {
  for (const box of document.querySelectorAll("details.menu[open]")) if (!box.contains(event.target)) box.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const box of document.querySelectorAll("details.menu[open]")) box.open = false;
});

start();
