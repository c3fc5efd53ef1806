// Block Kit as nodes. `act` sends an interaction; `field` names an input for the form around it.
import { el, link } from "./dom.js";
import { mrkdwn, emoji } from "./mrkdwn.js";
import { markdown } from "./markdown.js";
import { confirmed } from "./dialogs.js";
import { t } from "./words.js";

export function textObject(text) {
  if (!text) return [];
  return text.type === "mrkdwn" ? [mrkdwn(text.text)] : [plain(text)];
}

const plain = (text) => el("span", { class: "plain" }, text.emoji === false ? text.text : emoji(text.text));

export function renderBlocks(blocks, act, errors = {}) {
  return blocks.map((block) => {
    const build = BLOCKS[block.type];
    const inner = build ? build(block, act, errors) : el("p", {}, `[${block.type}]`);
    return el("div", { class: `block ${block.type}`, dataset: { block: block.block_id } }, inner);
  });
}

const BLOCKS = {
  divider: () => el("hr"),
  header: (block) => el("h3", {}, textObject(block.text)),
  markdown: (block) => markdown(block.text),
  image: (block) => picture(block),
  context: (block) => block.elements.map((item) =>
    item.type === "image" ? picture(item) : el("span", { class: "context-item" }, textObject(item))),
  actions: (block, act) => block.elements.map((item) => element(item, block, act)),
  context_actions: (block, act) => block.elements.map((item) => element(item, block, act)),
  section(block, act) {
    const text = el("div", { class: "section-text" }, block.text ? el("div", {}, textObject(block.text)) : null,
      block.fields ? el("div", { class: "fields" }, block.fields.map((item) => el("div", {}, textObject(item)))) : null);
    return [text, block.accessory ? element(block.accessory, block, act) : null].filter(Boolean);
  },
  input(block, act, errors) {
    const id = `field-${block.block_id}-${block.element.action_id}`;
    const group = ["radio_buttons", "checkboxes"].includes(block.element.type);
    const problem = errors[block.block_id];
    const label = el(group ? "span" : "label", { class: "label", htmlFor: group ? undefined : id, id: `${id}-label` },
      textObject(block.label), block.optional ? el("span", { class: "optional" }, t("optional")) : null);
    const control = element(block.element, block, block.dispatch_action ? act : null, id);
    if (group) control.setAttribute("aria-labelledby", `${id}-label`);
    control.setAttribute("aria-describedby", `${id}-note`);
    if (problem) control.setAttribute("aria-invalid", "true");
    return [label, control, el("div", { class: "field-note", id: `${id}-note` },
      problem ? el("span", { class: "field-error" }, t(problem)) : null,
      block.hint ? el("span", { class: "hint" }, textObject(block.hint)) : null)];
  },
  rich_text: (block) => block.elements.map(richPart),
};

function picture(image) {
  const label = `${t("image")}: ${image.alt_text}`;
  return el("span", { class: "picture" }, image.image_url ? link(image.image_url, label) : label);
}

function richPart(part) {
  if (part.type === "rich_text_list") {
    return el(part.style === "ordered" ? "ol" : "ul", {}, part.elements.map((item) => el("li", {}, richPart(item))));
  }
  const tag = { rich_text_preformatted: "pre", rich_text_quote: "blockquote" }[part.type] ?? "div";
  return el(tag, {}, part.elements.map(richLeaf));
}

function richLeaf(leaf) {
  if (leaf.type === "text") {
    const tag = leaf.style?.code ? "code" : leaf.style?.bold ? "strong" : leaf.style?.italic ? "em" : "span";
    return el(tag, { class: "plain" }, emoji(leaf.text));
  }
  if (leaf.type === "link") return link(leaf.url, leaf.text ?? leaf.url);
  if (leaf.type === "emoji") return emoji(`:${leaf.name}:`);
  const code = { user: `<@${leaf.user_id}>`, channel: `<#${leaf.channel_id}>`, broadcast: `<!${leaf.range}>` }[leaf.type];
  return code ? mrkdwn(code) : "";
}

function element(item, block, act, id) {
  const build = ELEMENTS[item.type];
  if (!build) return el("span", {}, `[${item.type}]`);
  const send = act && (async (value) => {
    if (item.confirm && !(await confirmed(item.confirm))) return false;
    await act({ block_id: block.block_id, action_id: item.action_id, value });
    return true;
  });
  const control = build(item, send, id);
  Object.assign(control.dataset, { actionId: item.action_id ?? "", blockId: block.block_id, kind: item.type });
  if (id && !control.id) control.id = id;
  return control;
}

const ELEMENTS = {
  button(item, send) {
    const button = el("button", { type: "button", class: `button ${item.style ?? ""}`,
      "aria-label": item.accessibility_label, onclick: () => busy(button, () => send?.(item.value)) },
    textObject(item.text));
    if (!item.url) return button;
    const opened = link(item.url, textObject(item.text));
    opened.className = `button ${item.style ?? ""}`;
    opened.addEventListener("click", () => send?.(item.value));
    return opened;
  },
  icon_button: (item, send) => el("button", { type: "button", class: "button quiet", onclick: () => send?.(item.value) },
    textObject(item.text)),
  feedback_buttons(item, send) {
    const choice = (which, mark) => el("button", { type: "button", class: "button quiet feedback",
      "aria-label": which.accessibility_label ?? which.text.text, title: which.text.text,
      onclick: (event) => { pressed(event.currentTarget); send?.(which.value); } }, mark, " ", textObject(which.text));
    return el("span", { class: "feedback-pair" }, choice(item.positive_button, "👍"), choice(item.negative_button, "👎"));
  },
  overflow(item, send) {
    const menu = el("details", { class: "menu" }, el("summary", { "aria-label": t("more") }, "⋯"));
    menu.append(el("div", { class: "menu-items" }, item.options.map((option) =>
      el("button", { type: "button", onclick: () => { menu.open = false; send?.(option.value); } }, textObject(option.text)))));
    return menu;
  },
  static_select: (item, send) => select(item, optionsOf(item), item.initial_option?.value, send),
  multi_static_select: (item, send) => many(item, optionsOf(item), send),
  users_select: (item, send) => select(item, people(), item.initial_user, send),
  multi_users_select: (item, send) => many({ ...item, initial_options: (item.initial_users ?? []).map((value) => ({ value })) }, people(), send),
  channels_select: (item, send) => select(item, channels(), item.initial_channel, send),
  conversations_select: (item, send) => select(item, channels(), item.initial_conversation, send),
  checkboxes: (item, send) => choices(item, "checkbox", (item.initial_options ?? []).map((o) => o.value), send),
  radio_buttons: (item, send) => choices(item, "radio", [item.initial_option?.value], send),
  datepicker: (item, send) => el("input", { type: "date", value: item.initial_date ?? "", class: "control",
    onchange: (event) => send?.(event.target.value) }),
  plain_text_input(item) {
    const shared = { class: "control", value: item.initial_value ?? "", placeholder: item.placeholder?.text ?? "" };
    const control = item.multiline ? el("textarea", { ...shared, rows: 5 }) : el("input", { ...shared, type: "text" });
    if (item.focus_on_load) control.autofocus = true;
    return control;
  },
};

async function busy(button, work) {
  button.disabled = true;
  try { await work(); } finally { button.disabled = false; }
}

function pressed(button) {
  for (const other of button.parentElement.children) other.setAttribute("aria-pressed", String(other === button));
}

let known = { people: [], channels: [] };
export const setChoices = (choicesKnown) => { known = choicesKnown; };
const people = () => known.people;
const channels = () => known.channels;

const optionsOf = (item) => (item.options ?? item.option_groups.flatMap((group) => group.options))
  .map((option) => ({ value: option.value, text: option.text.text }));

function select(item, options, initial, send) {
  return el("select", { class: "control", "aria-label": item.placeholder?.text, onchange: (event) => send?.(event.target.value) },
    el("option", { value: "" }, item.placeholder?.text ?? t("choose")),
    options.map((option) => el("option", { value: option.value, selected: option.value === initial }, emoji(option.text))));
}

function many(item, options, send) {
  const initial = (item.initial_options ?? []).map((option) => option.value);
  return el("select", { class: "control", multiple: true, size: Math.min(6, Math.max(2, options.length)),
    "aria-label": item.placeholder?.text,
    onchange: (event) => send?.([...event.target.selectedOptions].map((option) => option.value)) },
  options.map((option) => el("option", { value: option.value, selected: initial.includes(option.value) }, emoji(option.text))));
}

let groups = 0;

function choices(item, type, initial, send) {
  const name = `group-${++groups}`;
  const group = el("div", { class: "choices", role: type === "radio" ? "radiogroup" : "group" });
  group.append(...item.options.map((option) => el("label", { class: "choice" },
    el("input", { type, name, value: option.value, checked: initial.includes(option.value), onchange: () => send?.(read(group)) }),
    el("span", {}, textObject(option.text), option.description ? el("small", {}, textObject(option.description)) : null))));
  return group;
}

function read(control) {
  if (control.matches(".choices")) {
    const chosen = [...control.querySelectorAll("input:checked")].map((input) => input.value);
    return control.dataset.kind === "radio_buttons" ? chosen[0] ?? null : chosen;
  }
  if (control.multiple) return [...control.selectedOptions].map((option) => option.value);
  return control.value || null;
}

// What stands in every field below `root`: block id → action id → plain value.
export function readFields(root) {
  const values = {};
  for (const control of root.querySelectorAll(".control, .choices")) {
    const { blockId, actionId } = control.dataset;
    (values[blockId] ??= {})[actionId] = read(control);
  }
  return values;
}

