// Modals that the bot opened, and the confirmation dialogs of its buttons.
import { el } from "./dom.js";
import { readFields, renderBlocks, textObject } from "./blocks.js";
import { t } from "./words.js";

const modal = document.getElementById("modal");
const confirmBox = document.getElementById("confirm");
let shown = "";
let handlers = {};

export const setModalHandlers = (given) => { handlers = given; };

export function showModals(stack) {
  const view = stack.at(-1);
  if (!view) {
    shown = "";
    if (modal.open) modal.close();
    return;
  }
  const seal = `${view.id} ${view.hash}`;
  if (shown !== seal) {
    shown = seal;
    build(view);
  }
  showErrors(view.errors);
  if (!modal.open) modal.showModal();
}

function build(view) {
  const act = (action) => handlers.click({ ...action, view_id: view.id, values: readFields(modal) });
  const form = el("form", { method: "dialog", noValidate: true, dataset: { callback: view.callback_id ?? "" }, onsubmit: (event) => submit(event, view) },
    el("header", {}, el("h2", { id: "modal-title" }, textObject(view.title)),
      el("button", { type: "button", class: "quiet", "aria-label": t("close"), onclick: () => handlers.close(view) }, "×")),
    el("div", { class: "modal-body" }, renderBlocks(view.blocks, act)),
    el("footer", {},
      el("button", { type: "button", class: "button", onclick: () => handlers.close(view) },
        view.close ? textObject(view.close) : t("cancel")),
      view.submit ? el("button", { type: "submit", class: "button primary" }, textObject(view.submit)) : null));
  modal.replaceChildren(form);
}

async function submit(event, view) {
  event.preventDefault();
  const button = modal.querySelector("button[type=submit]");
  if (!button || button.disabled) return;
  button.disabled = true;
  try {
    const answer = await handlers.submit(view, readFields(modal));
    if (answer.errors) showErrors(answer.errors);
  } finally { button.disabled = false; }
}

function showErrors(errors) {
  for (const block of modal.querySelectorAll(".block.input")) {
    const problem = errors[block.dataset.block];
    const control = block.querySelector(".control, .choices");
    block.querySelector(".field-error")?.remove();
    control.toggleAttribute("aria-invalid", Boolean(problem));
    if (problem) {
      control.setAttribute("aria-invalid", "true");
      block.querySelector(".field-note").prepend(el("span", { class: "field-error", role: "alert" }, t(problem)));
    }
  }
  modal.querySelector("[aria-invalid=true]")?.focus();
}

modal.addEventListener("cancel", (event) => {
  event.preventDefault();
  handlers.escape?.();
});

export function confirmed(dialog) {
  return new Promise((resolve) => {
    confirmBox.replaceChildren(el("form", { method: "dialog" },
      el("h2", { id: "confirm-title" }, textObject(dialog.title)),
      el("div", { class: "modal-body" }, textObject(dialog.text)),
      el("footer", {},
        el("button", { value: "no", class: "button" }, textObject(dialog.deny)),
        el("button", { value: "yes", class: `button ${dialog.style ?? "primary"}` }, textObject(dialog.confirm)))));
    confirmBox.returnValue = "no";
    confirmBox.addEventListener("close", () => resolve(confirmBox.returnValue === "yes"), { once: true });
    confirmBox.showModal();
  });
}
