// The field that people type into: mentions, commands, shortcuts. Enter sends, Shift+Enter breaks.
import { el } from "./dom.js";
import { t, lang } from "./words.js";

export function composer(form, { directory, label, send, shortcut, id, inThread = false }) {
  const field = el("textarea", { id, rows: 1, "aria-label": label(), placeholder: label() });
  const hints = el("div", { class: "hints", role: "group", "aria-label": t("suggestions"), hidden: true });
  const quick = el("div", { class: "quick" },
    chip(`@${directory.bot.name}`, () => insert(`@${directory.bot.name} `)),
    inThread ? null : directory.commands.map((command) => chip(command.name, () => insert(`${command.name} `))),
    inThread ? null : directory.shortcuts.map((entry) => chip(entry.label[lang()], () => shortcut(entry.callback_id))));
  form.replaceChildren(hints, field, el("div", { class: "composer-foot" }, quick,
    el("button", { type: "submit", class: "button primary" }, t("send"))));

  const insert = (text) => { field.value = text + field.value.replace(/^[@/]\S*\s*/, ""); field.focus(); grow(); suggest(); };
  const grow = () => { field.style.height = "auto"; field.style.height = `${Math.min(field.scrollHeight + 2, 220)}px`; };

  async function submit() {
    const text = field.value.trim();
    if (!text) return;
    field.value = "";
    grow();
    suggest();
    if (!(await send(withIds(text, directory)))) { field.value = text; grow(); }
  }

  function suggest() {
    const found = candidates(field.value.slice(0, field.selectionStart), directory);
    hints.hidden = !found.length;
    hints.replaceChildren(...found.map((item) => chip(item.shown, () => {
      const end = field.selectionStart;
      field.value = `${field.value.slice(0, end - item.typed.length)}${item.full} ${field.value.slice(end)}`;
      field.focus();
      suggest();
    })));
  }

  field.addEventListener("input", () => { grow(); suggest(); });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); submit(); }
    if (event.key === "Tab" && !event.shiftKey && !hints.hidden) { event.preventDefault(); hints.firstElementChild.click(); }
  });
  form.onsubmit = (event) => { event.preventDefault(); submit(); };
}

const chip = (text, onclick) => el("button", { type: "button", class: "chip", onclick }, text);

function names(directory) {
  return [{ id: directory.bot.id, name: directory.bot.name },
    ...directory.people.flatMap((person) => [{ id: person.id, name: person.real_name }, { id: person.id, name: person.name }])]
    .sort((a, b) => b.name.length - a.name.length);
}

// What a person types as @Name becomes the id that the protocol carries.
function withIds(text, directory) {
  return names(directory).reduce((out, { id, name }) => out.split(`@${name}`).join(`<@${id}>`), text);
}

function candidates(before, directory) {
  const command = /^\/\S*$/.exec(before);
  if (command) {
    return directory.commands.filter((entry) => entry.name.startsWith(command[0]) && entry.name !== command[0])
      .map((entry) => ({ typed: command[0], full: entry.name, shown: `${entry.name}  ${entry.hint[lang()]}` }));
  }
  const mention = /(?:^|\s)(@[^\s@]*)$/.exec(before);
  if (!mention) return [];
  const wanted = mention[1].slice(1).toLowerCase();
  const people = [directory.bot.name, ...directory.people.map((person) => person.real_name)];
  return people.filter((name) => name.toLowerCase().startsWith(wanted) && name.toLowerCase() !== wanted)
    .slice(0, 6).map((name) => ({ typed: mention[1], full: `@${name}`, shown: `@${name}` }));
}
